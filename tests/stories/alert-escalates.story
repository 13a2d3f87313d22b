# Nobody acknowledges: after a quarter of an hour it goes on to the heads.
recipient R1 watch mission
recipient BOSS heads mission
2025-03-02 14:05 DESK-1 incident open kind=ACC-AIR at=33.2,35.05 as=INC1
expect alert of accident on INC1 as ALT1
gateway
now 2025-03-02 14:19
expect told ALT1 BOSS none
now 2025-03-02 14:21
expect told ALT1 BOSS queued by escalate
expect ALT1 state escalated
