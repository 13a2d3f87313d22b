# How many work is not known: that is unknown, unless too few are even there.
2025-01-01 08:01 DESK-1 asset enter name=Trucks agreed=10 present=10 at=2025-01-01 as=A1
2025-01-01 08:02 DESK-1 asset enter name=Boats agreed=10 present=5 at=2025-01-01 as=A2
2025-01-01 08:03 DESK-1 asset enter name=Cranes present=3 serviceable=1 at=2025-01-01 as=A3
expect deployment 2025-02-01 stock Trucks unknown/10 unknown
expect deployment 2025-02-01 stock Boats unknown/5 short
expect deployment 2025-02-01 stock Cranes 1/3 unknown
