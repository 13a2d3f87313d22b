# What is said becomes a report by one act: it cites the line and has none of its words.
2025-03-02 09:00 OBS-7 thread begin as=T1 title=Water with=party:A
2025-03-02 09:01 PAR-1@party:A said say T1 as=L1 text="Shots near the well"
2025-03-02 09:02 OBS-7 said become L1 register=report as=R1 key=K happened_at=2025-03-01 source_kind=party
expect R1 source_id L1
expect R1 account unknown
expect R1 source unknown
2025-03-02 09:03 OBS-7 said become L1 register=report key=K happened_at=2025-03-01 source_kind=party
expect count report 1
2025-03-02 09:04 PAR-1@party:A said become L1 register=report happened_at=2025-03-01 source_kind=party
expect refused not_allowed
