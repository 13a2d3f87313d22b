# A window says that it watches until the evening; at noon nobody knows of the afternoon.
zone PATCH area uncertainty_m=20 33.300,35.100 33.310,35.100 33.310,35.110 33.300,35.110
2025-01-01 08:00 HEAD-1 agreement enter code=A1 title="Ceasefire" effective=2025-01-01 parties=A,B as=A1
2025-01-01 08:01 HEAD-1 provision enter code=P-1 agreement=A1 title="No fire" bound=A,B term=no_small_arms_fire ground[0].zone=PATCH as=P1
2025-03-02 12:00 OBS-7 window watch means=camera sensor=thermal_camera watched_at=2025-03-02T08:00:00Z/2025-03-02T17:59:59Z zone=PATCH as=WIN1
expect finding P-1 met of A as F1
expect F1 window.end 2025-03-02T11:59:59+00:00
