# A guest reads and says from the invitation on, acknowledges, and lets nobody in.
2025-03-02 09:00 LIA-1 thread begin as=T1 title=Water
2025-03-02 09:01 LIA-1 said say T1 as=L1 text="Among us"
2025-03-02 09:02 LIA-1 thread let_in T1 who=GUEST-1
2025-03-02 09:03 LIA-1 said say T1 as=L2 text="Welcome"
expect GUEST-1 reads L2 of T1
2025-03-02 09:04 GUEST-1 said acknowledge L2
2025-03-02 09:05 GUEST-1 said acknowledge L2
expect same
2025-03-02 09:06 GUEST-1 said acknowledge L1
expect refused not_found
2025-03-02 09:07 GUEST-1 thread let_in T1 who=GUEST-2
expect refused not_allowed
2025-03-02 09:08 GUEST-2 said say T1 text=x
expect refused not_found
