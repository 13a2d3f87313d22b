# S4 after six hours: it goes a level up, with a reason, and the clock of the level begins anew.
2025-03-02 14:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1

2025-03-02 15:00 DESK-1 case allege title="Shelling of the camp" incidents=INC1 severity=4 as=CASE1
2025-03-02 15:30 DESK-1 case register CASE1
2025-03-02 16:00 VER-1 case investigate CASE1
expect escalates CASE1 2025-03-02T21:00
now 2025-03-02 21:30
expect clock CASE1 overdue
2025-03-02 21:40 HEAD-1 case escalate CASE1 settlement=joint_commission reason="six hours gone by"
expect CASE1 settlement joint_commission
expect escalates CASE1 2025-03-03T03:40
expect CASE1 state under_investigation
