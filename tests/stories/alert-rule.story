# A rule that the head approved beforehand raises and releases an alert, once a record.
recipient R1 watch mission
2025-03-02 14:05 DESK-1 incident open kind=ACC-AIR at=33.2,35.05 as=INC1
expect alert of accident on INC1 as ALT1
expect ALT1 state released
gateway
expect told ALT1 R1 sent
2025-03-02 14:20 DESK-1 incident amend INC1 account="Two aircraft." reason="more is known"
expect alert of accident on INC1
