# A day without an answer is told as silence; an acknowledgement says who and when, and permits nothing.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="notify" bound=A,B term=notify activity=movement notice_h=48 as=P1
2025-03-01 10:00 LIA-1 notification receive actor=A activity=movement starts=2025-03-04T12:00:00Z given_at=2025-03-01T10:00:00Z as=NTF1
2025-03-01 10:01 LIA-1 notification receive actor=B activity=movement starts=2025-03-01T12:00:00Z given_at=2025-03-01T10:00:00Z as=NTF2
expect notice NTF1 received
expect notice NTF1 lead met
expect notice NTF1 least_h 74
expect notice NTF2 lead breached
expect notice NTF2 short_h 46
now 2025-03-02 10:30
expect notice NTF1 silent
expect NTF1 state received
expect docket 1 NTF1
2025-03-02 11:00 LIA-1 notification acknowledge NTF1
expect notice NTF1 acknowledged
expect notice NTF1 by LIA-1
expect docket none NTF1
expect docket 1 NTF2
