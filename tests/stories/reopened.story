# Nobody could tell; a month later a witness speaks, and the case is taken up again.
2025-03-02 10:00 OBS-7 report send kind=CFV-SAF at=33.40,35.18 source_kind=community reliability=C credibility=3 as=REP1
2025-03-02 10:30 DESK-1 incident open kind=CFV-SAF at=33.40,35.18 reports=REP1 as=INC1
2025-03-02 10:31 DESK-1 incident triage INC1
2025-03-02 11:00 VER-1 incident investigate INC1
2025-03-05 11:00 VER-1 incident leave_open INC1 basis="no access to the place"
expect INC1 state unverifiable
2025-04-01 09:00 VER-1 incident reopen INC1
expect refused invalid reason missing
2025-04-01 09:00 DESK-1 incident reopen INC1 reason="a witness came forward"
expect refused not_allowed
2025-04-01 09:00 VER-1 incident reopen INC1 reason="a witness came forward"
expect INC1 state reopened
2025-04-01 10:00 VER-1 incident investigate INC1
2025-04-02 10:00 VER-1 incident verify_part INC1 basis="the shots are certain, who fired is not"
expect INC1 state partially_verified
expect INC1#4 state unverifiable
expect history INC1 7
