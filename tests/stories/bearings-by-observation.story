# Three posts hear impacts and note bearings, no more: their crossing is proposed as one incident of the kind that impacts
# are the usual sign of. Nobody said how far the bearings may be off; the account tells what was taken.
2025-03-02 10:05 OBS-7 report send observation=impact happened_at=2025-03-02T10:00:00Z observer_place.lon=33.20 observer_place.lat=35.10 bearing_deg=60 source_kind=own_observation as=REP1
2025-03-02 10:06 OBS-8 report send observation=impact happened_at=2025-03-02T10:00:30Z observer_place.lon=33.30 observer_place.lat=35.10 bearing_deg=320 source_kind=own_observation as=REP2
2025-03-02 10:07 OBS-7 report send observation=impact happened_at=2025-03-02T10:01:00Z observer_place.lon=33.25 observer_place.lat=35.08 bearing_deg=10 source_kind=own_observation as=REP3
expect matches 0
expect count incident 1
