# A post hears a shot from a bearing and notes no place: it may have been on the ground, so the hours are not called kept.
zone PATCH area uncertainty_m=20 33.300,35.100 33.310,35.100 33.310,35.110 33.300,35.110
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="No fire" bound=A,B term=no_small_arms_fire ground[0].zone=PATCH as=P1
2025-03-02 12:10 OBS-7 window watch means=camera sensor=thermal_camera watched_at=2025-03-02T10:00:00Z/2025-03-02T11:59:59Z zone=PATCH as=WIN1
expect findings P-1 2
2025-03-02 12:20 OBS-8 report send observation=shot observer_place.lon=33.312 observer_place.lat=35.105 bearing_deg=270 happened_at=2025-03-02T11:00:00Z source_kind=own_observation as=REP1
expect no finding P-1 met
2025-03-02 12:30 OBS-8 report withdraw REP1 reason="A door"
expect findings P-1 2
# The window itself names a report without any place: that too takes it back.
2025-03-02 12:40 OBS-8 report send kind=CFV-SAF happened_at=2025-03-02T11:00:00Z source_kind=own_observation as=REP2
expect findings P-1 2
2025-03-02 12:50 OBS-7 window amend WIN1 reports=REP2 reason="Seen by this camera"
expect no finding P-1 met
