# The second source names no party, no kind and tells the day alone: that speaks neither for nor against.
2025-03-02 14:05 DESK-1 incident open kind=CFV-IDF at=33.2,35.05 parties[0].actor=B deaths.best=2 as=INC1
2025-03-02 18:00 OBS-7 report send happened_at=2025-03-02 at=33.2,35.05 source_kind=media source="Radio" as=REP1
expect match REP1 with INC1 because time
expect match REP1 with INC1 because place
expect no match REP1 with INC1 because parties
expect no match REP1 with INC1 against parties
expect no match REP1 with INC1 against kind
expect no match REP1 with INC1 against words
