"""The docket of a joint body: what waits to be dealt with, the most pressing first, as one audience may know it.

Open cases, overdue commitments, notifications that nobody acknowledged, items that were deferred or referred up, and
suspended clauses; each with how often it stood on agendas of this body before. It proposes: people choose the items.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from ..analysis.commission import OVERDUE, SILENCE_H, Recurrence, Stand, recurrence, silent, standing
from ..analysis.facts import Span
from ..core.errors import NotFound
from ..core.handling import Audience
from ..core.moment import from_plain, utc
from ..faces.query import Question
from ..mission import Body
from ..registers.case import OPEN, Case
from ..registers.meeting import ABOUT, SAT
from . import clocks, picture
from .desk import Desk

MOST = 5000  # records of one register that are looked through
_PAGE = 1000
FIRST = ("contested", "action_requested", "standing")
GROUPS = ("pressing", "case", "commitment", "notification", "back", "provision")
_LEVELS = ("local", "sector", "national")
_BACK = ("deferred", "referred_up")


def docket(desk: Desk, audience: Audience, now_s: int, body: str | None = None) -> dict[str, Any]:
    """What waits for a body (None: for any), with counts by group. now_s: the instant (POSIX seconds). Raises
    NotFound for a body that neither the mission nor a meeting knows."""
    meetings = list(records(desk, "meeting", audience))
    check_body(desk, body, meetings)
    before = recurrence(stands(meetings, body))
    found = [
        *_cases(desk, audience, now_s), *_commitments(desk, audience, now_s), *_notifications(desk, audience, now_s),
        *_provisions(desk, audience),
    ]  # fmt: skip
    known = {one["about"] for one in found}
    found.extend(_came_back(desk, meetings, before, body, known))
    for one in found:
        one["recurrence"] = told_recurrence(before.get(one["about"]))
    found.sort(key=_order)
    return {
        "now": utc(now_s), "body": body, "items": found,
        "counts": {group: sum(one["group"] == group for one in found) for group in GROUPS},
    }  # fmt: skip


def check_body(desk: Desk, body: str | None, meetings: Iterable[Mapping[str, Any]]) -> None:
    """Whether there is such a body. Raises NotFound."""
    names = [*(one.body for one in desk.mission.settings.commission), *(m["values"].get("body") for m in meetings)]
    if body is not None and body not in names:
        known = ", ".join(dict.fromkeys(map(str, names))) or "none"
        raise NotFound(f"There is no body {body[:40]!r}; there are {known}.")


def records(desk: Desk, noun: str, audience: Audience, states: tuple[str, ...] = ()) -> Iterator[dict[str, Any]]:
    """The records of a register that an audience may see, a page after another, up to a bound."""
    cursor = None
    for _ in range(MOST // _PAGE):
        page = picture.page(desk, noun, audience, Question(limit=_PAGE, cursor=cursor, states=states))
        yield from page["records"]
        cursor = page.get("next")
        if not cursor:
            return


def stands(meetings: Iterable[Mapping[str, Any]], body: str | None = None) -> Iterator[Stand]:
    """What stood on which agenda of a body; an item without a record goes by its words."""
    for meeting in meetings:
        values = meeting["values"]
        if body is not None and values.get("body") != body:
            continue
        when = values.get("held") or values.get("scheduled")
        at = from_plain(when).since_s if when else seconds(meeting["recorded_at"])
        for item in values.get("agenda") or ():
            sat = meeting["state"] in SAT and values.get("held") is not None
            yield Stand(about(item), meeting["ref"], at, item.get("outcome"), sat)


def about(item: Mapping[str, Any]) -> str:
    """What an item is about: a ref, or its words."""
    return str(next((item[noun] for noun in ABOUT if item.get(noun)), item.get("words", "").strip().casefold()))


def told_recurrence(one: Recurrence | None) -> dict[str, Any]:
    """A recurrence as JSON; all zero for what never stood on an agenda."""
    one = one or Recurrence()
    return {
        "times": one.times, "since": None if one.since is None else utc(one.since), "outcomes": dict(one.outcomes),
        "last": one.last, "last_meeting": one.last_meeting,
    }  # fmt: skip


def seconds(instant: str) -> int:
    """An instant as POSIX seconds."""
    return int(datetime.fromisoformat(instant).timestamp())


def span(moment: Mapping[str, Any]) -> Span:
    """A moment of the API as a span."""
    told = from_plain(dict(moment))
    return Span(told.since_s, told.until_s)


def _entry(group: str, noun: str | None, about: str, title: str | None, state: str, **more: Any) -> dict[str, Any]:
    empty = dict.fromkeys(("since", "holder", "due_at", "severity", "settlement", "actor"))
    return {"group": group, "register": noun, "about": about, "title": title, "state": state, "overdue": False,
            "sides_know": True, **empty, **more}  # fmt: skip


def _cases(desk: Desk, audience: Audience, now_s: int) -> Iterator[dict[str, Any]]:
    """Open cases in the order of the board; what is contested, asked for or standing is set before the others."""
    for case in clocks.board(desk, audience, now_s)["cases"]:
        if case["state"] not in OPEN:
            continue
        since = case["since_standing"] if case["standing"] else None
        first = case["state"] in FIRST or case["standing"]
        yield _entry(
            "pressing" if first else "case", "case", case["ref"], case["title"], case["state"],
            since=since or case["since"] or case["opened_at"], holder=case["holder"],
            due_at=case["due_at"], severity=case["severity"], settlement=case["settlement"], overdue=case["overdue"],
            sides_know=case["state"] not in Case.veiled,
        )  # fmt: skip


def _commitments(desk: Desk, audience: Audience, now_s: int) -> Iterator[dict[str, Any]]:
    for one in records(desk, "commitment", audience, ("agreed", "blocked")):
        values = one["values"]
        due = span(values["due"])
        if standing(one["state"], due, now_s) == OVERDUE:
            until = utc(due.until or due.since)
            yield _entry("commitment", "commitment", one["ref"], values.get("act"), OVERDUE, since=until, due_at=until,
                         holder=values.get("verifier"), actor=values.get("actor"), overdue=True)  # fmt: skip


def _notifications(desk: Desk, audience: Audience, now_s: int) -> Iterator[dict[str, Any]]:
    hours = silence_h(desk)
    for one in records(desk, "notification", audience, ("received", "questioned")):
        values, given = one["values"], seconds(one["recorded_at"])
        quiet = silent(one["state"], given, now_s, hours)
        title = " · ".join(filter(None, (values.get("actor"), values.get("activity"))))
        yield _entry("notification", "notification", one["ref"], title, "silent" if quiet else one["state"],
                     since=one["recorded_at"], holder="liaison", actor=values.get("actor"), overdue=quiet,
                     due_at=utc(given + round(hours * 3600)) if one["state"] == "received" else None)  # fmt: skip


def silence_h(desk: Desk) -> float:
    """The hours after which the mission tells an unanswered notification as silence."""
    told = desk.mission.settings.clocks.silence
    return SILENCE_H if told is None else told


def _provisions(desk: Desk, audience: Audience) -> Iterator[dict[str, Any]]:
    for one in records(desk, "provision", audience, ("suspended",)):
        values = one["values"]
        pauses = [p["since"]["start"] for p in values.get("pauses") or () if not p.get("until") and p.get("since")]
        title = " ".join(filter(None, (values.get("code"), values.get("title"))))
        yield _entry("provision", "provision", one["ref"], title, one["state"], since=min(pauses, default=None))


def _came_back(
    desk: Desk, meetings: Sequence[Mapping[str, Any]], before: Mapping[str, Recurrence], body: str | None,
    known: set[str],
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Items that were put off or referred up, and what lower bodies referred up to this one."""
    words = {about(item): item.get("words") for m in meetings for item in m["values"].get("agenda") or ()}
    lower = [recurrence(stands(meetings, name)) for name in _below(desk.mission.settings.commission, body)]
    from_below = [(key, one) for found in lower for key, one in found.items() if one.last == "referred_up"]
    for key, one in (*before.items(), *from_below):
        if one.last in _BACK and key not in known:
            known.add(key)
            noun = next((n for n in ABOUT if key.startswith(_PREFIX[n])), None)
            since = None if one.since is None else utc(one.since)
            yield _entry("back", noun, key, words.get(key), str(one.last), since=since)


def _below(bodies: Iterable[Body], body: str | None) -> list[str]:
    """The bodies whose level is lower than that of this one."""
    level = next((_LEVELS.index(b.level) for b in bodies if b.body == body and b.level), 0)
    return [b.body for b in bodies if b.level and _LEVELS.index(b.level) < level]


_PREFIX = {"case": "CAS-", "commitment": "CMT-", "notification": "NTF-", "provision": "PRV-"}


def _order(one: Mapping[str, Any]) -> tuple[int, int, bool, str, str]:
    first = FIRST.index(one["state"]) if one["state"] in FIRST else len(FIRST)
    return GROUPS.index(one["group"]), first, not one["overdue"], str(one["since"] or "9"), one["about"]
