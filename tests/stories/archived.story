# What is judged may be archived; what is archived changes no more.
2025-03-02 10:00 OBS-7 report send kind=CFV-SAF at=33.40,35.18 source_kind=own_observation reliability=A credibility=2 as=REP1
2025-03-02 10:30 DESK-1 incident open kind=CFV-SAF at=33.40,35.18 reports=REP1 as=INC1
2025-03-02 10:40 DESK-1 incident archive INC1
expect refused invalid wrong_state
2025-03-02 10:50 DESK-1 incident triage INC1
2025-03-02 11:00 VER-1 incident investigate INC1
2025-03-02 12:00 VER-1 incident verify INC1 basis="own eyes"
2025-09-02 12:00 DESK-1 incident archive INC1
expect INC1 state archived
2025-09-03 12:00 DESK-1 incident amend INC1 deaths.best=1 reason="late news"
expect refused invalid wrong_state
2025-09-03 12:00 VER-1 incident reopen INC1 reason="late news"
expect refused invalid wrong_state
expect INC1 deaths.best unknown
expect history INC1 5
