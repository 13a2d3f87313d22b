# In numbers only: it counts in what is handed on, and is no record for others.
2025-03-02 08:00 OBS-7 access_constraint report at=2025-03-02 district=Alpha use=aggregate as=X1
2025-03-02 09:00 LIA-1 access_constraint code X1 kind=A3 impact=delayed
2025-03-02 11:00 LIA-1 access_constraint amend X1 sensitivity=1 reason="Open it"
expect refused invalid not_as_chosen
expect cell 2025-03 A3 Alpha for others hidden
expect humanitarian X1 absent
