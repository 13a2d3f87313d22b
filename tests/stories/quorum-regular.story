# Three and three and one in a regular session. A side of which nothing is recorded is unknown, not absent.
2025-03-01 08:00 LIA-1 meeting propose body=JMC session=regular as=MTG1
2025-03-01 08:01 LIA-1 meeting agree MTG1
2025-03-01 08:02 LIA-1 meeting schedule MTG1 scheduled=2025-03-08T09:00:00Z
expect quorum MTG1 unknown
2025-03-08 09:00 LIA-1 meeting hold MTG1 held=2025-03-08T09:00:00Z attendance[0].actor=A attendance[0].delegates=4 attendance[1].actor=B attendance[1].delegates=3
expect quorum MTG1 unknown
expect quorum MTG1 met of A
expect quorum MTG1 unknown of CIV
2025-03-08 09:05 LIA-1 meeting note MTG1 attendance[0].actor=A attendance[0].delegates=4 attendance[1].actor=B attendance[1].delegates=2 attendance[2].actor=CIV attendance[2].delegates=1
expect quorum MTG1 not_met
expect quorum MTG1 not_met of B
2025-03-08 09:10 LIA-1 meeting note MTG1 attendance[0].actor=A attendance[0].delegates=4 attendance[1].actor=B attendance[1].delegates=3 attendance[2].actor=CIV attendance[2].delegates=1
expect quorum MTG1 met
