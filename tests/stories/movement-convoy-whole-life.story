# A convoy along its checkpoints to its end; it leaves though nobody acknowledged: a notice asks for no leave.
2025-03-01 08:00 LIA-1 convoy draft kind=humanitarian organisation="Agency" starts=2025-03-04T06:00:00Z notified=A origin.lon=33.1 origin.lat=35.05 destination.lon=33.3 destination.lat=35.1 route="By the mill" vehicles=4 plates="1, 2, 3, 4" as=C1
2025-03-01 08:06 LIA-1 convoy submit C1 submitted=2025-03-01T08:06:00Z
2025-03-04 06:05 DESK-1 convoy depart C1 departed=2025-03-04T06:05:00Z
expect convoy C1 active
2025-03-04 08:00 OBS-7 convoy pass_checkpoint C1 passages[0].checkpoint="Post 4" passages[0].party=A passages[0].outcome=passed
2025-03-04 09:00 OBS-7 convoy delay C1 reason="Papers are looked at"
expect convoy C1 delayed
2025-03-04 11:00 OBS-7 convoy resume C1
2025-03-04 12:00 OBS-7 convoy arrive C1 arrived=2025-03-04T12:00:00Z
2025-03-05 09:00 LIA-1 convoy close C1
expect convoy C1 closed
expect made access_constraint of C1 0
