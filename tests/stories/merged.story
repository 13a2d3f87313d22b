# Two posts heard the same burst; the second incident goes into the first, and both stay readable.
2025-03-02 14:05 OBS-7 report send kind=CFV-SAF at=33.36,35.17 source_kind=own_observation as=REP1
2025-03-02 14:06 OBS-8 report send kind=CFV-SAF at=33.37,35.17 source_kind=own_observation as=REP2
2025-03-02 15:00 DESK-1 incident open kind=CFV-SAF at=33.36,35.17 reports=REP1 as=INC1
2025-03-02 15:05 DESK-2 incident open kind=CFV-SAF at=33.37,35.17 reports=REP2 as=INC2
2025-03-02 15:10 DESK-1 incident merge INC2 reason="one burst, heard twice"
expect refused invalid merged_into missing
2025-03-02 15:10 DESK-1 incident merge INC2 merged_into=INC-00000000 reason="one burst, heard twice"
expect refused invalid merged_into no_such_record
2025-03-02 15:10 DESK-1 incident merge INC2 merged_into=INC1
expect refused invalid reason missing
2025-03-02 15:10 DESK-1 incident merge INC2 merged_into=INC1 reason="one burst, heard twice"
expect INC2 state archived
expect INC2 merged_into INC1
2025-03-02 15:11 DESK-1 incident amend INC1 reports=REP1,REP2 reason="both tell of it"
expect INC1 reports REP1,REP2
expect INC1 state registered
expect INC2 reports REP2
expect history INC2 2
expect REP2 state sent
