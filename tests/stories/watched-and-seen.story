# The same watch, and party B walks in: for B the two hours are not kept, for A they are.
zone PATCH area uncertainty_m=20 33.300,35.100 33.310,35.100 33.310,35.110 33.300,35.110
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="Stay out" bound=A,B term=stay_out ground[0].zone=PATCH as=P1
2025-03-02 12:10 OBS-7 window watch means=camera sensor=thermal_camera watched_at=2025-03-02T10:00:00Z/2025-03-02T11:59:59Z zone=PATCH as=WIN1
2025-03-02 12:11 DESK-1 incident open kind=CFV-INC at=33.305,35.105 happened_at=2025-03-02T11:00:00Z parties[0].actor=B parties[0].role=actor as=INC1
expect finding P-1 breached by INC1 of B
expect finding P-1 met of A because watched_nothing_seen
expect findings P-1 2
# Somebody unknown walks in too: then it is nobody's kept time.
2025-03-02 12:12 DESK-1 incident open kind=CFV-INC at=33.304,35.105 happened_at=2025-03-02T11:30:00Z as=INC2
expect no finding P-1 met
