"""What a story expects of watching.

expect watched 33.2,35.05 2025-03-02T10:00 watched      somebody watched there then; else nobody; perhaps: under cloud
expect counted 2025-03-02 2025-03-09 3                  so many violations of own seeing from inside windows
expect left_out 2025-03-02 2025-03-09 1                 so many seen by own people, but from no window

The last day is outside.
"""

from __future__ import annotations

import numpy as np
from h3.api import numpy_int as h3n

from ...analysis.facts import Span
from ...core.errors import Unexpected
from ..coverage import find, instant
from ..desk import Desk
from ..rating import rated

WATCHED = ("watched", "counted", "left_out")
_AROUND_S = 7 * 86_400


def watched(desk: Desk, words: list[str], now_s: int) -> None:
    """Hold what was watched against a line. Raises Unexpected."""
    if len(words) != 4:
        raise Unexpected("write watched LON,LAT TIME answer, or counted or left_out SINCE UNTIL number")
    try:
        told = _answer(desk, *words[1:3]) if words[0] == "watched" else _number(desk, *words[:3])
    except ValueError as error:
        raise Unexpected(f"this cannot be read: {error}") from None
    if told != words[3]:
        raise Unexpected(f"it is {told}, not {words[3]}")


def _answer(desk: Desk, place: str, at: str) -> str:
    lon, lat = (float(part) for part in place.split(","))
    second = instant(at)
    found = find(desk, Span(second - _AROUND_S, second + _AROUND_S))
    cell, when = np.array([h3n.latlng_to_cell(lat, lon, found.sure.resolution)], np.uint64), np.array([second])
    if found.sure.watched(cell, when)[0]:
        return "watched"
    return "perhaps" if found.perhaps.watched(cell, when)[0] else "nobody"


def _number(desk: Desk, what: str, since: str, until: str) -> str:
    told = rated(desk, desk.audience("mission"), Span(instant(since), instant(until)), ())
    return str(told["counted"] if what == "counted" else told["left_out_count"])
