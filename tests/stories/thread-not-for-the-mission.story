# A thread is in no list and no count of the mission.
2025-03-02 09:00 LIA-1 thread begin as=T1 title=Water with=party:A
2025-03-02 09:01 LIA-1 said say T1 as=L1 text=one
expect count thread 0
expect count said 0
expect T1 absent
expect L1 absent
expect history T1 absent
expect party:A T1 absent
expect OBS-1 reads absent of T1
