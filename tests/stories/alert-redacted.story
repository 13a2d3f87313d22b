# Each audience is told what it may know; what is too sensitive for one is withheld from it.
recipient R1 watch public
recipient R2 watch mission
2025-03-02 14:05 DESK-1 alert raise degree=amber at=2025-03-02T14:05:00Z text="a secret source" info[0].language=en info[0].headline="Shots near {place}" groups=watch expires=2025-03-02T18:00:00Z sensitivity=0 as=ALT1
2025-03-02 14:06 HEAD-1 alert release ALT1
2025-03-02 14:07 DESK-1 alert raise degree=red at=2025-03-02T14:05:00Z text="inside" info[0].language=en info[0].headline="Inside" groups=watch expires=2025-03-02T18:00:00Z as=ALT2
2025-03-02 14:08 HEAD-1 alert release ALT2
gateway
expect told ALT1 R1 sent
expect told ALT2 R1 withheld
expect told ALT2 R2 sent
expect public ALT1 text unknown
expect public ALT2 absent
