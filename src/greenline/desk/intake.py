"""The one door in: every write is an act that is parsed, allowed, drafted and appended, or refused with all reasons."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection

from ..core.errors import Invalid, Issue, NotAllowed, NotFound, Refusal, Stale
from ..core.handling import MACHINE, STRICT_LEVEL, Actor, may
from ..core.parse import Parsed, nest, parse
from ..core.register import Field, Register, Step
from ..ledger.chain import Receipt, repeated
from ..ledger.draft import Draft, Sealed, seal
from ..ledger.entry import read_leaves
from ..ledger.state import State, Version
from .alerts.approved import ALERTED
from .desk import Desk
from .files.naming import described, missing
from .judgement import CONDITIONS, Judged
from .numbers import now
from .promised import PROMISED
from .protected import PROTECTED
from .warned import WARNED

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's
_NO_POS = 2**62  # beyond every pos
MOST_KEY, MOST_WORDS = 200, 4000
_FEW = ("SGB-", "MRM-")
_TAKERS = (
    "parties",
    "split",
    "bound",
    "accused",
    "replies",
    "dissents",
    "attendance",
    "checks",
)  # groups whose actors may go by an alias
IMPORTER = Actor("IMPORT", frozenset({MACHINE}))


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody's request for a step. `saw` is the version (pos) of the record it was made on."""

    register: str
    step: str
    key: str
    values: Mapping[str, Any]
    ref: str | None = None
    saw: int | None = None
    reason: str | None = None
    basis: str | None = None
    as_received: Mapping[str, Any] | None = None
    source: tuple[str, bytes] | None = None


def submit(desk: Desk, act: Act, actor: Actor) -> Receipt:
    """Take an act in. Raises a Refusal (Invalid with every issue, NotAllowed, Stale with both versions, …)."""
    offered = offer(desk, act, actor)
    return offered if isinstance(offered, Receipt) else settle(desk, act, offered.result()[0])


def offer(desk: Desk, act: Act, actor: Actor) -> Receipt | Future[list[Receipt | Refusal]]:
    """Check an act and queue it for the writer; `settle` tells what became of it. Raises a Refusal.

    An act whose key came before has its receipt at once, where it is a step on a record: checking it anew would find
    the record already changed. One that begins a record is compared by the writer.
    """
    step = desk.register(act.register).step(act.step)
    if step is not None and step.begins is not None:
        again = _came_before(desk, act, actor)
        if again is not None:
            return again
    checked = draft(desk, act, actor)
    return desk.ledger.offer([seal(checked, desk.shapes[checked.register], desk.clock() if desk.clock else now())])


def settle(desk: Desk, act: Act, outcome: Receipt | Refusal) -> Receipt:
    """The receipt of an act that the writer took, or its refusal raised."""
    if isinstance(outcome, Stale):
        raise stale(desk, act, outcome)
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome


def submit_all(desk: Desk, drafts: Sequence[Draft | Sealed]) -> list[Receipt | Refusal]:
    """Take many drafted acts in, in one transaction; each has a receipt or a refusal."""
    at = desk.clock() if desk.clock else now()
    sealed = [seal(d, desk.shapes[d.register], at) if isinstance(d, Draft) else d for d in drafts]
    return desk.ledger.append(sealed) if sealed else []


def draft(desk: Desk, act: Act, actor: Actor, parsed: Parsed | None = None) -> Draft:
    """Check an act against its register, its actor and the record it changes. Raises a Refusal.

    `parsed` are its values when they were parsed already, as an import does.
    """
    register = desk.register(act.register)
    step = register.step(act.step)
    if step is None:
        names = ", ".join(s.name for s in register.steps)
        raise Invalid(
            f"There is no step {act.step!r}.", [Issue("step", "unknown_step", f"{register.noun} has {names}.")]
        )
    if not may(actor, step.by):
        raise NotAllowed(f"To {step.name} a record of {register.noun} needs the role {' or '.join(step.by)}.")
    issues = list(_complete(act, step))
    before = None if step.begins is None else _before(desk, register, act, step, issues)
    if parsed is None:
        parsed = _checked(desk, register, act, before)
    issues.extend(parsed.issues)
    issues.extend(_unknown_refs(desk, register, act))
    issues.extend(missing(desk.files, act.values, register))
    if not issues and (before is None or step.ends is not None or parsed.flat != before.flat):
        state = step.ends or (before.state if before else "")
        asked = Judged(desk, act.ref, state, parsed.flat, step.name, before.flat if before else {}, act.key,
                       actor.call_sign, actor.roles)  # fmt: skip
        for condition in (
            c for told in (CONDITIONS, PROMISED, ALERTED, PROTECTED, WARNED) for c in told.get(register.noun, ())
        ):
            issues.extend(condition(asked))
    if issues:
        count = len(issues)
        raise Invalid(f"{count} thing{'s' * (count != 1)} to mend; nothing was recorded.", issues)
    if before is None:
        return begun(register, step, act, actor, parsed)
    flat, held = parsed.flat, before.flat
    changes: dict[str, Any] = {path: value for path, value in flat.items() if held.get(path) != value}
    changes.update({path: None for path in held if path not in flat})
    if not changes and step.ends is None and act.source is None and parsed.flags == tuple(before.flags):
        raise Invalid("This changes nothing.", [Issue("values", "no_change", "Every value is as it was.")])
    return Draft(
        register.noun, before.ref, step.name, step.ends or before.state, actor.call_sign, act.key, changes, flat,
        before.pos, _header(register, act, actor, step), parsed.flags, act.as_received, act.source,
    )  # fmt: skip


