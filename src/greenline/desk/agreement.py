"""The agreement of a mission folder: `agreement.toml` read, checked, and brought into the ledger as records.

Agreements, provisions, positions of the baseline, notifications and cases that the mission took over are tables of that
file; their keys are the fields of the registers. What changed in the folder amends the record of the same code; what a
person changed in the ledger and the folder did not, stays.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import select

from ..analysis.ground import Zone, named, zones_of
from ..analysis.terms import TERMS
from ..core.errors import Invalid, Issue
from ..core.handling import MACHINE, Actor
from ..core.parse import nest, parse, path_key
from ..core.register import Register
from ..ledger.entry import read_leaves
from ..ledger.state import NOW, Version
from ..mission import Mission
from ..registers import REGISTERS
from .desk import Desk
from .intake import Act, submit

FILE = "agreement.toml"
TABLES = {"agreement": "agreement", "provision": "provision", "position": "baseline", "notification": "notification",
          "case": "case"}  # fmt: skip
_ACTORS = ("bound", "parties", "accused", "replies", "dissents")  # groups that may be written as a list of codes
_BEGIN = {"agreement": "effective", "provision": "in_force", "baseline": "held", "notification": "received",
          "case": "standing"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One table of the file: the register it becomes, its code, the state it stands in, its values, where it stands."""

    register: str
    code: str
    state: str
    values: dict[str, Any]
    where: str
    cites: Mapping[str, tuple[str, ...]]  # field -> codes or source ids of the records it names


def read(mission: Mission) -> tuple[list[Item], list[Issue]]:
    """The tables of the file in an order in which each comes after those it names, and everything wrong with them."""
    items: list[Item] = []
    issues: list[Issue] = []
    seen: set[tuple[str, str]] = set()
    zones = zones_of(mission.zones)
    for table, noun in TABLES.items():
        for number, row in enumerate(mission.agreement.get(table, ()), 1):
            item = _item(noun, row, f"{FILE}: {table} {number}", issues)
            if not item.code:
                issues.append(Issue(f"{item.where}: code", "missing", "This is needed."))
            elif (noun, item.code) in seen:
                issues.append(
                    Issue(f"{item.where}: code", "twice", f"The code {item.code} stands here more than once.")
                )
            seen.add((noun, item.code))
            issues.extend(_problems(item, mission, zones))
            items.append(item)
    for item in items:
        for name, codes in item.cites.items():
            target = REGISTERS[item.register].field(name)
            assert target is not None
            if target.refers not in TABLES.values():
                continue
            for code in codes:
                if (target.refers, code) not in seen:
                    words = f"There is no {target.refers} with the code {code} in this file."
                    issues.append(Issue(f"{item.where}: {name}", "unknown_code", words))
    return items, issues


def load(desk: Desk, actor: Actor) -> int:
    """Bring the ledger up to the file; how many records began or changed. Raises Invalid with everything wrong."""
    items, issues = read(desk.mission)
    for item in items:
        for name, codes in item.cites.items():
            one = REGISTERS[item.register].field(name)
            assert one is not None
            if one.refers not in TABLES.values():
                missing = [code for code in codes if not _refs(desk, one.refers, code)]
                words = f"There is no {one.refers} {', '.join(missing)}."
                issues.extend([Issue(f"{item.where}: {name}", "unknown_code", words)] if missing else [])
    if issues:
        raise Invalid("The agreement of the mission folder cannot be loaded; nothing of it was written.", issues)
    return sum(_bring(desk, item, actor) for item in items)


def _item(noun: str, row: Mapping[str, Any], where: str, issues: list[Issue]) -> Item:
    """A table as values of its register: dates as text, short forms written out, cited codes apart."""
    register = REGISTERS[noun]
    values = {name: _plain(value) for name, value in row.items()}
    state = values.pop("state", _BEGIN[noun])
    code = values.get("code") if register.field("code") else values.pop("code", "")
    for name in _ACTORS:
        if isinstance(values.get(name), list):
            values[name] = [{"actor": one} if isinstance(one, str) else one for one in values[name]]
    if isinstance(values.get("ground"), list):
        values["ground"] = [{"zone": one} if isinstance(one, str) else one for one in values["ground"]]
    if "at" in values and register.field("place"):
        values["place"] = values.pop("at")
    cites: dict[str, tuple[str, ...]] = {}
    for one in register.fields:
        told = values.get(one.name)
        if one.kind in ("ref", "refs") and told is not None:
            given = [told] if isinstance(told, str) else told
            if not isinstance(given, list) or not all(isinstance(code, str) for code in given):
                issues.append(Issue(f"{where}: {one.name}", "wrong_type", "Write codes, as text."))
                given = []
            cites[one.name] = tuple(given)
            del values[one.name]
    if not isinstance(state, str) or state not in register.states():
        issues.append(Issue(f"{where}: state", "unknown_state", f"A {noun} is {', '.join(register.states())}."))
        state = _BEGIN[noun]
    return Item(noun, code if isinstance(code, str) else "", state, values, where, cites)


