# While nobody knows whether lives are in danger the decision is due in half an hour; once known to be none, in four.
2025-03-02 08:00 LIA-1 community_alert receive t_received=2025-03-02T08:00:00Z reporter=FP-07 text="Armed men" at=33.2,35.05 as=CA1
now 2025-03-02 08:31
expect limit CA1 decision overdue
expect limit CA1 call_back overdue
2025-03-02 08:32 LIA-1 community_alert amend CA1 life_threat=no reason="A dispute over cattle"
expect limit CA1 decision running
now 2025-03-02 12:01
expect limit CA1 decision overdue
