# Nobody is told of an alert before a second person has released it.
recipient R1 watch mission
2025-03-02 14:05 DESK-1 alert raise degree=amber at=2025-03-02T14:05:00Z text="a secret source" info[0].language=en info[0].headline="Shots near {place}" groups=watch expires=2025-03-02T18:00:00Z sensitivity=0 as=ALT1
gateway
expect told ALT1 R1 none
2025-03-02 14:06 DESK-1 alert release ALT1
expect refused invalid second_person
2025-03-02 14:07 HEAD-1 alert release ALT1
expect told ALT1 R1 queued
gateway
expect told ALT1 R1 sent
