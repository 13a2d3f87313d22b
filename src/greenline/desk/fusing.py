"""The machine's part of matching: reports that came or changed are compared with what is near, and matches proposed.

A match that a person judged is never changed by the machine. Reports that an incident cites already are left alone.
"""

from __future__ import annotations

import hashlib
import inspect
import logging
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from types import ModuleType
from typing import Any

import orjson
from sqlalchemy import Connection, literal_column, select

from ..analysis.fusion import corpus as _corpus
from ..analysis.fusion import linking, saying, weighing
from ..analysis.fusion.linking import Candidate, Mission, candidates
from ..analysis.fusion.saying import Saying
from ..core.errors import Refusal
from ..core.handling import MACHINE, Actor
from ..core.moment import utc
from ..core.parse import Parsed, decimal
from ..faces.table import NOW_TEXT
from ..ledger.draft import Draft, seal
from ..ledger.state import Version
from ..registers.match import Match
from . import crossing, sayings
from .desk import Desk
from .intake import Act, begun, new_refs

MATCHER = Actor("MATCHING", frozenset({MACHINE}))
MOST_REPORTS = 300  # compared at once, the newest; of a bulk import of more the rest waits for `greenline match`
MOST_INCIDENTS, MOST_BESIDE = 30, 10  # that came at once, and reports near each that are compared with it
MOST_PROPOSED = 3  # matches of one report
ASKED = 0.2  # from which probability a person is asked
LEARN_ANEW = 1.2  # what is common is learnt anew when the ledger has grown so much
_SOLID = frozenset({"place", "words"})  # one of which must be known on both sides: on a front all share the time
_THINGS = {"incident": "incident", "report": "other"}
Progress = Callable[[int, int], None]  # reports compared, of how many
log = logging.getLogger("greenline.match")


