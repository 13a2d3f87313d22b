# What was said first goes by the ledger, not by the clock: all of it in one minute.
2025-03-02 09:00 LIA-1 thread begin as=T1 title=Water
2025-03-02 09:00 LIA-1 said say T1 as=L1 text=before
2025-03-02 09:00 LIA-1 thread let_in T1 who=LIA-2
2025-03-02 09:00 LIA-1 said say T1 as=L2 text=after
2025-03-02 09:00 LIA-1 thread let_go T1 who=LIA-2
2025-03-02 09:00 LIA-1 said say T1 as=L3 text=later
expect LIA-2 reads L2 of T1
