# Two sources tell two ceilings of one instrument: both stand.
2025-01-01 08:00 HEAD-1 ceiling enter instrument=S/RES/1 holds=2025-01-01 military=2370 police=2601 as=K1
2025-01-01 08:01 HEAD-1 ceiling enter instrument=S/RES/1 holds=2025-01-01 police=2061 note="One press item" as=K2
expect count ceiling 2
expect K1 police 2601
expect K2 military unknown
expect public K1 present
