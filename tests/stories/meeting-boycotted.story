# A side stays away: that is recorded, and what waited comes back on the docket untouched.
2025-03-01 07:00 DESK-1 case carry title="Old post" since=2000-06-30 standing=yes accused=A as=CASE1
2025-03-01 08:00 LIA-1 meeting propose body=JMC agenda[0].case=CASE1 agenda[0].words="Old post" as=MTG1
2025-03-01 08:01 LIA-1 meeting agree MTG1
2025-03-01 08:02 LIA-1 meeting schedule MTG1 scheduled=2025-03-08T09:00:00Z
2025-03-08 09:30 LIA-1 meeting boycott MTG1
expect refused invalid boycotted_by
2025-03-08 09:30 LIA-1 meeting boycott MTG1 boycotted_by=B
expect MTG1 state boycotted
expect docket 1 CASE1 times 0
2025-03-08 10:00 LIA-1 meeting record MTG1
expect MTG1 state recorded
expect docket 1 CASE1 times 0
