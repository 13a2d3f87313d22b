# The report's time is corrected: the machine takes its own proposal back. A report that is cited already is left alone.
2025-03-02 14:05 DESK-1 incident open kind=CFV-IDF at=33.2,35.05 as=INC1
2025-03-02 16:00 OBS-7 report send kind=CFV-IDF happened_at=2025-03-02T14:20:00Z at=33.21,35.06 source_kind=own_observation as=REP1
expect match REP1 with INC1 state proposed as M1
2025-03-02 17:00 OBS-7 report amend REP1 happened_at=2025-02-02T14:20:00Z reason="Wrong month"
expect no match REP1 with INC1
expect M1 state withdrawn
2025-03-02 18:00 OBS-8 report send kind=CFV-IDF happened_at=2025-03-02T14:00:00Z at=33.2,35.05 source_kind=own_observation as=REP2
2025-03-02 18:01 DESK-1 incident amend INC1 happened_at=2025-03-02T14:05:00Z reports=REP2 reason="Cited by hand"
expect no match REP2 with INC1
expect matches 0
