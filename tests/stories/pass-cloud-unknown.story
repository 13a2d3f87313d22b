# A satellite passed; its file tells of one warm pixel and not where cloud was. That is no fire with a cause, and no proof of quiet.
2025-03-02 15:00 MACHINE report send source_kind=dataset observation=hotspot happened_at=2025-03-02T02:34:00Z at=33.2,35.05,2 as=REP1
2025-03-02 15:01 MACHINE window watch means=satellite_pass sensor=satellite_thermal watched_at=2025-03-02T02:34:00Z reports=REP1 as=WIN1
expect REP1 kind unknown
expect WIN1 cloud_pct unknown
expect WIN1 state done
expect count incident 0
expect findings all 0
