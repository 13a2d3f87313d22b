# A side's dissent stands in its own words, and stays.
2025-03-01 08:00 LIA-1 meeting propose body=JMC agenda[0].words="Road" agenda[1].words="Flags" as=MTG1
2025-03-01 08:01 LIA-1 meeting agree MTG1
2025-03-01 08:02 LIA-1 meeting schedule MTG1 scheduled=2025-03-08T09:00:00Z
2025-03-08 09:00 LIA-1 meeting hold MTG1 held=2025-03-08T09:00:00Z attendance[0].actor=A attendance[0].delegates=3
2025-03-08 11:00 LIA-1 meeting record MTG1 agenda[0].words="Road" agenda[0].outcome=agreed agenda[1].words="Flags" agenda[1].outcome=dissent
expect refused invalid dissents
2025-03-08 11:01 LIA-1 meeting dissent MTG1 dissents[0].item=3 dissents[0].actor=B dissents[0].words="No."
expect refused invalid no_such_item
2025-03-08 11:02 LIA-1 meeting dissent MTG1 dissents[0].item=2 dissents[0].actor=B dissents[0].words="We hold the hill by right."
2025-03-08 11:03 LIA-1 meeting record MTG1 agenda[0].words="Road" agenda[0].outcome=agreed agenda[0].decision="Open on Monday" agenda[1].words="Flags" agenda[1].outcome=dissent
expect MTG1 state recorded
2025-03-08 12:00 HEAD-1 meeting amend MTG1 dissents[0].item=2 dissents[0].actor=B dissents[0].words="We do not agree." reason="softer"
expect refused invalid kept
2025-03-08 12:01 HEAD-1 meeting amend MTG1 agenda[0].words="Road" agenda[0].outcome=agreed agenda[1].words="Peace" agenda[1].outcome=agreed reason="other words"
expect refused invalid kept
expect party:A MTG1 dissents.0.words "We hold the hill by right."
