# Whether a force was there before it ended is known only where both times are.
2025-03-02 08:00 LIA-1 community_alert receive t_received=2025-03-02T08:00:00Z reporter=FP-07 text="Armed men" at=33.2,35.05 life_threat=yes as=CA1
2025-03-02 08:10 ANA-1 community_alert assess CA1 t_assessed=2025-03-02T08:10:00Z
2025-03-02 08:11 ANA-1 community_alert confirm CA1
2025-03-02 08:50 DESK-1 community_alert respond CA1 officer=DESK-1 t_decision=2025-03-02T08:50:00Z components=military
expect limit CA1 decision missed
2025-03-02 09:00 DESK-1 community_alert depart CA1 t_depart=2025-03-02T09:00:00Z
2025-03-02 11:00 DESK-1 community_alert arrive CA1 t_arrive=2025-03-02T11:00:00Z
expect in_time CA1 unknown
2025-03-02 11:30 DESK-1 community_alert tell_effect CA1 effect=none t_end=2025-03-02T10:00:00Z
expect in_time CA1 missed
expect kept too_late 1
