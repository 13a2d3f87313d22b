# An instrument that ends the mandate ends it, whatever stood before.
2025-01-01 08:00 HEAD-1 mandate enter instrument=S/RES/1 adopted=2025-01-01 effect=creates expires=2025-12-31 as=M1
2025-01-01 08:01 HEAD-1 task mandate task=T40 modality=assist instrument=S/RES/1 paragraph=4 as=T1
2025-01-01 08:02 LIA-1 consent enter party=A host=yes degree=full since=2025-01-01 as=C1
2025-06-01 08:00 HEAD-1 mandate enter instrument=S/RES/2 adopted=2025-06-01 effect=ends as=M2
expect authority escort - 2025-05-31 permitted_with_conditions
expect authority escort - 2025-06-01 unknown because no_mandate
