"""What counts, and what is only listed.

Incidents are counted by class and by how far they are verified. A total over several days (clarity 2) is never one
incident; context is nobody's violation; what a party claims is no count. Unknown is not zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .sectors import Sectors
from .window import Window

CONTEXT, POSITIVE, AGGREGATE = "CTX", "POS", "2"
UNKNOWN_ACTOR = "unknown"
# Which section tells of which class (domain vocabulary, section 10). Every class stands in exactly one.
SECTION_OF = {
    "CTX": 2, "POS": 2,
    "CFV": 3, "CMB": 3, "APK": 3, "TER": 3,
    "CRM": 4, "CUN": 4,
    "CIV": 5, "SGB": 5, "MRM": 5, "ICV": 5,
    "DSP": 6, "AHW": 6, "NAT": 6,
    "EXR": 7,
    "CDC": 8, "ACC": 8,
    "FOM": 9,
}  # fmt: skip
# How far an incident is verified, by its state; the last two are in no total.
DEGREES = ("reported", "registered", "verified", "partially_verified", "unverifiable", "refuted", "archived")
DEGREE_OF = {
    "reported": "reported",
    "registered": "registered", "triaged": "registered", "under_verification": "registered", "reopened": "registered",
    "verified": "verified", "partially_verified": "partially_verified", "unverifiable": "unverifiable",
    "refuted": "refuted", "archived": "archived",
}  # fmt: skip
NOT_HELD = ("refuted", "archived")


@dataclass(frozen=True, slots=True)
class Happening:
    """An incident as a report reads it."""

    ref: str
    state: str
    values: Mapping[str, Any]
    sector: str | None

    @property
    def class_(self) -> str:
        """Its class, such as CFV."""
        return str(self.values["kind"]).partition("-")[0]

    @property
    def degree(self) -> str:
        """How far it is verified."""
        return DEGREE_OF.get(self.state, "registered")

    @property
    def held(self) -> bool:
        """Whether the mission holds that it happened, or may have: neither refuted nor filed away."""
        return self.degree not in NOT_HELD

    @property
    def severity(self) -> int:
        """Its severity, -1 where nobody told."""
        return int(self.values.get("severity") or -1)


@dataclass(frozen=True, slots=True)
class Day:
    """The incidents of a window, apart by how they may be counted."""

    counted: tuple[Happening, ...]
    aggregates: tuple[Happening, ...]
    context: tuple[Happening, ...]
    positive: tuple[Happening, ...]
    wide: tuple[Happening, ...]  # they may lie in the window, but are dated too widely

    @property
    def held(self) -> tuple[Happening, ...]:
        """What counts in totals."""
        return tuple(one for one in self.counted if one.held)

    def of(self, classes: Iterable[str]) -> tuple[Happening, ...]:
        """The counted incidents of some classes."""
        wanted = set(classes)
        return tuple(one for one in self.counted if one.class_ in wanted)

    @property
    def empty(self) -> bool:
        """Whether nothing at all is recorded."""
        return not (self.counted or self.aggregates or self.context or self.positive)


def sorted_out(records: Sequence[Mapping[str, Any]], window: Window, sectors: Sectors) -> Day:
    """The incidents of a window. Another's double (`merged_into`) counts nowhere; each other record in one place."""
    parts: dict[str, list[Happening]] = {name: [] for name in ("counted", "aggregates", "context", "positive", "wide")}
    for record in records:
        values = record["values"]
        if values.get("merged_into") or not values.get("kind"):
            continue
        lies, total = window.lies(values.get("happened_at")), values.get("clarity") == AGGREGATE
        if total and lies != "out" and window.ends(values.get("happened_at")):
            lies = "in"
        if lies == "out":
            continue
        one = Happening(record["ref"], record["state"], values, sectors.of(values.get("place")))
        if lies == "apart":
            parts["wide"].append(one)
        elif one.class_ == CONTEXT:
            parts["context"].append(one)
        elif total:
            parts["aggregates"].append(one)
        else:
            parts["positive" if one.class_ == POSITIVE else "counted"].append(one)
    order = {name: tuple(sorted(found, key=_order)) for name, found in parts.items()}
    return Day(**order)


def _order(one: Happening) -> tuple[int, str, str]:
    return -one.severity, str(one.values["happened_at"]["start"]), one.ref


@dataclass(frozen=True, slots=True)
class Toll:
    """People killed or injured: sums of what is known, each with its records, and those of which nothing is known."""

    low: int | None
    best: int | None
    high: int | None
    known: tuple[str, ...]
    unknown: tuple[str, ...]


def toll(happenings: Iterable[Happening], field: str) -> Toll:
    """The toll in a field (`deaths` or `injured`). Where a bound is not known the best estimate stands
    for it; a sum of which a part is not known, and one of nothing, is unknown, not zero."""
    sums: dict[str, int | None] = {}
    known, unknown = [], []
    for one in happenings:
        told = one.values.get(field) or {}
        best = told.get("best")
        low, high = told.get("low", best), told.get("high", best)
        if best is None and low is None and high is None:
            unknown.append(one.ref)
            continue
        known.append(one.ref)
        for name, value in (("low", low), ("best", best), ("high", high)):
            before = sums.get(name, 0)
            sums[name] = None if value is None or before is None else before + value
    return Toll(sums.get("low"), sums.get("best"), sums.get("high"), tuple(known), tuple(unknown))


def split_of(values: Mapping[str, Any]) -> str:
    """By whom how many of a total: `TUR 20, GRC 2, unknown 32`."""
    return ", ".join(f"{part['actor']} {part['count']}" for part in values.get("split") or ())


def number_of(tally: Mapping[str, Any] | None) -> str | None:
    """A tally as text: `67`, `60 to 70`, `at least 60`; None where no number is told."""
    told = tally or {}
    low, about, high = told.get("low"), told.get("about"), told.get("high")
    if about is not None:
        return str(about) if low in (None, about) and high in (None, about) else f"{about} ({_range(low, high)})"
    return None if low is None and high is None else _range(low, high)


def _range(low: int | None, high: int | None) -> str:
    return "–".join("?" if end is None else str(end) for end in (low, high))
