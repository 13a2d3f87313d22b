# No consent of the host is held: that is said, and it is not a refusal.
2025-01-01 08:00 HEAD-1 mandate enter instrument=S/RES/1 adopted=2025-01-01 expires=2025-12-31 effect=creates chapter=none_named as=M1
2025-01-01 08:01 HEAD-1 task mandate task=T01 modality=monitor as=T1
expect authority monitor - 2025-03-02 permitted_with_conditions because no_consent
expect consent A 2025-03-02 none