def complete(
    values: dict[str, Any], aliases: Mapping[str, str], grades: Mapping[str, str], register: type[Register]
) -> None:
    """Bring given values to the mission's words: a party by any of its names becomes its code, a saying that nobody
    graded takes the grade that the mission gives its kind of source, and what tells of survivors or children is strict
    unless somebody says otherwise."""
    for name in _TAKERS:
        for part in told if isinstance(told := values.get(name), list | tuple) else ():
            if isinstance(part, dict) and isinstance(part.get("actor"), str):
                part["actor"] = aliases.get(part["actor"].strip().casefold(), part["actor"])
    grade = grades.get(str(values.get("source_kind")))
    if grade and register.field("credibility") and not {"reliability", "credibility"} & values.keys():
        values["reliability"], values["credibility"] = grade[0], grade[1]
    if register.field("sensitivity") and "sensitivity" not in values and _of_few(values, register):
        values["sensitivity"] = str(STRICT_LEVEL)


def _of_few(values: Mapping[str, Any], register: type[Register]) -> bool:
    """Whether a record tells of survivors of sexual violence or of children harmed (domain vocabulary 6.4)."""
    told = (values.get(one.name) for one in register.fields if one.codes == "incident_kind")
    codes = (code for one in told for code in (one if isinstance(one, list | tuple) else (one,)))
    return any(isinstance(code, str) and code.startswith(_FEW) for code in codes)


def begun(
    register: type[Register], step: Step, act: Act, actor: Actor, parsed: Parsed, ref: str | None = None
) -> Draft:
    """The draft of an act that begins a record, once everything about it was checked, under a ref that no record has
    yet; pure but for drawing one when none is given."""
    flat = parsed.flat
    return Draft(
        register.noun, ref or new_ref(register), step.name, step.ends or "", actor.call_sign, act.key, flat, flat,
        None, _header(register, act, actor, step), parsed.flags, act.as_received, act.source,
    )  # fmt: skip


def new_ref(register: type[Register]) -> str:
    """A random reference such as INC-7K2QXM4D: it tells no counts."""
    number = int.from_bytes(os.urandom(5), "big")
    return f"{register.prefix}-" + "".join(_ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))


def new_refs(connection: Connection, state: State, register: type[Register], count: int) -> list[str]:
    """So many refs that no record has. Among a million records one of eight random characters would come twice."""
    drawn = list(dict.fromkeys(new_ref(register) for _ in range(count)))
    for start in range(0, len(drawn), 500):
        for ref in state.current(connection, register.noun, drawn[start : start + 500]):
            drawn.remove(ref)
    while len(drawn) < count:
        ref = new_ref(register)
        if ref not in drawn and not state.current(connection, register.noun, [ref]):
            drawn.append(ref)
    return drawn


def _header(register: type[Register], act: Act, actor: Actor, step: Step) -> dict[str, Any]:
    header: dict[str, Any] = {"@declaration": register.declaration}
    roles = sorted(actor.roles.intersection(step.by))
    if roles:
        header["@role"] = roles[0]
    if act.reason:
        header["@reason"] = act.reason
    if act.basis:
        header["@basis"] = act.basis
    return header


def _complete(act: Act, step: Step) -> list[Issue]:
    """What an act itself lacks, apart from its values."""
    issues = []
    if not act.key or len(act.key) > MOST_KEY or not act.key.isprintable():
        issues.append(
            Issue("key", "bad_key", f"An act needs a key of its sender, one line of 1 to {MOST_KEY} characters.")
        )
    if step.begins is None and act.ref:
        issues.append(Issue("ref", "not_wanted", f"The step {step.name} begins a record; its reference is given here."))
    if step.begins is not None and not act.ref:
        issues.append(Issue("ref", "missing", f"The step {step.name} needs the reference of a record."))
    for need in step.needs:
        given = getattr(act, need) if need in ("reason", "basis") else act.values.get(need)
        if not given or (isinstance(given, str) and not given.strip()):
            issues.append(Issue(need, "missing", f"The step {step.name} needs a {need.replace('_', ' ')}."))
    for name in ("reason", "basis"):
        words = getattr(act, name)
        if words is not None and (
            len(words) > MOST_WORDS or "\x00" in words or (not words.isascii() and not _whole(words))
        ):
            issues.append(Issue(name, "bad_text", f"The {name} is plain text of at most {MOST_WORDS} characters."))
    return issues


