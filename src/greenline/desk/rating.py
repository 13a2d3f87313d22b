"""Violations per watched hour: own observations made while somebody watched there, over the hours that were watched.

An event is an incident that an own report tells of, or own reports that no incident cites yet; of those that likely
tell of one event (`match`) one counts, until a person says that they do not. It counts when the report came of a
window, or when its place was watched at its time; what was seen otherwise is told apart. What only parties say is no
own observation and never counted. Hours are cell-hours: one cell watched for one hour.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import orjson
import shapely
from h3.api import numpy_int as h3n
from numpy.typing import NDArray
from sqlalchemy import Connection, select

from ..analysis import rates
from ..analysis.attribution import named_actors
from ..analysis.coverage import HOUR_S, Cover
from ..analysis.facts import Span
from ..analysis.rates import Days
from ..core.errors import BadRequest, Issue
from ..core.handling import Audience
from ..ledger.state import NOW
from ..registers.window import WATCHED
from . import windows
from .coverage import check_reader, day_of, days_of, find, next_week, past, weeks_of, within
from .desk import Desk
from .observing import kind_of

OWN = ("own_observation", "own_sensor")
BY = ("sector", "party", "kind")
MOST_SERIES = 500
LIKELY_PCT = 50  # from which chance two reports are held to tell of one event until a person says otherwise
BACK = 4  # weeks before, together, to which the newest is compared
NOT_COUNTED = ("CTX-", "POS-")
_SHARP_S = 2 * HOUR_S  # an event dated more widely cannot be said to have been inside a window


@dataclass(frozen=True, slots=True)
class Event:
    """Something of one's own seeing: where, when, of which kind, by whom, and by which records."""

    ref: str
    kind: str
    parties: tuple[str, ...]
    at: int
    until: int
    lon: float | None
    lat: float | None
    reports: tuple[str, ...]


def rated(
    desk: Desk,
    audience: Audience,
    span: Span,
    by: Sequence[str] = ("sector",),
    kinds: Sequence[str] = ("CFV-",),
    now_s: int | None = None,
) -> dict[str, Any]:
    """Rates by week and the groups asked for, with intervals, and how the newest whole week differs from those before.

    by: any of sector, party, kind; kinds: beginnings of kinds of incident, none for all; now_s: a week that is
    not over by then is compared with none. Raises BadRequest, NotAllowed.
    """
    check_reader(audience)
    wrong = [name for name in by if name not in BY]
    if wrong:
        issue = Issue("by", "unknown_group", f"Not by {wrong[0][:40]}.")
        raise BadRequest("Rates are by sector, party or kind.", [issue])
    zone = ZoneInfo(desk.mission.settings.timezone)
    found = find(desk, past(span, now_s))
    with desk.reading() as connection:
        own = events(desk, connection, span)
        happened = [one for one in own if _asked(one.kind, kinds)]
        cited = _of_windows(desk, connection, span)
    inside, outside = _split(found.sure, happened, cited)
    calendar = _Calendar(span, zone, now_s)
    areas = windows.units(desk) if "sector" in by else {}
    hours = _hours(found.sure, areas, calendar)
    sectors = _sectors(inside, areas)
    series: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for one in inside:
        for key in _keys(one, by, sectors.get(one.ref)):
            series[key].append(one)
    if "party" not in by and "kind" not in by:  # watched and nothing seen is a rate too
        for code in [*areas, ""]:
            series.setdefault((code,) if "sector" in by else (), [])
    told = [_series(key, by, mine, hours, calendar) for key, mine in sorted(series.items())[:MOST_SERIES]]
    return {
        "unit": "cell-hour", "resolution": found.sure.resolution, "weeks": calendar.named, "series": told,
        "more": len(series) > MOST_SERIES, "counted": len(inside), "left_out": [one.ref for one in outside[:500]],
        "left_out_count": len(outside), "other_kinds": len(own) - len(happened), "level": rates.LEVEL,
    }  # fmt: skip


def _hours(cover: Cover, areas: Mapping[str, Any], calendar: _Calendar) -> dict[str, NDArray[np.float64]]:
    """Watched cell-hours of each day by sector; of cells in several the first has it, of those in none the one
    without a name."""
    rest = np.ones(len(cover.cells), bool)
    told = {}
    for code, area in areas.items():
        mine = within(cover.cells, area) & rest
        rest &= ~mine
        told[code] = calendar.hours(cover, mine)
    return {**told, "": calendar.hours(cover, rest)}


def _asked(kind: str, kinds: Sequence[str]) -> bool:
    return not kind.startswith(NOT_COUNTED) and (not kinds or kind.startswith(tuple(kinds)))


