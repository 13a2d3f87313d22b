# What a person has judged the machine does not change: it asks again.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no small arms fire" bound=A,B term=no_small_arms_fire  as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-SAF at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1
expect finding P-1 breached by INC1 of A as F1
2025-03-03 09:00 MACHINE finding adopt F1 basis="machine"
expect refused not_allowed
2025-03-03 09:00 VER-1 finding adopt F1 basis="two posts heard it"
expect F1 state adopted
2025-03-04 09:00 DESK-1 incident amend INC1 parties[0].actor=A parties[0].confidence=contested reason="A denies it"
expect finding P-1 breached by INC1 state questioned
