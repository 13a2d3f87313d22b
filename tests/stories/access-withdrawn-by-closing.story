# A constraint may be closed from any state, with its reason, and is not opened again.
2025-03-02 08:00 OBS-7 access_constraint report at=2025-03-02 as=X1
2025-03-02 11:00 LIA-1 access_constraint close X1
expect refused invalid reason
2025-03-02 11:00 LIA-1 access_constraint close X1 reason="It was another district"
expect X1 state closed
2025-03-02 12:00 LIA-1 access_constraint engage X1 engaged_with="Office"
expect refused invalid
