# What nobody has coded counts as unknown, and to code it takes a kind and an impact.
2025-03-02 08:00 OBS-7 access_constraint report at=2025-03-02 as=X1
expect cell 2025-03 unknown unknown 1
2025-03-02 09:00 LIA-1 access_constraint code X1
expect refused invalid kind impact
2025-03-02 09:00 LIA-1 access_constraint code X1 kind=A10 impact=delayed
expect refused invalid unknown_code
2025-03-02 09:00 OBS-7 access_constraint code X1 kind=A5 impact=suspended
expect refused not_allowed
