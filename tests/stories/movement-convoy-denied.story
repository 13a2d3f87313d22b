# Aid that is denied is proposed as an access constraint, not coded and for inside; movement of the operation as a restriction.
2025-03-01 08:00 LIA-1 convoy draft kind=humanitarian organisation="Agency" starts=2025-03-04T06:00:00Z notified=A origin.lon=33.1 origin.lat=35.05 destination.lon=33.3 destination.lat=35.1 route="By the mill" vehicles=4 plates="1, 2, 3, 4" as=C1
2025-03-01 08:06 LIA-1 convoy submit C1 submitted=2025-03-01T08:06:00Z
2025-03-04 06:05 DESK-1 convoy depart C1 departed=2025-03-04T06:05:00Z
2025-03-04 08:00 OBS-7 convoy deny C1 stopped_at=2025-03-04T08:00:00Z stopped_by=A
expect convoy C1 denied
expect made access_constraint of C1 1
expect made restriction of C1 0
2025-03-04 09:00 OBS-7 convoy turn_back C1 reason="Not let through"
expect made access_constraint of C1 1
