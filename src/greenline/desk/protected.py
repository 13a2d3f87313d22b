"""What acts on alerts of communities, threats, patrols, convoys and access must rest on, beyond their own values.

Reporters and casualties go by ids that say nothing; a decision names its officer; nobody strikes a check-in; a notice
is whole before it is passed on; what an organisation keeps inside stays inside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from ..core.errors import Issue
from ..core.handling import CONFIDENTIAL_LEVEL, DESK, HEAD, MACHINE
from ..core.moment import from_plain
from ..core.parse import nest
from ..registers import REGISTERS
from ..registers.protection import ALARMED
from .docket import seconds
from .judgement import Judged
from .numbers import now

AHEAD_S = 300  # a clock may be so much ahead
MINDER = "MINDER"  # the call sign of what minds clocks (`minding.py`)
_OPAQUE = re.compile(r"[A-Z]{1,8}(-[0-9A-Z]{1,8})?-[0-9]{1,4}\Z")
_MOST_DIGITS = 5  # a telephone's number has more, however it is grouped
_DECIDES = ("respond", "keep_watch", "pass_on", "decline", "stand_down")
_NOTICE = ("notified", "origin", "destination", "vehicles", "plates")
_Values = Mapping[str, Any]


def _values(judged: Judged, noun: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The nested values after an act, and before it."""
    fields = REGISTERS[noun].fields
    return nest(fields, judged.flat), nest(fields, judged.before) if judged.before else {}


def _opaque(judged: Judged, name: str) -> list[Issue]:
    told = str(judged.flat.get(name) or "")
    if not told or (_OPAQUE.match(told) and sum(one.isdigit() for one in told) <= _MOST_DIGITS):
        return []
    words = "Write an id that says nothing, such as FP-07: capital letters and digits with a dash, no name, no number."
    return [Issue(name, "not_opaque", words)]


def reporter_protected(judged: Judged) -> list[Issue]:
    """Who gave an alert stands there as an id that says nothing."""
    return _opaque(judged, "reporter")


def casualty_protected(judged: Judged) -> list[Issue]:
    """So does who was hurt."""
    return _opaque(judged, "casualty")


def officer_named(judged: Judged) -> list[Issue]:
    """A decision names somebody of the mission who may take it: a call sign of the desk or the head."""
    officer = judged.flat.get("officer")
    if judged.step not in _DECIDES or not officer or officer == judged.by:
        return []
    if {DESK, HEAD} & set(judged.desk.mission.roles(str(officer))):
        return []
    words = f"{str(officer)[:40]!r} is no call sign of the duty desk or of a head of mission in people.toml."
    return [Issue("officer", "unknown_person", words)]


def not_of_itself(judged: Judged) -> list[Issue]:
    """One more of another alert, not of itself."""
    if judged.ref and judged.flat.get("duplicate_of") == judged.ref:
        return [Issue("duplicate_of", "itself", "An alert is no duplicate of itself.")]
    return []


def scored(judged: Judged) -> list[Issue]:
    """A threat has one of its two scores at least."""
    if "threat.score" in judged.flat or "vulnerability.score" in judged.flat:
        return []
    return [Issue("threat", "missing", "Score the threat or the vulnerability; each stands by itself.")]


def checks_only_grow(judged: Judged) -> list[Issue]:
    """Nobody strikes or rewrites a check; what clears an alarm is that all is well, and that is said by `clear`."""
    after, before = _values(judged, "patrol")
    told, held = list(after.get("checks") or ()), list(before.get("checks") or ())
    if told[: len(held)] != held:
        return [Issue("checks", "as_made", "A check that was made stays; add the new one after the others.")]
    fresh = told[len(held) :]
    if judged.step in ("check", "clear") and not fresh:
        return [Issue("checks", "missing", "Add when they were heard of, and how they are.")]
    well = bool(fresh) and fresh[-1]["welfare"] == "ok"
    if judged.step == "clear" and not well:
        return [Issue("checks", "not_well", "An alarm ends when all is well; else take the step check.")]
    if judged.step == "check" and judged.state == ALARMED and well:
        return [Issue("checks", "alarm_stands", "There is an alarm; the step clear says that all is well.")]
    return []


def back_after_leaving(judged: Judged) -> list[Issue]:
    """A patrol is expected back after it left, and both are instants: a day is no time to raise an alarm by."""
    issues = []
    for name in ("departed", "expected_back", "returned"):
        told = judged.flat.get(name)
        if told and "T" not in str(told["start"]):
            issues.append(
                Issue(name, "no_instant", "Write an instant with its offset, such as 2025-03-02T14:05+02:00.")
            )
        elif told and name != "expected_back" and told != judged.before.get(name) and _to_come(judged, told):
            issues.append(Issue(name, "future", "That is still to come; write when it was."))
    left, back = judged.flat.get("departed"), judged.flat.get("expected_back")
    if left and back and from_plain(back).until_s <= from_plain(left).since_s:
        issues.append(Issue("expected_back", "before", "It is expected back before it leaves."))
    return issues


