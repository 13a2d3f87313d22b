"""A table in whichever wrapping it comes: CSV, a zip archive with one CSV in it, or a spreadsheet (XLSX, ODS, XLS).

A spreadsheet's cells become the texts a CSV would have: whole numbers without a point, days as ISO dates, formulas as
the value they last had. Bounds against hostile files: an archive may unpack to at most `MOST_UNPACKED` bytes and
`MOST_RATIO` times its size, in at most `MOST_PARTS` parts; nothing is ever written to disk.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import IO, Any

from ..core.errors import BadRequest
from .rows import CHUNK, MOST_COLUMNS, MOST_LINE, Row, open_table, read_chunks

MOST_UNPACKED = 400_000_000  # bytes
MOST_RATIO = 200
MOST_PARTS = 2_000
MOST_CELLS = 40_000_000  # of a sheet, from its first cell to its outermost
_CELL = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_OLD_BOOK = b"\xd0\xcf\x11\xe0"
Table = tuple[list[str], Iterator[list[Row]]]


@contextmanager
def opened(
    file: Path, encoding: str = "utf-8", delimiter: str | None = None, part: int = 0, parts: int = 1,
    sheet: str | None = None,
) -> Iterator[Table]:  # fmt: skip
    """The header's cells and lists of rows of a table, as `read_chunks` gives them; of a spreadsheet those of the named
    sheet, or its first with anything in it. Raises NotFound, or BadRequest when the file is no table."""
    with open_table(file) as source:
        start = source.read(4)
        source.seek(0)
        if start == _OLD_BOOK:
            yield _book(file, part, parts, sheet)
        elif start[:2] == b"PK":
            with _archive(source) as archive:
                names = [name for name in archive.namelist() if name.lower().endswith((".csv", ".tsv", ".txt"))]
                if {"[Content_Types].xml", "content.xml"} & set(archive.namelist()):
                    _not_too_wide(archive)
                    yield _book(file, part, parts, sheet)
                elif len(names) == 1:
                    with archive.open(names[0]) as inner:
                        yield _whole(read_chunks(inner, encoding, delimiter, part, parts))
                else:
                    raise BadRequest(f"This archive holds {len(names)} tables; unpack it and name one of them.")
        else:
            yield read_chunks(source, encoding, delimiter, part, parts)


@contextmanager
def _archive(source: IO[bytes]) -> Iterator[zipfile.ZipFile]:
    """A zip archive within the bounds. Raises BadRequest for a broken, locked or swollen one."""
    try:
        with zipfile.ZipFile(source) as archive:
            held = archive.infolist()
            size, packed = sum(i.file_size for i in held), sum(i.compress_size for i in held)
            if len(held) > MOST_PARTS or size > MOST_UNPACKED or size > MOST_RATIO * max(packed, 10_000):
                raise BadRequest("This archive unpacks to far more than a table should; it was not opened.")
            if any(i.flag_bits & 1 for i in held):
                raise BadRequest("This file is locked with a password; save it without one.")
            yield archive
    except (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, OSError) as error:
        raise BadRequest(f"This archive or spreadsheet is damaged: {str(error)[:120]}.") from None


def _not_too_wide(archive: zipfile.ZipFile) -> None:
    """Raises BadRequest where a sheet's outermost cells span more than could be held: two cells in far corners make a
    sheet of billions, and what a sheet says of its own size is not to be trusted."""
    for name in archive.namelist():
        if not name.startswith("xl/worksheets/") or not name.endswith(".xml"):
            continue
        columns = rows = 0
        rest = b""
        with archive.open(name) as source:
            while piece := source.read(1_000_000):
                for letters, number in _CELL.findall(rest + piece):
                    columns, rows = max(columns, _column(letters)), max(rows, int(number))
                rest = piece[-20:]
        if columns > MOST_COLUMNS or columns * rows > MOST_CELLS:
            raise BadRequest("A sheet of this file has cells too far apart to be a table; save the table alone.")


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _whole(table: Table) -> Table:
    """Rows of a packed file; what is damaged inside is told where it is met."""
    header, chunks = table

    def read() -> Iterator[list[Row]]:
        try:
            yield from chunks
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise BadRequest(f"The archive is damaged inside: {error}.") from None

    return header, read()


# --- spreadsheets


def sheets(file: Path) -> list[str]:
    """The names of a spreadsheet's sheets; none of a file that is no spreadsheet."""
    with open_table(file) as source:
        start = source.read(4)
    if start[:2] != b"PK" and start != _OLD_BOOK:
        return []
    try:
        return list(_workbook(file).sheet_names)
    except BadRequest:  # an archive with a CSV in it
        return []


def _workbook(file: Path) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_path(str(file))
    except (CalamineError, OSError, ValueError) as error:
        raise BadRequest(f"This spreadsheet cannot be read: {str(error)[:120]}.") from None


def _book(file: Path, part: int, parts: int, wanted: str | None) -> Table:
    from python_calamine import CalamineError

    if file.stat().st_size > MOST_UNPACKED // 4:
        raise BadRequest("This spreadsheet is too large; save it as CSV.")
    book = _workbook(file)
    if wanted is not None and wanted not in book.sheet_names:
        raise BadRequest(f"There is no sheet {wanted[:60]!r}; there are {', '.join(book.sheet_names[:20])}.")
    for name in [wanted] if wanted is not None else book.sheet_names:
        try:
            rows = _texts(book.get_sheet_by_name(name).iter_rows())
        except (CalamineError, OSError, ValueError) as error:
            raise BadRequest(f"The sheet {name[:60]!r} cannot be read: {str(error)[:120]}.") from None
        header = next(rows, None)
        if header is not None:
            return _named(header[1]), _chunks(rows, len(_named(header[1])), part, parts)
    raise BadRequest("This spreadsheet is empty.")


def _named(cells: list[str]) -> list[str]:
    """The header without the empty columns at its end."""
    names = [cell.strip() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if len(names) > MOST_COLUMNS:
        raise BadRequest(f"The header has {len(names)} columns; at most {MOST_COLUMNS} are read.")
    return names


def _texts(rows: Iterator[list[Any]]) -> Iterator[tuple[int, list[str]]]:
    """(number from 1, cells as text) of the rows with anything in them."""
    for number, row in enumerate(rows, 1):
        cells = [_text(cell) for cell in row]
        if any(cells):
            yield number, cells


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time.min else cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip() if cell is not None else ""


def _chunks(rows: Iterator[tuple[int, list[str]]], width: int, part: int, parts: int) -> Iterator[list[Row]]:
    number = 0
    while held := list(islice(rows, CHUNK)):
        if number % parts == part:
            yield [_row(at, cells, width) for at, cells in held]
        number += 1


def _row(at: int, cells: list[str], width: int) -> Row:
    if any(cells[width:]):
        return Row(at, cells, f"this row has cells beyond the header's {width} columns")
    if sum(map(len, cells)) > MOST_LINE:
        return Row(at, [cells[0][:200]], f"this row is longer than {MOST_LINE:,} characters")
    return Row(at, (cells + [""] * width)[:width])
