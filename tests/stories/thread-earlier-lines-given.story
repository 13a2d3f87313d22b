# Who lets somebody in may give earlier lines, from a line on or all.
2025-03-02 09:00 LIA-1 thread begin as=T1 title=Water
2025-03-02 09:01 LIA-1 said say T1 as=L1 text=one
2025-03-02 09:02 LIA-1 said say T1 as=L2 text=two
2025-03-02 09:03 LIA-1 thread let_in T1 who=LIA-2 earlier=from_line earlier_from=L2
expect LIA-2 reads L2 of T1
2025-03-02 09:04 LIA-1 thread let_in T1 who=LIA-3 earlier=all
expect LIA-3 reads L1,L2 of T1
