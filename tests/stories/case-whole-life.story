# From the allegation to the remedy, each act by who may take it, and who holds the case at each.
2025-03-02 14:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1

2025-03-02 15:00 OBS-7 case allege title="Shots at the mill" incidents=INC1 accused=A severity=2 alleger=mechanism as=CASE1
expect holder CASE1 desk
expect due CASE1 2025-03-02T16:00
expect escalates CASE1 2025-03-05T15:00
expect clock CASE1 running
2025-03-02 15:30 DESK-1 case register CASE1
expect due CASE1 2025-03-02T17:30
2025-03-02 16:00 VER-1 case investigate CASE1 investigation.team=TEAM-2 investigation.tasked=2025-03-02T16:00:00Z
expect holder CASE1 verifier
expect due CASE1 2025-03-03T16:00
2025-03-03 08:00 VER-1 case amend CASE1 investigation.team=TEAM-2 investigation.visited=2025-03-03T07:30:00Z investigation.access=granted reason="visited"
expect due CASE1 2025-03-05T16:00
2025-03-03 12:00 VER-1 case report CASE1 basis="site visit, five interviews"
expect holder CASE1 head
2025-03-03 13:00 HEAD-1 case attribute CASE1 attribution.outcome=party attribution.parties=A attribution.standard=balance attribution.basis=line_of_fire,witness basis="line of fire"
2025-03-03 14:00 LIA-1 case dissent CASE1 dissents[0].actor=A dissents[0].position=contests dissents[0].text="It was B"
2025-03-03 15:00 HEAD-1 case determine CASE1 determination.outcome=violation determination.by="Joint committee" basis="report of TEAM-2"
expect holder CASE1 liaison
2025-03-03 16:00 LIA-1 case notify CASE1 notices[0].actor=A notices[0].at=2025-03-03T16:00:00Z
expect holder CASE1 party:A
expect due CASE1 2025-03-05T16:00
2025-03-04 10:00 LIA-1 case accept CASE1 replies[0].actor=A replies[0].position=accepts
2025-03-04 11:00 HEAD-1 case request CASE1 measures[0].kind=request_to_restore measures[0].actor=A measures[0].asked="punish who fired"
expect holder CASE1 party:A
expect due CASE1 2025-03-18T11:00
2025-03-15 11:00 VER-1 case remedy CASE1 remedy.what="two soldiers punished" remedy.checked=2025-03-15 basis="seen the order"
expect CASE1 state remedied
2025-03-16 11:00 HEAD-1 case close CASE1 reason="remedied"
expect CASE1 state closed
expect holder CASE1 none
expect CASE1 dissents[0].text "It was B"
