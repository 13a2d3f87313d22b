"""The weight of each feature: how much likelier is what a report says if it tells of an event, than if it does not.

Fellegi and Sunter 1969: a weight is log2(m/u). Here m is a stated assumption on how sources of one event differ, below;
u, how often what is said would be said of another event, is taken from the mission's corpus and from the events that
are near in time and place, so that what is common there (the front's two parties, a week's one headline) weighs little.
Unknown on either side weighs nothing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from ...core.place import KM_PER_DEGREE
from .corpus import Corpus, class_of
from .saying import Saying

Floats = NDArray[np.float64]

DAY_S = 86_400.0
# Two sources of one event: the hour slips (zone, night, hour of writing), seldom the day (when the news arrived).
SLIPS_S = ((0.8, 6 * 3_600.0), (0.2, 2 * DAY_S))
SLACK_S = 3 * DAY_S  # beyond which nothing is compared
# A village by its own coordinates or those of the next; seldom of the district's town.
STRAYS_KM = ((0.85, 5.0), (0.15, 20.0))
NEAR_KM = 50.0
SAME_KIND, SAME_CLASS, OTHER_KIND = 0.7, 0.2, 0.1  # how sources code one event
SAME_PARTY, OTHER_PARTY = 0.9, 0.2
TOLL_SCALE, TOLL_AGREES = 0.5, 0.9  # of natural logarithms; a tenth of tolls has nothing to do with one another
# Query likelihood with Jelinek-Mercer smoothing (Zhai and Lafferty 2004); words come in phrases, so each counts half.
FROM_TEXT, EACH_WORD, ALIKE = 0.4, 0.5, 0.5
MOST_BITS = 14.0
LIKE_WORD, LIKE_NAME = 88.0, 90.0  # per cent of letters for one word, one name, spelt in two ways
OTHERS = 4.0  # as if so many events of the corpus's own kind were near beside those that are
FEATURES = ("time", "place", "kind", "observation", "parties", "deaths", "injured", "count", "words")


def ratios(said: Saying, events: Sequence[Saying], corpus: Corpus) -> dict[str, Floats]:
    """m/u of each feature for each event, u from the corpus alone; NaN where it is unknown on either side."""
    told: dict[str, Floats] = {"time": _time(said, events), "place": _place(said, events)}
    each: dict[str, Callable[[Saying], float | None]] = {
        "kind": lambda e: _kind(said.kind, e.kind, corpus),
        "observation": lambda e: _kind(said.observation, e.observation, corpus),
        "parties": lambda e: _parties(said.parties, e.parties, corpus),
    }
    for name in ("deaths", "injured", "count"):
        number = getattr(said, name)
        usual = corpus.likeness(name, number, TOLL_SCALE) if number is not None else 1.0
        each[name] = lambda e, name=name, number=number, usual=usual: _toll(number, getattr(e, name), usual)  # type: ignore[misc]
    told.update({name: _column(weigh, events) for name, weigh in each.items()})
    told["words"] = _words(said, events, corpus)
    return told


def weights(said: Saying, events: Sequence[Saying], corpus: Corpus, usual: Mapping[str, float]) -> dict[str, Floats]:
    """The weight in bits of each feature for each event near; 0 where it is unknown on either side.

    usual: what `ratios` come to between neighbours that are held to be different (`linking.Mission`).
    """
    told = ratios(said, events, corpus)
    return {name: _against_others(ratio, usual.get(name, 1.0)) for name, ratio in told.items()}


def _against_others(ratio: Floats, usual: float) -> Floats:
    """log2(m/u), u from the mission's neighbours and from the other events near."""
    known = ~np.isnan(ratio)
    filled = np.where(known, ratio, 0.0)
    others = (filled.sum() - filled + OTHERS * usual) / (known.sum() - 1 + OTHERS)
    bits = np.log2(np.maximum(filled, 1e-9) / np.maximum(others, 1e-9))
    return np.where(known, np.clip(bits, -MOST_BITS, MOST_BITS), 0.0)


def _column(weigh: Callable[[Saying], float | None], events: Sequence[Saying]) -> Floats:
    found = [weigh(event) for event in events]
    return np.array([np.nan if one is None else one for one in found], float)


def _time(said: Saying, events: Sequence[Saying]) -> Floats:
    """Both instants lie somewhere in their stretches, one slipped: the density of that, beside an even one."""
    if said.since_s is None or said.until_s is None:
        return np.full(len(events), np.nan)
    since = np.array([np.nan if e.since_s is None else e.since_s for e in events], float)
    until = np.array([np.nan if e.until_s is None else e.until_s for e in events], float)
    until = np.maximum(until, since + 1)
    start, end = said.since_s, max(said.until_s, said.since_s + 1)
    density = np.zeros(len(events))
    for share, slip in SLIPS_S:
        parts = _twice(until - start, slip) - _twice(since - start, slip)
        parts += _twice(since - end, slip) - _twice(until - end, slip)
        density += share * parts / ((until - since) * (end - start))
    return np.asarray(np.maximum(density, 0.0) * (end - start + 2 * SLACK_S), float)


