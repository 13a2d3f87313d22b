# A party that never consented is a condition to mind, no bar: the host decides.
2025-01-01 08:00 HEAD-1 mandate enter instrument=S/RES/1 adopted=2025-01-01 expires=2025-12-31 effect=creates chapter=none_named as=M1
2025-01-01 08:01 HEAD-1 task mandate task=T01 modality=monitor as=T1
2025-01-01 08:02 LIA-1 consent enter party=A host=yes degree=full since=2025-01-01 as=C1
2025-01-01 08:03 LIA-1 consent enter party=B degree=refused since=2025-01-01 as=C2
expect authority monitor - 2025-03-02 permitted_with_conditions because consent_refused,consent_full
