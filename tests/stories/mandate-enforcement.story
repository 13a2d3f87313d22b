# To enforce without Chapter VII is not permitted; under it, it is; where the chapter is not held, nobody knows.
2025-01-01 08:00 HEAD-1 mandate enter instrument=S/RES/1 adopted=2025-01-01 expires=2025-12-31 effect=creates chapter=none_named as=M1
2025-01-01 08:01 HEAD-1 task mandate task=T07 modality=secure as=T1
2025-01-01 08:02 LIA-1 consent enter party=A host=yes degree=full since=2025-01-01 as=C1
expect authority offensive - 2025-03-02 not_permitted because chapter
2025-02-01 08:00 HEAD-1 mandate amend M1 chapter=VII reason="Read again"
expect authority offensive - 2025-03-02 permitted
2025-02-02 08:00 HEAD-1 mandate amend M1 chapter=- reason="No source says so"
expect authority offensive - 2025-03-02 unknown because no_chapter
