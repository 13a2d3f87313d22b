"""What a story expects of protection and movement. Clocks are minded before each.

expect heard P1 late                      own people: on_time, late, overdue, unknown; because no_check: why
expect limit CA1 decision overdue         a clock of a community's alert: met, missed, running, overdue, unknown
expect in_time CA1 met                    a force was there before it ended: met, missed, unknown
expect kept answered 1                    actionable, answered, unanswered, open, share, median_depart_s, in_time, ...
expect leg CEV1 surgery met               first_aid, emergency_care, surgery
expect risk T1 high                       the band; product 12; expired yes
expect convoy C1 silent                   a notice by the clock; lead met: told long enough ahead
expect site S1 expired                    open, ending, expired, closed; purge yes: its coordinates are to be erased
expect cell 2025-03 A3 Alpha 2            constraints of a month by kind and district; for others: as handed on
expect made duty of C1 1                  records that the machine made of one: duty, alert, restriction, ...
"""

from __future__ import annotations

from typing import Any, Protocol

from sqlalchemy import select

from ...core.errors import Unexpected
from ...ledger.state import NOW
from .. import movements, protecting
from ..desk import Desk

PROTECTED = ("heard", "limit", "in_time", "kept", "leg", "risk", "convoy", "site", "cell", "made")
_CITES = {"duty": ("cause",), "alert": ("cause",), "restriction": ("convoy", "movement"),
          "access_constraint": ("convoy",)}  # fmt: skip


class Telling(Protocol):
    """What is asked of the story that is being told."""

    desk: Desk
    now_s: int

    def known(self, name: str) -> tuple[str, str]:
        """The register and ref that a name stands for."""

    def react(self) -> None:
        """Let the machine look at all that was told so far."""


def protected(told: Telling, words: list[str]) -> None:
    """Hold protection and movement against a line. Raises Unexpected."""
    if len(words) < 3:
        raise Unexpected(f"write {words[0]} as docs/how-to/story.md tells")
    told.react()
    found, wanted = _told(told, words), words[-1]
    shown = "none" if found is None else {True: "yes", False: "no"}[found] if isinstance(found, bool) else str(found)
    if shown != wanted:
        raise Unexpected(f"it is {shown}, not {wanted}")


def _told(told: Telling, words: list[str]) -> Any:
    desk, reads, what = told.desk, told.desk.audience("mission"), words[0]
    if what == "made":
        return _made(told, words[1], told.known(words[3])[1])
    if what == "cell":
        return _cell(told, words)
    if what in ("convoy", "site"):
        seen = movements.overview(desk, reads, told.now_s)
        one = _of([*seen["convoys"], *seen["closed"], *seen["sites"]], told.known(words[1])[1])
        if what == "convoy":
            return (one["lead"] or {}).get("answer") if words[2] == "lead" else one["state"]
        return one["to_purge"] if words[2] == "purge" else one["expiry"]
    seen = protecting.overview(desk, reads, told.now_s)
    if what == "kept":
        return seen["kept"].get(words[1])
    ref = told.known(words[1])[1]
    if what == "heard":
        one = _of(seen["patrols"], ref)
        return one["because"] if words[2] == "because" else one["answer"]
    if what == "leg":
        return next((leg["answer"] for leg in _of(seen["casevacs"], ref)["legs"] if leg["name"] == words[2]), None)
    if what == "risk":
        one = _of(seen["threats"], ref)
        return one[words[2]] if len(words) > 3 else one["band"]
    one = _of([*seen["alerts"], *seen["ended"]], ref)
    if what == "in_time":
        return one["in_time"]
    return next((clock["answer"] for clock in one["clocks"] if clock["name"] == words[2]), None)


def _made(told: Telling, noun: str, ref: str) -> int:
    if noun not in _CITES:
        raise Unexpected(f"the machine makes {', '.join(_CITES)}")
    table = told.desk.shapes[noun].table
    with told.desk.reading() as connection:
        rows = connection.execute(select(table).where(table.c.to_pos == NOW)).mappings().all()
    return sum(any(ref in str(row[name] or "") for name in _CITES[noun]) for row in rows)


def _cell(told: Telling, words: list[str]) -> Any:
    others = words[-3:-1] == ["for", "others"]
    seen = movements.access_table(told.desk, told.desk.audience("mission"), words[1], others=others)
    found = [cell for cell in seen["cells"] if cell["kind"] == words[2] and cell["place"] == words[3]]
    return ("hidden" if found[0]["count"] is None else found[0]["count"]) if found else None


def _of(among: list[dict[str, Any]], ref: str) -> dict[str, Any]:
    for one in among:
        if one["ref"] == ref:
            return one
    raise Unexpected(f"{ref} is not there")
