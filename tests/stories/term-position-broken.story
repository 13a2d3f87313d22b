# The baseline has the mill unmanned; party A mans it, and it stands until it is restored.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no new position" bound=A term=no_new_position standing=yes as=P1
2025-01-01 08:05 HEAD-1 baseline enter code=MILL name="Post at the mill" actor=A at=33.2,35.05 radius_m=100 status=unmanned as_of=2025-01-01 agreement=A1 as=POS1
expect finding P-1 unknown on POS1 because not_surveyed
2025-03-02 14:05 DESK-1 incident open kind=CFV-MAN at=33.2,35.05 parties[0].actor=A parties[0].role=actor as=INC1
expect finding P-1 breached by INC1 of A because baseline_changed,standing
2025-03-03 09:00 DESK-1 baseline survey POS1 surveys[0].at=2025-03-03 surveys[0].status=manned surveys[0].strength=6
expect finding P-1 breached on POS1 of A because baseline_changed,standing
