# An escort has somebody who asked for it.
2025-03-01 08:00 LIA-1 convoy draft kind=humanitarian organisation="Agency" starts=2025-03-04T06:00:00Z notified=A origin.lon=33.1 origin.lat=35.05 destination.lon=33.3 destination.lat=35.1 route="By the mill" vehicles=4 plates="1, 2, 3, 4" escort=armed_last_resort as=C1
2025-03-01 08:06 LIA-1 convoy submit C1 submitted=2025-03-01T08:06:00Z
expect refused invalid escort_asked_by
2025-03-01 08:06 LIA-1 convoy submit C1 submitted=2025-03-01T08:06:00Z escort_asked_by="The access group"
expect C1 state submitted
