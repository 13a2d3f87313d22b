# Nobody ever drew the line at sea: unknown.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="maritime line" bound=A term=maritime_line  as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-NAV at=33.87,35.0 parties[0].actor=A parties[0].role=actor as=INC1
expect finding P-1 unknown by INC1 because no_ground
