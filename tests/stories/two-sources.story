# Verified needs two independent sources graded B3 or better, where nobody of the mission saw it; copies do not count.
2025-03-02 18:00 OBS-7 report send kind=CFV-SAF at=33.36,35.17 source=Herald source_kind=media reliability=B credibility=2 as=REP1
2025-03-02 19:00 DESK-1 incident open kind=CFV-SAF at=33.36,35.17 reports=REP1 as=INC1
2025-03-02 19:10 DESK-1 incident triage INC1
2025-03-02 19:20 VER-1 incident investigate INC1
2025-03-03 10:00 VER-1 incident verify INC1 basis="the Herald is careful"
expect refused invalid not_well_founded
# the Courier copies the Herald
2025-03-03 10:10 OBS-7 report send kind=CFV-SAF at=33.36,35.17 source=Courier source_kind=media reliability=B credibility=2 independent_of=Herald as=REP2
2025-03-03 10:20 DESK-1 incident amend INC1 reports=REP1,REP2 reason="another paper"
2025-03-03 10:30 VER-1 incident verify INC1 basis="two papers"
expect refused invalid not_well_founded
# the Herald again is still one source
2025-03-03 10:40 OBS-7 report send kind=CFV-SAF at=33.36,35.17 source=Herald source_kind=media reliability=B credibility=1 as=REP3
2025-03-03 10:50 DESK-1 incident amend INC1 reports=REP1,REP3 reason="the Herald's second article"
2025-03-03 11:00 VER-1 incident verify INC1 basis="two articles"
expect refused invalid not_well_founded
# a second source that is not good enough
2025-03-03 11:10 OBS-7 report send kind=CFV-SAF at=33.36,35.17 source=Blog source_kind=social_media reliability=D credibility=3 as=REP4
2025-03-03 11:20 DESK-1 incident amend INC1 reports=REP1,REP4 reason="a blog"
2025-03-03 11:30 VER-1 incident verify INC1 basis="a paper and a blog"
expect refused invalid not_well_founded
expect INC1 state under_verification
# and one that is
2025-03-03 12:00 OBS-8 report send kind=CFV-SAF at=33.36,35.17 source="village council" source_kind=community reliability=B credibility=3 as=REP5
2025-03-03 12:10 DESK-1 incident amend INC1 reports=REP1,REP5 reason="the council saw it"
2025-03-03 12:20 VER-1 incident verify INC1 basis="paper and council, independent of each other"
expect INC1 state verified
