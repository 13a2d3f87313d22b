# A howitzer three kilometres from a line that asks for fifteen.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="withdraw weapons" bound=A term=withdraw_weapons weapons=artillery,tank distance_m=15000 ground[0].zone=LINE as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-WPN at=33.2,35.073 parties[0].actor=A parties[0].role=actor weapons=artillery as=INC1
expect finding P-1 breached by INC1 of A because within_distance
2025-03-02 15:00 DESK-1 incident open kind=CFV-WPN at=33.2,35.073 parties[0].actor=A parties[0].role=actor weapons=undetermined as=INC2
expect finding P-1 unknown by INC2 because weapon_unknown
