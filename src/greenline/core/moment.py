"""Moments with a precision: when something happened, as well as anyone knows.

A moment has a start, an end and UCDP's date precision (GED codebook 19.1): 1 the day is known, 2 within two to six
days, 3 the week, 4 the month (8 to 30 days), 5 more than a month up to a year. Start and end are either days
(`1996-06-03`) or instants with their offset (`2025-03-02T14:05:00+02:00`); a day stands for its 24 hours in UTC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Any

from pydantic_core import core_schema

DAY_S = 86_400
FIRST_YEAR, LAST_YEAR = 1800, 2200
_EPOCH = date(1970, 1, 1).toordinal()
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?\Z")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_OFFSET = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})\Z")


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of time and how well it is known; `since_s` and `until_s` are POSIX seconds, the end exclusive."""

    start: str
    end: str
    prec: int
    since_s: int
    until_s: int

    def plain(self) -> dict[str, Any]:
        """The moment as its JSON object: start, end, prec."""
        return {"start": self.start, "end": self.end, "prec": self.prec}

    @classmethod
    def parse(cls, value: Any) -> Moment:
        """Read a moment from `"2025-03-02"`, `"1998-12"`, `"a/b"`, an instant, or `{start, end, prec}`.

        Raises ValueError with a sentence for people.
        """
        if isinstance(value, Moment):
            return value
        if isinstance(value, str):
            start, slash, end = value.partition("/")
            return _moment(start, end if slash else None, None)
        if not isinstance(value, dict):
            raise ValueError('A date is text such as "2025-03-02" or an object with start, end and prec.')
        unknown = sorted(str(key) for key in value if key not in ("start", "end", "prec"))
        if unknown:
            raise ValueError(f"A date has start, end and prec; not {', '.join(unknown)}.")
        given: dict[str, Any] = value
        first, last, prec = given.get("start"), given.get("end"), given.get("prec")
        if not isinstance(first, str) or not (last is None or isinstance(last, str)):
            raise ValueError("A date needs a start, written as text such as 2025-03-02.")
        if prec is not None and (isinstance(prec, bool) or prec not in (1, 2, 3, 4, 5)):
            raise ValueError(f"Date precision is 1 (day) to 5 (up to a year), not {prec!r}.")
        return _moment(first, last, None if prec is None else int(prec))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls.parse, serialization=core_schema.plain_serializer_function_ser_schema(cls.plain)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:
        text = {"type": "string", "examples": ["1996-06-03", "2025-03-02T14:05:00+02:00"]}
        whole = {
            "type": "object",
            "properties": {"start": text, "end": text, "prec": {"type": "integer", "minimum": 1, "maximum": 5}},
            "required": ["start"],
            "additionalProperties": False,
        }
        return {"anyOf": [whole, {"type": "string"}], "title": "Moment"}


@lru_cache(maxsize=65_536)
def _moment(start: str, end: str | None, prec: int | None) -> Moment:
    first, first_s, first_until = _bounds(start)
    last, last_s, until = _bounds(end, last=True) if end else (_last(start), first_s, first_until)
    if last_s < first_s:
        raise ValueError(f"It ends ({end}) before it starts ({start}).")
    if prec is None:
        prec = _precision(max(until - first_s, 0) / DAY_S)
    return Moment(first, last, prec, first_s, max(until, first_s + 1))


def _precision(days: float) -> int:
    """UCDP's precision code for a stretch of so many days."""
    return next((code for code, most in ((1, 1), (2, 6), (3, 7), (4, 31)) if days <= most), 5)


def _last(text: str) -> str:
    """The last day that `text` stands for (itself unless a month or a year)."""
    text = text.strip()
    if _PARTIAL.match(text):
        return (date.fromordinal(_EPOCH) + timedelta(seconds=_bounds(text)[2] - DAY_S)).isoformat()
    return _bounds(text)[0]


@lru_cache(maxsize=65_536)
def _bounds(text: str, last: bool = False) -> tuple[str, int, int]:
    """(normal form, first second, second after the last) of one day, month, year or instant."""
    text = text.strip()
    if _DAY.match(text):
        day = _day(text)
        since = (day.toordinal() - _EPOCH) * DAY_S
        return text, since, since + DAY_S
    partial = _PARTIAL.match(text)
    if partial:
        year, month = int(partial[1]), int(partial[2] or 1)
        first = _day(f"{year:04d}-{month:02d}-01")
        step = 1 if partial[2] else 12
        after = date(year + (month - 1 + step) // 12, (month - 1 + step) % 12 + 1, 1)
        since, until = ((d.toordinal() - _EPOCH) * DAY_S for d in (first, after))
        shown = (after - timedelta(days=1)) if last else first
        return shown.isoformat(), since, until
    return _instant(text)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text} is no day of the calendar.") from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"The year of {text} is outside {FIRST_YEAR} to {LAST_YEAR}.")
    return day


def _instant(text: str) -> tuple[str, int, int]:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text[:40]!r} is no date; write 2025-03-02 or 2025-03-02T14:05+02:00.") from None
    if at.tzinfo is None or not _OFFSET.search(text):
        raise ValueError(f"{text} has a time but no offset from UTC; write for example {text}+02:00.")
    _day(at.date().isoformat())
    at = at.replace(microsecond=0)
    second = int(at.timestamp())
    return at.isoformat(), second, second + 1


def widest(moment: Moment) -> tuple[int, int]:
    """The stretch in which it may lie, in POSIX seconds, the end exclusive: wider than told when its precision says so.

    A day known to within 2 to 6 days may be off by 5 days either way; a stretch that is as long as its precision
    allows for says all there is to say.
    """
    return widened(moment.since_s, moment.until_s, moment.prec)


def widened(since_s: int, until_s: int, prec: int) -> tuple[int, int]:
    """The same of a moment's seconds and precision."""
    days = max(until_s - since_s, 0) / DAY_S
    slack = 0 if _precision(days) >= prec else (_MOST_D[prec] - 1) * DAY_S
    return since_s - slack, until_s + slack


_MOST_D = {1: 1, 2: 6, 3: 7, 4: 31, 5: 366}  # days that each precision may span


def from_plain(plain: dict[str, Any]) -> Moment:
    """A moment from its own JSON object (trusted: it came out of the ledger)."""
    return _moment(plain["start"], plain["end"], plain["prec"])


def utc(second: int) -> str:
    """POSIX seconds as `YYYY-MM-DDTHH:MM:SSZ`, for years the calendar has."""
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)).strftime("%Y-%m-%dT%H:%M:%SZ")
