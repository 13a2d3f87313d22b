"""Clauses held against incidents and against time: which are met, breached, or unknown.

A finding is (provision, party, incident) -> breached or unknown, or (provision, party, window) -> met, breached or
unknown; nothing else comes out. An incident that surely does not touch a clause gives nothing. Silence is not
compliance: only a look, a notification or an act that was verified meets a clause.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf

from . import force
from .attribution import Held, attributed
from .facts import BREACHED, MET, UNKNOWN, Clause, Exempt, Fact, Opinion, Span, World
from .ground import ALL, IN, NEAR, OFF, OUT, Answer
from .terms import TERMS, Term, Touch

GONE = ("refuted",)  # what was merged away is not read at all
CONTEXT = "CTX-"  # political and diplomatic context is nobody's violation
_SETTLED = ("verified", "partially_verified", "archived")
_ANYWHERE = Term((), None)


def check(clauses: Iterable[Clause], facts: Sequence[Fact], world: World, now: int) -> Iterator[Opinion]:
    """Every opinion on these clauses: on each incident, and over the windows that the terms ask for.

    now: the instant (POSIX seconds) up to which things have happened.
    """
    for clause in clauses:
        for fact in facts:
            yield from on_incident(clause, fact, world)
        yield from on_windows(clause, facts, world, now)


def touching(clause: Clause) -> tuple[str, ...]:
    """The kinds of incident that touch a clause: those it names, else those of its term."""
    named = tuple(kind for kind in clause.kinds if not kind.startswith("POS-"))
    term = TERMS.get(clause.term or "")
    return named or (term.kinds if term else ())


def on_windows(clause: Clause, facts: Iterable[Fact], world: World, now: int) -> Iterator[Opinion]:
    """What can be said of a clause without any incident of a breach."""
    term = TERMS.get(clause.term or "")
    if term is None and clause.standing:
        yield from _left_to_people(clause, now)
    if term is None or term.window is None:
        return
    for opinion in term.window(clause, facts, world, now):
        window = opinion.window
        # a position was judged look by look, each by the time in which the clause held
        told = force.YES if window is None or opinion.position else force.holds(clause.force, window)
        if told == force.YES:
            yield _weighed(opinion)
        elif told == force.PERHAPS:
            yield Opinion(
                clause, opinion.party, UNKNOWN, (*opinion.reasons, "clause_dates_unknown"), None, opinion.window,
                opinion.position, opinion.notification, (), opinion.entries,
            )  # fmt: skip


def _left_to_people(clause: Clause, now: int) -> Iterator[Opinion]:
    """A clause that only people judge and whose breach would stand: it is said that the question is open."""
    if force.at(clause.force, now) == force.NO or clause.force.possible is None:
        return
    window = Span((clause.force.sure or clause.force.possible).since)
    for one in clause.bound:
        reasons = ("manual", *(["bound_contested"] if one.contested else []), "standing")
        yield Opinion(clause, one.actor, UNKNOWN, reasons, window=window, entries=(clause.pos,))


def on_incident(clause: Clause, fact: Fact, world: World) -> Iterator[Opinion]:
    """What can be said of a clause by one incident, party by party."""
    if fact.state in GONE or fact.kinds[0].startswith(CONTEXT):
        return
    kinds = touching(clause)
    if not any(kind in kinds for kind in fact.kinds):
        return
    term = TERMS.get(clause.term or "", _ANYWHERE)
    touch = term.incident(clause, fact, world) if term.incident else Touch((), ("manual",))
    held = force.holds(clause.force, fact.span)
    if touch is None or held == force.NO:
        return
    doubts = list(touch.doubts)
    if held == force.PERHAPS:
        doubts.append("time_overlaps" if clause.force.sure else "clause_dates_unknown")
    if fact.state == "unverifiable":
        doubts.append("unverifiable")
    notes = list(touch.reasons)
    if fact.state not in _SETTLED and fact.state != "unverifiable":
        notes.append("not_verified")
    where = _Where.of(clause, term, fact)
    if fact.claimed:
        doubts.append("party_claim")
    found = dict(touch.parties)
    for one in attributed(clause, fact, world.parties):
        held_of = found.get(one.party or "")
        if held_of == MET:
            continue
        of = [*doubts, "notice_unclear"] if held_of == UNKNOWN else doubts
        noted = [("late_notice" if n == "not_notified" else n) for n in notes] if held_of == BREACHED else notes
        opinion = _opinion(clause, fact, touch, one, where, noted, of)
        if opinion is not None:
            yield opinion


def _opinion(
    clause: Clause, fact: Fact, touch: Touch, held: Held, where: _Where, notes: list[str], doubts: list[str]
) -> Opinion | None:
    """The finding on one party, or None when the place or an exception takes it out."""
    placed = where.under(held.party)
    if placed is None:
        return None
    excepted = _excepted(clause, fact, held.party)
    if excepted == force.YES:
        return None
    noted = ["exception_in_words"] if any(one.plain for one in clause.exceptions) else []
    unsure = [*([held.reason] if held.doubt else []), *placed.doubts, *doubts]
    if excepted == force.PERHAPS:
        unsure.append("exception")
    reasons = (*([] if held.doubt else [held.reason]), *placed.reasons, *notes, *noted, *unsure)
    standing = ("standing",) if clause.standing and not unsure else ()
    entries = [clause.pos, fact.pos, *([touch.position.pos] if touch.position else [])]
    return Opinion(
        clause, held.party, UNKNOWN if unsure else BREACHED, tuple(dict.fromkeys((*reasons, *standing))), fact.ref,
        None, touch.position.ref if touch.position else None, None, where.versions(), tuple(sorted(set(entries))),
    )  # fmt: skip


def _weighed(opinion: Opinion) -> Opinion:
    """An opinion over a window with its clause's entry; a breach by whom the clause may not bind is unknown."""
    clause = opinion.clause
    contested = any(one.contested for one in clause.bound if one.actor == opinion.party)
    answer = UNKNOWN if contested and opinion.answer == BREACHED else opinion.answer
    reasons = (*opinion.reasons, *(["bound_contested"] if contested else []))
    entries = tuple(sorted({clause.pos, *opinion.entries}))
    return Opinion(
        clause,
        opinion.party,
        answer,
        reasons,
        None,
        opinion.window,
        opinion.position,
        opinion.notification,
        (),
        entries,
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Where:
    """How an incident lies to the ground of a clause, under each version."""

    answers: dict[str, Answer] | None  # None: the place does not matter, or cannot be asked
    doubt: str | None = None
    reason: str | None = None

    @classmethod
    def of(cls, clause: Clause, term: Term, fact: Fact) -> _Where:
        if clause.ground is None:
            return cls(None, "no_ground" if "ground" in term.needs else None)
        if fact.place is None:
            return cls(None, "no_place")
        if fact.spread_m is None:
            return cls(None, "place_imprecise")
        lon, lat = fact.place
        if term.place != "far":
            lined = any(version.lines for version in clause.ground.versions)
            return cls(clause.ground.locate(lon, lat, fact.spread_m), None, "beyond_line" if lined else "inside")
        most = clause.distance_m or 0.0
        answers = {}
        for version in clause.ground.versions:
            away, uncertainty = version.distance(lon, lat)
            gap = most - away  # positive: nearer to the line than allowed
            if away == inf:  # nobody drew it
                answers[version.held_by] = Answer(OFF, 0.0)
                continue
            near = abs(gap) <= uncertainty + fact.spread_m
            status = NEAR if near else IN if gap > 0 else OUT
            answers[version.held_by] = Answer(status, gap, near and abs(gap) > uncertainty)
        return cls(answers, None, "within_distance")

    def under(self, party: str | None) -> _Placed | None:
        """The answer under the version that binds a party, else under all; None: surely outside."""
        if self.answers is None:
            return _Placed((), (self.doubt,) if self.doubt else ())
        own = self.answers.get(party or "") or self.answers.get(ALL)
        told = {answer.status for answer in self.answers.values()}
        if (own is not None and own.status == IN) or told == {IN}:
            return _Placed((self.reason,) if self.reason else ())
        if told == {OUT}:
            return None
        if own is not None and own.status == OUT and len(self.answers) == 1:
            return None
        if own is not None and own.status == NEAR:
            return _Placed((), ("place_imprecise" if own.imprecise else "near_line",))
        if len(self.answers) > 1:
            return _Placed((), ("versions_differ",))
        only = next(iter(self.answers.values()))
        if only.status == OFF:
            return _Placed((), ("no_ground",))
        return _Placed((), ("place_imprecise" if only.imprecise else "near_line",))

    def versions(self) -> tuple[tuple[str, str, float | None], ...]:
        """The answer per version: held by, answer, metres inside (negative outside)."""
        names = {IN: BREACHED, NEAR: UNKNOWN, OFF: UNKNOWN, OUT: "outside"}
        found = (self.answers or {}).items()
        return tuple((held_by, names[answer.status], round(answer.distance_m, 1)) for held_by, answer in found)


def _excepted(clause: Clause, fact: Fact, party: str | None) -> str:
    """Whether an exception surely, perhaps or not covers it; one in words alone is for people."""
    told = force.NO
    kinds = [kind for kind in fact.kinds if kind in touching(clause)]
    for exempt in clause.exceptions:
        covers = force.NO if exempt.plain else _covers(exempt, fact, party, kinds)
        if covers == force.YES:
            return force.YES
        told = force.PERHAPS if covers == force.PERHAPS else told
    return told


def _covers(exempt: Exempt, fact: Fact, party: str | None, kinds: list[str]) -> str:
    sure = True
    if exempt.kind is not None and any(kind != exempt.kind for kind in kinds):
        return force.NO  # another kind of the incident touches the clause all the same
    if exempt.actor is not None:
        if party is not None and party != exempt.actor:
            return force.NO
        sure = sure and party is not None
    if exempt.span is not None:
        span, perhaps = exempt.span, exempt.perhaps or exempt.span
        until = fact.span.until or fact.span.since + 1
        if until <= perhaps.since or (perhaps.until is not None and fact.span.since >= perhaps.until):
            return force.NO
        sure = sure and span.since <= fact.span.since and (span.until is None or until <= span.until)
    if exempt.ground is not None:
        if fact.place is None or fact.spread_m is None:
            return force.PERHAPS
        statuses = {a.status for a in exempt.ground.locate(*fact.place, fact.spread_m).values()}
        if statuses == {OUT}:
            return force.NO
        sure = sure and statuses == {IN}
    return force.YES if sure else force.PERHAPS
