# Two posts tell of the same shot and no incident cites them yet: the machine proposes that they are one event, and one counts.
2025-03-03 08:00 OBS-7 window watch means=post watched_at=2025-03-02T06:00:00Z/2025-03-02T14:59:59Z at=33.31,35.11 as=WIN1
2025-03-03 08:00 OBS-8 window watch means=post watched_at=2025-03-02T06:00:00Z/2025-03-02T14:59:59Z at=33.312,35.112 as=WIN2
2025-03-03 08:01 OBS-7 report send kind=CFV-SAF at=33.3120,35.1110 happened_at=2025-03-02T10:00:00Z source_kind=own_observation source=POST-1 account="Two shots by the mill" as=REP1
2025-03-03 08:02 OBS-8 report send kind=CFV-SAF at=33.3121,35.1111 happened_at=2025-03-02T10:00:20Z source_kind=own_observation source=POST-2 account="Two shots near the mill" as=REP2
expect match REP2 with REP1
expect counted 2025-03-01 2025-03-04 1
