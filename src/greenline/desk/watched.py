"""Clauses that were seen to be kept: findings `met` for the times in which all of their ground was watched."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import orjson
from sqlalchemy import Connection, select

from ..analysis.compliance import touching
from ..analysis.facts import WATCHED, Clause, Span
from ..analysis.force import YES, holds
from ..analysis.ground import IN, NEAR
from ..analysis.watched import NOTHING_SEEN, Pieces, kept, stretches, watchable
from ..core.moment import widened
from ..core.place import SPREAD_KM
from ..ledger.state import NOW
from . import windows
from .clauses import Text
from .complying import Checked, Writer, held_findings
from .desk import Desk

_FAR_S = 2**40


def check_watched(desk: Desk, now_s: int, text: Text, only: Collection[str] | None = None) -> Checked:
    """Bring the findings over watched times up to date: of all clauses, or of some provisions (refs).

    A report that no incident cites yet and that may tell of a breach keeps a time from being called kept.
    """
    told = Checked(pos=text.pos)
    asked = [one for one in text.clauses if watchable(one) and (only is None or one.ref in only)]
    with desk.reading() as connection:
        known = held_findings(desk, connection)
        there = {about for about in known.held if about[2].startswith(WATCHED)}
        if not there and not windows.newest(desk, connection):
            return told
        pieces = Pieces(windows.watches(desk, connection, Span(-_FAR_S, now_s))) if asked else None
        writer = Writer(desk, known, told, text.pos, now_s)
        for clause in asked:
            assert pieces is not None
            found = [one for one in stretches(clause, pieces) if holds(clause.force, one.span) == YES]
            touched = _touched(desk, connection, clause) if found else []
            for stretch in found:
                for opinion in kept(clause, stretch, touched):
                    writer.add(opinion, None)
    among = {one.ref for one in asked} if only is not None else None
    writer.withdraw_unseen(lambda about: about[2].startswith(WATCHED) and (among is None or about[0] in among))
    writer.flush()
    return told


def overlapped(desk: Desk, connection: Connection, refs: Sequence[str]) -> set[str]:
    """The provisions of which a watched time may no longer be as it was told: those that an incident bears on."""
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
        table.c.to_pos == NOW, table.c.state == "sent", table.c.place__lon.between(west, east),
        table.c.place__lat.between(south, north),
    )  # fmt: skip
    rows = [row for row in connection.execute(query) if row.kind is None or row.kind in kinds]
    cited = _cited(desk, connection) if rows else frozenset()
    found = []
    for row in rows:
        km = SPREAD_KM.get(row.place__prec)
        spread = 1e6 if km is None else km * 1000
        lies = {one.status for one in clause.ground.locate(row.place__lon, row.place__lat, spread).values()}
        if row.ref not in cited and lies & {IN, NEAR}:
            found.append(Span(*widened(row.happened_at__since, row.happened_at__until, row.happened_at__prec or 5)))
    return found


def _cited(desk: Desk, connection: Connection) -> frozenset[str]:
    """The reports that incidents cite."""
    table = desk.shapes["incident"].table
    told = connection.execute(select(table.c.reports).where(table.c.to_pos == NOW, table.c.reports.is_not(None)))
    return frozenset(ref for named in told.scalars() for ref in orjson.loads(named))
