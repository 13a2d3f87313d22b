# From a report to an eased constraint.
2025-03-02 08:00 OBS-7 access_constraint report at=2025-03-02 district=Alpha use=with_authorities as=X1
2025-03-02 09:00 LIA-1 access_constraint code X1 kind=A3 impact=delayed
2025-03-02 10:00 ANA-1 access_constraint corroborate X1
expect refused invalid basis
2025-03-02 10:00 ANA-1 access_constraint corroborate X1 basis="Two organisations say so"
2025-03-02 11:00 LIA-1 access_constraint share X1
2025-03-03 11:00 LIA-1 access_constraint engage X1 engaged_with="District office"
2025-03-05 11:00 LIA-1 access_constraint ease X1 outcome="Permits are given on the day"
2025-03-06 11:00 LIA-1 access_constraint close X1 reason="Held for a day"
expect X1 state closed
expect cell 2025-03 A3 Alpha 1
