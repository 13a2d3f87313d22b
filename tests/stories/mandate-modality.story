# A task to monitor does not carry standing between the sides.
2025-01-01 08:00 HEAD-1 mandate enter instrument=S/RES/1 adopted=2025-01-01 expires=2025-12-31 effect=creates chapter=none_named as=M1
2025-01-01 08:01 HEAD-1 task mandate task=T02 modality=monitor as=T1
2025-01-01 08:02 LIA-1 consent enter party=A host=yes degree=full since=2025-01-01 as=C1
expect authority interpose - 2025-03-02 not_permitted because modality
2025-02-01 08:00 HEAD-1 task amend T1 modality=secure reason="The resolution says secure"
expect authority interpose - 2025-03-02 permitted
