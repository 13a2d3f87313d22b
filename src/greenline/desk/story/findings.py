"""What a story expects of findings.

expect finding P-3.1 breached by INC1                       whoever is accused
expect finding P-3.1 breached by INC1 of A                  party A; `of nobody` where nobody is named
expect finding P-3.1 unknown by INC1 because near_line      this reason is among its reasons; `because a,b` both
expect finding P-3.1 met of A                               over a window; `on POS1` or `on NTF1`: position, notice
expect finding P-3.1 breached by INC1 state adopted         the state of the record
expect finding P-3.1 breached by INC1 as F1                 and call it F1 from here on
expect no finding P-3.1 by INC1                             there is none, `of A`, `on …` and the answer as above
expect findings P-3.1 2                                     so many, all clauses with `all`
"""

from __future__ import annotations

from typing import Any, Protocol

from ...core.errors import Unexpected

_ANSWERS = ("met", "breached", "unknown")
_PARTS = ("by", "on", "of", "because", "state", "as")


class Telling(Protocol):
    """What is asked of the story that is being told."""

    refs: dict[str, tuple[str, str]]

    def judged(self) -> list[dict[str, Any]]:
        """The findings that hold now."""

    def known(self, name: str) -> tuple[str, str]:
        """The register and ref that a name stands for."""

    def shown(self, value: Any) -> str:
        """A value as a story writes it."""


def expected(told: Telling, words: list[str]) -> None:
    """Hold the findings against a line. Raises Unexpected."""
    found = told.judged()
    if words[0] == "findings":
        code, number = words[1], words[-1]
        count = sum(code in ("all", one["provision"]) for one in found)
        if str(count) != number:
            raise Unexpected(f"there are {count}: {_shown(told, found)}")
        return
    none = words[0] == "no"
    asked = _asked(words[2:] if none else words[1:])
    among = [one for one in found if _fits(told, one, asked)]
    if none and among:
        raise Unexpected(f"there is one: {_shown(told, among)}")
    if none:
        return
    if not among:
        own = [one for one in found if one["provision"] == asked["provision"]]
        raise Unexpected(f"there is none such; of {asked['provision']} there are: {_shown(told, own) or 'none'}")
    if "as" in asked:
        told.refs[asked["as"]] = ("finding", among[0]["finding"])


def _asked(words: list[str]) -> dict[str, str]:
    if not words:
        raise Unexpected("which provision?")
    asked, rest = {"provision": words[0]}, words[1:]
    if rest and rest[0] in _ANSWERS:
        asked["answer"], rest = rest[0], rest[1:]
    if len(rest) % 2 or any(part not in _PARTS for part in rest[::2]):
        raise Unexpected(f"after the answer come pairs of {', '.join(_PARTS)} and a word; not {' '.join(rest)}")
    asked.update(zip(rest[::2], rest[1::2], strict=True))
    return asked


def _fits(told: Telling, one: dict[str, Any], asked: dict[str, str]) -> bool:
    if one["provision"] != asked["provision"] or asked.get("answer") not in (None, one["answer"]):
        return False
    if "by" in asked and one["incident"] != told.known(asked["by"])[1]:
        return False
    if "on" in asked and told.known(asked["on"])[1] not in (one["position"], one["notification"]):
        return False
    if "of" in asked and (one["party"] or "nobody") != asked["of"]:
        return False
    if "state" in asked and one["state"] != asked["state"]:
        return False
    return set(asked.get("because", "").split(",")) - {""} <= set(one["reasons"])


def _shown(told: Telling, found: list[dict[str, Any]]) -> str:
    lines = []
    for one in found:
        thing = one["incident"] or one["position"] or one["notification"]
        about = told.shown(thing) if thing else "a window"
        reasons = ",".join(one["reasons"])
        lines.append(f"{one['provision']} {one['answer']} of {one['party'] or 'nobody'} on {about} because {reasons}")
    return "; ".join(lines)
