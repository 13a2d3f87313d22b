# Dates that no calendar has, places off the globe, codes nobody knows: all told at once, and nothing is kept.
2025-03-02 14:05 OBS-7 report send happened_at=2023-13-45 kind=CFV-SAF at=33.36,91 source_kind=gossip deaths.low=5 deaths.best=2 as=REP1
expect refused invalid happened_at source_kind
2025-03-02 14:05 OBS-7 report send happened_at=2025-02-29 kind=CFV-SAF source_kind=NGO as=REP1
expect refused invalid happened_at
2025-03-02 14:05 OBS-7 report send happened_at=2025-03-02T14:05 kind=CFV-SAF source_kind=NGO as=REP1
expect refused invalid happened_at
2025-03-02 14:05 OBS-7 report send happened_at=2025-03-05/2025-03-02 kind=CFV-SAF source_kind=NGO as=REP1
expect refused invalid happened_at
2025-03-02 14:05 OBS-7 report send happened_at=0026-03-02 kind=CFV-SAF source_kind=NGO as=REP1
expect refused invalid happened_at
2025-03-02 14:05 OBS-7 report send kind=CFV-SAF source_kind=NGO deaths.low=5 deaths.best=2 as=REP1
expect refused invalid deaths.low not_ordered
2025-03-02 14:05 OBS-7 report send kind=CFV-SAF source_kind=NGO colour=red as=REP1
expect refused invalid colour
expect count report 0
2024-02-29 14:05 OBS-7 report send happened_at=2024-02-29 kind=CFV-SAF source_kind=NGO as=REP1
expect REP1 happened_at.prec 1
expect count report 1
