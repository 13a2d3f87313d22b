# Two shots seen from the post count; one heard of by the same people elsewhere, while nobody watched there, is left out,
# and what a party says is never counted.
2025-03-03 08:00 OBS-7 window watch means=post watched_at=2025-03-02T06:00:00Z/2025-03-02T14:59:59Z at=33.31,35.11 as=WIN1
2025-03-03 08:01 OBS-7 report send kind=CFV-SAF at=33.312,35.111 happened_at=2025-03-02T10:00:00Z source_kind=own_observation as=REP1
2025-03-03 08:02 OBS-7 report send kind=CFV-SAF at=33.313,35.111 happened_at=2025-03-02T11:00:00Z source_kind=own_observation as=REP2
2025-03-03 08:03 OBS-7 report send kind=CFV-SAF at=33.90,35.11 happened_at=2025-03-02T11:30:00Z source_kind=own_observation as=REP3
2025-03-03 08:04 DESK-1 report send kind=CFV-SAF at=33.312,35.111 happened_at=2025-03-02T11:40:00Z source_kind=party as=REP4
expect counted 2025-03-01 2025-03-04 2
expect left_out 2025-03-01 2025-03-04 1
# The third came of the same watch after all: the post says so.
2025-03-03 08:10 OBS-7 window amend WIN1 reports=REP3 reason="Seen from the post with a telescope"
expect counted 2025-03-01 2025-03-04 3
# Two reports of one incident are one event.
2025-03-03 08:20 DESK-1 incident open kind=CFV-SAF at=33.312,35.111 happened_at=2025-03-02T10:30:00Z reports=REP1,REP2 as=INC1
expect counted 2025-03-01 2025-03-04 2
