# A patrol of the mission is turned back at a checkpoint of A.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="free movement" bound=A,B term=free_movement  as=P1
2025-03-02 14:05 DESK-1 incident open kind=FOM-DEN at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1
expect finding P-1 breached by INC1 of A
2025-03-02 15:00 DESK-1 incident open kind=CFV-OBS at=33.2,35.05 parties[0].actor=B parties[0].role=actor as=INC2
expect finding P-1 breached by INC2 of B
