# A check that was made stays; an hour without offset is no time to wait by.
2025-03-02 08:00 DESK-1 patrol plan kind=day team=ALPHA-1 as=P1
2025-03-02 08:30 DESK-1 patrol depart P1 departed=2025-03-02T08:30:00Z expected_back=2025-03-02T12:00:00Z
2025-03-02 09:00 OBS-7 patrol check P1 checks[0].at=2025-03-02T09:00:00Z checks[0].welfare=ok
2025-03-02 10:00 OBS-7 patrol check P1 checks[0].at=2025-03-02T09:30:00Z checks[0].welfare=ok
expect refused invalid as_made
2025-03-02 10:00 DESK-1 patrol extend P1 expected_back=2025-03-02 reason="Day only"
expect refused invalid no_instant
2025-03-02 10:00 DESK-1 patrol extend P1 expected_back=2025-03-02T16:00:00+02:00 reason="A detour"
now 2025-03-02 13:00
expect heard P1 on_time
now 2025-03-02 14:11
expect heard P1 overdue
