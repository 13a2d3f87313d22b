# Wire and a camera in the zone.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no construction" bound=A,B term=no_construction ground[0].zone=ZONE as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-CON at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1
expect finding P-1 breached by INC1 of A
