# Another operation took over: its tasks are its own.
2025-01-01 08:00 HEAD-1 mandate enter instrument=S/RES/1 operation=ONE adopted=2025-01-01 expires=2025-03-31 effect=creates as=M1
2025-01-01 08:01 HEAD-1 task mandate task=T40 modality=secure operation=ONE as=T1
2025-03-31 08:00 HEAD-1 mandate enter instrument=S/RES/2 operation=TWO adopted=2025-03-31 starts=2025-04-01 expires=2025-12-31 effect=creates as=M2
2025-01-01 08:02 LIA-1 consent enter party=A host=yes degree=full since=2025-01-01 as=C1
expect authority escort - 2025-03-31 permitted_with_conditions because task
expect authority escort - 2025-04-01 unknown because no_task
