# What is cancelled is not silent, and says why.
2025-03-01 08:00 LIA-1 convoy draft kind=assessment organisation="Agency" starts=2025-03-04T06:00:00Z notified=A origin.lon=33.1 origin.lat=35.05 destination.lon=33.3 destination.lat=35.1 route="By the mill" vehicles=4 plates="1, 2, 3, 4" as=C1
2025-03-01 08:06 LIA-1 convoy submit C1 submitted=2025-03-01T08:06:00Z
2025-03-01 20:00 LIA-1 convoy cancel C1
expect refused invalid reason
2025-03-01 20:00 LIA-1 convoy cancel C1 reason="The road is flooded"
now 2025-03-03 08:00
expect convoy C1 cancelled
expect made duty of C1 0
