# What an organisation gave for use inside is shared with nobody, in no table and on no terms.
2025-03-02 08:00 OBS-7 access_constraint report at=2025-03-02 district=Alpha as=X1
2025-03-02 09:00 LIA-1 access_constraint code X1 kind=A3 impact=delayed
2025-03-02 11:00 LIA-1 access_constraint share X1
expect refused invalid internal
2025-03-02 11:00 LIA-1 access_constraint amend X1 sensitivity=0 reason="Open it"
expect refused invalid not_as_chosen
expect cell 2025-03 A3 Alpha 1
expect cell 2025-03 A3 Alpha for others none
expect public X1 absent
expect humanitarian X1 absent
