# A site is entered, found to be smaller than thought, and given up.
2025-03-02 09:00 DESK-1 site enter name="Post 7" kind=observation_post at=33.36,35.17 tenants[0].contributor=X tenants[0].strength=12 as=SIT1
expect SIT1 state held
expect SIT1 tenants[0].strength 12
2025-03-03 09:00 DESK-1 site amend SIT1 tenants[0].contributor=X tenants[0].strength=8 reason="four went home"
expect SIT1 tenants[0].strength 8
2025-04-03 09:00 DESK-1 site close SIT1
expect refused invalid reason missing
2025-04-03 09:00 DESK-1 site close SIT1 reason="handed over"
expect SIT1 state closed
expect history SIT1 3
