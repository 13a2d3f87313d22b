# A liaison hands a thread over, with what is open; the new one reads what the act allows.
2025-03-02 09:00 LIA-1 thread begin as=T1 title=Water with=party:A
2025-03-02 09:01 PAR-1@party:A said say T1 as=L1 text="When is the pump mended?"
2025-03-02 09:02 LIA-1 thread hand_over T1 who=LIA-2 earlier=all reason="On leave" open_points="The pump"
2025-03-02 09:03 LIA-3 thread take_over T1
expect refused not_found
2025-03-02 09:04 LIA-2 thread take_over T1
expect LIA-2 reads L1 of T1
2025-03-02 09:05 LIA-1 thread hand_over T1 who=LIA-3 reason=x open_points=y
expect refused not_allowed
2025-03-02 09:06 LIA-2 thread let_go T1 who=LIA-1
2025-03-02 09:07 PAR-1@party:A said say T1 as=L2 text=Thanks
expect LIA-1 reads L1 of T1
expect LIA-2 reads L1,L2 of T1
