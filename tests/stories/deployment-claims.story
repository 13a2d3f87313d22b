# What a party says of the force's strength is told apart: no count, and never beside the ceiling.
2025-01-01 08:00 HEAD-1 ceiling enter instrument=S/RES/1 holds=2025-01-01 total=800 as=K1
2025-01-01 08:01 DESK-1 unit enter name=Force kind=operation strengths[0].at=2025-02-01 strengths[0].military=900 strengths[0].source="Party A" strengths[0].source_kind=party as=U1
expect deployment 2025-03-02 people none
expect deployment 2025-03-02 claims 900
expect deployment 2025-03-02 missing none
