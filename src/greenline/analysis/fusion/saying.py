"""A report or an incident as it is compared: what it says of when, where, what, who, how many, and in which words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ...core.moment import widened

MOST_WORDS = 120  # of a text that are compared
_WORD = re.compile(r"[^\W_]+")
_LEAST = 3  # letters; shorter words tell little


@dataclass(frozen=True, slots=True)
class Saying:
    """What a record says. Absent is unknown, which is evidence for nothing.

    since_s, until_s: the stretch in which it may lie, POSIX seconds, the end exclusive. spread_km: how far off the
    place may be; None where it is not known on the map's scale. deaths, injured, count: (lowest, highest). total: a
    source's sum of several events. pos: its entry, 0 when it has none.
    """

    ref: str
    since_s: float | None = None
    until_s: float | None = None
    lon: float | None = None
    lat: float | None = None
    spread_km: float | None = 0.0
    kind: str = ""
    observation: str = ""
    parties: frozenset[str] = frozenset()
    deaths: tuple[int, int] | None = None
    injured: tuple[int, int] | None = None
    count: tuple[int, int] | None = None
    words: frozenset[str] = frozenset()
    total: bool = False
    pos: int = 0

    @property
    def placed(self) -> bool:
        """Whether its place is known on the map's scale."""
        return self.lon is not None and self.lat is not None and self.spread_km is not None


def words_of(*texts: str | None) -> frozenset[str]:
    """The words of texts, without accents and capitals; of long texts the first."""
    found: dict[str, None] = {}
    for text in texts:
        plain = unicodedata.normalize("NFKD", text or "").casefold()
        bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
        found.update(dict.fromkeys(word for word in _WORD.findall(bare) if len(word) >= _LEAST or not word.isascii()))
    return frozenset(list(found)[:MOST_WORDS])


def named(actor: str) -> str:
    """A party's name as it is compared."""
    return " ".join(sorted(words_of(actor))) or actor.casefold()


def range_of(low: int | None, best: int | None, high: int | None) -> tuple[int, int] | None:
    """A number with its range as (lowest, highest); None where nobody knows it."""
    told = [number for number in (low, best, high) if number is not None]
    return (min(told), max(told)) if told else None


def stretch(since_s: int | None, until_s: int | None, prec: int | None) -> tuple[float, float] | tuple[None, None]:
    """The stretch in which a moment may lie, as its precision says."""
    if since_s is None or until_s is None:
        return None, None
    since, until = widened(since_s, until_s, prec or 5)
    return float(since), float(until)
