"""The terms held against what the ledger holds: findings are proposed, revised and withdrawn as acts of the machine.

A finding that a person judged is never changed by the machine: when facts or text changed under it, it is questioned.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, literal_column, select

from ..analysis.bulk import Sieve
from ..analysis.compliance import on_incident, on_windows
from ..analysis.facts import WATCHED, Clause, Fact, Opinion
from ..analysis.terms import acts_of
from ..analysis.watched import NOTHING_SEEN
from ..core.errors import Refusal
from ..core.handling import MACHINE, Actor
from ..core.moment import Moment, utc
from ..core.parse import Parsed, decimal
from ..faces.table import NOW_TEXT
from ..ledger.chain import Receipt
from ..ledger.draft import Draft, seal
from ..ledger.state import NOW, Version
from ..registers.finding import Finding
from . import incidents
from .clauses import Text, code_version, read_text
from .desk import Desk
from .intake import Act, begun, new_refs

CHECKER = Actor("COMPLIANCE", frozenset({MACHINE}))
BATCH = 2000
Progress = Callable[[int, int], None]  # incidents looked at, findings so far
_JUDGED = ("adopted", "rejected", "questioned")


@dataclass(slots=True)
class Checked:
    """What a check came to: incidents looked at, and findings proposed, revised, questioned, withdrawn, unchanged."""

    incidents: int = 0
    proposed: int = 0
    revised: int = 0
    questioned: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    pos: int = 0

    @property
    def findings(self) -> int:
        """How many findings hold after it."""
        return self.proposed + self.revised + self.questioned + self.unchanged


@dataclass(frozen=True, slots=True)
class _Held:
    """A finding as the ledger holds it: all that it says, what of it a judgement rests on, the entries it cites."""

    ref: str
    state: str
    says: str
    core: str
    entries: frozenset[int]


@dataclass(slots=True)
class Known:
    """The findings that the ledger holds, by what they are about, and which of them were seen again."""

    held: dict[tuple[str, str | None, str], _Held] = field(default_factory=dict)
    seen: set[tuple[str, str | None, str]] = field(default_factory=set)


def check_all(desk: Desk, now_s: int, progress: Progress | None = None, text: Text | None = None) -> Checked:
    """Hold every clause against every incident, position and notification, and bring the findings up to date.

    now_s: the instant up to which things have happened (POSIX seconds).
    """
    text = text or read_text(desk)
    told = Checked(pos=text.pos)
    sieve = Sieve(text.clauses)
    with desk.reading() as connection:
        known = held_findings(desk, connection)
        writer = Writer(desk, known, told, text.pos, now_s)
        for page in incidents.pages(desk, connection):
            told.incidents += len(page)
            pairs = list(sieve.pairs(incidents.columns(page)))
            claims = incidents.claimed(desk, connection, [page[point] for point, _ in pairs])
            for point, numbers in pairs:
                row = page[point]
                fact = incidents.fact(row, claims)
                for number in numbers:
                    for opinion in on_incident(text.clauses[number], fact, text.world):
                        writer.add(opinion, incidents.moment(row))
            if progress:
                progress(told.incidents, told.findings)
        acts = _acts(desk, connection, text.clauses)
    for clause in text.clauses:
        for opinion in on_windows(clause, acts.get(clause.ref, ()), text.world, now_s):
            writer.add(opinion, None)
    writer.withdraw_unseen(lambda about: not about[2].startswith(WATCHED))  # those are checked by themselves
    writer.flush()
    return told


def check_some(desk: Desk, refs: Sequence[str], now_s: int, text: Text) -> Checked:
    """The same for some incidents that changed, and for the windows that such incidents can fill."""
    told = Checked(pos=text.pos)
    with desk.reading() as connection:
        rows = incidents.some(desk, connection, refs)
        known = held_findings(desk, connection, refs)
        writer = Writer(desk, known, told, text.pos, now_s)
        claims = incidents.claimed(desk, connection, rows)
        for row in rows:
            told.incidents += 1
            fact = incidents.fact(row, claims)
            for clause in text.clauses:
                for opinion in on_incident(clause, fact, text.world):
                    writer.add(opinion, incidents.moment(row))
        due = [clause for clause in text.clauses if clause.due is not None]
        windows = held_findings(desk, connection, windows=[clause.ref for clause in due]) if due else Known()
        kinds = {row[incidents.KIND] for row in rows}
        cited = {
            about[0] for about, held in windows.held.items() if held.entries & incidents.were(desk, connection, refs)
        }
        asked = [clause for clause in due if clause.ref in cited or kinds & set(acts_of(clause))]
        acts = _acts(desk, connection, asked) if asked else {}
        known.held.update({about: held for about, held in windows.held.items() if about[0] in {c.ref for c in asked}})
    for clause in asked:
        for opinion in on_windows(clause, acts.get(clause.ref, ()), text.world, now_s):
            if opinion.position is None and opinion.notification is None:
                writer.add(opinion, None)
    among = set(refs)
    writer.withdraw_unseen(lambda about: about[2] in among)
    writer.flush()
    return told


def _acts(desk: Desk, connection: Connection, clauses: Iterable[Clause]) -> Mapping[str, Sequence[Fact]]:
    """The incidents by which each clause that asks for an act by a date may be met."""
    asked = {clause.ref: acts_of(clause) for clause in clauses if clause.due is not None}
    if not asked:
        return {}
    table = desk.shapes["incident"].table
    kinds = sorted({kind for named in asked.values() for kind in named})
    query = select(table.c.ref).where(table.c.to_pos == NOW, table.c.kind.in_(kinds))
    facts = [incidents.fact(row) for row in incidents.some(desk, connection, connection.execute(query).scalars())]
    return {ref: [fact for fact in facts if fact.kinds[0] in kinds] for ref, kinds in asked.items()}


def held_findings(
    desk: Desk, connection: Connection, refs: Sequence[str] | None = None, windows: Sequence[str] = ()
) -> Known:
    """The findings that hold: all, or those on some incidents, or those over windows of some provisions."""
    t = desk.shapes["finding"].table
    named = ("provision", "party", "incident", "position", "notification", "window__since", "ref", "state")
    wanted = [t.c[name] for name in (*named, *_SAID)]
    query = select(*wanted).where(t.c.to_pos == literal_column(NOW_TEXT))
    if windows:
        query = query.where(t.c.provision.in_(list(windows)), t.c.incident.is_(None))
    elif refs is not None:
        query = query.where(t.c.incident.in_(list(refs)[:500]))
    known = Known()
    for row in connection.execute(query):
        over = f"{WATCHED}{row.window__since}" if NOTHING_SEEN in (row.reasons or "") else "window"
        about = (row.provision, row.party, row.incident or row.position or row.notification or over)
        entries = frozenset(int(pos) for pos in (row.entries or "").split())
        known.held[about] = _Held(row.ref, row.state, *_saying(row._mapping), entries)
    return known


_CORE = ("answer", "text_version")  # what a judgement rests on
_SAID = (
    *_CORE, "reasons", "versions", "window__start", "window__end", "lasts", "entries", "happened_at__start",
    "happened_at__end", "happened_at__prec",
)  # fmt: skip


def _saying(told: Mapping[Any, Any]) -> tuple[str, str]:
    """(all that a finding says, what of it a judgement rests on)."""
    says, core = ("|".join(str(told[name] or "") for name in names) for names in (_SAID, _CORE))
    return says, core


class Writer:
    """Turns opinions into acts, a batch at a time; what the ledger holds already is not said again."""

    def __init__(self, desk: Desk, known: Known, told: Checked, pos: int, now_s: int) -> None:
        self.desk, self.known, self.told, self.pos, self.now_s = desk, known, told, pos, now_s
        self._new: list[tuple[Opinion, dict[str, Any]]] = []
        self._drafts: list[Draft] = []
        self._code = code_version()

    def add(self, opinion: Opinion, happened: dict[str, Any] | None) -> None:
        """Take an opinion: new, changed, or as held."""
        about = opinion.about
        if about in self.known.seen:
            return
        self.known.seen.add(about)
        flat = self._flat(opinion, happened)
        held = self.known.held.get(about)
        if held is None:
            self._new.append((opinion, flat))
            self.told.proposed += 1
        elif self._same(held, flat):
            self.told.unchanged += 1
        else:
            self._change(held, flat)
        if len(self._new) + len(self._drafts) >= BATCH:
            self.flush()

    def _same(self, held: _Held, flat: dict[str, Any]) -> bool:
        """Whether a finding says so already; of a judged one what the judgement rests on."""
        says, core = self._said(flat)
        return held.state != "withdrawn" and (held.core == core if held.state in _JUDGED else held.says == says)

    def withdraw_unseen(self, among: Callable[[tuple[str, str | None, str]], bool]) -> None:
        """Take back what the machine no longer says."""
        for about, held in self.known.held.items():
            if about in self.known.seen or held.state == "withdrawn" or not among(about):
                continue
            words = "What it rested on changed: it no longer follows."
            if held.state == "proposed":
                self._step(held.ref, "withdraw", None, words)
                self.told.withdrawn += 1
            elif held.state == "questioned":  # a person is asked already
                self.told.unchanged += 1
            else:
                self._step(held.ref, "question", None, words)
                self.told.questioned += 1

    def flush(self) -> None:
        """Write what was gathered. Raises Refusal when the ledger cannot take it."""
        drafts = self._drafts
        if self._new:
            with self.desk.reading() as connection:
                refs = new_refs(connection, self.desk.state, Finding, len(self._new))
            drafts = [*(self._begun(*one, ref) for one, ref in zip(self._new, refs, strict=True)), *drafts]
        self._new, self._drafts = [], []
        if not drafts:
            return
        at = utc(self.now_s)
        shape = self.desk.shapes["finding"]
        for outcome in self.desk.ledger.append([seal(draft, shape, at) for draft in drafts]):
            if isinstance(outcome, Refusal) and outcome.code not in ("stale", "key_conflict"):
                raise outcome
            assert isinstance(outcome, Receipt | Refusal)

    def _begun(self, opinion: Opinion, flat: dict[str, Any], ref: str) -> Draft:
        step = Finding.step("propose")
        assert step is not None
        # what it is about and nothing else: whoever is second to say so is told that it was said
        key = hashlib.sha256("|".join(map(str, opinion.about)).encode()).hexdigest()[:40]
        return begun(Finding, step, Act("finding", "propose", key, {}), CHECKER, Parsed(flat), ref)

    def _change(self, held: _Held, flat: dict[str, Any]) -> None:
        ref, state = held.ref, held.state
        if state in ("adopted", "rejected"):
            words = "What it rests on changed: the machine would now say " + flat["answer"] + "."
            self._step(ref, "question", None, words)
            self.told.questioned += 1
        elif state == "questioned":
            self.told.unchanged += 1
        else:
            words = "What it rests on changed."
            self._step(ref, "renew" if state == "withdrawn" else "revise", flat, words)
            self.told.revised += 1

    def _step(self, ref: str, name: str, flat: dict[str, Any] | None, reason: str) -> None:
        """Draft a step on a finding, all of its values as `flat` or as they are."""
        with self.desk.reading() as connection:
            version = self.desk.state.record(connection, "finding", ref)
        assert version is not None
        after = dict(version.flat) if flat is None else flat
        changes: dict[str, Any] = {path: value for path, value in after.items() if version.flat.get(path) != value}
        changes.update({path: None for path in version.flat if path not in after})
        self._drafts.append(_drafted(version, name, changes, after, reason))

    def _flat(self, opinion: Opinion, happened: dict[str, Any] | None) -> dict[str, Any]:
        """An opinion as the leaves of a finding."""
        clause = opinion.clause
        lasts = opinion.window is not None and opinion.window.until is None
        flat: dict[str, Any] = {
            "provision": clause.ref, "clause": clause.code, "answer": opinion.answer, "lasts": lasts
        }  # fmt: skip
        given = {
            "party": opinion.party, "incident": opinion.incident, "position": opinion.position,
            "notification": opinion.notification, "reasons": list(opinion.reasons), "happened_at": happened,
            "entries": " ".join(map(str, opinion.entries)), "text_version": clause.text_version,
            "code_version": self._code, "known_at": self.pos,
        }  # fmt: skip
        flat.update({name: value for name, value in given.items() if value not in (None, "", [])})
        if opinion.window is not None:
            flat["window"] = _window(opinion.window.since, opinion.window.until)
            flat.setdefault("happened_at", flat["window"])
        for number, (held_by, answer, metres) in enumerate(opinion.versions):
            flat[f"versions[{number}].held_by"] = held_by
            flat[f"versions[{number}].answer"] = answer
            if metres is not None:
                flat[f"versions[{number}].distance_m"] = decimal(metres)
        return flat

    def _said(self, flat: dict[str, Any]) -> tuple[str, str]:
        """What a finding says, as its row would tell it."""
        row, _ = self.desk.shapes["finding"].row(flat)
        return _saying(dict(zip(self.desk.shapes["finding"].names, row, strict=True)))


def _drafted(version: Version, name: str, changes: dict[str, Any], after: dict[str, Any], reason: str) -> Draft:
    step = Finding.step(name)
    assert step is not None
    key = hashlib.sha256(f"{version.ref}|{version.pos}|{name}|{sorted(changes)}".encode()).hexdigest()[:40]
    header = {"@declaration": Finding.declaration, "@role": MACHINE, "@reason": reason}
    return Draft(
        "finding", version.ref, name, step.ends or version.state, CHECKER.call_sign, key, changes, after, version.pos,
        header,
    )  # fmt: skip


def _window(since: int, until: int | None) -> dict[str, Any]:
    """A stretch of time as the ledger writes it; of one without an end its beginning."""
    start = utc(since).replace("Z", "+00:00")
    end = utc(max((until or since) - 1, since)).replace("Z", "+00:00")
    return Moment.parse({"start": start, "end": end}).plain()
