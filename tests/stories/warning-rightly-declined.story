# A warning was declined and nothing came.
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
2025-03-11 09:00 HEAD-1 warning decline W1 reason="A truce holds"
2025-03-27 10:00 DESK-1 incident open kind=CTX-POL at=33.2,35.05
now 2025-04-02 08:00
expect tally quiet 1
expect tally declined 1
expect W1 outcome quiet