def _twice(gap: Floats, scale: float) -> Floats:
    """Laplace's density of that scale, integrated twice."""
    size = np.abs(gap)
    return size / 2 + scale / 2 * np.exp(-size / scale)


def _place(said: Saying, events: Sequence[Saying]) -> Floats:
    """Two normal densities around the event's place, as wide as both places are uncertain, beside an even one."""
    if not said.placed:
        return np.full(len(events), np.nan)
    far = distances_km(said, events)
    own = said.spread_km or 0.0
    spread = np.array([np.nan if not e.placed else (e.spread_km or 0.0) for e in events], float)
    density = np.zeros(len(events))
    for share, stray in STRAYS_KM:
        variance = stray**2 + (own**2 + spread**2) / 4
        density += share * np.exp(-(far**2) / (2 * variance)) / (2 * math.pi * variance)
    return np.asarray(density * math.pi * (NEAR_KM + own) ** 2, float)


def distances_km(said: Saying, events: Sequence[Saying]) -> Floats:
    """Distances on a plane (all are near); NaN where a place is unknown."""
    assert said.lon is not None
    assert said.lat is not None
    lon = np.array([np.nan if e.lon is None else e.lon for e in events], float)
    lat = np.array([np.nan if e.lat is None else e.lat for e in events], float)
    east = (np.remainder(lon - said.lon + 180, 360) - 180) * math.cos(math.radians(said.lat))
    return np.asarray(np.hypot(east, lat - said.lat) * KM_PER_DEGREE, float)


def _kind(said: str, held: str, corpus: Corpus) -> float | None:
    if not said or not held:
        return None
    if said == held:
        return SAME_KIND / corpus.kind(said)
    if class_of(said) == class_of(held):
        return SAME_CLASS / corpus.kind(class_of(said))
    return OTHER_KIND


def _parties(said: frozenset[str], held: frozenset[str], corpus: Corpus) -> float | None:
    """Parties named by both, the rarest of them counted (who fights whom is no chance); where each names one that the
    other does not, they disagree. A party missing on one side says nothing."""
    if not said or not held:
        return None
    pairs = {one: _spelt(one, held) for one in said}
    both = [corpus.party(other) for other in pairs.values() if other is not None]
    told = SAME_PARTY / min(both) if both else 1.0
    apart = None in pairs.values() and held - set(pairs.values())
    return max(told, 1.0) * OTHER_PARTY if apart else max(told, 1.0)


def _spelt(one: str, among: frozenset[str]) -> str | None:
    if one in among:
        return one
    found = process.extractOne(one, among, scorer=fuzz.token_sort_ratio, score_cutoff=LIKE_NAME)
    return found[0] if found and len(one) > 4 else None


def _toll(said: tuple[int, int] | None, held: tuple[int, int] | None, usual: float) -> float | None:
    """How far two ranges lie apart, beside how far the corpus's numbers do."""
    if said is None or held is None:
        return None
    gap = max(math.log1p(said[0]) - math.log1p(held[1]), math.log1p(held[0]) - math.log1p(said[1]), 0.0)
    return TOLL_AGREES * math.exp(-gap / TOLL_SCALE) / usual + 1 - TOLL_AGREES


def _words(said: Saying, events: Sequence[Saying], corpus: Corpus) -> Floats:
    """Words of the report that stand in the event's text, the rare ones more. A text with none of them may be in other
    words or another language: at worst that halves."""
    if not said.words:
        return np.full(len(events), np.nan)
    share = {word: corpus.word(word) for word in said.words}
    long = [word for word in said.words if len(word) > 4]
    found = np.full(len(events), np.nan)
    for number, event in enumerate(events):
        if not event.words:
            continue
        bits = 0.0
        alike = said.words & event.words
        alike |= _alike([word for word in long if word not in alike], event.words - alike)
        for word in said.words:
            chance = share[word]
            bits += math.log2(FROM_TEXT * max(1.0, 1 / chance) + 1 - FROM_TEXT if word in alike else 1 - FROM_TEXT)
        bits = min(EACH_WORD * bits, MOST_BITS)
        found[number] = ALIKE * 2.0**bits + 1 - ALIKE
    return found


def _alike(words: list[str], among: frozenset[str]) -> frozenset[str]:
    """Of words those that stand among others in another spelling (names of places and people do)."""
    others = [word for word in among if len(word) > 4]
    if not words or not others:
        return frozenset()
    scores = process.cdist(words, others, scorer=fuzz.ratio, score_cutoff=LIKE_WORD)
    return frozenset(word for word, row in zip(words, scores, strict=True) if row.any())
