# A is bound by its own version: south of 35.12 it is at home, though B draws the line at 35.10.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no forward movement" bound=A term=no_forward_movement ground[0].zone=LINE-A ground[0].held_by=A ground[0].own_side=right ground[1].zone=LINE-B ground[1].held_by=B ground[1].own_side=right as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-MOV at=33.2,35.13 parties[0].actor=A parties[0].role=actor as=INC1
expect finding P-1 breached by INC1 of A
