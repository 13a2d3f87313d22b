"""What a story expects of the deployment on a day.

expect deployment 2025-03-02 people 700,650                 told of the whole operation; claims left out
expect deployment 2025-03-02 claims 900                     what parties say of it
expect deployment 2025-03-02 of "Country A" 120             of a contributor's units; none: nobody tells a number
expect deployment 2025-03-02 missing 100,150                of the ceilings, beside each figure
expect deployment 2025-03-02 posted "Post 1" perhaps        whether somebody is there: yes, perhaps, none
expect deployment 2025-03-02 stock Trucks 8/10 short        serviceable of present; short, enough or unknown
expect deployment 2025-03-02 rotation "Company 1" overdue   overdue, soon or none
expect deployment 2025-03-02 caveats "Company 1" 1          how many it has
expect deployment 2025-03-02 money USD 0.5                  received of appropriated; unknown
expect deployment public 2025-05-02 people 700              as an audience is told
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from ...core.errors import Unexpected
from ..authority import day
from ..deployment import overview
from ..desk import Desk

NONE, UNKNOWN = "none", "unknown"
_ALONE = ("people", "claims", "missing")


def deployed(desk: Desk, words: list[str]) -> None:
    """Hold the deployment against a line. Raises Unexpected."""
    _, *rest = words
    who = rest.pop(0) if rest and rest[0] in desk.mission.audiences else "mission"
    if len(rest) < 3 or len(rest) < 4 - (rest[1] in _ALONE):
        raise Unexpected("write deployment DAY what … answer, as docs/how-to/story.md tells")
    try:
        asked = day(rest[0], ZoneInfo(desk.mission.settings.timezone), 0)
    except ValueError:
        raise Unexpected(f"{rest[0]!r} is no day") from None
    found = _found(overview(desk, desk.audience(who), asked), rest[1], rest[2])
    wanted = " ".join(rest[2 if rest[1] in _ALONE else 3 :])
    if found != wanted:
        raise Unexpected(f"it is {found}, not {wanted}")


def _found(told: dict[str, Any], what: str, name: str) -> str:
    if what in ("people", "claims"):
        return _joined(one["people"] for one in told["totals"] if one["claim"] == (what == "claims"))
    if what == "missing":
        return _joined(gap["missing"] for one in told["ceilings"] for gap in one["against"])
    if what == "of":
        rows = [one for one in told["contributors"] if one["contributor"] == name]
        return _joined(one["people"] for row in rows for one in (*row["told"], *row["sums"]))
    if what == "posted":
        return _joined(one["certainty"] for one in told["postings"] if name in (one["spot"], one["site_name"]))
    if what == "money":
        return _joined(UNKNOWN if one["share"] is None else f"{one['share']:g}" for one in told["money"]
                       if one["currency"] == name)  # fmt: skip
    if what == "stock":
        return _joined(_stock(one) for one in told["equipment"] if one["name"] == name)
    units = [one for one in told["units"] if one["name"] == name]
    if what == "caveats":
        return _joined(len(one["caveats"]) for one in units)
    if what == "rotation":
        states = ("overdue" if one["rotation_overdue"] else "soon" if one["rotation_soon"] else NONE for one in units)
        return _joined(states)
    raise Unexpected(f"a deployment has no {what}")


def _stock(one: dict[str, Any]) -> str:
    counts = "/".join(UNKNOWN if one[name] is None else str(one[name]) for name in ("serviceable", "present"))
    return f"{counts} {UNKNOWN if one['short'] is None else 'short' if one['short'] else 'enough'}"


def _joined(each: Iterable[Any]) -> str:
    return ",".join(str(one) for one in each if one is not None) or NONE
