# A risk factor is assessed with evidence and reviewed by somebody; it is no score.
2025-03-02 09:00 ANA-1 factor assess framework=RF factor=RF08 presence=emerging trend=up at=2025-03-01 evidence[0].text="Three mosques marked" assessor=ANA-1 as=F1
expect F1 state assessed
2025-03-03 09:00 VER-1 factor review F1 reviewer=VER-1 basis="Read the reports"
expect F1 state reviewed
expect F1 presence emerging
