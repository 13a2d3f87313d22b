# A second source tells of a shelling that is recorded; the machine proposes, the desk links, the verifier takes it back.
2025-03-02 14:05 DESK-1 incident open kind=CFV-IDF at=33.2,35.05 parties[0].actor=B parties[0].role=actor account="Mortar rounds fell on the Alpha mill" as=INC1
2025-03-02 16:00 OBS-7 report send kind=CFV-IDF happened_at=2025-03-02T14:20:00Z at=33.21,35.06 source_kind=own_observation observer=OP-4 account="Four mortar rounds near the Alpha mill" as=REP1
expect match REP1 with INC1 state proposed as M1
expect matches 1
2025-03-02 16:10 DESK-1 match link M1 basis="Same place, same hour, same weapon"
expect refused invalid not_as_judged
link M1 by DESK-1 because "Same place, same hour, same weapon"
expect INC1 reports REP1
expect M1 state linked
unlink M1 by VER-1 because "Another mill"
expect M1 state rejected
expect INC1 reports unknown
expect public M1 absent
