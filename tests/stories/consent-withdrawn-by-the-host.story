# Where the host takes its consent back and no Chapter VII stands behind it, the act is not permitted.
2025-01-01 08:00 HEAD-1 mandate enter instrument=S/RES/1 adopted=2025-01-01 expires=2025-12-31 effect=creates chapter=none_named as=M1
2025-01-01 08:01 HEAD-1 task mandate task=T40 modality=assist instrument=S/RES/1 paragraph=4 as=T1
2025-02-01 08:00 LIA-1 consent enter party=A host=yes degree=withdrawn since=2025-02-01 as=C2
expect authority escort - 2025-03-02 not_permitted because consent_withdrawn
2025-02-02 08:00 HEAD-1 mandate amend M1 chapter=VII reason="Read again"
expect authority escort - 2025-03-02 permitted_with_conditions because consent_withdrawn
