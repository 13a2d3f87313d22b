# An assessment that was wrong is withdrawn with a reason, and not forgotten.
2025-03-02 09:00 ANA-1 factor assess framework=ICISS factor=ICISS-LR presence=no at=2025-03-01 as=F1
2025-03-05 09:00 ANA-1 factor withdraw F1 reason="Another place was meant"
expect F1 state withdrawn
expect history F1 2
