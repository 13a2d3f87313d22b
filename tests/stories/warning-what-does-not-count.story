# What only a party claims, nobody registered or is dated by the year is not counted; a cell by month of a person's own warning is.
2025-01-07 10:00 DESK-1 incident open kind=CFV-AIR at=33.2,35.05
2025-01-08 10:00 OBS-7 incident propose kind=CMB-CLH at=33.2,35.05
2025-01-09 10:00 DESK-1 incident open kind=CMB-CLH at=33.2,35.05 happened_at=2025
2025-01-16 10:00 DESK-1 incident open kind=CTX-POL at=33.2,35.05
now 2025-01-20 08:00
expect no warning weekly ZONE
2025-01-20 09:00 ANA-1 warning propose rule=person area=ZONE span=2025-01-27/2025-02-02 as=W1
expect W1 state proposed
expect W1 chance unknown
2025-01-20 10:00 DESK-1 warning issue W1 basis="Own judgement"
expect W1 state issued
