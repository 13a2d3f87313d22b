# Fewer than ten are told to nobody else; ten and more are.
2025-03-02 08:01 LIA-1 access_constraint report at=2025-03-02 kind=A3 district=Alpha use=aggregate affected.best=1 as=X1
2025-03-02 08:02 LIA-1 access_constraint report at=2025-03-03 kind=A3 district=Alpha use=aggregate affected.best=2 as=X2
2025-03-02 08:03 LIA-1 access_constraint report at=2025-03-04 kind=A3 district=Alpha use=aggregate affected.best=3 as=X3
2025-03-02 08:04 LIA-1 access_constraint report at=2025-03-05 kind=A3 district=Alpha use=aggregate affected.best=4 as=X4
2025-03-02 08:05 LIA-1 access_constraint report at=2025-03-06 kind=A3 district=Alpha use=aggregate affected.best=5 as=X5
2025-03-02 08:06 LIA-1 access_constraint report at=2025-03-07 kind=A3 district=Alpha use=aggregate affected.best=6 as=X6
2025-03-02 08:07 LIA-1 access_constraint report at=2025-03-08 kind=A3 district=Alpha use=aggregate affected.best=7 as=X7
2025-03-02 08:08 LIA-1 access_constraint report at=2025-03-09 kind=A3 district=Alpha use=aggregate affected.best=8 as=X8
2025-03-02 08:09 LIA-1 access_constraint report at=2025-03-01 kind=A3 district=Alpha use=aggregate affected.best=9 as=X9
2025-03-02 08:10 LIA-1 access_constraint report at=2025-03-02 kind=A3 district=Alpha use=aggregate affected.best=10 as=X10
2025-03-02 08:11 LIA-1 access_constraint report at=2025-03-03 kind=A3 district=Alpha use=aggregate affected.best=11 as=X11
expect cell 2025-03 A3 Alpha 11
expect cell 2025-03 A3 Alpha for others 11
2025-03-10 08:00 LIA-1 access_constraint report at=2025-03-05 kind=A5 district=Alpha use=aggregate as=Y1
expect cell 2025-03 A5 Alpha 1
expect cell 2025-03 A5 Alpha for others hidden
