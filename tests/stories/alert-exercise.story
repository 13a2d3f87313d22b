# An exercise stays one, and no real alert updates it.
2025-03-02 14:05 DESK-1 alert raise degree=amber at=2025-03-02T14:05:00Z text="a secret source" info[0].language=en info[0].headline="Shots near {place}" groups=watch expires=2025-03-02T18:00:00Z sensitivity=0 exercise=yes as=ALT1
2025-03-02 14:06 DESK-1 alert amend ALT1 exercise=no reason="it is real now"
expect refused invalid exercise
2025-03-02 14:07 HEAD-1 alert release ALT1
2025-03-02 14:08 DESK-1 alert raise degree=amber at=2025-03-02T14:05:00Z text="a secret source" info[0].language=en info[0].headline="Shots near {place}" groups=watch expires=2025-03-02T18:00:00Z sensitivity=0 updates=ALT1
expect refused invalid exercise
expect public ALT1 exercise yes
