# A count cannot come in on the way through another step either.
2025-03-02 18:00 OBS-7 report send kind=CMB-CLH at=33.36,35.17 source_kind=party as=REP1
2025-03-02 19:00 DESK-1 incident open kind=CMB-CLH at=33.36,35.17 reports=REP1 as=INC1
2025-03-02 19:10 DESK-1 incident triage INC1 deaths.best=40
expect refused invalid claims_only
expect INC1 deaths.best unknown