def _to_come(judged: Judged, told: dict[str, Any]) -> bool:
    clock = judged.desk.clock or now
    return from_plain(told).since_s > seconds(clock()) + AHEAD_S


def exercise_stays(judged: Judged) -> list[Issue]:
    """While people are out it stays what it was, an exercise or none: an alarm of it must not be mistaken."""
    before = judged.before
    if not before or judged.state in ("planned", "tasked", "cancelled"):
        return []
    if bool(before.get("exercise")) == bool(judged.flat.get("exercise")):
        return []
    words = "People are out: raise an alert of its own for what is real, and leave this as it was begun."
    return [Issue("exercise", "stays", words)]


def notice_whole(judged: Judged) -> list[Issue]:
    """What is passed on is whole: whom, which way, which vehicles; an emergency is stated, an escort has who asked."""
    flat = judged.flat
    if flat.get("emergency") and not flat.get("emergency_words"):
        return [Issue("emergency_words", "missing", "Say which emergency it is; 24 hours ahead do only then.")]
    if judged.step != "submit":
        return []
    issues = [Issue(name, "missing", "A notice needs this before it is passed on.") for name in _NOTICE
              if flat.get(name) in (None, "")]  # fmt: skip
    if not flat.get("route") and not flat.get("path"):
        issues.append(Issue("route", "missing", "Say by which way, in words or as a line on the map."))
    if flat.get("escort", "none") != "none" and not flat.get("escort_asked_by"):
        issues.append(Issue("escort_asked_by", "missing", "Say who asked for the escort."))
    return issues


def site_whole(judged: Judged) -> list[Issue]:
    """A site that is passed on has a place and an end to come; a renewal has a later end."""
    flat = judged.flat
    issues = []
    if judged.step in ("submit", "renew"):
        if not flat.get("place") and not flat.get("area"):
            issues.append(Issue("place", "missing", "Say where it is, as a place or as ground."))
        if not flat.get("notified"):
            issues.append(Issue("notified", "missing", "Say which party is told."))
        told, ends = flat.get("submitted"), flat.get("expires")
        if told and ends and from_plain(ends).until_s <= from_plain(told).since_s:
            issues.append(Issue("expires", "past", "It ends before it is passed on."))
    held = judged.before.get("expires") if judged.step == "renew" else None
    if held and from_plain(flat["expires"]).until_s <= from_plain(held).until_s:
        issues.append(Issue("expires", "not_later", "A renewal has a later end."))
    return issues


def used_as_chosen(judged: Judged) -> list[Issue]:
    """What an organisation gave for use inside, or in numbers only, is told to nobody as a record."""
    use, level = judged.flat.get("use", "internal"), int(judged.flat.get("sensitivity") or CONFIDENTIAL_LEVEL)
    issues = []
    if judged.step == "share" and use == "internal":
        words = "The organisation gave it for use inside the mission; ask it before it is shared."
        issues.append(Issue("use", "internal", words))
    if use != "with_authorities" and level < CONFIDENTIAL_LEVEL:
        words = "As a record it stays inside (sensitivity 2 or 3) unless the organisation chose with_authorities."
        issues.append(Issue("sensitivity", "not_as_chosen", words))
    return issues


def cleared_by_people(judged: Judged) -> list[Issue]:
    """A machine says all clear only of own people who were overdue and are not any more."""
    if judged.step != "all_clear":
        return []
    roles = judged.desk.mission.roles(judged.by)
    if judged.by != MINDER:
        machine = MACHINE in roles and not {DESK, HEAD} & set(roles)
        return [Issue("by", "a_person", "A person says when it is over.")] if machine else []
    cause = str(judged.flat.get("cause") or "")
    with judged.desk.reading() as connection:
        held = judged.desk.state.record(connection, "patrol", cause) if cause else None
    if held is None or held.state == ALARMED:
        return [Issue("cause", "still_overdue", "Nobody has heard that all is well.")]
    return []


PROTECTED: dict[str, tuple[Callable[[Judged], list[Issue]], ...]] = {
    "community_alert": (reporter_protected, officer_named, not_of_itself),
    "threat": (scored,),
    "casevac": (casualty_protected,),
    "patrol": (checks_only_grow, back_after_leaving, exercise_stays),
    "convoy": (notice_whole,),
    "static_site": (site_whole,),
    "access_constraint": (used_as_chosen,),
    "alert": (cleared_by_people,),
}
