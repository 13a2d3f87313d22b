# Fighting each week: a warning of the next one is proposed, issued, and it comes.
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
expect outlook ZONE foreseen
expect warning weekly ZONE proposed as W1
expect W1 at_least 1
expect W1 approver head
expect W1 skill unknown
2025-03-11 09:00 HEAD-1 warning issue W1 basis="Talks broke off"
2025-03-18 10:00 DESK-1 incident open kind=CMB-CLH at=33.2,35.05 as=HIT
2025-03-27 10:00 DESK-1 incident open kind=CTX-POL at=33.2,35.05
now 2025-04-02 08:00
expect warning weekly ZONE proposed as W2
expect W1 outcome hit
expect W1 came 1
expect tally hits 1
expect tally hit_rate 0.1
2025-04-02 09:00 ANA-1 warning close W1 outcome=hit basis="Reports of the week"
expect W1 state closed
