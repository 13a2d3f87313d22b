# A post sees two kilometres by day: half of the patch. Nothing was seen there, and nothing follows for the whole of it.
zone PATCH area uncertainty_m=20 33.30,35.10 33.36,35.10 33.36,35.12 33.30,35.12
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="Stay out" bound=A,B term=stay_out ground[0].zone=PATCH as=P1
2025-03-02 12:10 OBS-7 window watch means=post watched_at=2025-03-02T08:00:00Z/2025-03-02T11:59:59Z at=33.31,35.11 as=WIN1
expect watched 33.312,35.111 2025-03-02T10:00 watched
expect watched 33.350,35.111 2025-03-02T10:00 nobody
expect no finding P-1 met
# A second post at the other end closes the gap.
2025-03-02 12:20 OBS-8 window watch means=post watched_at=2025-03-02T09:00:00Z/2025-03-02T10:59:59Z at=33.345,35.11 as=WIN2
expect finding P-1 met of A because watched_nothing_seen
