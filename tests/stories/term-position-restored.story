# Manned in March, empty again in April: met from then on, and it is said that it was restored.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no new position" bound=A term=no_new_position standing=yes as=P1
2025-01-01 08:05 HEAD-1 baseline enter code=MILL name="Post at the mill" actor=A at=33.2,35.05 status=absent as_of=2025-01-01 agreement=A1 as=POS1
2025-03-03 09:00 DESK-1 baseline survey POS1 surveys[0].at=2025-03-03 surveys[0].status=manned
expect finding P-1 breached on POS1 because standing
2025-04-03 09:00 DESK-1 baseline survey POS1 surveys[0].at=2025-03-03 surveys[0].status=manned surveys[1].at=2025-04-03 surveys[1].status=absent
expect finding P-1 met on POS1 because restored
