# A convoy that is attacked goes on or turns back; it is never lost on the way.
2025-03-01 08:00 LIA-1 convoy draft kind=humanitarian organisation="Agency" starts=2025-03-04T06:00:00Z notified=A origin.lon=33.1 origin.lat=35.05 destination.lon=33.3 destination.lat=35.1 route="By the mill" vehicles=4 plates="1, 2, 3, 4" as=C1
2025-03-01 08:06 LIA-1 convoy submit C1 submitted=2025-03-01T08:06:00Z
2025-03-04 06:05 DESK-1 convoy depart C1 departed=2025-03-04T06:05:00Z
2025-03-04 08:00 DESK-1 incident open kind=AHW-LOO at=33.2,35.05 as=INC1
2025-03-04 08:01 OBS-7 convoy attack C1 stopped_at=2025-03-04T08:00:00Z incident=INC1
expect convoy C1 attacked
2025-03-04 10:00 LIA-1 convoy close C1
expect refused invalid
2025-03-04 10:00 OBS-7 convoy turn_back C1 reason="Two vehicles lost"
2025-03-05 10:00 LIA-1 convoy close C1
expect C1 state closed
