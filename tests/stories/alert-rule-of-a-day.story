# What is dated by its day alone raises its alert the same morning.
recipient R1 watch mission
2025-03-02 09:05 DESK-1 incident open kind=ACC-AIR at=33.2,35.05 happened_at=2025-03-02 as=INC1
expect alert of accident on INC1 as ALT1
