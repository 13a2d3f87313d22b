"""What is there on a day against what is mandated: people, postings, equipment, money (domain vocabulary, section 9).

Of each source the newest figure up to the day counts. Figures of different sources are rivals: kept side by side, never
averaged, never added. What a party says is told apart and is no count. What nobody told is None, which is not zero.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from .facts import Span

YES, PERHAPS, NO = "yes", "perhaps", "no"
THRESHOLD = 90  # per cent of the agreed quantity below which reimbursement is cut (domain vocabulary 9, unverified)
DAY_S = 86_400
OLD_D = 366  # a figure of so many days before is told as old, and set beside no ceiling (ours)
MEASURES = ("military", "police", "civilians")


@dataclass(frozen=True, slots=True)
class Told:
    """How many people one source says a unit had, at a time. `contributor` and `kind`: whose they are, of which type
    of unit; `whole`: of the operation, not of one unit; `claim`: a party says so."""

    ref: str
    source: str
    at: Span
    military: int | None = None
    police: int | None = None
    civilians: int | None = None
    contributor: str = ""
    kind: str = ""
    unit: str = ""
    whole: bool = False
    claim: bool = False
    grade: str = "F6"
    note: str = ""

    @property
    def people(self) -> int | None:
        """All that are told of; None: no number is told."""
        known = [n for n in (self.military, self.police, self.civilians) if n is not None]
        return sum(known) if known else None


@dataclass(frozen=True, slots=True)
class Limit:
    """How many people an instrument allows from a time on, as one source says it."""

    ref: str
    instrument: str
    operation: str
    holds: Span
    military: int | None = None
    police: int | None = None
    civilians: int | None = None
    total: int | None = None
    source: str = ""
    grade: str = "F6"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure beside a ceiling in one measure; `missing` below zero: there are more than allowed."""

    told: str
    limit: str
    measure: str
    there: int
    allowed: int

    @property
    def missing(self) -> int:
        """How many more are allowed than are there."""
        return self.allowed - self.there


@dataclass(frozen=True, slots=True)
class Sum:
    """The people of several units as one source tells them; `untold`: how many units it tells no number of."""

    name: str
    source: str
    people: int
    refs: tuple[str, ...]
    untold: int = 0


@dataclass(frozen=True, slots=True)
class Post:
    """People at a site. `since` None: that day is not held. `until` None: they are still there, unless `open`, where
    nobody tells whether they are."""

    ref: str
    since: Span | None
    until: Span | None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Stock:
    """A count of one asset at a time; `by`: which inspection."""

    at: Span | None
    agreed: int | None = None
    present: int | None = None
    serviceable: int | None = None
    by: str = ""

    @property
    def serviceability(self) -> float | None:
        """Serviceable for each one present; None where either is unknown or nothing is present."""
        if self.present is None or self.serviceable is None or not self.present:
            return None
        return self.serviceable / self.present

    @property
    def short(self) -> bool | None:
        """Whether less than `THRESHOLD` of what was agreed is serviceable. None: unknown; but where fewer are even
        present, it is so."""
        if not self.agreed:
            return None
        most = self.serviceable if self.serviceable is not None else self.present
        if most is None:
            return None
        below = 100 * most < THRESHOLD * self.agreed
        return below if below or self.serviceable is not None else None


def newest(figures: Iterable[Told], day: Span) -> list[Told]:
    """Of each source the newest figures up to a day, for each unit and contributor; those of better grade first. Where
    a source tells two numbers of the same time, both stay."""
    found = _newest([one for one in figures if _begun(one.at, day)],
                    lambda one: (one.unit, one.whole, one.contributor, one.kind, one.source, one.claim),
                    lambda one: one.at)  # fmt: skip
    return sorted(found, key=lambda one: (one.claim, one.grade, -one.at.since, one.source))


One = TypeVar("One")


def _newest(ones: Sequence[One], name: Callable[[One], object], at: Callable[[One], Span]) -> list[One]:
    """Those of each name whose time began last."""
    last: dict[object, int] = {}
    for one in ones:
        last[name(one)] = max(at(one).since, last.get(name(one), at(one).since))
    return [one for one in ones if at(one).since == last[name(one)]]


def _begun(span: Span, day: Span) -> bool:
    return day.until is None or span.since < day.until


