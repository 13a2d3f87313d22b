# An answer stops the clock; a second one changes nothing.
recipient R1 watch mission
recipient BOSS heads mission
2025-03-02 14:05 DESK-1 incident open kind=ACC-AIR at=33.2,35.05 as=INC1
expect alert of accident on INC1 as ALT1
gateway
acknowledge ALT1 R1
acknowledge ALT1 R1
now 2025-03-02 14:30
expect told ALT1 BOSS none
expect ALT1 state acknowledged
