# A convoy was told to a party; after a day without an answer the machine asks the liaison, once.
2025-03-01 08:00 LIA-1 convoy draft kind=humanitarian organisation="Agency" starts=2025-03-04T06:00:00Z as=C1
2025-03-01 08:05 LIA-1 convoy submit C1 submitted=2025-03-01T08:05:00Z
expect refused invalid notified origin destination vehicles plates route
2025-03-01 08:06 LIA-1 convoy submit C1 submitted=2025-03-01T08:06:00Z notified=A origin.lon=33.1 origin.lat=35.05 destination.lon=33.3 destination.lat=35.1 route="By the mill" vehicles=4 plates="UN 1, UN 2, UN 3, UN 4"
expect convoy C1 submitted
expect convoy C1 lead met
now 2025-03-02 08:00
expect made duty of C1 0
now 2025-03-02 08:07
expect convoy C1 silent
expect C1 state submitted
expect made duty of C1 1
now 2025-03-03 08:07
expect made duty of C1 1
2025-03-03 09:00 LIA-1 convoy acknowledge C1
expect convoy C1 acknowledged
expect party:A C1 absent
expect public C1 absent
