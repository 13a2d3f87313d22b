# C has drawn no line of its own: only what is forward of both is a breach.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no forward movement" bound=C term=no_forward_movement ground[0].zone=LINE-A ground[0].held_by=A ground[0].own_side=right ground[1].zone=LINE-B ground[1].held_by=B ground[1].own_side=right as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-MOV at=33.2,35.13 parties[0].actor=C parties[0].role=actor as=INC1
expect finding P-1 breached by INC1 of C
2025-03-02 15:00 DESK-1 incident open kind=CFV-MOV at=33.2,35.11 parties[0].actor=C parties[0].role=actor as=INC2
expect finding P-1 unknown by INC2 of C because versions_differ
2025-03-02 16:00 DESK-1 incident open kind=CFV-MOV at=33.2,35.09 parties[0].actor=C parties[0].role=actor as=INC3
expect no finding P-1 by INC3
