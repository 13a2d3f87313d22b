# Who asks for help is an alarm at once; no answer ends nothing, all is well does.
2025-03-02 08:00 DESK-1 patrol plan kind=day team=ALPHA-1 as=P1
2025-03-02 08:30 DESK-1 patrol depart P1 departed=2025-03-02T08:30:00Z expected_back=2025-03-02T12:00:00Z
2025-03-02 09:00 OBS-7 patrol check P1 checks[0].at=2025-03-02T09:00:00Z checks[0].welfare=needs_help
expect heard P1 overdue
expect heard P1 because needs_help
2025-03-02 09:10 OBS-7 patrol clear P1 checks[0].at=2025-03-02T09:00:00Z checks[0].welfare=needs_help checks[1].at=2025-03-02T09:09:00Z checks[1].welfare=no_answer
expect refused invalid not_well
2025-03-02 09:30 OBS-7 patrol clear P1 checks[0].at=2025-03-02T09:00:00Z checks[0].welfare=needs_help checks[1].at=2025-03-02T09:29:00Z checks[1].welfare=ok
expect P1 state out
expect heard P1 on_time