def _whole(words: str) -> bool:
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _before(desk: Desk, register: type[Register], act: Act, step: Step, issues: list[Issue]) -> Version | None:
    """The version that the act changes; Stale when it is not the one its sender saw."""
    if not act.ref:
        return None
    with desk.reading() as connection:
        version = desk.state.record(connection, register.noun, act.ref)
    if version is None:
        raise NotFound(f"There is no {register.noun} {act.ref}.")
    if act.saw is not None and act.saw != version.pos:
        raise stale(desk, act, None)
    if version.state not in step.froms:
        words = f"{act.ref} is {version.state}; {step.name} goes from {' or '.join(step.froms)}."
        issues.append(Issue("step", "wrong_state", words))
    return version


def _checked(desk: Desk, register: type[Register], act: Act, before: Version | None) -> Parsed:
    """The whole record as it would be after the act, parsed."""
    if before is not None and not act.values:
        return Parsed(dict(before.flat), (), tuple(before.flags))
    lenient = act.as_received is not None or bool(before and before.flags)
    return parse(register, _whole_values(desk, register, act, before), desk.codes, lenient)


def _whole_values(desk: Desk, register: type[Register], act: Act, before: Version | None) -> dict[str, Any]:
    """An act's values over those of the record it changes, in the mission's words."""
    held = nest(register.fields, before.flat) if before else {}
    values = {**held, **deepcopy(dict(act.values))}
    complete(values, desk.mission.aliases, desk.mission.settings.grades, register)
    described(desk.files, values, register)
    if held and "sensitivity" not in act.values and _of_few(values, register) and not _of_few(held, register):
        values["sensitivity"] = str(STRICT_LEVEL)  # it became so by this act
    return values


def _unknown_refs(desk: Desk, register: type[Register], act: Act) -> list[Issue]:
    """Cited records that do not exist."""
    issues: list[Issue] = []
    for one in _citing(register):
        given = act.values.get(one.name)
        if not given:
            continue
        refs = [r for r in ([given] if isinstance(given, str) else given) if isinstance(r, str)]
        if not refs or not isinstance(given, str | list | tuple):
            continue
        with desk.reading() as connection:
            there = desk.state.current(connection, one.refers, refs[:500])
        issues.extend(
            Issue(one.name, "no_such_record", f"There is no {one.refers} {ref}.") for ref in refs if ref not in there
        )
    return issues


@cache
def _citing(register: type[Register]) -> tuple[Field, ...]:
    return tuple(f for f in register.fields if f.kind in ("ref", "refs") and f.refers)


def stale(desk: Desk, act: Act, refusal: Stale | None) -> Stale:
    """A Stale refusal that carries both versions: the one the sender saw and the one that holds."""
    register = desk.register(act.register)

    def shown(version: Version | None) -> dict[str, Any] | None:
        if version is None:
            return None
        values = nest(register.fields, version.flat)
        told = {"ref": version.ref, "register": register.noun, "state": version.state, "version": version.pos}
        return {**told, "pos": version.pos, "recorded_at": version.recorded_at, "values": values}

    ref = act.ref or (refusal.detail.get("ref") if refusal else None) or ""
    with desk.reading() as connection:
        current = desk.state.record(connection, act.register, ref)
        seen = (
            desk.state.record(connection, act.register, ref, act.saw)
            if act.saw is not None and act.saw < _NO_POS
            else None
        )
    sentence = f"{ref} was changed after you saw it; look at both versions and decide again."
    return Stale(sentence, ref=ref, seen=shown(seen), current=shown(current))


def _came_before(desk: Desk, act: Act, actor: Actor) -> Receipt | None:
    """The receipt of a step on a record whose key was accepted before. Raises KeyConflict when its content differs."""
    found = desk.ledger.receipt(actor.call_sign, act.key) if act.key else None
    row = desk.ledger.entry(found[0]) if found else None
    if row is None:
        return None
    held = read_leaves(row["leaves"].split(b"\n"))
    asked = {"@register": act.register, "@step": act.step, "@reason": act.reason, "@basis": act.basis, "@ref": act.ref}
    told: dict[str, Any] = {path: value for path, value in asked.items() if value}
    if "@saw" in held:  # compare the whole record after the act: what was sent may repeat values that did not change
        register = desk.register(act.register)
        with desk.reading() as connection:
            version = desk.state.record(connection, register.noun, act.ref or "", row["pos"])
        after = version.flat if version else {}
        given = _whole_values(desk, register, act, version)
        same = parse(register, given, desk.codes, True).flat == after
        told["@saw"] = held["@saw"]
        told.update({path: held[path] for path in held if path[0] != "@"} if same else {"(other values)": True})
    outcome = repeated(row, told, act.key)
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome
