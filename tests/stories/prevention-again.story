# Assessed again, it needs a new review; the earlier one stays in its history.
2025-03-02 09:00 ANA-1 factor assess framework=RF factor=RF11 presence=no at=2025-03-01 as=F1
2025-03-03 09:00 VER-1 factor review F1 reviewer=VER-1 basis="Minutes"
2025-04-02 09:00 ANA-1 factor assess_again F1 presence=yes at=2025-04-01
expect F1 state assessed
expect F1#1 presence no
expect F1 presence yes
