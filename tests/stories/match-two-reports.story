# No incident is recorded; two sources tell of the same, and the desk opens one incident from them. No number is taken over.
2025-03-02 16:00 OBS-7 report send kind=CFV-SAF happened_at=2025-03-02T14:20:00Z at=33.21,35.06 source_kind=own_observation source="OP 4" account="Burst of fire by the quarry" as=REP1
2025-03-02 16:30 OBS-8 report send kind=CFV-SAF happened_at=2025-03-02T14:25:00Z at=33.22,35.06 source_kind=party source="Party A" claims[0].by=A claims[0].best=12 account="Heavy fire by the quarry" as=REP2
expect match REP2 with REP1 state proposed because place as M1
link M1 by DESK-1 because "Same quarry, same hour"
expect refused invalid incident
open M1 by DESK-1 because "Same quarry, same hour" as INC1
expect M1 state linked
expect INC1 state registered
expect INC1 deaths.best unknown
expect INC1 kind CFV-SAF
