# What is talked about and does not end persists, and goes up.
2025-03-02 08:00 OBS-7 access_constraint report at=2025-03-02 as=X1
2025-03-02 09:00 LIA-1 access_constraint code X1 kind=A3 impact=delayed
2025-03-03 11:00 LIA-1 access_constraint engage X1 engaged_with="District office"
2025-03-09 11:00 LIA-1 access_constraint persist X1 reason="No answer in six days"
2025-03-10 11:00 DESK-1 access_constraint escalate X1 reason="To the governor"
expect refused not_allowed
2025-03-10 11:00 LIA-1 access_constraint escalate X1 reason="To the governor"
expect X1 state escalated
2025-03-12 11:00 LIA-1 access_constraint engage X1 engaged_with="Governor"
expect X1 state engaged
