"""Provisions, positions and notifications as the ledger holds them, made ready for the pure functions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import orjson
from sqlalchemy import Connection, select

from ..analysis import force
from ..analysis.facts import Bound, Clause, Exempt, Force, Look, Notice, Post, Span, World
from ..analysis.ground import Zone, ground_of, named, zones_of
from ..core.moment import Moment, from_plain, widest
from ..core.parse import nest
from ..ledger.state import NOW, Version
from .desk import Desk

_OVER = ("agreed",)  # not yet in force, whatever its dates say
_LOOSE = ("proposed", "initialled", "signed")
_ENDED = (
    "lapsed", "collapsed", "superseded", "completed", "expired", "terminated", "fulfilled",
)  # fmt: skip
_UNREAD = ("title", "source", "doubt", "account", "verifier", "guidance", "sensitivity", "article", "code")
_CODE = ("terms.py", "compliance.py", "ground.py", "force.py", "attribution.py", "facts.py", "watched.py")


@dataclass(frozen=True, slots=True)
class Text:
    """All clauses in force at one time or another, what is held beside the incidents, and the version they were read
    at."""

    clauses: tuple[Clause, ...]
    world: World
    pos: int


@cache
def code_version() -> str:
    """A digest of the functions that form opinions: it changes when one of them does."""
    folder = resources.files("greenline") / "analysis"
    told = hashlib.sha256()
    for name in _CODE:
        told.update((folder / name).read_bytes())
    return told.hexdigest()[:16]


def read_text(desk: Desk) -> Text:
    """Every clause and all that stands beside it, as the ledger holds it now."""
    zones = zones_of(desk.mission.zones)
    with desk.reading() as connection:
        pos = desk.ledger.pos_in(connection)
        agreements = {v.ref: v for v in _current(desk, connection, "agreement")}
        provisions = list(_current(desk, connection, "provision"))
        posts = tuple(_post(desk, v) for v in _current(desk, connection, "baseline") if v.state == "held")
        told = [v for v in _current(desk, connection, "notification") if v.state != "withdrawn"]
    clauses = tuple(
        clause_of(desk, version, agreements.get(str(version.flat.get("agreement"))), zones)
        for version in sorted(provisions, key=lambda v: str(v.flat.get("code")))
        if version.state not in _OVER
    )
    parties = frozenset(party.code for party in desk.mission.parties)
    return Text(clauses, World(posts, tuple(_notice(desk, v) for v in told), parties), pos)


def _current(desk: Desk, connection: Connection, noun: str) -> Iterable[Version]:
    table = desk.shapes[noun].table
    rows = connection.execute(select(table).where(table.c.to_pos == NOW).order_by(table.c.from_pos)).mappings()
    return [desk.state.version(noun, row) for row in rows]


def clause_of(desk: Desk, version: Version, agreement: Version | None, zones: Mapping[str, Zone]) -> Clause:
    """A provision as a clause: its dates within its agreement's, its ground with the zones' shapes."""
    told = nest(desk.register("provision").fields, version.flat)
    above = nest(desk.register("agreement").fields, agreement.flat) if agreement else {}
    grounds = [(row["zone"], row.get("held_by") or "", row.get("own_side")) for row in told.get("ground", ())]
    exempt = [row["zone"] for row in told.get("exceptions", ()) if row.get("zone")]
    due = _moment(told.get("due"))
    notice_h = told.get("notice_h")
    return Clause(
        ref=version.ref,
        pos=version.pos,
        code=told["code"],
        term=None if told.get("manual") else told.get("term"),
        force=force_of(told, above, agreement.state if agreement else "", version.state),
        bound=tuple(Bound(row["actor"], bool(row.get("contested"))) for row in told.get("bound", ())),
        ground=ground_of(grounds, zones),
        exceptions=tuple(_exempt(row, zones) for row in told.get("exceptions", ())),
        kinds=tuple(told.get("kinds", ())),
        weapons=tuple(told.get("weapons", ())),
        distance_m=told.get("distance_m"),
        activity=told.get("activity"),
        notice_s=None if notice_h is None else round(notice_h * 3600),
        due=Span(*widest(due)) if due else None,
        standing=bool(told.get("standing")),
        agreement=version.flat.get("agreement", ""),
        text_version=_digest(
            version.flat, agreement.flat if agreement else {}, [*(z for z, _, _ in grounds), *exempt], zones
        ),
    )


def force_of(told: Mapping[str, Any], above: Mapping[str, Any], state: str, own: str = "") -> Force:
    """When a provision holds: from its own beginning or its agreement's, to the earlier end, but for suspensions.

    `state` is the agreement's, `own` the provision's. An agreement that is no more than signed holds nothing.
    """
    begins = [_moment(told.get("since")) or _moment(above.get("effective"))]
    if above.get("effective"):
        begins.append(_moment(above["effective"]))
    ends = [_end(told, own), _end(above, state)]
    pauses = [
        (start, _moment(row.get("until")))
        for row in (*told.get("pauses", ()), *above.get("pauses", ()))
        if (start := _moment(row.get("since"))) is not None
    ]
    if state in _LOOSE:
        return Force(None, None)
    return force.force(begins, ends, pauses)


def _end(told: Mapping[str, Any], state: str) -> Moment | None:
    """Until when it holds: as long as its latest extension says, else as it says itself; over, as that says."""
    if state in _ENDED and told.get("until"):
        return _moment(told["until"])
    changed = [row for row in told.get("changes", ()) if row.get("until")]
    if changed:
        latest = max(changed, key=lambda row: from_plain(row["on"]).since_s)
        return _moment(latest["until"])
    return _moment(told.get("until"))


def _exempt(row: Mapping[str, Any], zones: Mapping[str, Zone]) -> Exempt:
    since, until = _moment(row.get("since")), _moment(row.get("until"))
    span = perhaps = None
    if since or until:
        first, last = (widest(since) if since else (-(2**53),) * 2), (widest(until) if until else (None, None))
        exact = since is None or since.prec == 1
        sure_from = since.since_s if since and exact else first[1]
        sure_until = until.until_s if until and until.prec == 1 else last[0]
        span, perhaps = Span(sure_from, sure_until), Span(first[0], last[1])
    zone = row.get("zone")
    ground = ground_of([(zone, "", None)], zones) if zone else None
    return Exempt(row.get("actor"), row.get("kind"), ground, span, perhaps)


def _post(desk: Desk, version: Version) -> Post:
    told = nest(desk.register("baseline").fields, version.flat)
    place, as_of = told.get("place"), _moment(told.get("as_of"))
    looks = [
        Look(Span(*widest(at)), row["status"], row.get("strength"))
        for row in told.get("surveys", ())
        if (at := _moment(row.get("at"))) is not None
    ]
    return Post(
        version.ref, version.pos, told["actor"], told["status"], Span(*widest(as_of)) if as_of else None,
        told.get("strength"), (place["lon"], place["lat"]) if place else None, told.get("radius_m") or 0.0,
        told.get("agreement") or "", tuple(sorted(looks, key=lambda look: look.at.since)),
    )  # fmt: skip


def _notice(desk: Desk, version: Version) -> Notice:
    told = nest(desk.register("notification").fields, version.flat)
    starts, given = from_plain(told["starts"]), from_plain(told["given_at"])
    return Notice(
        version.ref, version.pos, told["actor"], told["activity"], Span(*widest(starts)), Span(*widest(given))
    )


def _moment(plain: Any) -> Moment | None:
    return from_plain(plain) if plain else None


def _read(path: str) -> bool:
    """Whether a term reads what stands at a path, or it is the clause's wording."""
    return path.partition("[")[0] not in _UNREAD and not path.endswith((".note", ".what", ".source"))


def _digest(provision: Any, agreement: Any, codes: list[str], zones: Mapping[str, Zone]) -> str:
    """A digest of the text under which an opinion is formed: what a term reads of the clause and its agreement, its
    wording, and the shapes of its ground; no titles, sources or notes."""
    found = {zone.code: zone for code in codes for zone in named(code, zones)}
    found.update({zone.code: zone for one in list(found.values()) for code in one.edges for zone in named(code, zones)})
    shapes = {code: [zone.shape.wkb_hex, zone.uncertainty_m] for code, zone in found.items()}
    read = [{p: v for p, v in flat.items() if _read(p)} for flat in (provision, agreement)]
    told = orjson.dumps([*read, shapes], option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(told).hexdigest()[:16]
