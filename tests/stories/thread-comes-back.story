# Who comes back does not read what was said while they were away.
2025-03-02 09:00 LIA-1 thread begin as=T1 title=Water with=LIA-2
2025-03-02 09:01 LIA-1 said say T1 as=L1 text=one
2025-03-02 09:02 LIA-1 thread let_go T1 who=LIA-2
2025-03-02 09:03 LIA-1 said say T1 as=L2 text=two
2025-03-02 09:04 LIA-1 thread let_in T1 who=LIA-2
2025-03-02 09:05 LIA-1 said say T1 as=L3 text=three
expect LIA-2 reads L1,L3 of T1