def _keys(one: Event, by: Sequence[str], sector: str | None) -> Iterable[tuple[str, ...]]:
    for party in one.parties if "party" in by else ("",):
        told = {"sector": sector or "", "party": party, "kind": one.kind}
        yield tuple(told[name] for name in by)


def _series(
    key: tuple[str, ...],
    by: Sequence[str],
    mine: Sequence[Event],
    hours: Mapping[str, NDArray[np.float64]],
    calendar: _Calendar,
) -> dict[str, Any]:
    named = dict(zip(by, key, strict=False))
    watched = hours.get(named.get("sector") or "", np.zeros(len(calendar.days)))
    weeks = calendar.weekly([one.at for one in mine], watched)
    refs: dict[int, list[str]] = defaultdict(list)
    for one in mine:
        refs[calendar.week(one.at)].append(one.ref)
    rows = []
    for number, (week, rate) in enumerate(zip(weeks, rates.rates(weeks), strict=True)):
        rows.append({
            "week": calendar.named[number], "count": rate.count, "hours": round(rate.hours, 3), "low": rate.low,
            "best": rate.best, "high": rate.high, "refs": refs.get(number, []), "watched": week.watched > 0,
        })  # fmt: skip
    return {**{name: named.get(name) or None for name in by}, "weeks": rows, "change": _change(weeks, calendar)}


def _change(weeks: Sequence[Days], calendar: _Calendar) -> dict[str, Any] | None:
    """The newest whole week against those before it, together."""
    whole = [number for number in range(len(weeks)) if calendar.whole(number)]
    if len(whole) < 2:
        return None
    last, before = whole[-1], whole[max(0, len(whole) - 1 - BACK) : -1]
    old = Days(tuple(n for k in before for n in weeks[k].counts), tuple(h for k in before for h in weeks[k].hours))
    # seven days against as many weeks of them: the bare counts are compared day by day
    found = rates.change(old, weeks[last], weeks)
    return {
        "week": calendar.named[last], "before": [calendar.named[k] for k in before], "says": found.says,
        "counts_say": found.counts_say, "explained": found.explained, "ratio": found.ratio, "low": found.low,
        "high": found.high, "count": weeks[last].count, "hours": round(weeks[last].watched, 3),
        "count_before": old.count, "hours_before": round(old.watched, 3),
    }  # fmt: skip


class _Calendar:
    """The local days and weeks of a stretch of time."""

    def __init__(self, span: Span, zone: ZoneInfo, now_s: int | None) -> None:
        assert span.until is not None
        self.over = span.until if now_s is None else min(span.until, now_s)
        self.span, self.zone = span, zone
        self.starts = weeks_of(span, zone)
        self.named = [day_of(start, zone) for start in self.starts]
        self.days = [day for start in self.starts for day in days_of(start, zone)]

    def week(self, at: int) -> int:
        """The number of the week that an instant lies in."""
        return int(np.searchsorted(self.starts, at, side="right")) - 1

    def whole(self, number: int) -> bool:
        """Whether a week lies in the stretch from end to end, and is over."""
        return self.starts[number] >= self.span.since and next_week(self.starts[number], self.zone) <= self.over

    def hours(self, cover: Cover, among: NDArray[np.bool_] | None = None) -> NDArray[np.float64]:
        """Watched cell-hours of each day."""
        part = cover if among is None else cover.among(among)
        return part.by_time([*self.days, next_week(self.starts[-1], self.zone)])

    def weekly(self, at: Sequence[int], hours: NDArray[np.float64]) -> list[Days]:
        """Counts and hours day by day, in weeks."""
        day = np.searchsorted(self.days, np.array(at, np.int64), side="right") - 1
        counts = np.bincount(day, minlength=len(self.days)) if len(day) else np.zeros(len(self.days), int)
        told = []
        for start in range(0, len(self.days), 7):
            part = slice(start, start + 7)
            told.append(Days(tuple(int(n) for n in counts[part]), tuple(float(h) for h in hours[part])))
        return told


