# A warning cannot be cited where incidents or reports are, and nobody rewrites it.
2025-01-07 10:00 DESK-1 incident open kind=CMB-CLH at=33.2,35.05 as=INC1
2025-01-14 10:00 DESK-1 incident open kind=CMB-CLH at=33.2,35.05 as=INC2
2025-01-21 10:00 DESK-1 incident open kind=CMB-CLH at=33.2,35.05 as=INC3
2025-01-28 10:00 DESK-1 incident open kind=CMB-CLH at=33.2,35.05 as=INC4
2025-02-04 10:00 DESK-1 incident open kind=CMB-CLH at=33.2,35.05 as=INC5
2025-02-11 10:00 DESK-1 incident open kind=CMB-CLH at=33.2,35.05 as=INC6
2025-02-18 10:00 DESK-1 incident open kind=CMB-CLH at=33.2,35.05 as=INC7
2025-02-25 10:00 DESK-1 incident open kind=CMB-CLH at=33.2,35.05 as=INC8
2025-03-04 10:00 DESK-1 incident open kind=CMB-CLH at=33.2,35.05 as=INC9
now 2025-03-10 08:00
expect warning weekly ZONE proposed as W1
2025-03-11 09:00 HEAD-1 warning issue W1 basis="Talks broke off"
2025-03-12 09:00 VER-1 case allege title="Clash" incidents=W1 accused=A
expect refused invalid incidents
2025-03-12 09:01 DESK-1 incident open kind=CMB-CLH at=33.2,35.05 reports=W1
expect refused invalid reports
2025-03-12 09:02 ANA-1 warning close W1 outcome=miss basis="None"
expect refused invalid outcome
2025-03-12 09:03 ANA-1 warning close W1 outcome=false_alarm chance=1 basis="None"
expect refused invalid chance
