"""What can be counted of a joint commission: quorum, how often an item came back, lead times, scores, what is overdue.

Pure: the rules of a body, what is held of its meetings and commitments, and the time come in as arguments. Quorum by
kind of session and by side follows drafts such as Myanmar's (three and three and one, in an emergency two and one and
one; domain vocabulary 3.5, field workflows 1.6). Scores follow the Kroc Peace Accords Matrix: the sum of the scores
over three times their number, in per cent, never over codings of different versions (558 and 578 stipulations are
two sets, section 8).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .facts import BREACHED, MET, UNKNOWN, Span
from .terms import in_time

NOT_MET = "not_met"
FULL = 3  # the highest score of a commitment
SILENCE_H = 24.0  # a notification that nobody acknowledged for so long is told as silence (ours)
AGREED, DUE, OVERDUE = "agreed", "due", "overdue"
_WAITING = (AGREED, "blocked")
BACK = ("deferred", "referred_up", "dissent", None)  # outcomes after which an item comes back


@dataclass(frozen=True, slots=True)
class Rule:
    """Who must be there: by kind of session, by side, how many delegates."""

    quorum: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a session: how many are needed, how many are there (None: not known), whether that is enough."""

    actor: str
    needed: int | None
    there: int | None
    answer: str

    @property
    def words(self) -> str:
        """The same as a sentence."""
        if self.needed is None:
            return f"{self.actor}: the rules say nothing of this side."
        if self.there is None:
            return f"{self.actor}: {self.needed} needed, how many are there is not known."
        return f"{self.actor}: {self.there} of {self.needed} needed are there."


@dataclass(frozen=True, slots=True)
class Quorum:
    """Whether a session may decide: met, not_met or unknown, with what is so of each side."""

    answer: str
    sides: tuple[Side, ...] = ()


def quorum(rule: Rule | None, attendance: Iterable[tuple[str, int | None]], session: str) -> Quorum:
    """Hold who is there (side, delegates) against the rule of a kind of session; without a rule it is unknown.

    A side of which nothing is recorded is unknown, not absent; so is one that some came of without a number, unless
    those that are counted are enough.
    """
    there: dict[str, int | None] = {}
    vague: set[str] = set()
    for actor, delegates in attendance:
        before = there.get(actor)
        there[actor] = before if delegates is None else delegates + (before or 0)
        vague |= {actor} if delegates is None else set()
    needs = rule.quorum.get(session, {}) if rule else {}
    sides = tuple(_side(actor, needed, there.get(actor), actor in vague) for actor, needed in needs.items())
    others = tuple(Side(actor, None, count, UNKNOWN) for actor, count in there.items() if actor not in needs)
    answers = {side.answer for side in sides}
    answer = NOT_MET if NOT_MET in answers else UNKNOWN if UNKNOWN in answers or not sides else MET
    return Quorum(answer, (*sides, *others))


def _side(actor: str, needed: int, there: int | None, vague: bool) -> Side:
    enough = needed == 0 or (there is not None and there >= needed)
    answer = MET if enough else UNKNOWN if there is None or vague else NOT_MET
    return Side(actor, needed, there, answer)


