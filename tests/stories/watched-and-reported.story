# A report that belongs to no incident yet keeps a watched time from being called kept; taken back, it does no longer.
zone PATCH area uncertainty_m=20 33.300,35.100 33.310,35.100 33.310,35.110 33.300,35.110
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="Stay out" bound=A,B term=stay_out ground[0].zone=PATCH as=P1
2025-03-02 12:10 OBS-7 window watch means=camera sensor=thermal_camera watched_at=2025-03-02T10:00:00Z/2025-03-02T11:59:59Z zone=PATCH as=WIN1
expect findings P-1 2
2025-03-02 12:20 OBS-8 report send kind=CFV-INC at=33.305,35.105 happened_at=2025-03-02T11:00:00Z source_kind=community as=REP1
expect no finding P-1 met
2025-03-02 12:30 OBS-8 report withdraw REP1 reason="They meant another field"
expect finding P-1 met of A because watched_nothing_seen
expect findings P-1 2
