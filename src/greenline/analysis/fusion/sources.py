"""Who copies whom: how many independent sources tell of an event (domain vocabulary, section 2)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

MOST = 500  # sayings compared; an incident cites no more
LIKE = 90.0  # per cent of letters from which a text is taken for a copy
LEAST_WORDS = 8  # of a text that can be told to be a copy: short ones are alike by chance
PARTY = "party"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a report has what it says from. copies: the sources, or reports, that it copies, as it was told."""

    ref: str
    source: str = ""
    kind: str = ""
    copies: str = ""
    text: str = ""


def corroborating(reports: Sequence[Source]) -> int:
    """The number of independent sources among reports of one event."""
    return len(independent(reports))


def independent(reports: Sequence[Source]) -> list[list[str]]:
    """Reports by independent source, as refs. What comes from one source, copies another or has nearly its words counts
    once; so do all parties together, whose claims bear out nobody's numbers, and all sources that are not named, for
    nobody knows that they differ."""
    among = reports[:MOST]
    group = list(range(len(among)))

    def root(one: int) -> int:
        while group[one] != one:
            one = group[one]
        return one

    for second, later in enumerate(among):
        for first in range(second):
            if root(first) != root(second) and _one_source(among[first], later):
                group[root(second)] = root(first)
    found: dict[int, list[str]] = {}
    for number, one in enumerate(among):
        found.setdefault(root(number), []).append(one.ref)
    return list(found.values())


def _one_source(a: Source, b: Source) -> bool:
    if a.kind == b.kind == PARTY:
        return True
    if _plain(a.source) == _plain(b.source):
        return True
    return _copies(a, b) or _copies(b, a) or _same_words(a.text, b.text)


def _copies(a: Source, b: Source) -> bool:
    told = {_plain(part) for part in re.split(r"[;,]", a.copies)} - {""}
    return bool(told & {_plain(b.source), _plain(b.ref)})


def _same_words(a: str, b: str) -> bool:
    a, b = _plain(a), _plain(b)
    if min(len(a.split()), len(b.split())) < LEAST_WORDS:
        return False
    return fuzz.ratio(a, b, score_cutoff=LIKE) > 0


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
