"""Clauses that were seen to be kept: findings `met` for the times in which all of their ground was watched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, and_, or_, select

from ..analysis.compliance import touching
from ..analysis.facts import WATCHED, Clause, Span
from ..analysis.force import YES, holds
from ..analysis.ground import IN, NEAR
from ..analysis.watched import NOTHING_SEEN, kept, over, stretches, watchable
from ..analysis.watching import Piece
from ..core.moment import widened
from ..core.place import SPREAD_KM
from ..ledger.state import NOW
from . import windows
from .clauses import Text
from .complying import Checked, Writer, held_findings
from .desk import Desk
from .observing import kind_of
from .sayings import cited

_FAR_S = 2**40
FARTHEST_M = 15_000.0  # what is seen or heard from a post without a distance may be so far away (ours)
_REPORT = (
    "ref", "kind", "observation", "place__lon", "place__lat", "place__prec", "observer_place__lon",
    "observer_place__lat", "distance_high_m", "happened_at__since", "happened_at__until", "happened_at__prec",
)  # fmt: skip


class Keeper:
    """Keeps the findings over watched times up to date. It remembers which windows lie over which clause's ground, so
    that one window more has its own clauses looked at alone. For one thread."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._text: Text | None = None
        self._pos = self._seen = -1
        self._over: dict[str, dict[str, list[tuple[Piece, int]]]] = {}  # by provision and window
        self._named: dict[str, tuple[str, ...]] = {}  # the reports that came of each of those windows

    def catch_up(self, now_s: int, text: Text, refs: Sequence[str] = (), whole: bool = False) -> Checked:
        """Look at the clauses over whose ground windows changed since the last time, and those on which some incidents
        (refs) bear; `whole`: at all."""
        if text is not self._text:
            self._text, self._pos, self._over, whole = text, -1, {}, True
        clauses = [one for one in text.clauses if watchable(one)]
        with self.desk.reading() as connection:
            pos = self.desk.ledger.pos_in(connection)
            asked = self._read(connection, clauses) | overlapped(self.desk, connection, refs)
            if not whole:
                asked |= {one.ref for one in clauses if one.ref in self._over and self._news(connection, one)}
            self._seen = pos
        if whole:
            asked = {one.ref for one in clauses}
        return self._check(now_s, text, [one for one in clauses if one.ref in asked], whole)

    def _news(self, connection: Connection, clause: Clause) -> bool:
        """Whether a report that came or changed since the last time may tell of a breach on its ground."""
        return bool(_told(self.desk, connection, clause, self._seen))

    def _read(self, connection: Connection, clauses: Sequence[Clause]) -> set[str]:
        """Take in the windows that changed; the provisions over whose ground they lie or lay."""
        after, self._pos = self._pos, windows.newest(self.desk, connection)
        if self._pos <= after or not clauses:
            return set()
        touched = set()
        gone = set(windows.changed(self.desk, connection, after)) if after >= 0 else set()
        for ref, held in self._over.items():
            if gone & held.keys():
                touched.add(ref)
                self._over[ref] = {name: pieces for name, pieces in held.items() if name not in gone}
        for watch in windows.watches(self.desk, connection, Span(-_FAR_S, _FAR_S), after):
            for clause in clauses:
                found = over(clause, watch)
                if found:
                    touched.add(clause.ref)
                    self._over.setdefault(clause.ref, {})[watch.ref] = [(piece, watch.pos) for piece in found]
                    self._named[watch.ref] = watch.reports
        return touched

    def _check(self, now_s: int, text: Text, asked: Sequence[Clause], whole: bool) -> Checked:
        told = Checked(pos=text.pos)
        if not asked and not whole:
            return told
        desk = self.desk
        with desk.reading() as connection:
            known = held_findings(desk, connection, windows=[one.ref for one in asked]) if not whole else held_findings(
                desk, connection
            )  # fmt: skip
            writer = Writer(desk, known, told, text.pos, now_s)
            for clause in asked:
                lying = self._over.get(clause.ref, {})
                found = [one for one in stretches(clause, _past(lying, now_s)) if holds(clause.force, one.span) == YES]
                named = [report for window in lying for report in self._named.get(window, ())]
                touched = _touched(desk, connection, clause, named) if found else []
                for stretch in found:
                    for opinion in kept(clause, stretch, touched):
                        writer.add(opinion, None)
        among = {one.ref for one in asked}
        writer.withdraw_unseen(lambda about: about[2].startswith(WATCHED) and (whole or about[0] in among))
        writer.flush()
        return told


def _past(lying: Mapping[str, list[tuple[Piece, int]]], now_s: int) -> Iterator[tuple[Piece, int]]:
    """The pieces as far as they are over."""
    for piece, pos in (pair for mine in lying.values() for pair in mine):
        if (piece.span.until or 0) <= now_s:
            yield piece, pos
        elif piece.span.since < now_s:
            yield replace(piece, span=Span(piece.span.since, now_s)), pos


