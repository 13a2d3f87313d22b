# Before its determination a case is told to nobody outside; after it, what its own level lets through.
2025-03-02 14:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1

2025-03-02 15:00 DESK-1 case allege title="Shots" incidents=INC1 accused=A as=CASE1
expect public CASE1 absent
expect party:A CASE1 absent
expect guarantor CASE1 absent
2025-03-02 15:01 DESK-1 case allege title="Shots too" incidents=INC1 accused=A sensitivity=1 as=CASE2
expect guarantor CASE2 title unknown
expect guarantor CASE2 incidents unknown
expect guarantor CASE2 accused unknown
