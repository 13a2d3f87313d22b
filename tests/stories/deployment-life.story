# A unit from pledge to repatriation; what is not signed cannot deploy, and only the head signs.
2025-01-01 08:01 DESK-1 unit pledge name="Company 1" kind=infantry_company contributor=Aland as=U1
expect U1 state pledged
2025-01-02 08:00 DESK-1 unit deploy U1 deployed=2025-01-02
expect refused invalid wrong_state
2025-01-03 08:00 DESK-1 unit list U1 readiness=2
2025-01-10 08:00 DESK-1 unit visit U1 visited=2025-01-09
2025-01-20 08:00 DESK-1 unit agree U1 agreed=2025-01-20
expect refused not_allowed
2025-01-20 09:00 HEAD-1 unit agree U1 agreed=2025-01-20
2025-02-01 08:00 DESK-1 unit deploy U1 deployed=2025-02-01 rotates=2025-08-01
expect U1 state deployed
2025-08-03 08:00 DESK-1 unit rotate U1 rotations[0].at=2025-08-02 rotations[0].left=120 rotations[0].came=118 rotates=2026-02-01
expect U1 state deployed
2026-02-02 08:00 DESK-1 unit repatriate U1 left=2026-02-01
expect U1 state repatriated
2026-02-03 08:00 DESK-1 unit rotate U1 rotations[0].at=2026-02-02
expect refused invalid wrong_state
