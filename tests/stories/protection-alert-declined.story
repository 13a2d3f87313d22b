# To decline takes a named officer, a code and a reason; the community is answered all the same.
2025-03-02 08:00 LIA-1 community_alert receive t_received=2025-03-02T08:00:00Z reporter=FP-07 text="Armed men" at=33.2,35.05 as=CA1
2025-03-02 08:10 ANA-1 community_alert assess CA1 t_assessed=2025-03-02T08:10:00Z
2025-03-02 08:11 ANA-1 community_alert confirm CA1
2025-03-02 08:20 DESK-1 community_alert decline CA1 officer=DESK-1 t_decision=2025-03-02T08:20:00Z no_response=distance
expect refused invalid reason
2025-03-02 08:20 OBS-7 community_alert decline CA1 officer=OBS-7 t_decision=2025-03-02T08:20:00Z no_response=distance reason="Six hours away"
expect refused not_allowed
2025-03-02 08:20 DESK-1 community_alert decline CA1 officer=HEAD-1 t_decision=2025-03-02T08:20:00Z no_response=distance reason="Six hours away"
expect CA1 state declined
expect kept unanswered 1
expect kept share 0.0
2025-03-02 10:00 LIA-1 community_alert review CA1 t_feedback=2025-03-02T10:00:00Z feedback="Told to the district police"
expect refused not_allowed
2025-03-02 10:00 ANA-1 community_alert review CA1 t_feedback=2025-03-02T10:00:00Z feedback="Told to the district police"
expect CA1 state after_action
expect limit CA1 feedback met
