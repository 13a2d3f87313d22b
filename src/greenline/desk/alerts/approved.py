"""What acts on alerts must rest on: a second person or an approved rule, words and an end; exercises stay exercises."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from ...alerting.rule import GROUP, AlertRule, Words
from ...core.errors import Issue
from ...core.handling import MACHINE, Actor
from ...core.moment import from_plain
from ...core.parse import nest
from ...registers.message import OUTSIDE, Alert
from ..judgement import Judged
from ..numbers import now

ALERTER = Actor("ALERTS", frozenset({MACHINE}))
_WRITES = ("raise", "amend", "tell")  # the steps that may write values


def rule_of(judged_rules: tuple[AlertRule, ...], name: object, today: date) -> AlertRule | None:
    """The rule of that name, while its approval holds."""
    return next((rule for rule in judged_rules if rule.name == name and rule.holds(today)), None)


def released_by_another(judged: Judged) -> list[Issue]:
    """Released by somebody who wrote nothing of it, or by a rule that holds; with words, and with an end to come."""
    if judged.step != "release":
        return []
    desk, flat = judged.desk, judged.flat
    at = desk.clock() if desk.clock else now()
    issues = []
    if judged.by == ALERTER.call_sign:
        if rule_of(desk.mission.settings.alert_rule, flat.get("rule"), date.fromisoformat(at[:10])) is None:
            words = "No rule that holds today says so; a person releases this alert."
            issues.append(Issue("rule", "not_approved", words))
    elif judged.by in _writers(judged):
        words = f"{judged.by} wrote this alert; a second person releases it."
        issues.append(Issue("by", "second_person", words))
    if not any(path.startswith("info[") for path in flat):
        issues.append(Issue("info", "missing", "Nothing is told yet: give a headline in one language at least."))
    end = flat.get("expires")
    if not end:
        issues.append(Issue("expires", "missing", "Say until when it holds: nothing is sent after that."))
    elif from_plain(end).until_s <= datetime.fromisoformat(at).timestamp():
        issues.append(Issue("expires", "past", "It holds no more. Give a later end, or drop it."))
    return issues


def _writers(judged: Judged) -> set[str]:
    """The call signs of those who raised or amended it."""
    table = judged.desk.shapes["alert"].table
    with judged.desk.reading() as connection:
        return set(connection.execute(select(table.c.by).where(table.c.ref == judged.ref)).scalars())


def sent_as_raised(judged: Judged) -> list[Issue]:
    """What is released is what was raised: other steps change no words."""
    if not judged.before or judged.step in _WRITES or judged.flat == judged.before:
        return []
    return [Issue("values", "as_raised", f"{judged.step} changes no values; raise a new alert that updates this one.")]


def exercise_stays(judged: Judged) -> list[Issue]:
    """An exercise never becomes real, nor the other way round, by an amendment or an update."""
    is_one = bool(judged.flat.get("exercise"))
    if judged.before.get("exercise") and not is_one:
        return [Issue("exercise", "stays", "What began as an exercise stays one.")]
    earlier = judged.flat.get("updates")
    if not earlier or judged.step not in ("raise", "amend", "release"):
        return []
    with judged.desk.reading() as connection:
        held = judged.desk.state.record(connection, "alert", str(earlier))
    if held is None or held.state not in OUTSIDE:
        return [Issue("updates", "not_released", f"{earlier} was told to nobody; there is nothing to update.")]
    if bool(held.flat.get("exercise")) != is_one:
        return [Issue("exercise", "stays", f"{earlier} is {'an' if not is_one else 'no'} exercise; so is its update.")]
    return []


def by_the_machine(judged: Judged) -> list[Issue]:
    """How many were told, and of which rule it came, is written by the machine alone."""
    changed = {path.partition("[")[0] for path in {*judged.flat, *judged.before}
               if judged.flat.get(path) != judged.before.get(path)}  # fmt: skip
    issues = []
    if judged.step != "tell":
        issues = [Issue(name, "another_act", "The machine counts this.") for name in ("tallies", "list_digest")
                  if name in changed]  # fmt: skip
    elif changed - {"tallies", "list_digest"}:
        issues = [Issue("values", "as_raised", "tell writes how many were told, nothing else.")]
    if "rule" in changed and judged.by != ALERTER.call_sign:
        issues.append(Issue("rule", "another_act", "A rule raises its alerts by itself."))
    return issues


def well_worded(judged: Judged) -> list[Issue]:
    """Each language once, with no other braces than those that are filled; groups and zones that can be."""
    if judged.step not in ("raise", "amend"):
        return []
    values = nest(Alert.fields, judged.flat)
    return [*_worded(values.get("info", ())), *_aimed(judged, values)]


def _worded(told: Any) -> Iterator[Issue]:
    tags = [one["language"] for one in told]
    for number, one in enumerate(told):
        if tags.index(one["language"]) != number:
            yield Issue(f"info[{number}].language", "twice", "This language stands here already.")
        for name in Words.model_fields:
            try:
                Words.model_validate({"headline": "-", name: one.get(name) or "-"})
            except ValueError as error:
                yield Issue(f"info[{number}].{name}", "braces", _first(error))


def _first(error: Any) -> str:
    words = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
    return words[0].upper() + words[1:] + "."


def _aimed(judged: Judged, values: dict[str, Any]) -> Iterator[Issue]:
    for name in ("groups", "escalate_to"):
        for group in groups_of(values.get(name)):
            if not GROUP.match(group):
                yield Issue(name, "bad_group", f"{group[:40]!r} is no group; small letters, digits and dashes.")
    zone = values.get("zone")
    drawn = [feature["properties"].get("code") for feature in judged.desk.mission.zones["features"]]
    if zone and zone not in drawn:
        yield Issue("zone", "no_such_zone", f"There is no zone {zone[:40]!r}.")
    if (values.get("escalate_min") is None) != (not values.get("escalate_to")):
        yield Issue("escalate_to", "together", "After how many minutes, and to which group, go together.")


def groups_of(line: str | None) -> list[str]:
    """The groups of a line with commas."""
    return [one.strip() for one in (line or "").split(",") if one.strip()]


ALERTED: dict[str, tuple[Callable[[Judged], list[Issue]], ...]] = {
    "alert": (released_by_another, sent_as_raised, exercise_stays, by_the_machine, well_worded),
}
