"""Tables as they really come: a CSV file read row by row, where a broken row costs that row and nothing else.

Bounds: a line or a quoted record of more than 1 MB is refused unread; a record may span at most 1,000 lines.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, count, islice
from pathlib import Path
from typing import IO

from ..core.errors import BadRequest, NotFound

MOST_LINE = 1_000_000
MOST_LINES = 1_000
CHUNK = 1_000
MOST_COLUMNS = 2_000
_PLAIN = bytes(range(32, 127)) + b"\r\n\\n .xn--wxan"  # as IDNA and escapes would misread it
csv.field_size_limit(MOST_LINE)


@dataclass(frozen=True, slots=True)
class Row:
    """One data row: its line in the file (the header is line 1) and its cells; or why it cannot be read."""

    line: int
    cells: list[str]
    wrong: str = ""


def open_table(file: Path) -> IO[bytes]:
    """Open a file for reading. Raises NotFound or BadRequest with a sentence."""
    try:
        return file.open("rb")
    except FileNotFoundError:
        raise NotFound(f"There is no file {file}.") from None
    except OSError as error:
        raise BadRequest(f"The file {file} cannot be read: {error.strerror}.") from None


def read_rows(
    source: IO[bytes], encoding: str = "utf-8", delimiter: str | None = None, columns: int = MOST_COLUMNS
) -> tuple[list[str], Iterator[Row]]:
    """The header's cells and the rows after it. Raises BadRequest when the file is no table at all."""
    header, chunks = read_chunks(source, encoding, delimiter, columns=columns)
    return header, chain.from_iterable(chunks)


