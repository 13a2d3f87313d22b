# One case may be about several incidents and several clauses.
2025-03-02 14:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1

2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="No fire" bound=A,B term=no_small_arms_fire as=P1
2025-01-01 08:01 HEAD-1 provision enter code=P-2 agreement=A1 title="Free movement" bound=A,B term=free_movement as=P2
2025-03-02 14:30 DESK-1 incident open kind=FOM-DEN at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC2
2025-03-02 15:00 DESK-1 case allege title="Shots and a closed road" incidents=INC1,INC2 provisions=P1,P2 accused=A as=CASE1
expect CASE1 incidents INC1,INC2
expect finding P-1 breached by INC1 of A as F1
2025-03-02 16:00 DESK-1 case amend CASE1 findings=F1 reason="the machine says so too"
expect CASE1 findings F1
