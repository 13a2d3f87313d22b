# The public sees that something happened and roughly where; not the spot, not the words, not the post.
2025-03-02 14:05 OBS-7 report send kind=CFV-SAF at=33.36123,35.17456 observer=OBS-7 observer_place.lon=33.35 observer_place.lat=35.16 account="Five shots at the mill" source_kind=own_observation source="shepherd" sensitivity=0 as=REP1
2025-03-02 15:00 DESK-1 incident open kind=CFV-SAF at=33.36123,35.17456 title="Shots at the mill" reports=REP1 sensitivity=0 as=INC1
expect INC1 place.lon 33.36123
expect INC1 place.grid_km unknown
expect public INC1 kind CFV-SAF
expect public INC1 place.grid_km 10
expect public INC1 place.lon not 33.36123
expect public INC1 place.lat not 35.17456
expect public INC1 title unknown
expect public INC1 reports unknown
expect public REP1 account unknown
expect public REP1 observer unknown
# an old position of ours: after 30 days the cell of 10 km, not the spot
expect public REP1 observer_place.grid_km 10
expect public REP1 source unknown
expect public REP1 place.lon not 33.36123
expect REP1 observer OBS-7
expect REP1 observer_place.lon 33.35
