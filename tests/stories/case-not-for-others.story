# Before its determination a case is told to nobody outside, whatever its level; after it, what its level lets through.
2025-03-02 14:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1

2025-03-02 15:00 DESK-1 case allege title="Shots" incidents=INC1 accused=A as=CASE1
expect public CASE1 absent
expect party:A CASE1 absent
expect guarantor CASE1 absent
2025-03-02 15:01 DESK-1 case allege title="Shots too" incidents=INC1 accused=A sensitivity=1 as=CASE2
expect guarantor CASE2 absent
2025-03-02 15:30 DESK-1 case register CASE2
2025-03-02 16:00 VER-1 case investigate CASE2
2025-03-03 12:00 VER-1 case report CASE2 basis="visit"
2025-03-03 13:00 VER-1 case attribute CASE2 attribution.outcome=party attribution.parties=A basis="crater"
expect guarantor CASE2 absent
2025-03-03 15:00 HEAD-1 case determine CASE2 determination.outcome=violation basis="report"
expect guarantor CASE2 determination.outcome violation
expect guarantor CASE2 title unknown
expect public CASE2 absent
