# Ten were agreed, twenty-five are there.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no new position" bound=A term=no_new_position standing=yes as=P1
2025-01-01 08:05 HEAD-1 baseline enter code=MILL name="Post at the mill" actor=A at=33.2,35.05 status=manned strength=10 as_of=2025-01-01 agreement=A1 as=POS1
2025-03-03 09:00 DESK-1 baseline survey POS1 surveys[0].at=2025-03-03 surveys[0].status=manned surveys[0].strength=25
expect finding P-1 breached on POS1 because overmanned
2025-03-09 09:00 DESK-1 baseline survey POS1 surveys[0].at=2025-03-03 surveys[0].status=manned surveys[0].strength=25 surveys[1].at=2025-03-09 surveys[1].status=manned
expect finding P-1 unknown on POS1
