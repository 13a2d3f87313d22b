"""Reports with bearings that cross: one incident is proposed from them, with how sure its place is."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from sqlalchemy import Connection, literal_column, select

from ..analysis.bearing import MOST_RAYS, Fix, Ray, cross
from ..core.errors import Refusal
from ..core.handling import MACHINE, Actor
from ..core.place import SPREAD_KM, distance_m
from ..faces.table import NOW_TEXT
from . import sayings
from .desk import Desk
from .intake import Act, submit
from .observing import kind_of

CROSSER = Actor("CROSSING", frozenset({MACHINE}))
TOGETHER_S = 180  # between reports of one thing heard or seen
USUAL_ERROR_DEG = 5.0  # of a bearing by eye and compass of which nobody says it (ours); the account tells so
NEAR_M = 40_000.0  # between posts that may hear or see the same
EXACT_M = 500.0  # radius up to which a place is told as exact
MOST_AROUND = 200
_WANTED = (
    "ref", "happened_at__since", "happened_at__until", "happened_at__start", "happened_at__end", "happened_at__prec",
    "kind", "observation", "count__low", "count__about", "count__high", "observer_place__lon", "observer_place__lat",
    "bearing_deg", "bearing_error_deg", "distance_low_m", "distance_high_m", "observer",
)  # fmt: skip


def propose(desk: Desk, refs: Sequence[str], now_s: int) -> list[str]:
    """Propose an incident for each set of reports, some of them among `refs`, whose bearings cross; their refs."""
    found = []
    done: set[str] = set()
    for ref in refs:
        if ref in done:
            continue
        with desk.reading() as connection:
            rows = _together(desk, connection, ref)
        if len(rows) < 2:
            continue
        fix = cross([_ray(row) for row in rows])
        if not isinstance(fix, Fix) or (place := _place(fix)) is None:
            continue
        rows = [row for row in rows if row["ref"] != fix.outlier]
        kinds = {kind for row in rows if (kind := kind_of(row))}
        if len(kinds) != 1:  # an incident has a kind, and nobody told one
            continue
        done.update(row["ref"] for row in rows)
        cited = sorted(row["ref"] for row in rows)
        first = min(rows, key=lambda row: row["happened_at__since"])
        values = {
            "happened_at": {"start": first["happened_at__start"], "end": first["happened_at__end"],
                            "prec": first["happened_at__prec"]},
            "place": place, "kind": kinds.pop(), "reports": cited, "account": _account(fix, rows),
        }  # fmt: skip
        key = hashlib.sha256("|".join(cited).encode()).hexdigest()[:40]
        try:
            found.append(submit(desk, Act("incident", "propose", key, values), CROSSER).ref)
        except Refusal as refusal:
            if refusal.code not in ("key_conflict", "invalid"):
                raise
    return found


def _together(desk: Desk, connection: Connection, ref: str) -> list[Mapping[Any, Any]]:
    """A report with a bearing, and those of other posts at the same time that may tell of the same; none of them cited
    by an incident. Of a post its first report."""
    t = desk.shapes["report"].table
    holds = (t.c.to_pos == literal_column(NOW_TEXT), t.c.state != "withdrawn", t.c.bearing_deg.is_not(None),
             t.c.observer_place__lon.is_not(None))  # fmt: skip
    query = select(*(t.c[name] for name in _WANTED)).where(*holds)
    own = connection.execute(query.where(t.c.ref == ref)).mappings().first()
    if own is None:
        return []
    since = t.c.happened_at__since
    around = since.between(own["happened_at__since"] - TOGETHER_S, own["happened_at__since"] + TOGETHER_S)
    brief = t.c.happened_at__until - since <= TOGETHER_S  # a day is no time to say that two heard the same
    rows = connection.execute(query.where(around, brief).order_by(since).limit(MOST_AROUND)).mappings().all()
    gone = sayings.cited(desk, connection, [row["ref"] for row in rows])
    alike: dict[tuple[float, float], Mapping[Any, Any]] = {}
    for row in rows:
        if row["ref"] not in gone and (row["ref"] == ref or _alike(own, row)):
            at = (row["observer_place__lon"], row["observer_place__lat"])
            if at not in alike or row["ref"] == ref:
                alike[at] = row
    found = list(alike.values())[:MOST_RAYS]
    mutual = all(_alike(a, b) for a, b in combinations(found, 2))
    return found if any(row["ref"] == ref for row in found) and mutual else []


def _alike(a: Mapping[Any, Any], b: Mapping[Any, Any]) -> bool:
    """Whether two reports may tell of the same: near posts, the same kind and observation and number where told."""
    if distance_m(*((r["observer_place__lon"], r["observer_place__lat"]) for r in (a, b))) > NEAR_M:
        return False
    for name in ("kind", "observation"):
        if a[name] and b[name] and a[name] != b[name]:
            return False
    ranges = [_range(row) for row in (a, b)]
    return not all(ranges) or (ranges[0][0] <= ranges[1][1] and ranges[1][0] <= ranges[0][1])


def _range(row: Mapping[Any, Any]) -> tuple[int, ...]:
    told = [row[f"count__{name}"] for name in ("low", "about", "high") if row[f"count__{name}"] is not None]
    return (min(told), max(told)) if told else ()


def _error(row: Mapping[Any, Any]) -> float:
    return max(row["bearing_error_deg"] or USUAL_ERROR_DEG, 0.1)


def _ray(row: Mapping[Any, Any]) -> Ray:
    return Ray(
        row["ref"], row["observer_place__lon"], row["observer_place__lat"], row["bearing_deg"],
        _error(row), row["distance_low_m"], row["distance_high_m"],
    )  # fmt: skip


def _place(fix: Fix) -> dict[str, Any] | None:
    """The place with its precision; None where it is vaguer than about 25 km."""
    prec = 1 if fix.radius_m <= EXACT_M else 2
    if fix.radius_m > (SPREAD_KM[2] or 0.0) * 1000:
        return None
    return {"lon": fix.lon, "lat": fix.lat, "prec": prec}


def _account(fix: Fix, rows: Sequence[Mapping[Any, Any]]) -> str:
    unsaid = sum(not row["bearing_error_deg"] for row in rows)
    taken = (
        f" Of {unsaid} nobody said how far it may be off: {USUAL_ERROR_DEG:.0f} degrees were taken." if unsaid else ""
    )
    left = f" {fix.outlier} was left out: its bearing does not meet the others." if fix.outlier else ""
    return (
        f"Crossing of the bearings of {', '.join(sorted(row['ref'] for row in rows))}. With 95 % the place lies within "
        f"{fix.radius_m:.0f} m, or in an ellipse of {fix.semi_major_m:.0f} m by {fix.semi_minor_m:.0f} m (semi-axes), "
        f"the longer one at {fix.azimuth_deg:.0f} degrees.{left}{taken}"
    )
