# A training ground is exempt, and party B in its own quarter.
zone RANGE area uncertainty_m=50 33.6,35.3 33.7,35.3 33.7,35.4 33.6,35.4
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no small arms fire" bound=A,B term=no_small_arms_fire exceptions[0].zone=RANGE exceptions[1].actor=B exceptions[1].zone=ZONE exceptions[2].note="with leave of the mission" as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-SAF at=33.65,35.35 parties[0].actor=A parties[0].role=actor as=INC1
expect no finding P-1 by INC1
2025-03-02 15:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=B parties[0].role=actor as=INC2
expect no finding P-1 by INC2
2025-03-02 16:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC3
expect finding P-1 breached by INC3 of A
2025-03-02 17:00 DESK-1 incident open kind=CFV-SAF at=33.65,35.35,2 parties[0].actor=A parties[0].role=actor as=INC4
expect finding P-1 unknown by INC4 because exception
