# Serviceable of present, and of what was agreed: below nine tenths it is short, exactly nine tenths is enough.
2025-01-01 08:01 DESK-1 asset enter name=Trucks kind=truck owner=Aland agreed=10 present=10 serviceable=10 at=2025-01-01 as=A1
expect deployment 2025-01-02 stock Trucks 10/10 enough
2025-04-01 08:00 DESK-1 asset inspect A1 inspections[0].kind=quarterly inspections[0].at=2025-03-31 inspections[0].present=10 inspections[0].serviceable=9
expect deployment 2025-04-01 stock Trucks 9/10 enough
2025-07-01 08:00 DESK-1 asset inspect A1 inspections[0].kind=quarterly inspections[0].at=2025-03-31 inspections[0].present=10 inspections[0].serviceable=9 inspections[1].kind=readiness inspections[1].at=2025-06-30 inspections[1].present=9 inspections[1].serviceable=8
expect deployment 2025-07-01 stock Trucks 8/9 short
expect deployment 2025-04-01 stock Trucks 9/10 enough
# More cannot work than are there.
2025-08-01 08:00 DESK-1 asset inspect A1 inspections[0].kind=other inspections[0].at=2025-07-30 inspections[0].present=5 inspections[0].serviceable=6
expect refused
