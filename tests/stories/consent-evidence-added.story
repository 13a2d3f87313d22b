# A sign is added to what is held; an earlier picture stays as it was.
2025-01-01 08:02 LIA-1 consent enter party=A host=yes degree=full since=2025-01-01 as=C1
2025-02-01 08:00 LIA-1 consent add_sign C1 signs[0].kind=joint_work signs[0].at=2025-01-20 signs[0].text="Joint inspection"
expect history C1 2
expect C1#1 signs unknown
expect signs 2025-02-02 0
