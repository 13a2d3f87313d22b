# An optical picture taken at night shows nothing of the ground, whatever is said of cloud; a thermal one does.
zone PATCH area uncertainty_m=20 33.30,35.10 33.36,35.10 33.36,35.12 33.30,35.12
2025-03-03 08:00 ANA-1 window watch means=satellite_pass sensor=satellite_optical cloud_pct=0 watched_at=2025-03-02T21:00:00Z/2025-03-02T21:00:09Z zone=PATCH as=WIN1
expect watched 33.33,35.11 2025-03-02T21:00 nobody
2025-03-03 08:01 ANA-1 window watch means=satellite_pass sensor=satellite_thermal cloud_pct=0 watched_at=2025-03-02T21:00:00Z/2025-03-02T21:00:09Z zone=PATCH as=WIN2
expect watched 33.33,35.11 2025-03-02T21:00 watched
