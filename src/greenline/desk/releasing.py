"""A release: the entries of a period as one audience may have them, in one file that proves itself.

For each site it holds one run of entries without a gap, from the first to the last that was recorded in the period,
with the subtrees before and after the run: together they give the head that a signed seal states. What the audience may
not know is withheld leaf by leaf; an entry of which it may know nothing stands there as its seq, prev and root alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import orjson
from sqlalchemy import Connection, func, select

from ..core.errors import Invalid, Issue, Refusal
from ..core.handling import Audience
from ..ledger import proof
from ..ledger.given import newest
from ..ledger.seal import Head, Signed
from ..ledger.tables import entries
from .comparing import RELEASE, hashes
from .desk import Desk
from .handing import Handout, noted
from .picture import exported
from .share import gathered, shown_to

_PERIOD = re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})\Z", re.ASCII)
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Period:
    """Days of recording, the last included, as a time zone counts days."""

    first: date
    last: date
    zone: str

    def instants(self) -> tuple[str, str]:
        """The instants it lies between, the second exclusive, as entries tell theirs."""
        days = self.first, self.last + timedelta(days=1)
        begins, ends = (datetime.combine(day, time(), ZoneInfo(self.zone)).astimezone(UTC) for day in days)
        return f"{begins:%Y-%m-%dT%H:%M:%SZ}", f"{ends:%Y-%m-%dT%H:%M:%SZ}"

    def plain(self) -> dict[str, str]:
        """The period as a JSON object."""
        return {"from": self.first.isoformat(), "to": self.last.isoformat(), "timezone": self.zone}


@dataclass(frozen=True, slots=True)
class Run:
    """A site's entries of a period, `first` to `last` by seq; none when `last` is the one before `first`."""

    site: str
    first: int
    last: int


def period(text: str, zone: str) -> Period:
    """A period from FROM..TO, two days. Raises Invalid."""
    found = _PERIOD.match(text)
    try:
        first, last = (date.fromisoformat(day) for day in found.groups()) if found else (None, None)
    except ValueError:
        first = last = None
    if first is None or last is None or not date(1900, 1, 1) <= first <= last <= date(9000, 1, 1):
        words = f"{text!r} is no period; write two days, the first not after the last: 2025-01-01..2025-12-31"
        raise Invalid("The release cannot be made.", [Issue("period", "bad_period", f"{words}.")])
    return Period(first, last, zone)


def covered(desk: Desk, asked: Period) -> bool:
    """Whether the newest seal covers every entry of a period there is; if not, seal first."""
    with desk.reading() as connection:
        last = newest(connection)
        sizes = last.seal.sizes() if last else {}
        return last is not None and all(run.last <= sizes.get(run.site, 0) for run in _runs(desk, connection, asked))


def release(desk: Desk, audience: Audience, asked: Period, given: Handout, made_at: str) -> Iterator[bytes]:
    """The pieces of a release under the newest seal, known to the access log. Raises Refusal when nothing was sealed
    yet, Unavailable."""
    pieces = gathered(_lines(desk, audience, asked, given, made_at))
    return noted(desk, given, "release", "ledger", audience, pieces, {"period": asked.plain()})


def _lines(desk: Desk, audience: Audience, asked: Period, under: Handout, made_at: str) -> Iterator[str]:
    with desk.reading() as connection:
        signed = newest(connection)
        if signed is None:
            raise Refusal("Nothing was sealed yet; seal the ledger first (greenline seal).")
        found = {run.site: run for run in _runs(desk, connection, asked)}
        runs = [_within(head, found.get(head.site)) for head in signed.seal.heads]
        told = [_proven(connection, run, head.size) for run, head in zip(runs, signed.seal.heads, strict=True)]
        yield _line(_header(desk, audience, asked, under, made_at, signed, told))
        for run in runs:
            for entry in _entries(desk, connection, audience, run):
                yield _line(entry)


def _header(
    desk: Desk,
    audience: Audience,
    asked: Period,
    under: Handout,
    made_at: str,
    signed: Signed,
    runs: list[dict[str, Any]],
) -> dict[str, Any]:
    return {
        "format": RELEASE,
        "mission": desk.mission.name,
        "audience": audience.name,
        "recipient": under.recipient or audience.name,
        "purpose": under.purpose or "",
        "expires": under.expires or "",
        "period": asked.plain(),
        "made_at": made_at,
        "seal": signed.seal.plain(),
        "signature": signed.signature,
        "runs": runs,
    }


def _line(value: dict[str, Any]) -> str:
    return orjson.dumps(value).decode() + "\n"


def _runs(desk: Desk, connection: Connection, asked: Period) -> list[Run]:
    """Each site's run of entries, by when they were recorded; an empty one stands where the period would begin."""
    begins, ends = asked.instants()
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    before: dict[str, int] = {}
    for shape in desk.shapes.values():
        t = shape.table
        joined = select(entries.c.site, func.min(entries.c.seq), func.max(entries.c.seq)).join(
            t, t.c.from_pos == entries.c.pos
        )
        within = joined.where(t.c.recorded_at >= begins, t.c.recorded_at < ends).group_by(entries.c.site)
        for site, low, high in connection.execute(within):
            first[site], last[site] = min(low, first.get(site, low)), max(high, last.get(site, 0))
        for site, _, high in connection.execute(joined.where(t.c.recorded_at < begins).group_by(entries.c.site)):
            before[site] = max(high, before.get(site, 0))
    return [
        Run(site, first.get(site, before.get(site, 0) + 1), last.get(site, before.get(site, 0)))
        for site in sorted(first.keys() | before.keys())
    ]


def _within(head: Head, run: Run | None) -> Run:
    """A run as far as a head covers it; what came after the seal waits for the next release."""
    if run is None:
        return Run(head.site, 1, 0)
    first = min(run.first, head.size + 1)
    return Run(head.site, first, max(first - 1, min(run.last, head.size)))


def _proven(connection: Connection, run: Run, size: int) -> dict[str, Any]:
    """A run with the roots of the subtrees before and after it."""
    before, after = proof.blocks(0, run.first - 1), proof.blocks(run.last, size)
    roots = [root.hex() for root in proof.roots(hashes(connection, run.site, size), [*before, *after])]
    return {
        "site": run.site,
        "first": run.first,
        "last": run.last,
        "before": roots[: len(before)],
        "after": roots[len(before) :],
    }


def _entries(desk: Desk, connection: Connection, audience: Audience, run: Run) -> Iterator[dict[str, Any]]:
    """A run's entries as an audience may have them."""
    after = run.first - 1
    while after < run.last:
        query = select(entries).where(entries.c.site == run.site, entries.c.seq > after, entries.c.seq <= run.last)
        rows = connection.execute(query.order_by(entries.c.seq).limit(_PAGE)).all()
        assert rows, "a sealed entry is there"
        for row in shown_to(desk, connection, rows, audience):
            told = exported(row)
            if all(isinstance(leaf, str) for leaf in told["leaves"]):
                del told["leaves"]
            yield told
        after = rows[-1].seq
