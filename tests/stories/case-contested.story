# The party contests; a review determines again, and both determinations stay in the history.
2025-03-02 14:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1

2025-03-02 15:00 DESK-1 case allege title="Shots" incidents=INC1 accused=A severity=2 as=CASE1
2025-03-02 15:30 DESK-1 case register CASE1
2025-03-02 16:00 VER-1 case investigate CASE1
2025-03-03 12:00 VER-1 case report CASE1 basis="visit"
2025-03-03 13:00 VER-1 case attribute CASE1 attribution.outcome=party attribution.parties=A basis="crater"
2025-03-03 15:00 HEAD-1 case determine CASE1 determination.outcome=violation basis="report"
2025-03-03 16:00 HEAD-1 case notify CASE1 notices[0].actor=A notices[0].at=2025-03-03
2025-03-04 10:00 LIA-1 case contest CASE1 replies[0].actor=A replies[0].position=contests replies[0].text="not us"
expect CASE1 state contested
expect holder CASE1 head
2025-03-05 10:00 VER-1 case review CASE1 basis="second look at the crater"
2025-03-05 12:00 HEAD-1 case determine_again CASE1 determination.outcome=inconclusive basis="two directions possible"
expect CASE1 determination.outcome inconclusive
expect CASE1#6 determination.outcome violation
2025-03-06 12:00 HEAD-1 case close CASE1 reason="inconclusive"
