# Nobody checks in on this patrol; when it is not back the alarm comes, and who comes in ends it.
2025-03-02 08:00 DESK-1 patrol plan kind=day team=ALPHA-1 as=P1
2025-03-02 08:30 DESK-1 patrol depart P1 departed=2025-03-02T08:30:00Z expected_back=2025-03-02T12:00:00Z
now 2025-03-02 12:05
expect heard P1 late
now 2025-03-02 12:11
expect heard P1 overdue
expect heard P1 because not_back
expect made alert of P1 1
2025-03-02 12:20 OBS-7 patrol come_in P1 returned=2025-03-02T12:15:00Z
expect P1 state in
expect made alert of P1 1
expect public P1 absent
expect guarantor P1 absent
