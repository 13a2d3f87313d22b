# A call for help counts whatever the clock of the phone that sent it.
2025-03-02 08:00 DESK-1 patrol plan kind=day team=ALPHA-1 heads=6 as=P1
2025-03-02 08:30 DESK-1 patrol depart P1 departed=2025-03-02T08:30:00Z expected_back=2025-03-02T14:00:00Z check_min=60
2025-03-02 09:00 OBS-7 patrol check P1 checks[0].at=2025-03-02T09:00:00Z checks[0].welfare=ok
2025-03-02 09:05 OBS-7 patrol check P1 checks[0].at=2025-03-02T09:00:00Z checks[0].welfare=ok checks[1].at=2025-03-02T08:58:00Z checks[1].welfare=needs_help
now 2025-03-02 09:06
expect heard P1 overdue
expect made alert of P1 1
