# An alert that is found false needs no decision and counts nowhere; it may be opened again.
2025-03-02 08:00 LIA-1 community_alert receive t_received=2025-03-02T08:00:00Z reporter=FP-07 text="Armed men" at=33.2,35.05 life_threat=yes as=CA1
2025-03-02 08:10 ANA-1 community_alert assess CA1 t_assessed=2025-03-02T08:10:00Z
2025-03-02 08:15 ANA-1 community_alert find_false CA1
expect refused invalid reason
2025-03-02 08:15 ANA-1 community_alert find_false CA1 reason="The convoy was ours"
expect limit CA1 decision none
expect kept actionable 0
expect kept share none
2025-03-02 09:00 DESK-1 community_alert reopen CA1 reason="A second call"
expect CA1 state assessed
expect limit CA1 decision overdue