def age_d(told: Told, day: Span) -> int:
    """Whole days from the time that a figure tells of to the day; 0 where that time holds the day."""
    return 0 if told.at.until is None else max(0, -(-(day.since - told.at.until) // DAY_S) + 1)


def sums(figures: Iterable[Told], by: Callable[[Told], str]) -> list[Sum]:
    """The people of units by contributor or by type, each source for itself. figures: those of `newest`; what is told
    of the whole operation, and claims, are left out."""
    units = [one for one in figures if not one.whole and not one.claim]
    names = {name: {one.unit for one in units if by(one) == name} for name in {by(one) for one in units}}
    grouped: dict[tuple[str, str], list[Told]] = {}
    for one in units:
        grouped.setdefault((by(one), one.source), []).append(one)
    told: list[Sum] = []
    for (name, source), ones in sorted(grouped.items()):
        known = {one.unit: one.people for one in ones if one.people is not None}
        if len({one.unit for one in ones}) == len(ones) and known:  # two numbers of one unit are rivals too
            refs = tuple(dict.fromkeys(one.ref for one in ones))
            told.append(Sum(name, source, sum(known.values()), refs, len(names[name] - known.keys())))
    return told


def adds_up(total: Told, figures: Iterable[Told]) -> tuple[int, bool] | None:
    """The sum of what the same source tells of the contributors at the same time, and whether it is its own total; None
    where it tells none, or not of all a number."""
    parts = [one for one in figures if one.whole and one.contributor and one.source == total.source
             and one.unit == total.unit and one.at == total.at and not one.claim]  # fmt: skip
    counts = [one.people for one in parts]
    if not counts or None in counts or len({one.contributor for one in parts}) != len(parts):
        return None
    found = sum(count for count in counts if count is not None)
    return found, found == total.people


def holding(limits: Iterable[Limit], day: Span) -> list[Limit]:
    """The ceilings that hold on a day: of each operation the newest up to it, and its rivals, which are what other
    sources tell of the same instrument or from the same day."""
    begun = [one for one in limits if _begun(one.holds, day)]
    last = _newest(begun, lambda one: (one.operation, one.source), lambda one: one.holds)
    lead = {one.operation: one for one in sorted(last, key=lambda one: (one.holds.since, one.ref))}
    held = [one for one in last if one.instrument == lead[one.operation].instrument
            or one.holds.since == lead[one.operation].holds.since]  # fmt: skip
    return sorted(held, key=lambda one: (one.operation, one.grade, one.ref))


def gaps(totals: Iterable[Told], limits: Sequence[Limit]) -> list[Gap]:
    """Each figure of the whole operation beside each ceiling, measure by measure; claims never."""
    found: list[Gap] = []
    for one in totals:
        if one.claim or not one.whole or one.contributor:
            continue
        for limit in limits:
            for measure in MEASURES:
                there, allowed = getattr(one, measure), getattr(limit, measure)
                if there is not None and allowed is not None and limit.total is None:
                    found.append(Gap(one.ref, limit.ref, measure, there, allowed))
            uniformed = [n for n in (one.military, one.police) if n is not None]
            if limit.total is not None and uniformed:
                found.append(Gap(one.ref, limit.ref, "total", sum(uniformed), limit.total))
    return found


def there(post: Post, day: Span) -> str:
    """Whether people were at their post on a day: yes, no, or perhaps where a day of it is not held or not exact."""
    if post.until is not None and (post.until.until or post.until.since + 1) <= day.since:
        return NO
    if post.since is not None and not _begun(post.since, day):
        return NO
    came = post.since is not None and (post.since.until or 0) <= (day.until or day.since)
    stays = (post.until is None and not post.open) or (
        post.until is not None and day.until is not None and post.until.since >= day.until
    )
    return YES if came and stays else PERHAPS


def counted(stocks: Iterable[Stock], day: Span) -> Stock | None:
    """The newest count of an asset up to a day; one without a day counts only where no other does."""
    begun = [one for one in stocks if one.at is None or _begun(one.at, day)]
    return max(begun, key=lambda one: -(1 << 60) if one.at is None else one.at.since, default=None)


def share(part: float | None, whole: float | None) -> float | None:
    """A part of a whole as a number from 0; None where either is unknown or the whole is nothing."""
    return None if part is None or whole is None or whole <= 0 else part / whole
