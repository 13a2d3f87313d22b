"""What acts on meetings, commitments and calls must rest on, beyond their own values.

No side can take a case off an agenda, nobody overwrites a dissent or a score, and only its verifier finds a commitment
done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from ..core.errors import Issue
from ..core.parse import nest
from ..registers import REGISTERS
from ..registers.case import OPEN, Case
from ..registers.meeting import ABOUT
from .judgement import Judged

_PROMISED = ("actor", "act", "due", "verifier")
_MAY_CHANGE = {"extend": ("due",), "reassign": ("verifier",)}
_BEFOREHAND = ("proposed", "withdrawn")


def _values(judged: Judged, noun: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The nested values after an act, and before it."""
    fields = REGISTERS[noun].fields
    return nest(fields, judged.flat), nest(fields, judged.before) if judged.before else {}


def _states(judged: Judged, noun: str, refs: Sequence[str]) -> dict[str, str]:
    """The states of some records, by ref; what does not exist is not in it."""
    found = {}
    with judged.desk.reading() as connection:
        for ref in dict.fromkeys(refs):
            version = judged.desk.state.record(connection, noun, ref)
            if version is not None:
                found[ref] = version.state
    return found


def _cited(values: Mapping[str, Any], noun: str = "case") -> list[str]:
    return [item[noun] for item in values.get("agenda", ()) if item.get(noun)]


def real_items(judged: Judged) -> list[Issue]:
    """An item is about one record at most, and about one that there is."""
    after, before = _values(judged, "meeting")
    items = after.get("agenda", ())
    if items == before.get("agenda", ()):
        return []
    issues = []
    for noun in ABOUT:
        there = _states(judged, noun, _cited(after, noun))
        for number, item in enumerate(items):
            if item.get(noun) and item[noun] not in there:
                issues.append(Issue(f"agenda[{number}].{noun}", "no_such_record", f"There is no {noun} {item[noun]}."))
    for number, item in enumerate(items):
        if sum(bool(item.get(noun)) for noun in ABOUT) > 1:
            words = f"Item {number + 1} is about several records; give each an item of its own."
            issues.append(Issue(f"agenda[{number}]", "several", words))
    return issues


def no_veto(judged: Judged) -> list[Issue]:
    """A case that is open stays on the agenda on which it stands: it may be deferred or dissented from, not struck."""
    after, before = _values(judged, "meeting")
    gone = [ref for ref in _cited(before) if ref not in _cited(after)]
    states = _states(judged, "case", gone)
    words = "{} is open; it may be deferred, referred up or dissented from, and nobody can strike it off the agenda."
    return [Issue("agenda", "no_veto", words.format(ref)) for ref in gone if states.get(ref) in OPEN]


def told_to_sides(judged: Judged) -> list[Issue]:
    """An agenda that the sides know has no case of which they are not told before its determination."""
    after, before = _values(judged, "meeting")
    if judged.state in _BEFOREHAND:
        return []
    known = _cited(before) if judged.step not in ("agree",) else []
    fresh = [ref for ref in _cited(after) if ref not in known]
    words = "{} is {}: nobody outside is told of it before its determination. Take it up without naming it, or later."
    told = _states(judged, "case", fresh).items()
    return [Issue("agenda", "not_told", words.format(ref, state)) for ref, state in told if state in Case.veiled]


def outcomes_said(judged: Judged) -> list[Issue]:
    """Minutes say what came of each item, and whose dissent it is; a boycotted session dealt with none."""
    after, before = _values(judged, "meeting")
    items, dissents = after.get("agenda", ()), after.get("dissents", ())
    issues = [
        Issue(f"dissents[{n}].item", "no_such_item", f"The agenda has {len(items)} items; there is no {one['item']}.")
        for n, one in enumerate(dissents) if not 1 <= one["item"] <= len(items)
    ]  # fmt: skip
    if judged.step != "record" or before.get("boycotted_by"):
        return issues
    said = {one["item"] for one in dissents}
    for number, item in enumerate(items):
        if not item.get("outcome"):
            words = f"Say what came of item {number + 1}."
            issues.append(Issue(f"agenda[{number}].outcome", "missing", words))
        elif item["outcome"] == "dissent" and number + 1 not in said:
            words = f"Item {number + 1} ended in dissent: give each side's own words."
            issues.append(Issue("dissents", "missing", words))
    return issues


def dissent_kept(judged: Judged) -> list[Issue]:
    """What a side has said stays as it was said, on the item on which it was said."""
    after, before = _values(judged, "meeting")
    lost = [one for one in before.get("dissents", ()) if one not in after.get("dissents", ())]
    issues = [
        Issue("dissents", "kept", f"The dissent of {one['actor']} on item {one['item']} stays in its own words.")
        for one in lost
    ]
    meant = {one["item"] for one in before.get("dissents", ())}
    for number in sorted(meant):
        if _item(before, number) is not None and _item(before, number) != _item(after, number):
            words = f"Somebody dissents from item {number}; it keeps its place and its words."
            issues.append(Issue("agenda", "kept", words))
    return issues


