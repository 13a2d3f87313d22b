# A post notes shots and no kind of incident: shots are the usual sign of small-arms fire, and count.
2025-03-03 08:00 OBS-7 window watch means=post watched_at=2025-03-02T06:00:00Z/2025-03-02T14:59:59Z at=33.31,35.11 as=WIN1
2025-03-03 08:01 OBS-7 report send observation=shot at=33.312,35.111 happened_at=2025-03-02T10:00:00Z source_kind=own_observation as=REP1
2025-03-03 08:02 OBS-7 report send observation=flare at=33.312,35.111 happened_at=2025-03-02T10:30:00Z source_kind=own_observation as=REP2
expect counted 2025-03-01 2025-03-04 1
expect left_out 2025-03-01 2025-03-04 0
