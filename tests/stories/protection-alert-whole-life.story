# From a call to the answer that the community was given, with every clock.
2025-03-02 08:00 LIA-1 community_alert receive t_received=2025-03-02T08:00:00Z way=beep reporter=FP-07 reporter_kind=focal_point text="Armed men near the mill" at=33.2,35.05 degree=red life_threat=yes as=CA1
expect limit CA1 call_back running
2025-03-02 08:08 LIA-1 community_alert log CA1 t_called_back=2025-03-02T08:07:00Z
expect limit CA1 call_back met
2025-03-02 08:15 ANA-1 community_alert assess CA1 t_assessed=2025-03-02T08:15:00Z credibility=2
2025-03-02 08:16 ANA-1 community_alert confirm CA1
2025-03-02 08:20 DESK-1 community_alert respond CA1 officer=HEAD-1 t_decision=2025-03-02T08:20:00Z components=military,civil_affairs responses=qrf tiers=II phase=P3
expect limit CA1 decision met
2025-03-02 08:40 DESK-1 community_alert depart CA1 t_depart=2025-03-02T08:38:00Z
2025-03-02 09:10 DESK-1 community_alert arrive CA1 t_arrive=2025-03-02T09:08:00Z
2025-03-02 10:00 DESK-1 community_alert tell_effect CA1 effect=stopped t_end=2025-03-02T09:30:00Z
expect in_time CA1 met
expect limit CA1 feedback running
2025-03-02 18:00 DESK-1 community_alert review CA1 t_feedback=2025-03-02T17:30:00Z feedback="A post stays until Friday" lesson="The ford was passable"
expect limit CA1 feedback met
expect CA1 state after_action
expect kept answered 1
expect kept median_depart_s 2280.0
expect public CA1 absent
