# Anyone may allege, and nothing leads from there but registration, going up, or referral.
2025-03-02 14:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1

2025-03-02 15:00 ANA-1 case allege title="Shots" incidents=INC1 accused=A alleger=party alleged_by=B as=CASE1
2025-03-02 15:10 HEAD-1 case find_inadmissible CASE1 reason="not now"
expect refused invalid wrong_state
2025-03-02 15:10 HEAD-1 case close CASE1 reason="not now"
expect refused invalid wrong_state
2025-03-02 15:11 MACHINE case allege title="By a finding" incidents=INC1 as=CASE2
expect CASE2 state alleged
2025-03-02 15:12 MACHINE case register CASE2
expect refused not_allowed
2025-03-02 15:20 DESK-1 case register CASE1
2025-03-02 15:30 HEAD-1 case find_inadmissible CASE1 reason="outside the agreement's area"
expect CASE1 state inadmissible
2025-03-03 15:30 VER-1 case reopen CASE1 reason="new map"
expect CASE1 state registered
