# Consent over time, each state with its day; no score anywhere.
2025-01-01 08:02 LIA-1 consent enter party=A host=yes degree=full since=2025-01-01 as=C1
2025-02-01 08:00 LIA-1 consent enter party=A host=yes degree=eroding since=2025-02-01 signs[0].kind=visa signs[0].at=2025-01-28 signs[0].text="Four visas refused" as=C2
2025-03-01 08:00 LIA-1 consent enter party=A host=yes degree=withdrawn since=2025-03-01 as=C3
expect consent A 2024-12-31 none
expect consent A 2025-01-31 full
expect consent A 2025-02-15 eroding
expect consent A 2025-03-02 withdrawn
expect signs 2025-03-02 1
