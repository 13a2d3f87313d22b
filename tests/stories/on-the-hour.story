# The ceasefire begins at 18:00; a shot known only to the day lies on either side.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-03-02T18:00:00Z parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no small arms fire" bound=A,B term=no_small_arms_fire  as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor happened_at=2025-03-02 as=INC1
expect finding P-1 unknown by INC1 because time_overlaps
2025-03-02 17:59 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC2
expect no finding P-1 by INC2
2025-03-02 18:00 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC3
expect finding P-1 breached by INC3
