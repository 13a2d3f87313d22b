"""What an operator marked while a drone flew: a side file of times and words, as CSV or as JSON lines.

Columns or names: time (an instant with its offset), words, kind (a code of incident_kind, may be empty), lon and lat
(may be empty: then where the camera looked). Bounds: 2,000 marks.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..core.errors import Issue
from ..core.moment import Moment
from .rows import MOST_LINE, read_rows

MOST_MARKS = 2000
NAMES = ("time", "words", "kind", "lon", "lat")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its line, when (POSIX seconds and as written), what was said of it, perhaps a code and a place."""

    line: int
    at_s: int
    at: str
    words: str
    kind: str | None = None
    place: tuple[float, float] | None = None


def read_marks(content: bytes) -> tuple[list[Mark], list[Issue]]:
    """The marks of a file and everything that is wrong in it; a line that is wrong is left out.

    Raises BadRequest when it is no table at all.
    """
    marks: list[Mark] = []
    issues: list[Issue] = []
    rows = _json_rows(content) if content.lstrip()[:1] == b"{" else _csv_rows(content)
    for count, (line, told) in enumerate(rows):
        if count >= MOST_MARKS:
            issues.append(Issue(f"line {line}", "too_many", f"Only the first {MOST_MARKS:,} marks are taken."))
            break
        try:
            if isinstance(told, str):
                raise ValueError(told)
            marks.append(_mark(line, told))
        except ValueError as error:
            issues.append(Issue(f"line {line}", "bad_mark", str(error)))
    return marks, issues


def _mark(line: int, told: Mapping[str, Any]) -> Mark:
    strange = sorted(str(name)[:40] for name in told if name not in NAMES)
    if strange:
        raise ValueError(f"A mark has {', '.join(NAMES)}; not {', '.join(strange[:5])}.")
    given = {name: str(told.get(name) if told.get(name) is not None else "").strip() for name in NAMES}
    if "T" not in given["time"]:
        raise ValueError("A mark needs a time such as 2025-03-02T14:05:00Z.")
    moment = Moment.parse(given["time"])
    if not given["words"]:
        raise ValueError("A mark needs words: what was seen?")
    place = None
    if given["lon"] or given["lat"]:
        try:
            place = float(given["lon"]), float(given["lat"])
        except ValueError:
            raise ValueError(f"{given['lon']!r}, {given['lat']!r} is no longitude and latitude.") from None
        if not (abs(place[0]) <= 180 and abs(place[1]) <= 90):
            raise ValueError("A longitude lies between -180 and 180, a latitude between -90 and 90.")
    return Mark(line, moment.since_s, moment.start, given["words"], given["kind"] or None, place)


def _json_rows(content: bytes) -> Iterator[tuple[int, dict[str, Any] | str]]:
    for line, raw in enumerate(content.split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            told = json.loads(raw) if len(raw) <= MOST_LINE else None
        except (ValueError, RecursionError):
            told = None
        yield line, told if isinstance(told, dict) else "This is no JSON object."


def _csv_rows(content: bytes) -> Iterator[tuple[int, dict[str, Any] | str]]:
    header, rows = read_rows(io.BytesIO(content))
    names = [name.strip().lower() for name in header]
    for row in rows:
        yield row.line, row.wrong or dict(zip(names, row.cells, strict=False))
