"""A register as CSV: one row a record, one column a leaf; cells that a spreadsheet would run are defused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .table import Leaf, RegisterTable

_RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_MOMENT = (("start", ""), ("end", "+end"), ("prec", "+prec"))
_PLACE = (("lon", "+lon"), ("lat", "+lat"), ("prec", "+prec"), ("name", "+name"), ("grid_km", "+grid"))
HEADER = ("ref", "state", "version", "recorded_at", "flags")
_HEADER_TAGS = ("#meta+id", "#status", "#meta+version", "#date+recorded", "#meta+flags")


def columns(shape: RegisterTable) -> list[tuple[str, str]]:
    """(column, HXL tag) of a register's sheet."""
    found = list(zip(HEADER, _HEADER_TAGS, strict=True))
    for leaf in shape.leaves:
        tag = leaf.field.ask.hxl
        parts = {"moment": _MOMENT, "place": _PLACE}.get(leaf.field.kind)
        if parts:
            found.extend((f"{leaf.path}.{part}", tag + more if tag else "") for part, more in parts)
        else:
            found.append((leaf.path, tag))
    return found


def sheet(shape: RegisterTable, records: Iterable[Mapping[str, Any]], hxl: bool = False) -> Iterator[str]:
    """The lines of a CSV file: header, the HXL row when asked for, then a line a record."""
    told = columns(shape)
    yield _line([name for name, _ in told])
    if hxl:
        yield _line([tag for _, tag in told])
    for record in records:
        row = [record["ref"], record["state"], record["version"], record["recorded_at"]]
        row.append(" | ".join(record.get("flags", ())))
        for leaf in shape.leaves:
            row.extend(_cells(leaf, record["values"]))
        yield _line(row)


def _cells(leaf: Leaf, values: Mapping[str, Any]) -> list[Any]:
    value: Any = values
    for name in leaf.path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    kind = leaf.field.kind
    parts = {"moment": _MOMENT, "place": _PLACE}.get(kind)
    if parts:
        return [(value or {}).get(part) for part, _ in parts]
    if kind in ("codes", "refs"):
        return [" ".join(value) if value else None]
    if kind == "group":
        return [json.dumps(value, ensure_ascii=False) if value else None]
    if kind == "flag":
        return [None if value is None else str(value).lower()]
    return [value]


def _line(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([defused(c) for c in cells])
    return out.getvalue()


def defused(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula, with an apostrophe before it; all else as it is."""
    return "'" + cell if isinstance(cell, str) and (cell.startswith(_RUNS) or cell.lstrip().startswith(_RUNS)) else cell
