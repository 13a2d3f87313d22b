# 24 hours ahead do in an emergency, and only when it is stated which.
2025-03-01 08:00 LIA-1 convoy draft kind=medical organisation="Agency" starts=2025-03-02T14:00:00Z emergency=yes as=C1
expect refused invalid emergency_words
2025-03-01 08:00 LIA-1 convoy draft kind=medical organisation="Agency" starts=2025-03-02T14:00:00Z notified=A origin.lon=33.1 origin.lat=35.05 destination.lon=33.3 destination.lat=35.1 route="By the mill" vehicles=4 plates="1, 2, 3, 4" emergency=yes emergency_words="Cholera" as=C1
2025-03-01 08:06 LIA-1 convoy submit C1 submitted=2025-03-01T08:06:00Z
2025-03-01 08:00 LIA-1 convoy draft kind=medical organisation="Agency" starts=2025-03-02T14:00:00Z notified=A origin.lon=33.1 origin.lat=35.05 destination.lon=33.3 destination.lat=35.1 route="By the mill" vehicles=4 plates="1, 2, 3, 4" as=C2
2025-03-01 08:06 LIA-1 convoy submit C2 submitted=2025-03-01T08:06:00Z
expect convoy C1 lead met
expect convoy C2 lead breached