def overlapped(desk: Desk, connection: Connection, refs: Sequence[str]) -> set[str]:
    """The provisions of which a watched time may no longer be as it was told: those that some incidents bear on."""
    if not refs:
        return set()
    table = desk.shapes["finding"].table
    watched = select(table.c.provision).where(table.c.to_pos == NOW, table.c.reasons.like(f"%{NOTHING_SEEN}%"))
    known = set(connection.execute(watched.distinct()).scalars())
    if not known:
        return set()
    bears = select(table.c.provision).where(table.c.to_pos == NOW, table.c.incident.in_(list(refs)[:500])).distinct()
    return known & set(connection.execute(bears).scalars())


def _touched(desk: Desk, connection: Connection, clause: Clause, named: Sequence[str]) -> list[tuple[str | None, Span]]:
    """When something was found or said of a clause: (party, when); of nobody known: of all. named: reports that the
    windows over its ground say came of them."""
    table = desk.shapes["finding"].table
    query = select(
        table.c.party, table.c.happened_at__since, table.c.happened_at__until, table.c.happened_at__prec
    ).where(
        table.c.to_pos == NOW, table.c.provision == clause.ref, table.c.incident.is_not(None),
        table.c.answer != "met", table.c.state.not_in(("withdrawn", "rejected")),
    )  # fmt: skip
    found: list[tuple[str | None, Span]] = []
    for row in connection.execute(query):
        told = row.happened_at__since is not None
        when = (row.happened_at__since, row.happened_at__until, row.happened_at__prec or 5)
        found.append((row.party, Span(*widened(*when)) if told else Span(-_FAR_S)))
    return [*found, *((None, span) for span in _uncited(desk, connection, clause, named))]


def _uncited(desk: Desk, connection: Connection, clause: Clause, named: Sequence[str]) -> list[Span]:
    """When a report that belongs to no incident yet may tell of a breach on the ground."""
    rows = [*_told(desk, connection, clause), *_by_ref(desk, connection, clause, named)]
    gone = cited(desk, connection, [row.ref for row in rows])
    return [
        Span(*widened(row.happened_at__since, row.happened_at__until, row.happened_at__prec or 5))
        for row in rows if row.ref not in gone
    ]  # fmt: skip


def _told(desk: Desk, connection: Connection, clause: Clause, after: int = -1) -> list[Any]:
    """The reports that may tell of a breach on a clause's ground, by their place or, without one, by the observer's;
    only those that began or changed after a pos."""
    table = desk.shapes["report"].table
    assert clause.ground is not None
    boxes = [area.shape.bounds for area in clause.ground.areas]
    slack = 0.5  # degrees: wider than the best-known inexact places, and than anybody sees or hears
    west, south = min(box[0] for box in boxes) - slack, min(box[1] for box in boxes) - slack
    east, north = max(box[2] for box in boxes) + slack, max(box[3] for box in boxes) + slack
    place, seen = (
        and_(table.c[f"{name}__lon"].between(west, east), table.c[f"{name}__lat"].between(south, north))
        for name in ("place", "observer_place")
    )
    query = _reports(desk).where(or_(place, and_(table.c.place__lon.is_(None), seen)), table.c.from_pos > after)
    if after < 0:
        query = query.where(table.c.state == "sent")
    return [row for row in connection.execute(query) if _touches(clause, row) and _lies(clause, row)]


def _by_ref(desk: Desk, connection: Connection, clause: Clause, refs: Sequence[str]) -> list[Any]:
    """Of some reports those that may tell of a breach, wherever."""
    table = desk.shapes["report"].table
    query = _reports(desk).where(table.c.ref.in_(list(refs)[:500]), table.c.state == "sent")
    return [row for row in connection.execute(query) if _touches(clause, row)] if refs else []


def _reports(desk: Desk) -> Any:
    table = desk.shapes["report"].table
    return select(*(table.c[name] for name in _REPORT)).where(table.c.to_pos == NOW)


def _touches(clause: Clause, row: Any) -> bool:
    kind = kind_of(row._mapping)
    return not kind or kind in touching(clause)


def _lies(clause: Clause, row: Any) -> bool:
    """Whether it may lie on the ground."""
    assert clause.ground is not None
    if row.place__lon is not None:
        km = SPREAD_KM.get(row.place__prec)
        at, spread = (row.place__lon, row.place__lat), 1e6 if km is None else km * 1000
    else:  # somewhere around the observer
        at, spread = (row.observer_place__lon, row.observer_place__lat), row.distance_high_m or FARTHEST_M
    return bool({one.status for one in clause.ground.locate(*at, spread).values()} & {IN, NEAR})
