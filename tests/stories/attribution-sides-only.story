# Two sides are named and nobody says who fired.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no small arms fire" bound=A,B term=no_small_arms_fire  as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=side_a parties[1].actor=B parties[1].role=side_b as=INC1
expect finding P-1 unknown by INC1 of A because sides_only
expect finding P-1 unknown by INC1 of B because sides_only
2025-03-02 18:00 DESK-1 incident amend INC1 parties[0].actor=A parties[0].role=target parties[1].actor=B parties[1].role=actor reason="crater analysis"
expect finding P-1 breached by INC1 of B because attributed
expect no finding P-1 by INC1 of A
