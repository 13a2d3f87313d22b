# What nobody knows is unknown, and stays a value.
2025-03-02 09:00 ANA-1 factor assess framework=RF factor=RF10 at=2025-03-01 as=F1
expect F1 presence unknown
expect F1 trend unknown
