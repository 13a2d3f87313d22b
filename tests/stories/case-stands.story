# What is not remedied stands open without a clock until it is restored.
2025-03-02 14:00 DESK-1 incident open kind=CFV-MAN at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1
2025-03-02 15:00 DESK-1 case carry title="Post at the mill" incidents=INC1 accused=A standing=yes since=2001-06-30 severity=2 as=CASE1
expect CASE1 state standing
expect clock CASE1 none
expect holder CASE1 party:A
now 2026-03-02 15:00
expect clock CASE1 none
2026-03-02 15:00 VER-1 case restore CASE1 restored=2026-03-01 basis="post empty, seen twice"
expect CASE1 state remedied
2026-03-03 15:00 HEAD-1 case close CASE1 reason="restored"
