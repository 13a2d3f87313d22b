# A withdrawal verified before its date.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="withdraw by" bound=B term=withdraw_by due=2025-04-01 ground[0].zone=ZONE as=P1
2025-03-20 10:00 OBS-7 report send kind=POS-WDR at=33.2,35.05 source_kind=own_observation as=REP1
2025-03-20 10:00 DESK-1 incident open kind=POS-WDR at=33.2,35.05 parties[0].actor=B parties[0].role=actor reports=REP1 as=INC1
2025-03-20 11:00 DESK-1 incident triage INC1
2025-03-20 12:00 VER-1 incident investigate INC1
2025-03-20 13:00 VER-1 incident verify INC1 basis="own eyes"
expect finding P-1 met of B
