# An assessment is for the mission alone.
2025-03-02 09:00 ANA-1 factor assess framework=RF factor=RF02 presence=yes at=2025-03-01 as=F1
expect public F1 absent
expect party:A F1 absent
expect humanitarian F1 absent
