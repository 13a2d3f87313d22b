# Suspended from the tenth to the twentieth of March: no breach in between, one after.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no small arms fire" bound=A,B term=no_small_arms_fire  as=P1
2025-03-10 08:00 HEAD-1 provision suspend P1 pauses[0].since=2025-03-10 pauses[0].by=A
2025-03-12 10:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1
expect P1 state suspended
expect no finding P-1 by INC1
2025-03-20 08:00 HEAD-1 provision resume P1 pauses[0].since=2025-03-10 pauses[0].until=2025-03-19
2025-03-21 10:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC2
expect finding P-1 breached by INC2
expect no finding P-1 by INC1
