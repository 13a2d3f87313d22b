# Both known to the day only: whether 48 hours lie between cannot be told.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="notify" bound=A,B term=notify activity=training notice_h=48 as=P1
2025-03-01 10:00 LIA-1 notification receive actor=B activity=training starts=2025-03-04 given_at=2025-03-02 as=NTF1
expect finding P-1 unknown on NTF1 because notice_unclear
2025-03-01 10:00 LIA-1 notification receive actor=B activity=training starts=2025-03-08 given_at=2025-03-02 as=NTF2
expect finding P-1 met on NTF2
