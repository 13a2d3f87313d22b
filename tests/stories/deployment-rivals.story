# Two sources tell different strengths: both stand, neither is added to the other, and each has a gap of its own.
2025-01-01 08:00 HEAD-1 ceiling enter instrument=S/RES/1 holds=2025-01-01 total=800 as=K1
2025-01-01 08:01 DESK-1 unit enter name=Force kind=operation strengths[0].at=2025-02-01 strengths[0].military=700 strengths[0].source=One strengths[0].reliability=B strengths[0].credibility=2 strengths[1].at=2025-02-15 strengths[1].military=650 strengths[1].source=Two as=U1
expect deployment 2025-03-02 people 700,650
expect deployment 2025-03-02 missing 100,150
# Before the second was told there was one.
expect deployment 2025-02-10 people 700
expect deployment 2025-01-15 people none
