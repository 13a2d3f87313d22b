# Two desks amend the same incident; the second is told, sees both versions, and decides again.
2025-03-02 15:00 DESK-1 incident open kind=CFV-SAF at=33.36,35.17 as=INC1
2025-03-02 15:10 DESK-1 incident amend INC1 saw=INC1#1 deaths.best=2 reason="counted"
2025-03-02 15:11 DESK-2 incident amend INC1 saw=INC1#1 deaths.best=3 reason="heard"
expect stale
expect INC1 deaths.best 2
expect history INC1 2
2025-03-02 15:12 DESK-2 incident triage INC1 saw=INC1#1
expect stale
2025-03-02 15:20 DESK-2 incident amend INC1 saw=INC1#2 deaths.best=3 reason="the third died in hospital"
expect INC1 deaths.best 3
expect INC1#2 deaths.best 2
expect history INC1 3
