# The report was there first; the incident is opened later, and cited by another: the proposal comes, and goes when the report is cited.
2025-03-02 16:00 OBS-7 report send kind=CFV-IDF happened_at=2025-03-02T14:20:00Z at=33.21,35.06 source_kind=own_observation account="Four mortar rounds near the Alpha mill" as=REP1
expect matches 0
2025-03-02 16:05 DESK-1 incident open kind=CFV-IDF happened_at=2025-03-02T14:05:00Z at=33.2,35.05 account="Mortar rounds fell on the Alpha mill" as=INC1
expect match REP1 with INC1 state proposed as M1
2025-03-02 17:00 DESK-1 incident open kind=CFV-IDF happened_at=2025-03-02T14:20:00Z at=33.21,35.06 reports=REP1 as=INC2
expect no match REP1 with INC1
expect M1 state withdrawn
