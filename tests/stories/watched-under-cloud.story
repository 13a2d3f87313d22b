# A satellite passes; how much cloud there was nobody knows. It may have seen the ground, no more.
zone PATCH area uncertainty_m=20 33.30,35.10 33.36,35.10 33.36,35.12 33.30,35.12
2025-03-02 12:00 ANA-1 window watch means=satellite_pass sensor=satellite_optical watched_at=2025-03-02T10:00:00Z/2025-03-02T10:00:09Z zone=PATCH as=WIN1
expect watched 33.33,35.11 2025-03-02T10:00 perhaps
2025-03-02 12:05 ANA-1 window amend WIN1 cloud_pct=0 reason="The picture is clear"
expect watched 33.33,35.11 2025-03-02T10:00 watched
