# Nobody skips an act: no determination before the attribution, no attribution by the liaison.
2025-03-02 14:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1

2025-03-02 15:00 DESK-1 case allege title="Shots" incidents=INC1 as=CASE1
2025-03-02 15:30 DESK-1 case register CASE1
2025-03-02 16:00 HEAD-1 case determine CASE1 determination.outcome=violation basis="clear enough"
expect refused invalid wrong_state
2025-03-02 16:00 VER-1 case investigate CASE1
2025-03-02 17:00 VER-1 case report CASE1 basis="visit"
2025-03-02 17:10 LIA-1 case attribute CASE1 attribution.outcome=party basis="x"
expect refused not_allowed
2025-03-02 17:10 HEAD-1 case attribute CASE1 basis="x"
expect refused invalid attribution missing
2025-03-02 17:10 VER-1 case determine CASE1 determination.outcome=violation basis="x"
expect refused not_allowed
