# A question is no silence; the answer passes the notice on again.
2025-03-01 08:00 LIA-1 convoy draft kind=humanitarian organisation="Agency" starts=2025-03-04T06:00:00Z notified=A origin.lon=33.1 origin.lat=35.05 destination.lon=33.3 destination.lat=35.1 route="By the mill" vehicles=4 plates="1, 2, 3, 4" as=C1
2025-03-01 08:06 LIA-1 convoy submit C1 submitted=2025-03-01T08:06:00Z
2025-03-01 12:00 LIA-1 convoy question C1 reason="Which bridge?"
now 2025-03-03 12:00
expect convoy C1 questioned
expect made duty of C1 0
2025-03-03 12:01 LIA-1 convoy answer C1 submitted=2025-03-03T12:01:00Z
2025-03-03 12:02 LIA-1 convoy acknowledge C1
expect convoy C1 acknowledged
