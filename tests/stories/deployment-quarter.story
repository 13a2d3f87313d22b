# The public is told the total of the mission of the last whole quarter, and only where the record is open.
2025-01-01 08:01 DESK-1 unit enter name=Force kind=operation sensitivity=0 strengths[0].at=2025-03-15 strengths[0].military=700 strengths[0].source=One strengths[1].at=2025-04-15 strengths[1].military=600 strengths[1].source=One as=U1
2025-01-01 08:02 DESK-1 asset enter name=Trucks sensitivity=0 agreed=10 present=10 serviceable=4 at=2025-01-01 as=A1
expect deployment 2025-05-02 people 600
expect deployment public 2025-05-02 people 700
expect deployment public 2025-03-20 people none
expect deployment public 2025-05-02 stock Trucks unknown/unknown unknown