def events(desk: Desk, connection: Connection, span: Span) -> list[Event]:
    """All of one's own seeing in a stretch of time, each event once."""
    reports, incidents = desk.shapes["report"].table, desk.shapes["incident"].table
    names = ("ref", "kind", "observation", "parties", "place__lon", "place__lat", "place__prec", "happened_at__since",
             "happened_at__until", "happened_at__prec")  # fmt: skip
    query = select(*(reports.c[name] for name in names)).where(
        reports.c.to_pos == NOW, reports.c.state == "sent", reports.c.source_kind.in_(OWN),
        reports.c.happened_at__since < span.until, reports.c.happened_at__until > span.since,
    )  # fmt: skip
    own = {row.ref: row for row in connection.execute(query)}
    more = (*(name for name in names if name != "observation"), "reports", "state", "merged_into")
    query = select(*(incidents.c[name] for name in more)).where(
        incidents.c.to_pos == NOW, incidents.c.reports.is_not(None),
        incidents.c.happened_at__since < (span.until or 0) + 86_400 * 7,
        incidents.c.happened_at__until > span.since - 86_400 * 7,
    )  # fmt: skip
    told: list[Event] = []
    taken: set[str] = set()
    for row in connection.execute(query):
        cited = tuple(ref for ref in orjson.loads(row.reports) if ref in own)
        if not cited:
            continue
        if row.state == "refuted" or (row.state == "archived" and row.merged_into):
            taken.update(cited)  # people found that it did not happen, or count it with another
            continue
        taken.update(cited)
        sharp = row if _sharp(row) else min((own[ref] for ref in cited), key=_width)
        told.append(_event(row.ref, row.kind, row.parties, sharp, cited))
    once = _matched(desk, connection, [ref for ref in own if ref not in taken])
    for ref, row in own.items():
        if ref not in taken and ref not in once:
            kind = kind_of(row._mapping) or f"observation:{row.observation or 'other'}"
            told.append(_event(ref, kind, row.parties, row, (ref,)))
    held = [one for one in told if span.since <= one.at < (span.until or 0)]
    return sorted(held, key=lambda one: (one.at, one.ref))


def _matched(desk: Desk, connection: Connection, refs: Sequence[str]) -> set[str]:
    """Of reports that no incident cites those that tell of the event of another of them, as the machine proposes or a
    person holds: of each such group all but one."""
    table, among = desk.shapes["match"].table, set(refs)
    query = select(table.c.report, table.c.other).where(
        table.c.to_pos == NOW, table.c.state.in_(("proposed", "linked")), table.c.other.is_not(None),
        table.c.chance >= LIKELY_PCT,
    )  # fmt: skip
    first: dict[str, str] = {}

    def root(ref: str) -> str:
        while first.get(ref, ref) != ref:
            ref = first[ref]
        return ref

    for row in connection.execute(query):
        if row.report in among and row.other in among:
            one, other = sorted((root(row.report), root(row.other)))
            first[other] = one
    return {ref for ref in among if root(ref) != ref}


def _event(ref: str, kind: str, parties: str | None, row: Any, reports: tuple[str, ...]) -> Event:
    exact = row.place__prec == 1
    actors = named_actors(orjson.loads(parties) if parties else ())
    return Event(
        ref, kind, actors or ("unknown",), row.happened_at__since, row.happened_at__until,
        row.place__lon if exact else None, row.place__lat if exact else None, reports,
    )  # fmt: skip


def _width(row: Any) -> int:
    return int(row.happened_at__until - row.happened_at__since)


def _sharp(row: Any) -> bool:
    return _width(row) <= _SHARP_S and row.place__prec == 1


def _of_windows(desk: Desk, connection: Connection, span: Span) -> set[str]:
    """The reports that came of windows."""
    table = desk.shapes["window"].table
    query = select(table.c.reports).where(
        table.c.to_pos == NOW, table.c.state.in_(WATCHED), table.c.reports.is_not(None), windows.real(table),
        table.c.watched_at__since < span.until, table.c.watched_at__until > span.since,
    )  # fmt: skip
    return {ref for told in connection.execute(query).scalars() for ref in orjson.loads(told)}


def _split(cover: Cover, happened: Sequence[Event], cited: set[str]) -> tuple[list[Event], list[Event]]:
    """(seen from inside a window, seen otherwise)."""
    placed = [one for one in happened if one.lon is not None and one.until - one.at <= _SHARP_S]
    cells = np.array([h3n.latlng_to_cell(one.lat, one.lon, cover.resolution) for one in placed], np.uint64)
    seen: Iterable[Any] = cover.watched(cells, np.array([one.at for one in placed], np.int64)) if placed else []
    inside = {one.ref for one, told in zip(placed, seen, strict=True) if told}
    inside |= {one.ref for one in happened if cited.intersection(one.reports)}
    return [one for one in happened if one.ref in inside], [one for one in happened if one.ref not in inside]


def _sectors(happened: Sequence[Event], areas: Mapping[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    placed = [one for one in happened if one.lon is not None]
    lon, lat = np.array([one.lon for one in placed], float), np.array([one.lat for one in placed], float)
    for code, area in areas.items():
        for number in np.flatnonzero(shapely.contains_xy(area, lon, lat)) if placed else ():
            found.setdefault(placed[number].ref, code)
    return found
