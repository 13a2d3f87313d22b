# Told three days ahead: the notice is met and the movement no breach. Who acknowledges it permits nothing.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="notify" bound=A,B term=notify activity=movement notice_h=48 as=P1
2025-03-01 10:00 LIA-1 notification receive actor=A activity=movement starts=2025-03-04T12:00:00Z given_at=2025-03-01T10:00:00Z as=NTF1
2025-03-01 11:00 LIA-1 notification acknowledge NTF1
expect NTF1 state acknowledged
expect finding P-1 met on NTF1 of A because notified
2025-03-04 12:00 DESK-1 incident open kind=CFV-MOV at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1
expect no finding P-1 by INC1
