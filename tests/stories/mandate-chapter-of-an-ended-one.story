# A Chapter VII whose instrument has ended lends its force to nobody.
2025-01-01 08:00 HEAD-1 mandate enter instrument=S/RES/1 adopted=2025-01-01 expires=2025-12-31 effect=creates chapter=VI as=M1
2025-02-01 08:00 HEAD-1 mandate enter instrument=S/RES/2 adopted=2025-02-01 expires=2025-02-10 effect=changes chapter=VII
2025-02-01 08:01 HEAD-1 task mandate task=T07 modality=secure
2025-02-01 08:02 LIA-1 consent enter party=A host=yes degree=withdrawn since=2025-01-01
expect authority offensive - 2025-02-05 permitted_with_conditions because consent_withdrawn
expect authority offensive - 2025-02-11 not_permitted because chapter,consent_withdrawn
2025-02-12 08:00 HEAD-1 mandate amend M1 chapter=- reason="No source says so"
2025-02-12 08:01 LIA-1 consent enter party=A host=yes degree=full since=2025-02-12
expect authority offensive - 2025-02-13 unknown because no_chapter
