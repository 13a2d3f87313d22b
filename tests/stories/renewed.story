# An agreement until the end of March, extended to the end of June: April counts again.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 until=2025-03-31 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no small arms fire" bound=A,B term=no_small_arms_fire  as=P1
2025-04-05 10:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1
expect no finding P-1 by INC1
2025-04-06 08:00 HEAD-1 agreement extend A1 changes[0].on=2025-03-30 changes[0].what="Extended by three months" changes[0].until=2025-06-30
expect A1 state extended
expect finding P-1 breached by INC1
2025-07-01 10:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC2
expect no finding P-1 by INC2
