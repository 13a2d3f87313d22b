# Consent withdrawn in one territory bars nothing elsewhere; asked without a place it is a condition.
2025-01-01 08:00 HEAD-1 mandate enter instrument=S/RES/1 adopted=2025-01-01 expires=2025-12-31 effect=creates chapter=none_named
2025-01-01 08:01 HEAD-1 task mandate task=T01 modality=monitor
2025-01-01 08:02 LIA-1 consent enter party=A host=yes degree=full since=2025-01-01
2025-02-01 08:00 LIA-1 consent enter party=A host=yes zone=ZONE degree=withdrawn since=2025-02-01
expect authority monitor - 2025-03-02 permitted_with_conditions because consent_full,consent_withdrawn
expect authority monitor 33.2,35.05 2025-03-02 not_permitted because consent_withdrawn
expect authority monitor 33.2,35.4 2025-03-02 permitted
