# Nobody gives others earlier lines that they may not read themselves.
2025-03-02 09:00 LIA-1 thread begin as=T1 title=Water
2025-03-02 09:01 LIA-1 said say T1 as=L1 text=one
2025-03-02 09:02 LIA-1 thread let_in T1 who=LIA-2
2025-03-02 09:03 LIA-2 thread let_in T1 who=LIA-3 earlier=all
expect refused not_allowed
2025-03-02 09:04 LIA-2 thread let_in T1 who=LIA-3 earlier=from_line earlier_from=L1
expect refused not_found
expect LIA-3 reads absent of T1
