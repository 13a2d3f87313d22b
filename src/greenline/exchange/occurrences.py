"""Tables of events (UCDP GED, or any by naming its columns): when, where, how many, and nothing of who.

A broken row costs that row and is told; a table in which a named column is missing is refused.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..core.errors import Invalid, Issue
from .rows import open_table, read_rows
from .wide import MOST_COUNT


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; the defaults are UCDP GED's. An empty name: not held (each event then counts one)."""

    start: str = "date_start"
    end: str = "date_end"
    lon: str = "longitude"
    lat: str = "latitude"
    value: str = "best"
    unit: str = "country"
    known: str = ""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One row: from when to when, where, how many, in which unit, and when it became known (None: not held)."""

    start: date
    end: date
    value: float
    lon: float | None
    lat: float | None
    unit: str | None
    known: str | None


def read_occurrences(
    file: Path, columns: Columns, only: Mapping[str, str] | None = None
) -> tuple[list[Occurrence], list[Issue]]:
    """The events of a CSV file, and an issue for each row that could not be read.

    `only` keeps rows whose column has that value (`type_of_violence` = `1`). Raises NotFound, BadRequest, or Invalid
    with every column that is missing.
    """
    with open_table(file) as source:
        header, rows = read_rows(source)
        where = {name: place for place, name in enumerate(header)}
        wanted = [columns.start, columns.end, columns.value, columns.known, *(only or {})]
        missing = [name for name in wanted if name and name not in where]
        if missing:
            raise Invalid(
                "The table of events lacks columns that were named.",
                [
                    Issue(name, "no_column", f"There is no column {name}; name it, or leave it empty.")
                    for name in missing
                ],
            )
        found: list[Occurrence] = []
        issues: list[Issue] = []
        for row in rows:
            try:
                if row.wrong:
                    raise ValueError(f"{row.wrong[:1].upper()}{row.wrong[1:]}.")
                cells = {
                    name: row.cells[place].strip() for name, place in where.items() if name and place < len(row.cells)
                }
                if all(cells.get(name) == value for name, value in (only or {}).items()):
                    found.append(_occurrence(cells, columns))
            except ValueError as error:
                issues.append(Issue(f"line {row.line}", "bad_row", str(error)))
    return found, issues


def _occurrence(cells: Mapping[str, str], columns: Columns) -> Occurrence:
    """Raises ValueError with a sentence."""
    start, end = (this_day(cells.get(name, "")) for name in (columns.start, columns.end))
    end, start = end or start, start or end
    if start is None or end is None:
        raise ValueError("It has no day that can be read (YYYY-MM-DD).")
    if end < start:
        raise ValueError(f"It ends on {end}, before it starts on {start}.")
    value = _number(cells.get(columns.value, ""), columns.value) if columns.value else 1.0
    if value is None or not 0 <= value <= MOST_COUNT:
        told = cells.get(columns.value, "")[:20]
        raise ValueError(f"{columns.value} is {told!r}; a count is zero or more, at most {MOST_COUNT}.")
    lon, lat = (_number(cells.get(name, ""), name) for name in (columns.lon, columns.lat))
    if (lon is not None and abs(lon) > 180) or (lat is not None and abs(lat) > 90):
        raise ValueError(f"{lon}, {lat} is no place on earth (longitude, latitude).")
    unit = cells.get(columns.unit, "") or None
    known = this_day(cells.get(columns.known, "")) if columns.known else None
    if known is None and cells.get(columns.known):
        raise ValueError(f"{columns.known} is {cells[columns.known][:20]!r}, no day that can be read (YYYY-MM-DD).")
    return Occurrence(start, end, value, lon, lat, unit, known.isoformat() if known else None)


def _number(text: str, name: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(f"{name} is {text[:20]!r}, no number.")
    return value


def this_day(text: str) -> date | None:
    """The day that a cell begins with (ISO 8601, or month/day/year as some releases of UCDP have it), None if none."""
    head = text.strip().split(" ")[0].split("T")[0]
    try:
        if "/" in head:
            month, day, year = (int(part) for part in head.split("/"))
            return date(year, month, day)
        return date.fromisoformat(head)
    except ValueError:
        return None
