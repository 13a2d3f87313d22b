# Twenty kilometres away, or a class the clause does not name.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="withdraw weapons" bound=A term=withdraw_weapons weapons=artillery,tank distance_m=15000 ground[0].zone=LINE as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-WPN at=33.2,34.91 parties[0].actor=A parties[0].role=actor weapons=artillery as=INC1
expect no finding P-1 by INC1
2025-03-02 15:00 DESK-1 incident open kind=CFV-WPN at=33.2,35.073 parties[0].actor=A parties[0].role=actor weapons=small_arms as=INC2
expect no finding P-1 by INC2
