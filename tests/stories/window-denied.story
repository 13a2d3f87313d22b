# A patrol is planned and turned back: nobody was there, and it says who denied it.
2025-03-01 08:00 ANA-1 window plan means=vehicle_patrol planned_at=2025-03-02T08:00:00Z/2025-03-02T11:59:59Z at=33.31,35.11 as=WIN1
2025-03-02 09:00 OBS-7 window deny WIN1
expect refused invalid
2025-03-02 09:01 OBS-7 window deny WIN1 denied_by=A
expect WIN1 state denied
expect watched 33.31,35.11 2025-03-02T10:00 nobody
# Where the mission's own patrols were is for nobody else.
expect public WIN1 absent
expect party:A WIN1 absent
