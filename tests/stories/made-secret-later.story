# A source is in danger: the record is made more sensitive, and the public loses it with all its past.
2025-03-02 14:05 OBS-7 report send kind=CFV-SAF at=33.36,35.17 source_kind=community sensitivity=0 as=REP1
2025-03-02 15:00 DESK-1 incident open kind=CFV-SAF at=33.36,35.17 reports=REP1 sensitivity=0 as=INC1
2025-03-02 15:10 DESK-1 incident amend INC1 deaths.best=1 reason=counted
expect public INC1 present
expect public count incident 1
expect public history INC1 2
2025-03-03 10:00 DESK-1 incident amend INC1 sensitivity=3 reason="the source is in danger"
expect public INC1 absent
expect public history INC1 absent
expect public count incident 0
expect INC1 present
expect history INC1 3
expect public REP1 present
2025-03-03 10:00 DESK-1 report amend REP1 sensitivity=2 reason="the source is in danger"
expect public REP1 absent
expect public count report 0
# and when the danger is over, it may be seen again
2025-06-03 10:00 DESK-1 incident amend INC1 sensitivity=0 reason="the source is safe"
expect public INC1 present
expect public count incident 1
