# An exercise has its clocks and counts nowhere.
2025-03-02 08:00 LIA-1 community_alert receive t_received=2025-03-02T08:00:00Z reporter=FP-07 text="Armed men" at=33.2,35.05 exercise=yes as=CA1
2025-03-02 08:10 ANA-1 community_alert assess CA1 t_assessed=2025-03-02T08:10:00Z
2025-03-02 08:11 ANA-1 community_alert confirm CA1
expect kept actionable 0
expect limit CA1 decision running
