# A decision without a reason is none.
2025-03-02 09:00 ANA-1 measure_option open measure="Static guard" at=2025-03-02 as=O1
2025-03-02 11:00 ANA-1 measure_option submit O1
2025-03-02 12:00 HEAD-1 measure_option decide O1 decision="No"
expect refused invalid reason
