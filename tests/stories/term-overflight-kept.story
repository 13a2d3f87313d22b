# An aircraft beside the zone, and a total of ten flights that is nobody's single breach.
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="no overflight" bound=A,B term=no_overflight ground[0].zone=ZONE as=P1
2025-03-02 14:05 DESK-1 incident open kind=CFV-AIR at=33.9,35.05 parties[0].actor=A parties[0].role=actor as=INC1
expect no finding P-1 by INC1
2025-03-31 12:00 DESK-1 incident open kind=CFV-AIR at=33.2,35.05 parties[0].actor=A parties[0].role=actor clarity=2 count.about=10 split[0].actor=A split[0].count=7 split[1].actor=unknown split[1].count=3 as=INC2
expect finding P-1 unknown by INC2 of A because aggregate
expect findings P-1 1
