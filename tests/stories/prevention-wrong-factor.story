# A factor that no framework has is refused in words.
2025-03-02 09:00 ANA-1 factor assess framework=RF factor=RF99 at=2025-03-01
expect refused invalid factor
