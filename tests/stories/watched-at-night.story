# Eyes see little at night: the post that watched all day did not watch the field a kilometre off after dusk.
2025-03-03 08:00 OBS-7 window watch means=post watched_at=2025-03-02T06:00:00Z/2025-03-03T05:59:59Z at=33.31,35.11 as=WIN1
expect watched 33.320,35.110 2025-03-02T10:00 watched
expect watched 33.320,35.110 2025-03-02T20:00 nobody
expect watched 33.310,35.110 2025-03-02T20:00 watched
# Fog in the morning takes two hours of it.
2025-03-03 08:10 OBS-7 window amend WIN1 blind[0].why=fog blind[0].at=2025-03-02T06:00:00Z/2025-03-02T07:59:59Z reason="Fog until ten"
expect watched 33.310,35.110 2025-03-02T07:00 nobody
