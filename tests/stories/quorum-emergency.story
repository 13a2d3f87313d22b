# Two and one and one in an emergency; the same people would not do for a regular session. No rule: unknown.
2025-03-01 08:00 LIA-1 meeting propose body=JMC session=emergency attendance[0].actor=A attendance[0].delegates=2 attendance[1].actor=B attendance[1].delegates=1 attendance[2].actor=CIV attendance[2].delegates=1 as=MTG1
expect quorum MTG1 met
2025-03-01 08:10 LIA-1 meeting amend MTG1 session=regular reason="not an emergency after all"
expect quorum MTG1 not_met
2025-03-01 08:20 LIA-1 meeting amend MTG1 session=other reason="neither"
expect quorum MTG1 unknown
2025-03-01 08:30 LIA-1 meeting propose body=OTHER session=regular attendance[0].actor=A attendance[0].delegates=9 as=MTG2
expect quorum MTG2 unknown
2025-03-01 08:40 LIA-1 meeting amend MTG1 attendance[0].actor=A attendance[0].delegates=2 attendance[0].women=3 reason="more women than delegates"
expect refused invalid
