# What was ended comes back by nothing: a later mandate that has ended too leaves none.
2025-01-01 08:00 HEAD-1 mandate enter instrument=S/RES/1 adopted=2025-01-01 expires=2025-12-31 effect=creates
2025-02-01 08:00 HEAD-1 mandate enter instrument=S/RES/2 adopted=2025-02-01 effect=ends
2025-03-01 08:00 HEAD-1 mandate enter instrument=S/RES/3 adopted=2025-03-01 expires=2025-04-30 effect=creates
2025-03-01 08:01 HEAD-1 task mandate task=T40 modality=assist
2025-03-01 08:02 LIA-1 consent enter party=A host=yes degree=full since=2025-01-01
expect authority escort - 2025-04-05 permitted_with_conditions
expect authority escort - 2025-05-05 unknown because no_mandate
