# After the date a survey finds a post of B still manned in the zone.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="withdraw by" bound=B term=withdraw_by due=2025-04-01 ground[0].zone=ZONE as=P1
2025-01-01 08:05 HEAD-1 baseline enter code=MILL name="Post at the mill" actor=B at=33.2,35.05 status=manned as_of=2025-01-01 as=POS1
2025-04-20 09:00 DESK-1 baseline survey POS1 surveys[0].at=2025-04-20 surveys[0].status=manned
expect finding P-1 breached of B because not_done
