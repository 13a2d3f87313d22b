# A task for a zone reaches no further; near its edge it is not sure.
2025-01-01 08:00 HEAD-1 mandate enter instrument=S/RES/1 adopted=2025-01-01 expires=2025-12-31 effect=creates chapter=none_named as=M1
2025-01-01 08:01 HEAD-1 task mandate task=T02 modality=secure zones=ZONE as=T1
2025-01-01 08:02 LIA-1 consent enter party=A host=yes degree=full since=2025-01-01 as=C1
expect authority interpose 33.2,35.05 2025-03-02 permitted
expect authority interpose 33.2,35.4 2025-03-02 not_permitted because outside
expect authority interpose 33.2,35.0002 2025-03-02 permitted_with_conditions because near
expect authority interpose - 2025-03-02 permitted_with_conditions because only_in
