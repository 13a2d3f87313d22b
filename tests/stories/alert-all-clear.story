# The all clear goes to exactly those who got the alert, not to who came later.
recipient R1 watch mission
2025-03-02 14:05 DESK-1 alert raise degree=amber at=2025-03-02T14:05:00Z text="a secret source" info[0].language=en info[0].headline="Shots near {place}" groups=watch expires=2025-03-02T18:00:00Z sensitivity=0 as=ALT1
2025-03-02 14:06 HEAD-1 alert release ALT1
gateway
recipient LATE watch mission
2025-03-02 15:00 DESK-1 alert all_clear ALT1 reason="They left."
gateway
expect told ALT1 R1 sent by all_clear
expect told ALT1 LATE none
