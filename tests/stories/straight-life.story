# From one report to a verified incident, by the book.
2025-03-02 14:05 OBS-7 report send kind=CFV-SAF at=33.36,35.17 observation=burst count.about=5 perceived=heard,seen source_kind=own_observation reliability=A credibility=1 as=REP1
expect REP1 state sent
expect REP1 happened_at.start 2025-03-02T14:05:00+00:00
expect REP1 perceived heard,seen
2025-03-02 14:20 MACHINE incident propose kind=CFV-SAF at=33.36,35.17 reports=REP1 as=INC1
expect INC1 state reported
expect INC1 reports REP1
2025-03-02 15:00 DESK-1 incident register INC1
expect INC1 state registered
2025-03-02 15:10 DESK-1 incident triage INC1
2025-03-02 16:00 VER-1 incident investigate INC1
expect INC1 state under_verification
2025-03-03 09:00 VER-1 incident verify INC1 basis="own eyes, and cartridges on the ground"
expect INC1 state verified
expect history INC1 5
expect INC1#1 state reported
expect INC1#3 state triaged
