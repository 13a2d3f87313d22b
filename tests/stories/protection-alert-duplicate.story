# One more call about the same danger is one alert, and never of itself.
2025-03-02 08:00 LIA-1 community_alert receive t_received=2025-03-02T08:00:00Z reporter=FP-07 text="Armed men" at=33.2,35.05 as=CA1
2025-03-02 08:05 LIA-1 community_alert receive t_received=2025-03-02T08:05:00Z reporter=CLA-2 text="Men at the mill" as=CA2
2025-03-02 08:06 ANA-1 community_alert find_duplicate CA2 duplicate_of=CA2
expect refused invalid itself
2025-03-02 08:06 ANA-1 community_alert find_duplicate CA2 duplicate_of=CA1
expect CA2 state duplicate
expect kept actionable 0
