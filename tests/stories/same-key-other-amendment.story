# A key that was used for one amendment cannot carry another.
2025-03-02 15:00 DESK-1 incident open kind=CFV-SAF at=33.36,35.17 as=INC1
2025-03-02 15:10 DESK-1 incident amend INC1 key=k2 saw=INC1#1 deaths.best=2 reason="counted"
2025-03-02 15:11 DESK-1 incident amend INC1 key=k2 saw=INC1#1 deaths.best=4 reason="counted"
expect refused key_conflict
2025-03-02 15:11 DESK-1 incident amend INC1 key=k2 saw=INC1#1 deaths.best=2 reason="counted anew"
expect refused key_conflict
expect INC1 deaths.best 2
