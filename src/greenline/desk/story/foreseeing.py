"""What a story expects of the outlook; before each the machine looks at it.

expect warning weekly ZONE proposed as W1       a rule's newest warning of a ground, in this state, called W1
expect warning weekly ZONE missed outcome miss  with this outcome; outcome none: nothing is said yet
expect no warning weekly ZONE                   there is none
expect tally false_alarms 1                     over all warnings: hits, misses, quiet, open, declined, hit_rate …
expect outlook ZONE unknown                     unknown: too little is held; foreseen; behind: the record ends too early
"""

from __future__ import annotations

from typing import Any, Protocol

from ...core.errors import Unexpected
from .. import outlook, warning
from ..desk import Desk

FORESEEN = ("warning", "tally", "outlook")


class Telling(Protocol):
    """What is asked of the story that is being told."""

    desk: Desk
    now_s: int
    refs: dict[str, tuple[str, str]]


def foreseen(told: Telling, words: list[str]) -> None:
    """Hold the outlook against a line. Raises Unexpected."""
    no, words = words[0] == "no", words[1:] if words[0] == "no" else words
    if len(words) < 3:
        raise Unexpected(f"write {words[0]} as docs/how-to/story.md tells")
    if words[0] == "outlook":
        found = _outlook(told, words[1])
    else:
        warning.look(told.desk, told.now_s)
        seen = warning.told(told.desk, told.desk.audience("mission"), told.now_s)
        if words[0] == "warning":
            _warning(told, seen["warnings"], words, no)
            return
        found = "none" if seen["whole"][words[1]] is None else str(seen["whole"][words[1]])
    if found != words[2]:
        raise Unexpected(f"it is {found}, not {words[2]}")


def _warning(told: Telling, rows: list[dict[str, Any]], words: list[str], no: bool) -> None:
    among = [row for row in rows if row["rule"] == words[1] and row["area"] == words[2]]
    if no:
        if among:
            raise Unexpected(f"there is {among[0]['ref']}, which is {among[0]['state']}")
        return
    if not among:
        raise Unexpected("there is none")
    one, rest = among[0], words[4:]
    if len(words) < 4 or one["state"] != words[3]:
        raise Unexpected(f"it is {one['state']}")
    if rest[:1] == ["outcome"]:
        if one.get("outcome", "none") != rest[1]:
            raise Unexpected(f"its outcome is {one.get('outcome', 'none')}")
        rest = rest[2:]
    if rest[:1] == ["as"]:
        told.refs[rest[1]] = ("warning", one["ref"])


def _outlook(told: Telling, unit: str) -> str:
    made = outlook.make(told.desk, outlook.as_known(told.desk, None, told.now_s))
    if made.behind:
        return "behind"
    return "unknown" if made.outlook.unknown(made.panel.units.index(unit)) else "foreseen"
