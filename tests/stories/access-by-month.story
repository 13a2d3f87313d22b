# Each constraint counts in the month in which it began.
2025-03-02 08:00 OBS-7 access_constraint report at=2025-03-02 kind=A4 district=Alpha as=X1
2025-04-02 08:00 LIA-1 access_constraint report at=2025-03-31/2025-04-02 kind=A4 district=Alpha as=X2
2025-04-02 08:01 LIA-1 access_constraint report at=2025-04-01 kind=A4 district=Alpha as=X3
expect cell 2025-03 A4 Alpha 2
expect cell 2025-04 A4 Alpha 1
expect cell 2025-05 A4 Alpha none