@dataclass(frozen=True, slots=True)
class Stand:
    """That something stood on an agenda: of which meeting, when (POSIX seconds), with which outcome (None: none)."""

    about: str
    meeting: str
    at: int
    outcome: str | None = None
    sat: bool = True  # the meeting was held


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often something stood on agendas of held meetings, since when, with which outcomes, the last one last."""

    times: int = 0
    since: int | None = None
    outcomes: tuple[tuple[str, int], ...] = ()
    last: str | None = None
    last_meeting: str | None = None

    @property
    def back(self) -> bool:
        """Whether it was dealt with last time without being settled."""
        return self.times > 0 and self.last in BACK


def recurrence(stands: Iterable[Stand]) -> dict[str, Recurrence]:
    """Of each record how often it came back; what stood twice on one agenda counts once."""
    by_about: dict[str, dict[str, Stand]] = defaultdict(dict)
    for stand in sorted((one for one in stands if one.sat), key=lambda one: (one.at, one.meeting)):
        by_about[stand.about][stand.meeting] = stand
    return {about: _recurred(list(found.values())) for about, found in by_about.items()}


def _recurred(stands: Sequence[Stand]) -> Recurrence:
    outcomes = Counter(stand.outcome or "none" for stand in stands)
    last = stands[-1]
    return Recurrence(len(stands), stands[0].at, tuple(sorted(outcomes.items())), last.outcome, last.meeting)


@dataclass(frozen=True, slots=True)
class Lead:
    """How long ahead something was announced, in hours: at least, at most; and whether that is what a clause asks."""

    least_h: float
    most_h: float
    needed_h: float | None
    answer: str  # met, breached or unknown; without a clause unknown

    @property
    def short_h(self) -> float | None:
        """By how many hours it was too late at least; None when it was not, or that is not known."""
        return self.needed_h - self.most_h if self.needed_h is not None and self.answer == BREACHED else None


def lead_time(given: Span, starts: Span, needed_h: float | None = None) -> Lead:
    """The lead time of a notice (both spans may be a day wide) against the hours that a `notify` clause asks."""
    least = (starts.since - max((given.until or given.since + 1) - 1, given.since)) / 3600
    most = (_latest(starts) - given.since) / 3600
    answer = UNKNOWN if needed_h is None else in_time(given, starts, round(needed_h * 3600))
    return Lead(round(least, 2), round(most, 2), needed_h, answer)


def _latest(starts: Span) -> int:
    """The last second at which it may begin: of a stretch told in days that of its first one, as the term holds it."""
    until = starts.until or starts.since + 1
    return starts.since if until - starts.since <= 1 else min(until, starts.since + 86_400) - 1


def silent(state: str, given: int, now: int, hours: float = SILENCE_H) -> bool:
    """Whether a notification received (POSIX seconds) has lain unanswered for longer than so many hours."""
    return state == "received" and now - given > hours * 3600


def standing(state: str, due: Span, now: int) -> str:
    """The state of a commitment by the clock: one that waits is due from its day on, and overdue when that is over."""
    if state not in _WAITING:
        return state
    if now >= (due.until or due.since + 1):
        return OVERDUE
    return DUE if now >= due.since and state == AGREED else state


@dataclass(frozen=True, slots=True)
class Coded:
    """One coding of a commitment: when (POSIX seconds), by which version, 0 to 3."""

    commitment: str
    theme: str
    version: str
    on: int
    score: int


@dataclass(frozen=True, slots=True)
class Share:
    """How far the commitments of a theme are implemented: per cent of full; None when none is scored."""

    theme: str
    scored: int
    unscored: int
    percent: float | None


def scores(codings: Iterable[Coded], themes: Mapping[str, str]) -> dict[str, tuple[Share, ...]]:
    """By coding version the share of full by theme, and of all (theme `all`, last).

    themes: the theme of each commitment that counts. Of several codings under one version the latest holds; what a
    version has not scored is told and not counted. Versions are never mixed.
    """
    latest: dict[str, dict[str, Coded]] = defaultdict(dict)
    for one in codings:
        held = latest[one.version].get(one.commitment)
        if one.commitment in themes and (held is None or one.on >= held.on):
            latest[one.version][one.commitment] = one
    return {version: _shares(found, themes) for version, found in sorted(latest.items()) if found}


def _shares(found: Mapping[str, Coded], themes: Mapping[str, str]) -> tuple[Share, ...]:
    told = []
    for theme in (*sorted(set(themes.values())), "all"):
        among = [ref for ref, name in themes.items() if theme in (name, "all")]
        got = [found[ref].score for ref in among if ref in found]
        percent = round(100 * sum(got) / (FULL * len(got)), 1) if got else None
        told.append(Share(theme, len(got), len(among) - len(got), percent))
    return tuple(told)


__all__ = [
    "NOT_MET",
    "OVERDUE",
    "Coded",
    "Lead",
    "Quorum",
    "Recurrence",
    "Rule",
    "Share",
    "Side",
    "Span",
    "Stand",
    "lead_time",
    "quorum",
    "recurrence",
    "scores",
    "silent",
    "standing",
]
