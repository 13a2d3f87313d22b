# An end that is not held is no end: a later instrument shows that it lived on, without one nobody knows.
2025-01-01 08:00 HEAD-1 mandate enter instrument=S/RES/1 adopted=2025-01-01 effect=creates as=M1
2025-01-01 08:01 HEAD-1 task mandate task=T40 modality=assist instrument=S/RES/1 paragraph=4 as=T1
2025-01-01 08:02 LIA-1 consent enter party=A host=yes degree=full since=2025-01-01 as=C1
expect authority escort - 2025-03-02 unknown because no_mandate
2025-06-01 08:00 HEAD-1 mandate enter instrument=S/RES/2 adopted=2025-06-01 expires=2025-09-30 effect=renews as=M2
expect authority escort - 2025-03-02 permitted_with_conditions because end_not_held
expect authority escort - 2025-07-02 permitted_with_conditions
expect authority escort - 2025-10-01 unknown because no_mandate
