# Incitement is judged by people: the machine says that there is something to judge.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="manual" bound=A,B manual=yes kinds=CFV-HSI guidance="Who said it, to whom, with which reach?" as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-HSI at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1
expect finding P-1 unknown by INC1 of A because manual as F1
2025-03-03 09:00 VER-1 finding adopt F1 basis="transcript read"
expect F1 state adopted