class Matcher:
    """Brings the proposed matches up to date with the ledger. For one thread."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._mission: Mission | None = None
        self._learnt_at = 0

    def catch_up(self, after: int, now_s: int) -> int:
        """Compare the reports of which a version began after a pos, and those that incidents which came since
        cite or lie near; how many matches were proposed or changed."""
        with self.desk.reading() as connection:
            beside = _beside(self.desk, connection, after)
            refs = list(dict.fromkeys([*beside, *_changed(self.desk, connection, after)]))
        if len(refs) > MOST_REPORTS:
            log.warning("%d reports came at once; the newest %d are compared", len(refs), MOST_REPORTS)
            refs = refs[-MOST_REPORTS:]
        if not refs:
            return 0
        crossing.propose(self.desk, refs, now_s)
        return self.compare(refs, now_s)

    def compare(self, refs: Sequence[str], now_s: int) -> int:
        """Compare some reports with what is near, and say what changed."""
        desk = self.desk
        with desk.reading() as connection:
            mission = self.mission(connection)
            pos = desk.ledger.pos_in(connection)
            left = sayings.cited(desk, connection, refs)
            writer = _Writer(desk, connection, pos, now_s)
            told = {one.ref: one for one in sayings.sayings(desk, connection, "report", refs)}
            for ref in refs:
                said = told.get(ref)
                found = candidates_of(desk, connection, said, mission) if said and ref not in left else []
                writer.add(ref, found, ref in left)
        return writer.flush()

    def compare_all(self, refs: Sequence[str], now_s: int) -> None:
        """The same for many, a few at a time."""
        for start in range(0, len(refs), MOST_REPORTS):
            self.compare(refs[start : start + MOST_REPORTS], now_s)

    def mission(self, connection: Connection) -> Mission:
        """What is common in the mission, as it was learnt lately."""
        pos = self.desk.ledger.pos_in(connection)
        if self._mission is None or pos > LEARN_ANEW * self._learnt_at + 100:
            self._mission, self._learnt_at = sayings.learnt(self.desk, connection), pos
        return self._mission


def candidates_of(desk: Desk, connection: Connection, said: Saying, mission: Mission) -> list[tuple[str, Candidate]]:
    """(incident or report, candidate): the incidents that a report may tell of; where none is likely, the reports that
    tell of the same."""
    for noun in ("incident", "report"):
        near = sayings.near(desk, connection, noun, said)
        if noun == "report" and near:
            gone = sayings.cited(desk, connection, [one.ref for one in near])
            near = [one for one in near if one.ref not in gone]
        found = candidates(said, near, mission, MOST_PROPOSED)
        likely = [one for one in found if one.chance >= ASKED and _SOLID & {reason.feature for reason in one.reasons}]
        if likely:
            return [(noun, one) for one in likely]
    return []


def pairs(desk: Desk, matcher: Matcher, most: int, progress: Progress) -> Iterator[tuple[str, Candidate]]:
    """The candidates of the newest reports that no incident cites; nothing is written."""
    table = desk.shapes["report"].table
    now = (table.c.to_pos == literal_column(NOW_TEXT), table.c.state != "withdrawn")
    with desk.reading() as connection:
        mission = matcher.mission(connection)
        newest = select(table.c.ref).where(*now).order_by(table.c.from_pos.desc()).limit(most)
        refs = list(connection.execute(newest).scalars())
        left = sayings.cited(desk, connection, refs)
        told = sayings.sayings(desk, connection, "report", [ref for ref in refs if ref not in left])
        seen: set[frozenset[str]] = set()
        for number, said in enumerate(told, 1):
            for noun, one in candidates_of(desk, connection, said, mission):
                pair = frozenset((one.report, one.event))
                if pair not in seen:
                    seen.add(pair)
                    yield noun, one
            progress(number, len(told))


def _changed(desk: Desk, connection: Connection, after: int) -> list[str]:
    table = desk.shapes["report"].table
    found = connection.execute(
        select(table.c.ref).where(table.c.from_pos > after).order_by(table.c.from_pos.desc()).limit(20 * MOST_REPORTS)
    )
    return list(dict.fromkeys(found.scalars()))[::-1]


def _beside(desk: Desk, connection: Connection, after: int) -> list[str]:
    """Reports near incidents that came or changed after a pos, and those cited by them; of many the newest."""
    table = desk.shapes["incident"].table
    newest = select(table.c.ref, table.c.reports).where(table.c.from_pos > after).order_by(table.c.from_pos.desc())
    rows = connection.execute(newest.limit(MOST_INCIDENTS)).all()
    found = [ref for row in rows if row.reports for ref in orjson.loads(row.reports)]
    for event in sayings.sayings(desk, connection, "incident", dict.fromkeys(row.ref for row in rows)):
        found.extend(one.ref for one in sayings.near(desk, connection, "report", event)[:MOST_BESIDE])
    return found


@cache
def code_version() -> str:
    """A digest of the code that compares: a match names it."""
    modules: tuple[ModuleType, ...] = (_corpus, linking, saying, weighing)
    return hashlib.sha256("".join(inspect.getsource(one) for one in modules).encode()).hexdigest()[:12]


class _Writer:
    """Turns candidates into acts; what the ledger holds already is not said again."""

    def __init__(self, desk: Desk, connection: Connection, pos: int, now_s: int) -> None:
        self.desk, self.connection, self.pos, self.now_s = desk, connection, pos, now_s
        self._new: list[tuple[str, dict[str, Any]]] = []
        self._drafts: list[Draft] = []
        self._asked: set[frozenset[str]] = set()

    def add(self, report: str, found: Sequence[tuple[str, Candidate]], settled: bool) -> None:
        """Take a report's candidates: new, changed, or as held; what is held beside them is withdrawn, and all of a
        report whose event is settled."""
        held = self._held(report)
        for noun, one in found:
            pair = frozenset((report, one.event))
            if pair in self._asked:
                continue
            self._asked.add(pair)
            flat = self._flat(report, noun, one)
            before = held.pop(one.event, None)
            if before is None:
                key = hashlib.sha256("|".join(sorted(pair)).encode()).hexdigest()[:40]
                self._new.append((key, flat))
            elif before.state in ("proposed", "withdrawn") and (
                before.state == "withdrawn" or _core(before.flat) != _core(flat)
            ):
                self._step(before, "revise", {**flat, "report": before.flat["report"], **_thing(before.flat)})
        for before in held.values():
            if before.state == "proposed" and (settled or before.flat["report"] == report):
                self._step(before, "withdraw", dict(before.flat))

    def _held(self, report: str) -> dict[str, Version]:
        """The matches that a report is part of, by what it is matched with."""
        table = self.desk.shapes["match"].table
        now = table.c.to_pos == literal_column(NOW_TEXT)
        found = {}
        for column in (table.c.report, table.c.other):
            for row in self.connection.execute(select(table).where(column == report, now)).mappings():
                version = self.desk.state.version("match", row)
                ends = (version.flat["report"], version.flat.get("incident") or version.flat.get("other"))
                found[next(str(end) for end in ends if end != report)] = version
        return found

    def _flat(self, report: str, noun: str, one: Candidate) -> dict[str, Any]:
        flat: dict[str, Any] = {
            "report": report, _THINGS[noun]: one.event, "total": decimal(one.total),
            "chance": decimal(round(100 * one.chance)), "code_version": code_version(), "known_at": self.pos,
        }  # fmt: skip
        happened = self.desk.state.record(self.connection, "report", report)
        if happened is not None:
            flat["happened_at"] = happened.flat["happened_at"]
        for number, reason in enumerate(one.reasons):
            part = f"features[{number}]"
            flat[f"{part}.feature"], flat[f"{part}.weight"] = reason.feature, decimal(reason.bits)
            flat[f"{part}.said"], flat[f"{part}.held"] = reason.said[:500], reason.held[:500]
        return flat

    def _step(self, before: Version, name: str, after: dict[str, Any]) -> None:
        step = Match.step(name)
        assert step is not None
        changes: dict[str, Any] = {path: value for path, value in after.items() if before.flat.get(path) != value}
        changes.update({path: None for path in before.flat if path not in after})
        key = hashlib.sha256(f"{before.ref}|{before.pos}|{name}".encode()).hexdigest()[:40]
        reason = "What it rested on changed."
        header = {"@declaration": Match.declaration, "@role": MACHINE, "@reason": reason}
        self._drafts.append(
            Draft("match", before.ref, name, step.ends or before.state, MATCHER.call_sign, key, changes, after,
                  before.pos, header)
        )  # fmt: skip

    def flush(self) -> int:
        """Write what was gathered. Raises Refusal when the ledger cannot take it."""
        step = Match.step("propose")
        assert step is not None
        drafts = self._drafts
        if self._new:
            with self.desk.reading() as connection:
                refs = new_refs(connection, self.desk.state, Match, len(self._new))
            for (key, flat), ref in zip(self._new, refs, strict=True):
                drafts.append(begun(Match, step, Act("match", "propose", key, {}), MATCHER, Parsed(flat), ref))
        write(self.desk, drafts, self.now_s)
        return len(drafts)


def write(desk: Desk, drafts: Sequence[Draft], now_s: int) -> None:
    """Append the machine's drafts; what another process said first, or a person changed meanwhile, is left so."""
    if not drafts:
        return
    at = utc(now_s)
    for outcome in desk.ledger.append([seal(draft, desk.shapes[draft.register], at) for draft in drafts]):
        if isinstance(outcome, Refusal) and outcome.code not in ("stale", "key_conflict"):
            raise outcome


def _thing(flat: Any) -> dict[str, Any]:
    return {name: flat[name] for name in ("incident", "other") if name in flat}


def _core(flat: Any) -> list[tuple[str, Any]]:
    """What a match rests on: not what changes with the rest of the mission alone."""
    return sorted((path, value) for path, value in flat.items() if path.endswith((".said", ".held", ".feature")))
