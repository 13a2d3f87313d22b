# Lower levels first: what they cannot settle goes up, and comes back on the docket with how often it stood there.
2025-03-01 07:00 DESK-1 case carry title="Old post" since=2000-06-30 standing=yes accused=A as=CASE1
2025-03-01 08:00 LIA-1 meeting propose body=JMC agenda[0].case=CASE1 agenda[0].words="Old post" as=MTG1
2025-03-01 08:01 LIA-1 meeting agree MTG1
2025-03-01 08:02 LIA-1 meeting schedule MTG1 scheduled=2025-03-08
2025-03-08 09:00 LIA-1 meeting hold MTG1 held=2025-03-08 attendance[0].actor=A attendance[0].delegates=3
2025-03-08 10:00 LIA-1 meeting record MTG1 agenda[0].case=CASE1 agenda[0].words="Old post" agenda[0].outcome=deferred
expect docket 1 CASE1 times 1 last deferred
2025-03-10 08:00 LIA-1 meeting propose body=JMC agenda[0].case=CASE1 agenda[0].words="Old post" as=MTG2
2025-03-10 08:01 LIA-1 meeting agree MTG2
2025-03-10 08:02 LIA-1 meeting schedule MTG2 scheduled=2025-03-22
expect docket 1 CASE1 times 1
2025-03-22 09:00 LIA-1 meeting hold MTG2 held=2025-03-22 attendance[0].actor=A attendance[0].delegates=3
2025-03-22 10:00 LIA-1 meeting record MTG2 agenda[0].case=CASE1 agenda[0].words="Old post" agenda[0].outcome=referred_up agenda[0].referred_to=envoys
expect docket 1 CASE1 times 2 last referred_up