def _item(values: Mapping[str, Any], number: int) -> list[Any] | None:
    items = values.get("agenda", ())
    return [items[number - 1].get(name) for name in ("words", *ABOUT)] if 0 < number <= len(items) else None


def papers_issued(judged: Judged) -> list[Issue]:
    """Papers come with the issuing of minutes alone; a side checks a version that there is."""
    after, before = _values(judged, "meeting")
    issued = judged.step == "issue" and judged.key in judged.desk.issuing
    if not issued and (judged.step == "issue" or after.get("papers", []) != before.get("papers", [])):
        return [
            Issue("papers", "not_issued", "Minutes are issued on the session's page, or at /api/commission/minutes.")
        ]
    versions = {paper["version"] for paper in after.get("papers", ())}
    words = "There are no minutes of version {}; they are issued before a side checks them."
    return [
        Issue(f"checks[{n}].version", "no_such_version", words.format(one["version"]))
        for n, one in enumerate(after.get("checks", ())) if one["version"] not in versions
    ]  # fmt: skip


def by_its_verifier(judged: Judged) -> list[Issue]:
    """A commitment is found done by the one verifier that it names, and by nobody else."""
    after, before = _values(judged, "commitment")
    found = after.get("verification") or {}
    if judged.step != "verify":
        if found != (before.get("verification") or {}):
            return [Issue("verification", "another_act", "Only verify may write this.")]
        return []
    if judged.by == before.get("verifier") == found.get("by"):
        return []
    words = (
        f"{before.get('verifier')} verifies this commitment, and signs it; it is neither for others nor in their name."
    )
    return [Issue("verification", "not_its_verifier", words)]


def as_promised(judged: Judged) -> list[Issue]:
    """Who does what by when, verified by whom, stays as agreed; extend and reassign change it, or a new one."""
    if not judged.before or judged.state == "proposed":
        return []
    after, before = _values(judged, "commitment")
    may = _MAY_CHANGE.get(judged.step, ())
    moved = [name for name in _PROMISED if name not in may and after.get(name) != before.get(name)]
    words = "This was agreed so; extend the date, have the head reassign the verifier, or supersede the commitment."
    return [Issue(name, "as_promised", words) for name in moved]


def codings_kept(judged: Judged) -> list[Issue]:
    """Each coding stays; a new one is added after the others by the act of that name, under the coder's own sign."""
    after, before = _values(judged, "commitment")
    now, held = list(after.get("codings", ())), list(before.get("codings", ()))
    if now[: len(held)] != held:
        return [Issue("codings", "kept", "Codings stay as they are; a new one is added after them.")]
    fresh = now[len(held) :]
    if fresh and judged.step != "code":
        return [Issue("codings", "another_act", "Only the step code adds a coding.")]
    if judged.step == "code" and not fresh:
        return [Issue("codings", "missing", "Add a coding after those that there are.")]
    words = f"Who codes signs for it: {judged.by}."
    return [Issue("codings", "not_own", words) for one in fresh if one.get("coder") != judged.by]


def of_its_meeting(judged: Judged) -> list[Issue]:
    """The item of a commitment stands on the agenda of its meeting; nothing takes its own place."""
    after, _ = _values(judged, "commitment")
    if judged.ref and after.get("superseded_by") == judged.ref:
        return [Issue("superseded_by", "itself", "A commitment cannot take its own place.")]
    item, meeting = after.get("item"), after.get("meeting")
    if item is None:
        return []
    with judged.desk.reading() as connection:
        held = judged.desk.state.record(connection, "meeting", meeting) if meeting else None
    count = len(nest(REGISTERS["meeting"].fields, held.flat).get("agenda", ())) if held else 0
    if 1 <= item <= count:
        return []
    return [Issue("item", "no_such_item", f"The agenda of {meeting or 'no meeting'} has {count} items.")]


def two_sides(judged: Judged) -> list[Issue]:
    """A call goes from one side to another, and takes no time back."""
    told = list(_one_side(judged.flat))
    minutes = judged.flat.get("answered_min")
    if minutes is not None and float(minutes) < 0:
        told.append(Issue("answered_min", "negative", "Minutes are counted from 0."))
    return told


def _one_side(flat: Mapping[str, Any]) -> Iterator[Issue]:
    if flat.get("from_side") == flat.get("to_side"):
        yield Issue("to_side", "same_side", "A call goes to another side.")


PROMISED: dict[str, tuple[Callable[[Judged], list[Issue]], ...]] = {
    "meeting": (real_items, no_veto, told_to_sides, outcomes_said, dissent_kept, papers_issued),
    "commitment": (by_its_verifier, as_promised, codings_kept, of_its_meeting),
    "call": (two_sides,),
}
