# Two posts hear the same explosions and take bearings: the machine proposes one incident where they cross, once.
2025-03-02 21:04 OBS-7 report send kind=CFV-IDF observation=undetermined_explosion count.about=4 observer=OP-1 observer_place.lon=33.2 observer_place.lat=35.0 bearing_deg=0 bearing_error_deg=1 source_kind=own_observation as=REP1
expect count incident 0
2025-03-02 21:05 OBS-8 report send kind=CFV-IDF observation=undetermined_explosion count.about=4 observer=OP-2 observer_place.lon=33.14 observer_place.lat=35.05 bearing_deg=90 bearing_error_deg=1 source_kind=own_observation as=REP2
expect matches 0
expect count incident 1
now 2025-03-02 22:00
expect matches 0
expect count incident 1
