# Scores stay beside each other, each under the version of its coding book; versions are never mixed.
2025-03-01 10:00 LIA-1 commitment enter actor=A act="Open the road" due=2025-03-05 verifier=VER-1 agreed_on=2025-02-01 as=CMT1
2025-03-01 10:01 LIA-1 commitment enter actor=B act="Mark the mines" due=2025-04-05 verifier=VER-1 agreed_on=2025-02-01 theme=humanitarian as=CMT2
expect score 558 all none
2025-03-10 10:00 VER-1 commitment code CMT1 codings[0].score=1 codings[0].on=2025-03-10 codings[0].coder=VER-1 codings[0].coding_version=558 codings[0].basis="one lane"
2025-03-10 10:01 VER-1 commitment code CMT2 codings[0].score=3 codings[0].on=2025-03-10 codings[0].coder=VER-1 codings[0].coding_version=578 codings[0].basis="all fields"
expect score 558 all 33.3
expect score 558 humanitarian none
expect score 578 all 100
2025-04-10 10:00 VER-1 commitment code CMT1 codings[0].score=2 codings[0].on=2025-04-10 codings[0].coder=VER-1 codings[0].coding_version=558 codings[0].basis="two lanes"
expect refused invalid kept
2025-04-10 10:01 VER-1 commitment code CMT1 codings[0].score=1 codings[0].on=2025-03-10 codings[0].coder=VER-1 codings[0].coding_version=558 codings[0].basis="one lane" codings[1].score=2 codings[1].on=2025-04-10 codings[1].coder=ANA-1 codings[1].coding_version=558 codings[1].basis="two lanes"
expect refused invalid not_own
2025-04-10 10:02 VER-1 commitment code CMT1 codings[0].score=1 codings[0].on=2025-03-10 codings[0].coder=VER-1 codings[0].coding_version=558 codings[0].basis="one lane" codings[1].score=2 codings[1].on=2025-04-10 codings[1].coder=VER-1 codings[1].coding_version=558 codings[1].basis="two lanes"
expect score 558 all 66.7
expect score 578 all 100
