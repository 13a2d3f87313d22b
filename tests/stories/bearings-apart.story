# Bearings that run apart, of another number, or at another hour: no place can be told, and no incident is proposed.
2025-03-02 21:04 OBS-7 report send kind=CFV-IDF count.about=4 observer_place.lon=33.2 observer_place.lat=35.0 bearing_deg=180 bearing_error_deg=1 source_kind=own_observation as=REP1
2025-03-02 21:05 OBS-8 report send kind=CFV-IDF count.about=4 observer_place.lon=33.14 observer_place.lat=35.05 bearing_deg=270 bearing_error_deg=1 source_kind=own_observation as=REP2
2025-03-02 21:05 OBS-8 report send kind=CFV-IDF count.about=9 observer_place.lon=33.16 observer_place.lat=35.02 bearing_deg=90 bearing_error_deg=1 source_kind=own_observation as=REP3
2025-03-02 23:05 OBS-8 report send kind=CFV-IDF count.about=4 observer_place.lon=33.17 observer_place.lat=34.98 bearing_deg=90 bearing_error_deg=1 source_kind=own_observation as=REP4
expect matches 0
expect count incident 0
