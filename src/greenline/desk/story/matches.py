"""What a story expects of matches, and how people judge them in it.

expect match REP1 with INC1                     the machine proposes that REP1 tells of INC1 (or of what REP2 tells of)
expect match REP1 with INC1 because place       this feature speaks for it; `against time` speaks against it
expect match REP1 with INC1 state linked as M1  in this state, and called M1 from here on
expect no match REP1 with INC1                  there is none (none at all without `with`)
expect matches 2                                so many proposed or judged ones
link M1 by DESK-1 because "…"                   the incident cites the report; also reject, unlink
open M1 by DESK-1 because "…" as INC1           an incident from two reports
"""

from __future__ import annotations

from typing import Any, Protocol

from ...core.errors import Refusal, Unexpected
from ...core.handling import Actor
from ...faces.query import Question
from .. import matching, picture
from ..desk import Desk

_PARTS = ("with", "because", "against", "state", "as")
_ORDERS = ("by", "because", "as")
MOST = 500


class Telling(Protocol):
    """What is asked of the story that is being told."""

    desk: Desk
    refs: dict[str, tuple[str, str]]
    versions: dict[str, list[int]]
    refusal: Refusal | None
    number: int

    def react(self) -> None:
        """Let the machine look at all that was told so far."""

    def known(self, name: str) -> tuple[str, str]:
        """The register and ref that a name stands for."""

    def actor(self, call_sign: str) -> Actor:
        """Somebody of the mission's people."""

    def shown(self, value: Any) -> str:
        """A value as a story writes it."""


def matched(told: Telling, words: list[str]) -> None:
    """Hold the matches against a line. Raises Unexpected."""
    told.react()
    page = picture.page(told.desk, "match", told.desk.audience("mission"), Question(limit=MOST))
    found = [one for one in page["records"] if one["state"] != "withdrawn"]
    if words[0] == "matches":
        if str(len(found)) != words[-1]:
            raise Unexpected(f"there are {len(found)}: {_shown(told, found)}")
        return
    none = words[0] == "no"
    name, *rest = words[2:] if none else words[1:]
    asked = _pairs(rest, _PARTS)
    ref = told.known(name)[1]
    own = [one for one in found if ref in _ends(one)]
    among = [one for one in own if _fits(told, one, asked)]
    if none and among:
        raise Unexpected(f"there is one: {_shown(told, among)}")
    if none:
        return
    if not among:
        raise Unexpected(f"there is none such; of {name} there are: {_shown(told, own) or 'none'}")
    if "as" in asked:
        told.refs[asked["as"]] = ("match", among[0]["ref"])


def settled(told: Telling, words: list[str]) -> None:
    """Have somebody judge a match. Raises Unexpected."""
    step, name, *rest = words
    asked = _pairs(rest, _ORDERS)
    told.number += 1
    key, ref, why = f"line-{told.number}", told.known(name)[1], asked.get("because", "")
    who = told.actor(asked.get("by", ""))
    try:
        if step == "open":
            made = matching.open_incident(told.desk, ref, who, {}, why, key)
            told.refs[asked.get("as", "INC")] = ("incident", made.ref)
            told.versions[asked.get("as", "INC")] = [made.pos]
        else:
            {"link": matching.link, "unlink": matching.unlink, "reject": matching.reject}[step](
                told.desk, ref, who, why, key
            )
    except Refusal as refusal:
        told.refusal = refusal


def _pairs(rest: list[str], parts: tuple[str, ...]) -> dict[str, str]:
    if len(rest) % 2 or any(part not in parts for part in rest[::2]):
        raise Unexpected(f"here come pairs of {', '.join(parts)} and a word; not {' '.join(rest)}")
    return dict(zip(rest[::2], rest[1::2], strict=True))


def _ends(one: dict[str, Any]) -> set[str]:
    values = one["values"]
    return {values[name] for name in ("report", "incident", "other") if values.get(name)}


def _fits(told: Telling, one: dict[str, Any], asked: dict[str, str]) -> bool:
    if "with" in asked and told.known(asked["with"])[1] not in _ends(one):
        return False
    if "state" in asked and one["state"] != asked["state"]:
        return False
    weights = {part["feature"]: float(part["weight"]) for part in one["values"].get("features", ())}
    speaks = weights.get(asked["because"], 0.0) > 0 if "because" in asked else True
    return speaks and (weights.get(asked["against"], 0.0) < 0 if "against" in asked else True)


def _shown(told: Telling, found: list[dict[str, Any]]) -> str:
    lines = []
    for one in found:
        ends = " with ".join(sorted(told.shown(end) for end in _ends(one)))
        bits = ", ".join(f"{part['feature']} {part['weight']}" for part in one["values"].get("features", ()))
        lines.append(f"{ends} {one['state']} {one['values']['total']} ({bits})")
    return "; ".join(lines)
