# A column moves and nobody was told; another was told two hours before, where 48 are asked.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="notify" bound=A,B term=notify activity=movement notice_h=48 as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-MOV at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1
expect finding P-1 breached by INC1 of A because not_notified
2025-03-04 10:00 LIA-1 notification receive actor=A activity=movement starts=2025-03-04T12:00:00Z given_at=2025-03-04T10:00:00Z as=NTF1
expect finding P-1 breached on NTF1 of A because late_notice
2025-03-04 12:00 DESK-1 incident open kind=CFV-MOV at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC2
expect finding P-1 breached by INC2 because late_notice
