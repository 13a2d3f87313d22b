# What a person rejected is never proposed again, whatever the report says later.
2025-03-02 14:05 DESK-1 incident open kind=CFV-IDF at=33.2,35.05 account="Mortar rounds fell on the Alpha mill" as=INC1
2025-03-02 16:00 OBS-7 report send kind=CFV-IDF happened_at=2025-03-02T14:20:00Z at=33.21,35.06 source_kind=own_observation account="Mortar rounds near the Alpha mill" as=REP1
expect match REP1 with INC1 as M1
reject M1 by DESK-1 because ""
expect refused invalid reason
reject M1 by DESK-1 because "The battery was heard elsewhere"
2025-03-02 17:00 OBS-7 report amend REP1 account="Mortar rounds on the Alpha mill, seen from the tower" reason="More is known"
expect match REP1 with INC1 state rejected
expect matches 1
expect INC1 reports unknown
