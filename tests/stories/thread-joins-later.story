# Whoever joins later reads only what is said from then on.
2025-03-02 09:00 LIA-1 thread begin as=T1 title=Water with=party:A
2025-03-02 09:05 LIA-1 said say T1 as=L1 text="The pump is to be mended"
2025-03-02 09:10 LIA-1 thread let_in T1 who=LIA-2
expect LIA-2 reads nothing of T1
expect LIA-2 unread T1 0
2025-03-02 09:15 PAR-1@party:A said say T1 as=L2 text="We agree"
expect LIA-2 reads L2 of T1
expect LIA-1 reads L1,L2 of T1
expect PAR-2@party:A reads L1,L2 of T1
expect PAR-1@party:B reads absent of T1