def _plain(value: Any) -> Any:
    """TOML's dates as text, all through."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def _problems(item: Item, mission: Mission, zones: Mapping[str, Zone]) -> Iterator[Issue]:
    register = REGISTERS[item.register]
    stands_for = {"ref": "AGR-00000", "refs": ["AGR-00000"]}
    filled = {name: stands_for[one.kind] for name in item.cites if (one := register.field(name))}
    parsed = parse(register, {**item.values, **filled}, mission.codes())
    yield from (Issue(f"{item.where}: {i.field}", i.code, i.sentence) for i in parsed.issues)
    known = {party.code for party in mission.parties}
    for name, actor in _named_actors(item.values):
        if actor not in known:
            yield Issue(f"{item.where}: {name}", "unknown_party", f"The party {actor!r} is not in parties.toml.")
    for name, code in _named_zones(item.values):
        if not named(code, zones):
            yield Issue(f"{item.where}: {name}", "unknown_zone", f"There is no zone {code!r} in zones.geojson.")
    if item.register == "provision" and not parsed.issues:
        yield from _clause_problems(item, zones)
    start = _first(register, item)
    if item.state != start and not way(register, str(start), item.state, {**item.values, **filled}):
        words = f"No step leads there from {start} with what stands here."
        yield Issue(f"{item.where}: state", "unreachable_state", words)


def _named_actors(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, told in values.items():
        for part in told if isinstance(told, list) else (told,) if isinstance(told, dict) else ():
            if isinstance(part, dict):
                for key in ("actor", "held_by"):
                    if isinstance(part.get(key), str):
                        yield f"{name}.{key}", part[key]
    if isinstance(values.get("actor"), str):
        yield "actor", values["actor"]


def _named_zones(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, told in values.items():
        for part in told if isinstance(told, list) else ():
            if isinstance(part, dict) and isinstance(part.get("zone"), str):
                yield f"{name}.zone", part["zone"]


def _clause_problems(item: Item, zones: Mapping[str, Zone]) -> Iterator[Issue]:
    """Whether a provision can be checked as it says it can."""
    values = item.values
    notice_h = values.get("notice_h")
    if isinstance(notice_h, int | float) and notice_h < 0:
        yield Issue(f"{item.where}: notice_h", "out_of_range", "Hours ahead are 0 or more.")
    term = TERMS.get(values.get("term") or "")
    if bool(values.get("manual")) == (term is not None):
        yield Issue(f"{item.where}: term", "term_or_manual", "A provision has either a term or manual = true.")
        return
    if term is None:
        return
    for need in term.needs:
        if not values.get(need) and values.get(need) != 0:
            words = f"The term {values['term']} needs {need}."
            if need == "ground":  # it may be that nobody ever drew it: then every answer is unknown
                continue
            yield Issue(f"{item.where}: {need}", "missing", words)
    if "ground" in term.needs and term.place == "ground":
        for row in values.get("ground") or ():
            lined = [zone for zone in named(row.get("zone", ""), zones) if zone.lined]
            if lined and not row.get("own_side"):
                words = "For a line, say on which side of it (left or right, as it is drawn) whom it binds is at home."
                yield Issue(f"{item.where}: ground.own_side", "missing", words)


# --- into the ledger


def _bring(desk: Desk, item: Item, actor: Actor) -> int:
    """Begin the record of an item, or amend it where the folder says something else than it said before; 1 when
    something changed. What a person changed and the folder did not stays as the person left it."""
    register = desk.register(item.register)
    values = {**item.values, **_cited(desk, item, register)}
    given = parse(register, values, desk.codes).flat
    held = _held(desk, item, register, actor)
    if held is None:
        first = next(step for step in register.steps if step.begins is None and step.ends == _first(register, item))
        key = f"{FILE}:{item.register}:{item.code}:{_digest(item.state, values)}"
        ref = submit(desk, Act(item.register, first.name, key, values), actor).ref
        _lead(desk, item, ref, values, key, actor)
        return 1
    told, state, count = _told_before(desk, item.register, held.ref, actor)
    names = {path_key(path)[0] for path in (*told, *given) if told.get(path) != given.get(path)}
    key = f"{FILE}:{item.register}:{item.code}:{count}:{_digest(item.state, values)}"
    amend = register.step("amend")
    may_amend = amend is not None and held.state in amend.froms and MACHINE in amend.by
    changes = {name: values.get(name) for name in names}
    after = nest(register.fields, held.flat)
    if names and may_amend and any(after.get(name) != values.get(name) for name in names):
        words = f"{FILE} of the mission folder changed."
        submit(desk, Act(item.register, "amend", key, changes, held.ref, reason=words), actor)
    if state is not None and state != item.state:
        _lead(desk, item, held.ref, values, key, actor)
    return int(bool(names) or state != item.state)


def _digest(*told: Any) -> str:
    return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()[:16]


def _told_before(desk: Desk, noun: str, ref: str, actor: Actor) -> tuple[dict[str, Any], str | None, int]:
    """What the folder said of a record so far: (its values, the state it led to, by how many acts)."""
    table = desk.shapes[noun].table
    query = select(table.c.from_pos).where(table.c.ref == ref, table.c.by == actor.call_sign).order_by(table.c.from_pos)
    with desk.reading() as connection:
        positions = list(connection.execute(query).scalars())
    flat: dict[str, Any] = {}
    state = None
    for pos in positions:
        row = desk.ledger.entry(pos)
        leaves = read_leaves(row["leaves"].split(b"\n")) if row else {}
        for path, value in leaves.items():
            if path[0] != "@":
                flat[path] = value
        state = str(leaves.get("@state"))
    return {path: value for path, value in flat.items() if value is not None}, state, len(positions)


def _first(register: type[Register], item: Item) -> str | None:
    """The state in which the record begins: that of the item, where a step begins so, else the usual one."""
    begins = {step.ends for step in register.steps if step.begins is None and MACHINE in step.by}
    return item.state if item.state in begins else _BEGIN[item.register]


def _lead(desk: Desk, item: Item, ref: str, values: Mapping[str, Any], key: str, actor: Actor) -> None:
    """Take the steps that lead from where the record stands to where the folder says it stands."""
    register = desk.register(item.register)
    with desk.reading() as connection:
        version = desk.state.record(connection, item.register, ref)
    assert version is not None
    for step in way(register, version.state, item.state, values):
        told = register.step(step)
        assert told is not None
        given = {need: values[need] for need in told.needs if need in values}
        words = f"As {FILE} of the mission folder says."
        submit(desk, Act(item.register, step, f"{key}:{step}", given, ref, reason=words, basis=words), actor)


def way(register: type[Register], start: str, goal: str, values: Mapping[str, Any]) -> Sequence[str]:
    """The fewest steps a machine may take from one state to another, with what they need at hand; none if there is no
    way."""
    ways: dict[str, list[str]] = {start: []}
    queue = [start]
    for state in queue:
        if state == goal:
            return ways[state]
        for step in register.steps:
            ready = all(need in ("reason", "basis") or values.get(need) for need in step.needs)
            if state in step.froms and step.ends and step.ends not in ways and MACHINE in step.by and ready:
                ways[step.ends] = [*ways[state], step.name]
                queue.append(step.ends)
    return []


def _held(desk: Desk, item: Item, register: type[Register], actor: Actor) -> Version | None:
    """The record that the item became before: by its code, or by the file's own earlier act."""
    shape = desk.shapes[item.register]
    with desk.reading() as connection:
        if register.field("code"):
            query = select(shape.table).where(shape.table.c.code == item.code, shape.table.c.to_pos == NOW)
            row = connection.execute(query.order_by(shape.table.c.from_pos)).mappings().first()
            return desk.state.version(item.register, row) if row else None
        ref = desk.ledger.began(connection, actor.call_sign, f"{FILE}:{item.register}:{item.code}:")
        return desk.state.record(connection, item.register, ref) if ref else None


