# A rule for exercises raises exercises.
2025-03-02 14:05 DESK-1 incident open kind=NAT-EQK at=33.2,35.05 as=INC1
expect alert of exercise on INC1 as ALT1
expect ALT1 exercise yes
