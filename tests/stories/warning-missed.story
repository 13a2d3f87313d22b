# What a rule would have warned of, and nobody was warned: an entry of its own, once.
2025-01-07 10:00 DESK-1 incident open kind=CMB-CLH at=33.2,35.05 as=INC1
2025-01-16 10:00 DESK-1 incident open kind=CTX-POL at=33.2,35.05
now 2025-01-20 08:00
expect warning weekly ZONE missed outcome miss as M1
expect M1 came 1
expect tally misses 1
expect tally misses 1
expect count warning 1
expect outlook ZONE unknown
expect tally hit_rate none
