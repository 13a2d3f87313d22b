# Received of what was appropriated; a rate is no sum, and what is not told is unknown.
2025-01-01 08:01 DESK-1 funding enter period=2025-01/2025-12 purpose=operation currency=USD scale=1000000 appropriated=400 received=100 as=F1
2025-01-01 08:02 DESK-1 funding enter period=2025-01/2025-12 purpose=stipends currency=EUR rate=1000 per="soldier and month" as=F2
expect deployment 2025-03-02 money USD 0.25
expect deployment 2025-03-02 money EUR unknown
expect deployment 2026-03-02 money USD none
