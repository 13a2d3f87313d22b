# A clause about heavy machine guns: an undetermined weapon leaves it unknown, a rifle does not touch it.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no small arms fire" bound=A,B term=no_small_arms_fire weapons=heavy_machine_gun as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor weapons=heavy_machine_gun as=INC1
expect finding P-1 breached by INC1
2025-03-02 15:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor weapons=undetermined as=INC2
expect finding P-1 unknown by INC2 because weapon_unknown
2025-03-02 16:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor weapons=small_arms as=INC3
expect no finding P-1 by INC3
2025-03-02 17:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC4
expect finding P-1 unknown by INC4 because weapon_unknown
