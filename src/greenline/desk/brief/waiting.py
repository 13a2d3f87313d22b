"""Who waits for whom: the open cases as the clocks of cases tell them. The one place where they come from.

Of a report as known at an earlier position the register of cases alone is asked: who may take the next step is known
then, no clock is.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ...core.handling import MACHINE as MACHINE_ROLE
from ...core.handling import Audience
from ...registers.case import OPEN, Case
from .. import clocks
from ..desk import Desk
from .reading import Reading

_ANY_TIME = ("amend", "dissent", "escalate", "stop_clock", "start_clock", "refer")


def board(desk: Desk, audience: Audience, now: str) -> dict[str, Any]:
    """The open cases an audience may know of, as they stand now."""
    told = clocks.board(desk, audience, int(datetime.fromisoformat(now).timestamp()))
    return {"now": now, "cases": [_waiting(one) for one in told["cases"] if one["state"] in OPEN]}


def _waiting(one: dict[str, Any]) -> dict[str, Any]:
    """A case of the board in the words of a report; one that stands does so since then, not since it was recorded."""
    since = one["since_standing"] if one["state"] == "standing" else one["since"]
    severity = one["severity"][1:] if one["severity"] else None
    accused = [party["actor"] for party in one["accused"]]
    due = min((at for at in (one["due_at"], one["escalates_at"]) if at), default=None)
    return {**one, "since": since or one["opened_at"], "severity": severity, "accused": accused, "due_at": due}


def known(reading: Reading, now: str) -> dict[str, Any]:
    """The open cases as known at the reading's position; clocks are unknown."""
    clauses = {one["ref"]: one["values"] for one in reading.records("provision")}
    return {"now": now, "cases": [_case(one, clauses) for one in reading.records("case", states=OPEN)]}


def _case(record: dict[str, Any], clauses: dict[str, Any]) -> dict[str, Any]:
    values, state = record["values"], record["state"]
    provisions = [
        {"ref": ref, "code": clauses.get(ref, {}).get("code", ref), "title": clauses.get(ref, {}).get("title", "")}
        for ref in values.get("provisions", ())
    ]
    return {
        "ref": record["ref"], "title": values.get("title"), "state": state, "severity": values.get("severity"),
        "settlement": values.get("settlement"), "holder": _holder(state), "since": _since(record),
        "due_at": None, "overdue": None, "clock": None, "stopped_reason": values.get("clock_stopped"),
        "accused": [one["actor"] for one in values.get("accused", ())], "provisions": provisions,
        "incidents": list(values.get("incidents", ())), "standing": state == "standing" or bool(values.get("standing")),
        "contested": bool(values.get("contested")),
        "opened_at": (values.get("alleged_at") or values.get("since") or {}).get("start"),
    }  # fmt: skip


def _since(record: dict[str, Any]) -> str:
    """Since when a case is as it is: what stands, since it does; else since its last step was recorded."""
    stands = record["values"].get("since") if record["state"] == "standing" else None
    return str(stands["start"] if stands else record["recorded_at"])


def _holder(state: str) -> str | None:
    """The roles that may take the next step of a case."""
    roles = [
        role for step in Case.steps if state in step.froms and step.name not in _ANY_TIME for role in step.by
        if role != MACHINE_ROLE
    ]  # fmt: skip
    return ", ".join(dict.fromkeys(roles)) or None