def read_chunks(
    source: IO[bytes],
    encoding: str = "utf-8",
    delimiter: str | None = None,
    part: int = 0,
    parts: int = 1,
    columns: int = MOST_COLUMNS,
) -> tuple[list[str], Iterator[list[Row]]]:
    """The header's cells and the rows after it, in lists of about `CHUNK`.

    With several `parts` only every so-many-th list is read, so that processes can share a file.
    Raises BadRequest when the file is no table at all.
    """
    _check_encoding(encoding)
    start = source.read(4)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in start:
        raise BadRequest("This file is UTF-16 or binary; save it as CSV in UTF-8.")
    if start[:2] == b"PK":
        raise BadRequest("This is a zip archive or a spreadsheet; unpack it or save it as CSV in UTF-8.")
    lines = _lines(source, start.removeprefix(codecs.BOM_UTF8) if start[:3] == codecs.BOM_UTF8 else start)
    records = _records(lines)
    first = next(records, None)
    if first is None:
        raise BadRequest("This file is empty.")
    _number, raw, wrong = first
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise BadRequest(f"The header is not {encoding}; name the file's encoding, for example latin-1.") from None
    delimiter = delimiter or max(",;\t|", key=re.sub('"[^"]*"', "", text).count)
    try:
        cells = next(csv.reader(_whole_lines(text), delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        wrong, cells = _told(error), []
    header = [cell.strip() for cell in cells]
    if wrong or not header:
        raise BadRequest(f"The header row cannot be read: {wrong or 'it is empty'}.")
    if len(header) > columns:
        raise BadRequest(f"The header has {len(header)} columns; at most {columns} are read.")
    return header, _chunks(records, encoding, delimiter, len(header), part, parts)


def _chunks(
    records: Iterator[tuple[int, bytes, str]], encoding: str, delimiter: str, width: int, part: int, parts: int
) -> Iterator[list[Row]]:
    for number in count():
        held = list(islice(records, CHUNK))
        if not held:
            return
        if number % parts == part:
            yield list(_rows(iter(held), encoding, delimiter, width))


def _check_encoding(encoding: str) -> None:
    """Raises BadRequest unless plain characters stand for themselves in the encoding, as CSV needs."""
    try:
        fits = _PLAIN.decode(encoding) == _PLAIN.decode("ascii")
    except (LookupError, ValueError, TypeError):
        fits = False
    if not fits:
        raise BadRequest(f"There is no encoding {encoding[:40]!r} for CSV; try utf-8, latin-1 or cp1252.")


def _lines(source: IO[bytes], start: bytes) -> Iterator[tuple[int, bytes, bool]]:
    """(number, line, whole): a line over the bound comes cut and not whole; its rest is passed over unread."""
    number = 0
    while True:
        line = start + source.readline(MOST_LINE + 1 - len(start)) if not start.endswith(b"\n") else start
        rest, start = b"", b""
        if line and b"\n" in line[:-1]:  # the first bytes held more than one line
            cut = line.index(b"\n") + 1
            line, rest = line[:cut], line[cut:]
        if not line:
            return
        number += 1
        whole = len(line) <= MOST_LINE
        if not whole and not line.endswith(b"\n"):
            while (more := source.readline(MOST_LINE)) and not more.endswith(b"\n"):
                pass
        yield number, line, whole
        start = rest


def _records(lines: Iterator[tuple[int, bytes, bool]]) -> Iterator[tuple[int, bytes, str]]:
    """(first line, record, what is wrong): lines joined while a quote may be open; one never closed costs its line."""
    waiting: list[tuple[int, bytes, bool]] = []
    while True:
        held = waiting.pop(0) if waiting else next(lines, None)
        if held is None:
            return
        number, line, whole = held
        if not whole:
            yield number, b"", f"this line is longer than {MOST_LINE:,} bytes"
            continue
        if line.count(b'"') % 2 == 0:
            yield number, line, ""
            continue
        parts, size, closed = [line], len(line), False
        taken: list[tuple[int, bytes, bool]] = []
        while not closed and len(taken) < MOST_LINES and size <= MOST_LINE:
            more = waiting.pop(0) if waiting else next(lines, None)
            if more is None:
                break
            taken.append(more)
            if not more[2]:
                break
            parts.append(more[1])
            size += len(more[1])
            closed = more[1].count(b'"') % 2 == 1
        if closed and size <= MOST_LINE:
            yield number, b"".join(parts), ""
        else:
            yield number, line, ""  # alone: reading it tells whether its quote opens a cell
            waiting = taken + waiting


def _rows(records: Iterator[tuple[int, bytes, str]], encoding: str, delimiter: str, width: int) -> Iterator[Row]:
    for number, raw, wrong in records:
        if wrong:
            yield Row(number, [raw[:200].decode(encoding, "replace").rstrip()], wrong)
            continue
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError as error:
            shown = raw.decode(encoding, "replace").rstrip()
            yield Row(number, [shown[:200]], f"byte {error.start + 1} of this line is not {encoding}")
            continue
        yield from _read(number, text, delimiter, width)


def _read(number: int, text: str, delimiter: str, width: int) -> Iterator[Row]:
    """The rows of some joined lines: one, or more where a quote stood inside a cell (5" pipe) and joined nothing."""
    lines = _whole_lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    found: list[tuple[int, list[str]]] = []
    try:
        first = number
        for cells in reader:
            found.append((first, cells))
            first = number + reader.line_num
    except csv.Error as error:
        if len(lines) > 1:
            for offset, line in enumerate(lines):
                yield from _read(number + offset, line, delimiter, width)
            return
        yield Row(number, [text[:200].rstrip()], _told(error))
        return
    for at, cells in found:
        if len(cells) == width and (any(cells) or width > 1):
            yield Row(at, cells)
        elif any(cell.strip() for cell in cells):
            yield Row(at, cells, f"this row has {len(cells)} cells, the header {width}")


def _whole_lines(text: str) -> list[str]:
    """The lines of a record with their ends; nothing but a line feed ends one."""
    return [line + "\n" for line in text.rstrip("\r\n").split("\n")]


def _told(error: csv.Error) -> str:
    return "a quote is opened and never closed" if "end of data" in str(error) else f"this is not CSV ({error})"


def from_bytes(body: bytes) -> IO[bytes]:
    """A file of bytes, for reading a table that is not on disk."""
    return BytesIO(body)
