"""A register as a sheet, CSV or XLSX: one row a record, one column a leaf; cells that a spreadsheet would run are
defused. Times stay ISO text, so that a month stays a month and an offset an offset."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .table import Leaf, RegisterTable

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_MOMENT = (("start", ""), ("end", "+end"), ("prec", "+prec"))
_PLACE = (("lon", "+lon"), ("lat", "+lat"), ("prec", "+prec"), ("name", "+name"), ("grid_km", "+grid"))
HEADER = ("ref", "state", "version", "recorded_at", "flags")
_HEADER_TAGS = ("#meta+id", "#status", "#meta+version", "#date+recorded", "#meta+flags")
MOST_ROWS, MOST_CELL = 1_048_576, 32_767  # of an XLSX sheet, and UTF-16 units of a cell (Excel's limits)
_CUT = " … [cut: longer than a cell may be]"
_PIECE = 65_536


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
    out = io.StringIO()
    write = csv.writer(out).writerow
    for row in _rows(shape, records, hxl):
        write([defused(cell) for cell in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def workbook(
    shape: RegisterTable,
    records: Iterable[Mapping[str, Any]],
    hxl: bool = False,
    about: Mapping[str, str] | None = None,
) -> Iterator[bytes]:
    """The pieces of an XLSX file: numbers as numbers, yes and no as such, all else as text, never as a formula.

    Written row by row into temporary files, which are gone when the last piece is read or the reader goes away. More
    records than a sheet holds go on in further sheets, under the same header. A last sheet holds what the file says of
    itself.
    """
    from xlsxwriter import Workbook

    with tempfile.TemporaryDirectory(prefix="greenline-") as folder:
        file = Path(folder) / "sheet.xlsx"
        book = Workbook(str(file), {"constant_memory": True, "tmpdir": folder})
        rows = _rows(shape, records, hxl)
        heads = [next(rows) for _ in range(2 if hxl else 1)]
        page, at = None, MOST_ROWS
        for row in rows:
            if page is None or at >= MOST_ROWS:
                page, at = _page(book, shape.register.noun, heads), len(heads)
            _write(page, at, row)
            at += 1
        if page is None:
            _page(book, shape.register.noun, heads)
        if about:
            told = book.add_worksheet("about this file")
            for at, pair in enumerate(about.items()):
                _write(told, at, list(pair))
        book.close()
        with file.open("rb") as made:
            while piece := made.read(_PIECE):
                yield piece


def _page(book: Any, noun: str, heads: list[list[Any]]) -> Worksheet:
    number = len(book.worksheets()) + 1
    page: Worksheet = book.add_worksheet(noun if number == 1 else f"{noun} {number}")
    page.freeze_panes(len(heads), 1)
    for at, row in enumerate(heads):
        _write(page, at, row)
    return page


def _write(page: Worksheet, at: int, row: list[Any]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            if cell:
                page.write_string(at, column, fitting(cell))
        elif isinstance(cell, bool):
            page.write_boolean(at, column, cell)
        elif cell is not None:
            page.write_number(at, column, cell)


def fitting(text: str) -> str:
    """A text no longer than an XLSX cell may be; one that is cut says so."""
    if len(text) * 2 <= MOST_CELL:  # no character has more than two units
        return text
    told = text.encode("utf-16-le", "surrogatepass")
    if len(told) <= MOST_CELL * 2:
        return text
    return told[: (MOST_CELL - len(_CUT)) * 2].decode("utf-16-le", "ignore") + _CUT


def _rows(shape: RegisterTable, records: Iterable[Mapping[str, Any]], hxl: bool) -> Iterator[list[Any]]:
    told = columns(shape)
    yield [name for name, _ in told]
    if hxl:
        yield [tag for _, tag in told]
    for record in records:
        row = [record["ref"], record["state"], record["version"], record["recorded_at"]]
        row.append(" | ".join(record.get("flags", ())))
        values = record["values"]
        for leaf in shape.leaves:
            row.extend(_cells(leaf, values))
        yield row


def _cells(leaf: Leaf, values: Mapping[str, Any]) -> list[Any]:
    name, _, part = leaf.path.partition(".")
    value: Any = values.get(name)
    if part and value is not None:
        value = value.get(part)
    kind = leaf.field.kind
    parts = {"moment": _MOMENT, "place": _PLACE}.get(kind)
    if parts:
        return [None] * len(parts) if value is None else [value.get(part) for part, _ in parts]
    if kind in ("codes", "refs"):
        return [" ".join(value) if value else None]
    if kind == "group":
        return [json.dumps(value, ensure_ascii=False) if value else None]
    return [value]


def defused(cell: Any) -> Any:
    """A cell of a CSV file: a text that a spreadsheet would take for a formula has an apostrophe before it."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if not isinstance(cell, str) or not cell:
        return cell
    return "'" + cell if cell.startswith(_RUNS) or cell.lstrip().startswith(_RUNS) else cell
