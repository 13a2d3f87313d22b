# What others do, and what happens after the other side is bound, is no breach of this one.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no small arms fire" bound=A term=no_small_arms_fire  as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=B parties[0].role=actor as=INC1
expect no finding P-1 by INC1
2025-03-03 10:00 DESK-1 incident open kind=POS-DIA at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC2
expect findings all 0
