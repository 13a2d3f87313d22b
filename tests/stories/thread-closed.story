# In a closed thread nothing more is said until it is opened again.
2025-03-02 09:00 LIA-1 thread begin as=T1 title=Water with=party:A
2025-03-02 09:01 LIA-1 thread close T1 reason="The pump is mended"
2025-03-02 09:02 PAR-1@party:A said say T1 text=Thanks
expect refused invalid wrong_state
2025-03-02 09:03 PAR-1@party:A thread reopen T1 reason="Broken again"
expect refused not_allowed
2025-03-02 09:04 LIA-1 thread reopen T1 reason="Broken again"
2025-03-02 09:05 PAR-1@party:A said say T1 as=L1 text=Thanks
expect LIA-1 unread T1 1
