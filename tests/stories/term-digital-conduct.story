# A hostile act in the net: manual too, and nobody is named.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="manual" bound=A,B manual=yes kinds=CFV-CYB as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-CYB at=33.2,35.05 as=INC1
expect finding P-1 unknown by INC1 of nobody because manual,not_attributed
