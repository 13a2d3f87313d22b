# A review names its reviewer and its basis.
2025-03-02 09:00 ANA-1 factor assess framework=R2P factor=R2P-2 at=2025-03-01 as=F1
2025-03-03 09:00 VER-1 factor review F1
expect refused invalid
2025-03-03 09:00 VER-1 factor review F1 reviewer=VER-1 basis="Minutes"
expect F1 state reviewed
