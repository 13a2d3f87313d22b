# What presses comes first: contested, asked for, standing; then other cases, overdue commitments, unanswered notices.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="Patrols together" bound=A,B manual=yes as=P1
2025-03-01 08:00 HEAD-1 provision suspend P1 pauses[0].since=2025-03-01
2025-03-01 09:00 LIA-1 notification receive actor=A activity=flight starts=2025-04-04 given_at=2025-03-01 as=NTF1
2025-03-01 10:00 LIA-1 commitment enter actor=A act="Open the road" due=2025-03-05 verifier=VER-1 agreed_on=2025-02-01 as=CMT1
2025-03-01 10:01 LIA-1 commitment enter actor=B act="Mark the mines" due=2025-04-05 verifier=VER-1 agreed_on=2025-02-01 as=CMT2
2025-03-02 09:00 DESK-1 case allege title="Shots" accused=A as=CASE1
2025-03-02 10:00 DESK-1 case carry title="Old post" since=2000-06-30 standing=yes accused=A sensitivity=1 as=CASE2
now 2025-03-10 08:00
expect docket 1 CASE2
expect docket 2 CASE1
expect docket 3 CMT1
expect docket none CMT2
expect docket 4 NTF1
expect docket 5 P1
# A side's copy: nothing of an allegation before its determination.
expect party:A docket 1 CASE2
expect party:A docket none CASE1
expect party:A docket 2 CMT1
