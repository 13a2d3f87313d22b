"""The watch: who has it, what is open, what the leaving one tells the next; and what a line of the duty log becomes.

Each act is a person's, by the one door. What makes two acts (a report, and the line that points to it) is safe to send
again under the same key: what was done is found, what was not is finished.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ..core.errors import Invalid, Issue
from ..core.handling import MISSION, Actor, Audience
from ..faces.query import Question
from ..ledger.chain import Receipt
from ..registers.dutylog import Duty
from . import picture
from .brief.waiting import board
from .desk import Desk
from .intake import Act, submit

MOST_LINES, MOST_TASKS = 100, 500
SOON_H = 12  # clocks that run out within so many hours are told at a handover
_LATE = "9999"


def to_report(desk: Desk, ref: str, actor: Actor, values: Mapping[str, Any], key: str) -> Receipt:
    """Make a report of a line: its time, place, words and sender, over which go the values given; the line points to
    it. Raises a Refusal."""
    line = picture.one(desk, "duty", ref, MISSION)
    _may_step(line, "link")
    held = line["values"]
    told = {
        "happened_at": held["at"],
        "account": held["text"],
        "place": held.get("place"),
        "source": held.get("sender"),
    }
    given = {**{name: value for name, value in told.items() if value is not None}, **values}
    made = submit(desk, Act("report", "send", f"{key}:report", given), actor)
    reports = list(held.get("reports") or ())
    if made.ref not in reports:
        linked = {"reports": [*reports, made.ref]}
        submit(desk, Act("duty", "link", f"{key}:link", linked, ref, line["version"]), actor)
    return made


def to_alert(desk: Desk, ref: str, actor: Actor, values: Mapping[str, Any], key: str) -> Receipt:
    """Raise an alert of a line; its level is for the person to say. It is a record: nothing is sent. Raises a
    Refusal."""
    held = picture.one(desk, "duty", ref, MISSION)["values"]
    told = {"at": held["at"], "text": held["text"], "place": held.get("place"), "duty": ref}
    given = {**{name: value for name, value in told.items() if value is not None}, **values}
    return submit(desk, Act("alert", "raise", f"{key}:alert", given), actor)


def to_task(desk: Desk, ref: str, actor: Actor, values: Mapping[str, Any], key: str) -> Receipt:
    """Make a line a task: what is to be done, by whom, by when. Raises a Refusal."""
    return submit(desk, Act("duty", "set_task", f"{key}:task", dict(values), ref), actor)


def _may_step(line: Mapping[str, Any], name: str) -> None:
    step = Duty.step(name)
    assert step is not None
    if line["state"] not in step.froms:
        words = f"{line['ref']} is {line['state']}; a report is made of a line that is {' or '.join(step.froms)}."
        raise Invalid("Nothing was recorded.", [Issue("step", "wrong_state", words)])


def watch(desk: Desk, audience: Audience, now: str) -> dict[str, Any]:
    """Who has the watch since when, the newest lines, open tasks by when they are due, and what a handover tells."""
    log = _lines(desk, audience, Question(limit=MOST_LINES))
    tasks = sorted(_lines(desk, audience, Question(limit=MOST_TASKS, states=("tasked",))), key=_due)
    handed = _lines(desk, audience, Question(limit=1, states=("taken_over",)))
    on = None
    if handed:
        values = handed[0]["values"]
        on = {"ref": handed[0]["ref"], "who": values.get("handed_to"), "since": handed[0]["recorded_at"]}
    offered = _lines(desk, audience, Question(limit=1, states=("handed_over",)))
    return {
        "now": now, "watch": on, "offered": offered[0] if offered else None, "log": log, "tasks": tasks,
        "handover": _handover(desk, audience, now, tasks, on),
    }  # fmt: skip


def _handover(
    desk: Desk, audience: Audience, now: str, tasks: list[dict[str, Any]], on: Mapping[str, Any] | None
) -> dict[str, Any]:
    """What the leaving watch should tell: open tasks, clocks about to run out or run out, cases new since it began. A
    clock that nobody knows is not told."""
    cases = board(desk, audience, now)["cases"]
    soon = datetime.fromisoformat(now) + timedelta(hours=SOON_H)
    ending = [one for one in cases if one.get("due_at") and _instant(one["due_at"]) <= soon]
    since = _instant(str(on["since"])) if on else None
    new = [one for one in cases if since and one.get("since") and _instant(one["since"]) >= since]
    return {
        "tasks": [task["ref"] for task in tasks],
        "clocks": [one["ref"] for one in ending],
        "cases": [one["ref"] for one in new],
        "since": on["since"] if on else None,
    }


def _lines(desk: Desk, audience: Audience, asked: Question) -> list[dict[str, Any]]:
    return list(picture.page(desk, "duty", audience, asked)["records"])


def _due(line: Mapping[str, Any]) -> tuple[str, str]:
    due = (line["values"].get("task_due") or {}).get("start")
    return str(due or _LATE), line["ref"]


def _instant(told: str) -> datetime:
    found = datetime.fromisoformat(told)
    return found if found.tzinfo else datetime.fromisoformat(f"{told}T00:00:00+00:00")