def _cited(desk: Desk, item: Item, register: type[Register]) -> dict[str, Any]:
    """The refs of the records that an item names by code, or by the number that a source gave them."""
    found: dict[str, Any] = {}
    for name, codes in item.cites.items():
        one = register.field(name)
        assert one is not None
        refs = [ref for code in codes for ref in _refs(desk, one.refers, code)]
        missing = [code for code in codes if not _refs(desk, one.refers, code)]
        if missing:
            words = f"There is no {one.refers} {', '.join(missing)}."
            raise Invalid(f"{item.where} names what is not there.", [Issue(f"{item.where}: {name}", "unknown", words)])
        found[name] = refs[0] if one.kind == "ref" else refs
    return found


def _refs(desk: Desk, noun: str, code: str) -> list[str]:
    """Records by their code; incidents by the number that the source of a report they cite gave it."""
    table = desk.shapes[noun].table
    with desk.reading() as connection:
        if "code" in table.c:
            query = select(table.c.ref).where(table.c.code == code, table.c.to_pos == NOW)
            return [row.ref for row in connection.execute(query)]
        if noun != "incident":
            return []
        reports, many = desk.shapes["report"].table, desk.shapes["incident"].many
        source = select(reports.c.ref).where(reports.c.source_id == code, reports.c.to_pos == NOW)
        citing = select(many.c.from_pos).where(many.c.path == "reports", many.c.value.in_(source))
        query = select(table.c.ref).where(table.c.from_pos.in_(citing), table.c.to_pos == NOW)
        return [row.ref for row in connection.execute(query)]
