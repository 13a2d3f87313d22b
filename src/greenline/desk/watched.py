"""Clauses that were seen to be kept: findings `met` for the times in which all of their ground was watched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import Connection, select

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

_FAR_S = 2**40


class Keeper:
    """Keeps the findings over watched times up to date. It remembers which windows lie over which clause's ground, so
    that one window more has its own clauses looked at alone. For one thread."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._text: Text | None = None
        self._pos = self._seen = -1
        self._over: dict[str, dict[str, list[tuple[Piece, int]]]] = {}  # by provision and window

    def catch_up(self, now_s: int, text: Text, refs: Sequence[str] = (), whole: bool = False) -> Checked:
        """Look at the clauses over whose ground windows changed since the last time, and those on which some incidents
        (refs) bear; `whole`: at all."""
        if text is not self._text:
            self._text, self._pos, self._over, whole = text, -1, {}, True
        clauses = [one for one in text.clauses if watchable(one)]
        with self.desk.reading() as connection:
            pos = self.desk.ledger.pos_in(connection)
            asked = self._read(connection, now_s, clauses) | overlapped(self.desk, connection, refs)
            if not whole:
                asked |= {one.ref for one in clauses if one.ref in self._over and self._news(connection, one)}
            self._seen = pos
        if whole:
            asked = {one.ref for one in clauses}
        return self._check(now_s, text, [one for one in clauses if one.ref in asked], whole)

    def _news(self, connection: Connection, clause: Clause) -> bool:
        """Whether a report that came or changed since the last time may tell of a breach on its ground."""
        return bool(_told(self.desk, connection, clause, self._seen))

    def _read(self, connection: Connection, now_s: int, clauses: Sequence[Clause]) -> set[str]:
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
        for watch in windows.watches(self.desk, connection, Span(-_FAR_S, now_s), after):
            for clause in clauses:
                found = over(clause, watch)
                if found:
                    touched.add(clause.ref)
                    self._over.setdefault(clause.ref, {})[watch.ref] = [(piece, watch.pos) for piece in found]
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
                pieces = [pair for mine in self._over.get(clause.ref, {}).values() for pair in mine]
                found = [one for one in stretches(clause, pieces) if holds(clause.force, one.span) == YES]
                touched = _touched(desk, connection, clause) if found else []
                for stretch in found:
                    for opinion in kept(clause, stretch, touched):
                        writer.add(opinion, None)
        among = {one.ref for one in asked}
        writer.withdraw_unseen(lambda about: about[2].startswith(WATCHED) and (whole or about[0] in among))
        writer.flush()
        return told


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


def _touched(desk: Desk, connection: Connection, clause: Clause) -> list[tuple[str | None, Span]]:
    """When something was found or said of a clause: (party, when); of nobody known: of all."""
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
    return [*found, *((None, span) for span in _uncited(desk, connection, clause))]


def _uncited(desk: Desk, connection: Connection, clause: Clause) -> list[Span]:
    """When a report that belongs to no incident yet may tell of a breach on the ground."""
    rows = _told(desk, connection, clause)
    cited = _cited(desk, connection) if rows else frozenset()
    return [
        Span(*widened(row.happened_at__since, row.happened_at__until, row.happened_at__prec or 5))
        for row in rows if row.ref not in cited
    ]  # fmt: skip


def _told(desk: Desk, connection: Connection, clause: Clause, after: int = -1) -> list[Any]:
    """The reports that may tell of a breach on a clause's ground; only those that began or changed after a pos."""
    table = desk.shapes["report"].table
    kinds = touching(clause)
    assert clause.ground is not None
    boxes = [area.shape.bounds for area in clause.ground.areas]
    slack = 0.5  # degrees: wider than the best-known inexact places
    west, south = min(box[0] for box in boxes) - slack, min(box[1] for box in boxes) - slack
    east, north = max(box[2] for box in boxes) + slack, max(box[3] for box in boxes) + slack
    query = select(
        table.c.ref, table.c.kind, table.c.place__lon, table.c.place__lat, table.c.place__prec,
        table.c.happened_at__since, table.c.happened_at__until, table.c.happened_at__prec,
    ).where(
        table.c.to_pos == NOW, table.c.from_pos > after, table.c.place__lon.between(west, east),
        table.c.place__lat.between(south, north),
    )  # fmt: skip
    if after < 0:
        query = query.where(table.c.state == "sent")
    found = []
    for row in connection.execute(query):
        km = SPREAD_KM.get(row.place__prec)
        spread = 1e6 if km is None else km * 1000
        lies = {one.status for one in clause.ground.locate(row.place__lon, row.place__lat, spread).values()}
        if (row.kind is None or row.kind in kinds) and lies & {IN, NEAR}:
            found.append(row)
    return found


def _cited(desk: Desk, connection: Connection) -> frozenset[str]:
    """The reports that incidents cite."""
    table = desk.shapes["incident"].table
    told = connection.execute(select(table.c.reports).where(table.c.to_pos == NOW, table.c.reports.is_not(None)))
    return frozenset(ref for named in told.scalars() for ref in orjson.loads(named))
