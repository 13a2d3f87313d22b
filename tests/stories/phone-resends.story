# A phone in the hills: no answer, so it sends again, an hour later, after the desk has already worked on the report.
2025-03-02 14:05 OBS-7 report send key=phone-7-001 kind=CFV-SAF at=33.36,35.17 source_kind=own_observation reliability=A credibility=2 as=REP1
2025-03-02 14:20 DESK-1 incident open kind=CFV-SAF at=33.36,35.17 reports=REP1 as=INC1
2025-03-02 14:30 DESK-1 report amend REP1 count.about=5 reason="asked by radio"
2025-03-02 14:05 OBS-7 report send key=phone-7-001 kind=CFV-SAF at=33.36,35.17 source_kind=own_observation reliability=A credibility=2
expect same
expect count report 1
expect REP1 count.about 5
# its step on a record, too, although the record has moved on since
2025-03-02 14:40 OBS-7 report amend REP1 key=phone-7-002 saw=REP1#2 weapon=- count.high=7 reason="two more"
2025-03-02 14:45 DESK-1 report amend REP1 count.low=4 reason="four are certain"
2025-03-02 14:40 OBS-7 report amend REP1 key=phone-7-002 saw=REP1#2 weapon=- count.high=7 reason="two more"
expect same
expect history REP1 4
