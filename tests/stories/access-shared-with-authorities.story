# What may be shared with authorities is read by them as far as its level says; who reported it is not.
2025-03-02 08:00 OBS-7 access_constraint report at=2025-03-02 use=with_authorities organisation="Agency" authority="Post 4" as=X1
2025-03-02 09:00 LIA-1 access_constraint code X1 kind=A3 impact=delayed
2025-03-02 11:00 LIA-1 access_constraint share X1 sensitivity=1
expect guarantor X1 kind A3
expect guarantor X1 organisation unknown
expect guarantor X1 authority unknown
expect public X1 absent
