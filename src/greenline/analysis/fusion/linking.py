"""Which event a report tells of: the likeliest of those near, or none.

A report tells of one event at most, unless it is a total of several; many reports may tell of one event. The events
near compete with each other and with an event that nobody recorded yet.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .corpus import Corpus
from .saying import Saying
from .weighing import FEATURES, NEAR_KM, OTHERS, SLACK_S, distances_km, ratios, weights

KNOWN = 0.5  # how often a report tells of an event that is recorded already: nobody knows
LIKELY = 0.5  # from which probability a link is taken where no person is asked
MOST_SCORED = 120  # events near that are weighed in full; the nearest in time and place
MOST_LEARNT = 500  # events whose neighbours tell what is common


@dataclass(frozen=True, slots=True)
class Reason:
    """A feature, its weight in bits (above 0 speaks for one event), and what was compared, in plain values."""

    feature: str
    bits: float
    said: str
    held: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that a report may tell of. total: bits for it, all told; chance: beside its competitors, 0 to 1."""

    report: str
    event: str
    total: float
    chance: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Mission:
    """What is common in a mission: its corpus, and how alike different events are that lie near each other: the mean of
    what speaks for one event, as a factor. Fighting stays in its places and among its parties, so that features hang
    together; likeness is worth that much less. A mean of bits, since a few pairs that are one event after all, or one
    article on many, must not outweigh the rest."""

    corpus: Corpus
    usual: Mapping[str, float]


def learn(events: Sequence[Saying], reports: Sequence[Saying] = ()) -> Mission:
    """What is common among events that are held to be different, and among reports, from a sample of them."""
    corpus = Corpus([*events, *reports])
    calendar = _Calendar(events)
    sums: dict[str, list[float]] = {name: [] for name in FEATURES}
    for one in events[:: max(1, len(events) // MOST_LEARNT)]:
        near = nearest(one, [event for event in calendar.around(one) if event.ref != one.ref])
        for name, ratio in ratios(one, near, corpus).items() if near else ():
            sums[name].extend(np.log2(np.maximum(ratio[~np.isnan(ratio)], 1.0)))
    return Mission(corpus, {name: float(2.0 ** (sum(told) / (len(told) + OTHERS))) for name, told in sums.items()})


def candidates(said: Saying, events: Sequence[Saying], mission: Mission, most: int = 3) -> list[Candidate]:
    """The likeliest of the events near a report, best first, each with its reasons."""
    near = nearest(said, [event for event in events if event.ref != said.ref])
    if not near:
        return []
    told = weights(said, near, mission.corpus, mission.usual)
    before = float(np.log2(KNOWN / (1 - KNOWN) / len(near)))
    total = np.sum([told[name] for name in FEATURES], axis=0) + before
    odds = 2.0 ** np.clip(total, -60, 60)
    chance = odds / (1 + odds) if said.total else odds / (1 + odds.sum())
    found: list[Candidate] = []
    for number in np.argsort(-total, kind="stable")[:most].tolist():
        event = near[number]
        bits = [Reason(name, round(float(told[name][number]), 1), *_compared(name, said, event)) for name in FEATURES]
        known = [reason for reason in bits if reason.said and reason.held]
        reasons = (*known, Reason("others", round(before, 1), "1", str(len(near))))
        found.append(Candidate(said.ref, event.ref, round(float(total[number]), 1), float(chance[number]), reasons))
    return found


def nearest(said: Saying, events: Sequence[Saying]) -> list[Saying]:
    """Of events those near in time and place, at most MOST_SCORED. One whose time or place nobody knows is near."""
    if said.since_s is None and not said.placed:
        return []
    apart = np.zeros(len(events))
    if said.since_s is not None and said.until_s is not None:
        since = np.array([-np.inf if e.since_s is None else e.since_s for e in events])
        until = np.array([np.inf if e.until_s is None else e.until_s for e in events])
        apart = np.maximum(np.maximum(since - said.until_s, said.since_s - until), 0) / SLACK_S
    if said.placed:
        spread = np.array([e.spread_km or 0.0 for e in events])
        unknown = np.array([not e.placed for e in events], bool)
        far = distances_km(said, events) / (NEAR_KM + (said.spread_km or 0.0) + spread)
        apart = np.maximum(apart, np.where(unknown, 0.0, far))
    close = np.nonzero(apart <= 1)[0]
    if len(close) > MOST_SCORED:
        close = close[np.argsort(apart[close], kind="stable")[:MOST_SCORED]]
    return [events[number] for number in close.tolist()]


def link(reports: Iterable[Saying], events: Sequence[Saying], mission: Mission | None = None) -> list[Candidate]:
    """For each report the event that it tells of, where one is likelier than not; of a total all such events."""
    mission = mission or learn(events)
    calendar = _Calendar(events)
    found: list[Candidate] = []
    for report in reports:
        best = candidates(report, calendar.around(report), mission, most=20 if report.total else 1)
        found.extend(one for one in best if one.chance > LIKELY)
    return found


class _Calendar:
    """Events in the order of their beginning, so that those around a time are found quickly."""

    def __init__(self, events: Sequence[Saying]) -> None:
        timed = [e for e in events if e.since_s is not None and e.until_s is not None]
        self._short = sorted((e for e in timed if _length(e) <= 40 * 86_400), key=lambda e: e.since_s or 0.0)
        self._since = [e.since_s or 0.0 for e in self._short]
        self._rest = [e for e in events if e.since_s is None or e.until_s is None or _length(e) > 40 * 86_400]

    def around(self, said: Saying) -> list[Saying]:
        if said.since_s is None or said.until_s is None:
            return [*self._short, *self._rest]
        first = bisect.bisect_left(self._since, said.since_s - SLACK_S - 40 * 86_400)
        last = bisect.bisect_right(self._since, said.until_s + SLACK_S)
        return [*self._short[first:last], *self._rest]


def _length(event: Saying) -> float:
    return (event.until_s or 0.0) - (event.since_s or 0.0)


def _compared(name: str, said: Saying, event: Saying) -> tuple[str, str]:
    """What was compared, as plain values: instants, kilometres, codes, names, ranges, words in common."""
    if name == "time":
        return _span(said), _span(event)
    if name == "place":
        if not (said.placed and event.placed):
            return "", ""
        return f"{distances_km(said, [event])[0]:.1f} km", f"{(event.spread_km or 0) + (said.spread_km or 0):.0f} km"
    if name == "words":
        both = sorted(said.words & event.words, key=lambda word: (-len(word), word))[:8]
        return (" ".join(both) or "-", f"{len(said.words & event.words)}") if said.words and event.words else ("", "")
    return _shown(getattr(said, name)), _shown(getattr(event, name))


def _shown(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    if isinstance(value, tuple):
        return str(value[0]) if value[0] == value[1] else f"{value[0]}-{value[1]}"
    return str(value or "")


def _span(one: Saying) -> str:
    if one.since_s is None or one.until_s is None:
        return ""
    from ...core.moment import utc

    start, end = utc(int(one.since_s)), utc(int(max(one.until_s - 1, one.since_s)))
    return start if start == end else f"{start}/{end}"
