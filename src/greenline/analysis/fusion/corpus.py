"""What is common in a mission: how often its records name a kind, a party, a word, a number.

A rare word shared says more than a common one (inverse frequency, Spärck Jones 1972); the same is done for parties and
kinds (value-specific weights, Winkler 1989). Counted over a sample where a mission is large.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from .saying import Saying

MOST_SAYINGS = 20_000
_DIGITS = 1  # of the logarithm of a number that are kept


class Corpus:
    """Frequencies over a mission's records. Memory is bounded: words that came once in many are dropped."""

    def __init__(self, sayings: Iterable[Saying] = ()) -> None:
        self.size = 0
        self._kinds: Counter[str] = Counter()
        self._parties: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        self._numbers: dict[str, Counter[float]] = {name: Counter() for name in ("deaths", "injured", "count")}
        for saying in sayings:
            if self.size == MOST_SAYINGS:
                break
            self._add(saying)

    def _add(self, one: Saying) -> None:
        self.size += 1
        for kind in (one.kind, one.observation):
            if kind:
                self._kinds.update({kind, class_of(kind)})
        self._parties.update(one.parties)
        self._words.update(one.words)
        for name, counter in self._numbers.items():
            told = getattr(one, name)
            if told is not None:
                counter[round(_middle(told), _DIGITS)] += 1

    def kind(self, code: str) -> float:
        """The share of records that have a kind or class of kinds."""
        return self._share(self._kinds[code])

    def party(self, name: str) -> float:
        """The share of records that name a party."""
        return self._share(self._parties[name])

    def word(self, word: str) -> float:
        """The share of records in which a word stands."""
        return self._share(self._words[word])

    def _share(self, count: int) -> float:
        """A share that is never 0 nor 1: half a record is added on either side (Jeffreys' prior)."""
        return (count + 0.5) / (self.size + 1)

    def likeness(self, name: str, told: tuple[int, int], scale: float) -> float:
        """How like the corpus's numbers are to one, on average (0 to 1)."""
        middle, counter = _middle(told), self._numbers[name]
        among = sum(times * math.exp(-abs(middle - value) / scale) for value, times in counter.items())
        return (among + 0.5) / (counter.total() + 1)


def class_of(kind: str) -> str:
    """The class of a kind's code: CFV of CFV-SAF."""
    return kind.partition("-")[0]


def _middle(told: tuple[int, int]) -> float:
    return (math.log1p(told[0]) + math.log1p(told[1])) / 2
