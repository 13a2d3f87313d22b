# A status agreement is signed, applied, breached on a basis, and expires.
2025-01-01 08:00 LIA-1 status_agreement negotiate title="Status agreement" host=A as=S1
expect S1 state negotiating
2025-01-10 08:00 LIA-1 status_agreement sign S1 signed=2025-01-10
2025-01-11 08:00 LIA-1 status_agreement apply S1 applies=2025-01-11
expect S1 state applied
2025-02-11 08:00 LIA-1 status_agreement breach S1 basis="Visas"
expect refused not_allowed
2025-02-11 08:00 HEAD-1 status_agreement breach S1 basis="Visas refused against article 9"
expect S1 state breached
expect public S1 present
