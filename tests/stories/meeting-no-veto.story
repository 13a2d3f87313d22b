# No side can have an allegation struck off the agenda; it may be dissented from or put off.
2025-03-01 07:00 DESK-1 case carry title="Old post" since=2000-06-30 standing=yes accused=A as=CASE1
2025-03-01 07:30 DESK-1 case allege title="Shots" accused=B as=CASE2
2025-03-01 08:00 LIA-1 meeting propose body=JMC agenda[0].case=CASE1 agenda[0].words="Old post" as=MTG1
2025-03-01 08:01 LIA-1 meeting agree MTG1
2025-03-01 09:00 LIA-1 meeting set_agenda MTG1 agenda[0].words="Weather"
expect refused invalid no_veto
2025-03-01 09:01 HEAD-1 meeting amend MTG1 agenda=- reason="A asks for it"
expect refused invalid
2025-03-01 09:02 LIA-1 meeting set_agenda MTG1 agenda[0].words="Weather" agenda[1].case=CASE1 agenda[1].words="Old post"
expect MTG1 agenda.1.case CASE1
# What nobody outside may know yet cannot be put before the sides by its name.
2025-03-01 09:03 LIA-1 meeting set_agenda MTG1 agenda[0].case=CASE1 agenda[0].words="Old post" agenda[1].case=CASE2 agenda[1].words="Shots"
expect refused invalid not_told
2025-03-01 09:04 LIA-1 meeting set_agenda MTG1 agenda[0].case=CAS-00000 agenda[0].words="Nothing"
expect refused invalid no_such_record
