# An update goes also to who got the earlier alert, which it ends.
recipient R1 watch mission
2025-03-02 14:05 DESK-1 alert raise degree=amber at=2025-03-02T14:05:00Z text="a secret source" info[0].language=en info[0].headline="Shots near {place}" groups=watch expires=2025-03-02T18:00:00Z sensitivity=0 as=ALT1
2025-03-02 14:06 HEAD-1 alert release ALT1
gateway
2025-03-02 14:30 DESK-1 alert raise degree=red at=2025-03-02T14:30:00Z text="worse" info[0].language=en info[0].headline="Worse" groups=others expires=2025-03-02T18:00:00Z sensitivity=0 updates=ALT1 as=ALT2
2025-03-02 14:31 HEAD-1 alert release ALT2
gateway
expect told ALT2 R1 sent
expect ALT1 state superseded
