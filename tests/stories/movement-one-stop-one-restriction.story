# One stop is one restriction, also when it is told better afterwards.
2025-03-01 08:00 LIA-1 convoy draft kind=mission_supply organisation="Own" starts=2025-03-04T06:00:00Z notified=A origin.lon=33.1 origin.lat=35.05 destination.lon=33.3 destination.lat=35.1 route="By the mill" vehicles=4 plates="1" as=C1
2025-03-01 08:06 LIA-1 convoy submit C1 submitted=2025-03-01T08:06:00Z
2025-03-04 06:05 DESK-1 convoy depart C1 departed=2025-03-04T06:05:00Z
2025-03-04 08:00 OBS-7 convoy deny C1 stopped_at=2025-03-04T08:00:00Z stopped_by=A
expect made restriction of C1 1
2025-03-04 08:30 OBS-7 convoy amend C1 stopped_at=2025-03-04T07:50:00Z reason="better watch"
expect made restriction of C1 1
expect pattern A FOM-DEN 1
