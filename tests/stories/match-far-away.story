# Another day, and another valley: no match.
2025-03-02 14:05 DESK-1 incident open kind=CFV-IDF at=33.2,35.05 account="Mortar rounds fell on the Alpha mill" as=INC1
2025-03-09 16:00 OBS-7 report send kind=CFV-IDF at=33.2,35.05 source_kind=own_observation account="Mortar rounds fell on the Alpha mill" as=REP1
2025-03-09 16:10 OBS-7 report send kind=CFV-IDF happened_at=2025-03-02 at=34.4,35.05 source_kind=own_observation account="Mortar rounds fell on the Alpha mill" as=REP2
expect no match REP1 with INC1
expect no match REP2 with INC1
expect no match REP1
