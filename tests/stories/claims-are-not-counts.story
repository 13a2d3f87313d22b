# Each party says how many of the other it killed; that stays a claim until somebody counts.
2025-03-02 18:00 OBS-7 report send kind=CMB-CLH at=33.36,35.17 source="A forces" source_kind=party claims[0].by=A claims[0].about=B claims[0].measure=killed claims[0].best=40 as=REP1
2025-03-02 18:10 OBS-7 report send kind=CMB-CLH at=33.36,35.17 source=B source_kind=party claims[0].by=B claims[0].about=A claims[0].measure=killed claims[0].best=25 as=REP2
2025-03-02 19:00 DESK-1 incident open kind=CMB-CLH at=33.36,35.17 reports=REP1,REP2 deaths.best=65 as=INC1
expect refused invalid claims_only deaths
2025-03-02 19:00 DESK-1 incident open kind=CMB-CLH at=33.36,35.17 reports=REP1,REP2 injured.low=3 as=INC1
expect refused invalid claims_only
2025-03-02 19:00 DESK-1 incident open kind=CMB-CLH at=33.36,35.17 reports=REP1,REP2 as=INC1
expect INC1 deaths.best unknown
expect REP1 claims[0].best 40
2025-03-02 19:30 DESK-1 incident amend INC1 deaths.best=40 reason="A forces say so"
expect refused invalid claims_only
# then the hospital counts
2025-03-03 08:00 OBS-8 report send kind=CMB-CLH at=33.36,35.17 source=hospital source_kind=NGO reliability=B credibility=2 deaths.best=2 as=REP3
2025-03-03 09:00 DESK-1 incident amend INC1 reports=REP1,REP2,REP3 deaths.best=2 deaths.low=2 deaths.high=5 reason="the hospital counted"
expect INC1 deaths.best 2
expect INC1#1 deaths.best unknown
expect REP1 claims[0].best 40
expect history INC1 2
