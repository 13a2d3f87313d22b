# A patrol that does not check in is late, then overdue: the machine raises one alarm, and a check that all is well ends it.
2025-03-02 08:00 DESK-1 patrol plan kind=day team=ALPHA-1,ALPHA-2 heads=6 as=P1
2025-03-02 08:30 DESK-1 patrol depart P1 departed=2025-03-02T08:30:00Z expected_back=2025-03-02T14:00:00Z check_min=60
expect heard P1 on_time
now 2025-03-02 09:35
expect heard P1 late
expect made alert of P1 0
now 2025-03-02 09:41
expect heard P1 overdue
expect heard P1 because no_check
expect P1 state overdue
expect made alert of P1 1
now 2025-03-02 09:50
expect made alert of P1 1
2025-03-02 09:55 OBS-7 patrol check P1 checks[0].at=2025-03-02T09:54:00Z checks[0].welfare=ok
expect refused invalid alarm_stands
2025-03-02 09:55 OBS-7 patrol clear P1 checks[0].at=2025-03-02T09:54:00Z checks[0].welfare=ok
expect heard P1 on_time
expect P1 state out
2025-03-02 13:50 OBS-7 patrol come_in P1 returned=2025-03-02T13:45:00Z
expect P1 state in
