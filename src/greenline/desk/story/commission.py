"""What a story expects of a joint commission.

expect docket 1 CASE1                     it stands there on the docket, counted from 1; none: nowhere
expect docket 1 CASE1 times 2             and stood so often on agendas; last deferred: with this outcome last time
expect quorum MTG1 not_met                met, not_met, unknown; of B: of this side
expect standing CMT1 overdue              a commitment by the clock
expect score 578 all 66.7                 share of full by coding version and theme; none: nothing is scored
expect calls 2025-03-03 2                 calls in the week of that Monday
expect notice NTF1 silent                 a state by the clock, or: lead breached, least_h 2, short_h 46, by LIA-1
"""

from __future__ import annotations

from typing import Any, Protocol

from ...core.errors import Unexpected
from .. import commission as joint
from ..desk import Desk
from ..docket import docket

JOINT = ("docket", "quorum", "standing", "score", "calls", "notice")


class Telling(Protocol):
    """What is asked of the story that is being told."""

    desk: Desk
    now_s: int

    def known(self, name: str) -> tuple[str, str]:
        """The register and ref that a name stands for."""


def joined(told: Telling, who: str, words: list[str]) -> None:
    """Hold the commission, as an audience may know it, against a line. Raises Unexpected."""
    if len(words) < 3:
        raise Unexpected(f"{words[0]} needs a name and what is expected")
    if words[0] == "docket":
        _docket(told, who, words[1], words[2], words[3:])
        return
    audience = told.desk.audience(who)
    if words[0] == "quorum":
        found = joint.one_meeting(told.desk, audience, told.known(words[1])[1], told.now_s)["quorum"]
        side = next((s["answer"] for s in found["sides"] if words[-2] == "of" and s["actor"] == words[-1]), None)
        _same(found["answer"] if words[-2] != "of" else side, words[2])
        return
    seen = joint.commission(told.desk, audience, told.now_s)
    if words[0] == "standing":
        _same(_of(seen["commitments"], told.known(words[1])[1])["standing"], words[2])
    elif words[0] == "score":
        among = [t for v in seen["scores"] if v["version"] == words[1] for t in v["themes"] if t["theme"] == words[2]]
        _same(among[0]["percent"] if among else None, words[-1])
    elif words[0] == "calls":
        weeks = (seen["hotline"] or {}).get("weeks", ())
        _same(next((week["calls"] for week in weeks if week["week"] == words[1]), None), words[2])
    else:
        _notice(_of(seen["notifications"], told.known(words[1])[1]), words[2:])


def _docket(told: Telling, who: str, number: str, name: str, rest: list[str]) -> None:
    items = docket(told.desk, told.desk.audience(who), told.now_s)["items"]
    ref = told.known(name)[1]
    at = next((str(n) for n, one in enumerate(items, 1) if one["about"] == ref), "none")
    _same(at, number)
    if len(rest) % 2 or (rest and at == "none"):
        raise Unexpected("after the name come pairs such as: times 2")
    for what, wanted in zip(rest[::2], rest[1::2], strict=True):
        _same(items[int(at) - 1]["recurrence"].get(what), wanted)


def _notice(one: dict[str, Any], rest: list[str]) -> None:
    if len(rest) == 1:
        _same(one["state"], rest[0])
        return
    lead = one["lead"]
    _same({"lead": lead["answer"], "by": one["acknowledged_by"]}.get(rest[0], lead.get(rest[0])), rest[1])


def _of(rows: list[dict[str, Any]], ref: str) -> dict[str, Any]:
    found = next((one for one in rows if one["ref"] == ref), None)
    if found is None:
        raise Unexpected("it is not there")
    return found


def _same(told: Any, wanted: str) -> None:
    shown = "none" if told is None else f"{told:g}" if isinstance(told, float) else str(told)
    if shown != wanted:
        raise Unexpected(f"it is {shown}, not {wanted}")
