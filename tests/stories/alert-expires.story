# What could not be sent before the end is told as expired; an alert that nobody released is dropped.
recipient R1 watch mission
2025-03-02 14:05 DESK-1 alert raise degree=amber at=2025-03-02T14:05:00Z text="a secret source" info[0].language=en info[0].headline="Shots near {place}" groups=watch expires=2025-03-02T18:00:00Z sensitivity=0 as=ALT1
2025-03-02 14:06 HEAD-1 alert release ALT1
2025-03-02 14:07 DESK-1 alert raise degree=amber at=2025-03-02T14:05:00Z text="a secret source" info[0].language=en info[0].headline="Shots near {place}" groups=watch expires=2025-03-02T18:00:00Z sensitivity=0 as=ALT2
expect told ALT1 R1 queued
now 2025-03-02 19:00
expect told ALT1 R1 expired
expect ALT1 state expired
expect ALT2 state dropped
