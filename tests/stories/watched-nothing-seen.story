# A thermal camera watches all of a patch for two hours and nothing is seen: for those two hours the clause was kept.
# Before and after, nobody was there, and nothing follows.
zone PATCH area uncertainty_m=20 33.300,35.100 33.310,35.100 33.310,35.110 33.300,35.110
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="Stay out" bound=A,B term=stay_out ground[0].zone=PATCH as=P1
expect watched 33.305,35.105 2025-03-02T10:00 nobody
expect no finding P-1 met
2025-03-02 12:10 OBS-7 window watch means=camera sensor=thermal_camera watched_at=2025-03-02T10:00:00Z/2025-03-02T11:59:59Z zone=PATCH as=WIN1
expect watched 33.305,35.105 2025-03-02T10:30 watched
expect watched 33.305,35.105 2025-03-02T12:30 nobody
expect finding P-1 met of A because watched_nothing_seen
expect finding P-1 met of B because watched_nothing_seen
expect findings P-1 2
