# What lies elsewhere, is of another kind, or happened long ago raises nothing.
2025-03-02 14:05 DESK-1 incident open kind=ACC-AIR at=34.2,35.05 as=INC1
2025-03-02 14:06 DESK-1 incident open kind=ACC-VEH at=33.2,35.05 as=INC2
2025-03-02 14:07 DESK-1 incident open kind=ACC-AIR at=33.2,35.05 happened_at=2025-02-01 as=INC3
2025-03-02 14:08 DESK-1 incident open kind=ACC-AIR at=33.2,35.05,4 as=INC4
expect no alert of accident on INC1
expect no alert of accident on INC2
expect no alert of accident on INC3
expect no alert of accident on INC4
