# Both sides blame each other: contested, counted to nobody's breach.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no small arms fire" bound=A,B term=no_small_arms_fire  as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor parties[0].confidence=contested as=INC1
expect finding P-1 unknown by INC1 of A because contested
2025-03-02 15:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=unknown parties[0].role=actor parties[0].confidence=contested as=INC2
expect finding P-1 unknown by INC2 of nobody because contested
