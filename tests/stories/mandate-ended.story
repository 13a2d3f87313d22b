# After its last day a mandate carries nothing, and the last one is named.
2025-01-01 08:00 HEAD-1 mandate enter instrument=S/RES/1 adopted=2025-01-01 expires=2025-12-31 effect=creates chapter=none_named as=M1
2025-01-01 08:01 HEAD-1 task mandate task=T40 modality=assist instrument=S/RES/1 paragraph=4 as=T1
2025-01-01 08:02 LIA-1 consent enter party=A host=yes degree=full since=2025-01-01 as=C1
expect authority escort - 2025-12-31 permitted_with_conditions
expect authority escort - 2026-01-01 unknown because no_mandate
