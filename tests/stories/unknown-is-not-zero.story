# Nobody counted the dead: that is unknown. Somebody looked and found none: that is zero.
2025-03-02 15:00 DESK-1 incident open kind=CFV-SAF at=33.36,35.17 as=INC1
2025-03-02 15:00 DESK-1 incident open kind=CFV-SAF at=33.36,35.17 deaths.best=0 as=INC2
expect INC1 deaths.best unknown
expect INC2 deaths.best 0
2025-03-02 16:00 DESK-1 incident amend INC1 deaths.best=0 reason="a patrol looked"
expect INC1 deaths.best 0
expect INC1#1 deaths.best unknown
# and a number that turns out to be worth nothing becomes unknown again
2025-03-02 17:00 DESK-1 incident amend INC2 deaths=- reason="nobody was there after all"
expect INC2 deaths.best unknown
expect INC2#1 deaths.best 0
expect history INC2 2
