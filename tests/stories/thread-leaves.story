# Who is let go keeps what was theirs and reads nothing that comes after.
2025-03-02 09:00 LIA-1 thread begin as=T1 title=Water with=party:A
2025-03-02 09:01 LIA-1 said say T1 as=L1 text=one
2025-03-02 09:02 LIA-1 thread let_go T1 who=party:A
2025-03-02 09:03 LIA-1 said say T1 as=L2 text=two
expect PAR-1@party:A reads L1 of T1
2025-03-02 09:04 PAR-1@party:A said say T1 text=three
expect refused not_allowed
