# The same act under the same key is one act; another act under that key is refused.
2025-03-02 15:00 DESK-1 incident open key=k1 kind=CFV-SAF at=33.36,35.17 as=INC1
2025-03-02 15:00 DESK-1 incident open key=k1 kind=CFV-SAF at=33.36,35.17
expect same
expect count incident 1
2025-03-02 15:00 DESK-1 incident open key=k1 kind=CFV-MOV at=33.36,35.17
expect refused key_conflict
2025-03-02 15:10 DESK-1 incident amend INC1 key=k2 saw=INC1#1 deaths.best=2 reason="counted"
2025-03-02 15:10 DESK-1 incident amend INC1 key=k2 saw=INC1#1 deaths.best=2 reason="counted"
expect same
# a key belongs to its sender: another's is another act
2025-03-02 15:00 DESK-2 incident open key=k1 kind=CFV-SAF at=33.36,35.17 as=INC2
expect count incident 2
expect INC1 deaths.best 2
expect history INC1 2
