# Nobody has left a year from now.
2025-03-02 08:00 DESK-1 patrol plan kind=day team=ALPHA-1 heads=6 as=P1
2025-03-02 08:30 DESK-1 patrol depart P1 departed=2026-03-02T08:30:00Z expected_back=2026-03-02T14:00:00Z check_min=60
expect refused
