# A task that was ended, and no day of it is held, carries nothing.
2025-01-01 08:00 HEAD-1 mandate enter instrument=S/RES/1 adopted=2025-01-01 expires=2025-12-31 effect=creates chapter=none_named as=M1
2025-01-01 08:01 HEAD-1 task mandate task=T40 modality=assist instrument=S/RES/1 paragraph=4 as=T1
2025-01-01 08:02 LIA-1 consent enter party=A host=yes degree=full since=2025-01-01 as=C1
2025-02-01 08:00 HEAD-1 task end T1 reason="Handed to the host"
expect authority escort - 2025-03-02 unknown because no_task,ended
