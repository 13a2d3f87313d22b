# A declaration is context: nobody's violation, whatever a clause names.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="manual" bound=A,B manual=yes kinds=CTX-POL,FOM-RST as=P1
2025-03-02 14:05 DESK-1 incident open kind=CTX-POL at=33.2,35.05 parties[0].actor=A parties[0].role=actor secondary=FOM-RST as=INC1
expect findings all 0
