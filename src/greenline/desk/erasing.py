"""Erasure: a records officer has values forgotten, with a reason; what that does and does not reach is told before.

The act is an entry like any other and names the paths, never the values. The values go, with their salts, from every
entry of the record and from every version of it in the state tables, in the same transaction; then the database is
written anew. The chain, and every seal ever given, still verify.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from ..core.errors import Invalid, Issue, KeyConflict, NotAllowed, NotFound, Refusal
from ..core.handling import RECORDS, Actor
from ..core.register import Register
from ..ledger.batch import lock
from ..ledger.chain import Receipt
from ..ledger.draft import Draft, seal
from ..ledger.entry import read_leaves
from ..ledger.erasure import UNSCRUBBED, UNSCRUBBED_FILES, erase, matches, overwriting, scrub, standing, unmark
from ..ledger.state import Version, fold
from ..ledger.store import is_server
from ..ledger.tables import entries, meta
from ..registers import REGISTERS
from .desk import Desk
from .files.attaching import let_go
from .files.naming import groups
from .numbers import now

STEP = "erase"
_MARKS = (UNSCRUBBED, UNSCRUBBED_FILES)
MOST_ELSEWHERE = 100
MOST_REASON = 4000
LEAST_WORDS = 4  # characters; shorter texts stand in nearly everything
HEADER_PATHS = ("@reason", "@basis", "@as_received")  # what of a header may be forgotten: free words of people
_SQLITE = (
    "It goes from the ledger, its indexes, its free pages and the write-ahead log beside the file: the file is "
    "written anew, and nobody else can write meanwhile.",
    "It does not go from older backups, copies of the file or snapshots of the disk, nor from a ledger that was moved: "
    "what stayed at the old place is to be deleted by hand.",
    "Blocks of the disk that the file system let go of may hold it until they are used again; encrypt the disk.",
)
_POSTGRES = (
    "It goes from the tables and indexes of this database: they are written anew (VACUUM FULL), and nobody else can "
    "read or write meanwhile.",
    "It does not go from the server's write-ahead log and its archive, from replicas until they have followed, from "
    "older backups, from snapshots of the disk, nor from a ledger that was moved.",
    "The server's own log may hold statements that failed; ask who runs it how long these are kept.",
)
_ALL = (
    "Files that were exported and releases that were handed out stay with who has them; the access log tells to whom "
    "they went.",
    "The id under which a foreign row came, and a sender's own key of an act, stay: by them an import knows what it "
    "has brought already. A table that was uploaded to be imported is kept for an hour.",
    "Seals that were given out stay valid: a bare hash stands where the value was.",
    "That something was erased, when, by whom and why is told in the record's history.",
)


@dataclass(frozen=True, slots=True)
class Target:
    """The values of one record that are to be forgotten, by their paths; a path reaches all within it."""

    ref: str
    paths: tuple[str, ...]


def promises(desk: Desk) -> list[str]:
    """What erasing reaches in this mission's database and what it does not, to be told before the act."""
    return [*(_POSTGRES if is_server(desk.place) else _SQLITE), *_ALL]


def preview(desk: Desk, target: Target) -> dict[str, Any]:
    """What an erasure would forget: how often each path was told, where else the same words stand, and what it does not
    reach. Raises NotFound, or Invalid for paths that the record never had."""
    register = register_of(target.ref)
    with desk.reading() as connection:
        positions = _positions(connection, desk, register, target.ref)
        counts: dict[str, int] = {}
        words: set[str] = set()
        for leaves in _leaves(connection, positions):
            for path, value in leaves.items():
                if any(matches(path, one) for one in target.paths):
                    counts[path] = counts.get(path, 0) + 1
                    words.update(text for text in _texts(value) if len(text) >= LEAST_WORDS)
        _check(target, counts)
        elsewhere: dict[str, set[str]] = {}
        for text in sorted(words):
            for pos in standing(connection, text, MOST_ELSEWHERE + len(positions)):
                (leaves,) = _leaves(connection, [pos])
                paths = {path for path, value in leaves.items() if text in str(value)}
                if pos in positions:  # at another path of the same record
                    paths = {path for path in paths if not any(matches(path, one) for one in target.paths)}
                if paths:
                    elsewhere.setdefault(leaves.get("@ref", ""), set()).update(paths)
    return {
        "ref": target.ref,
        "register": register.noun,
        "paths": dict(sorted(counts.items())),
        "elsewhere": [{"ref": ref, "paths": sorted(paths)} for ref, paths in sorted(elsewhere.items())][
            :MOST_ELSEWHERE
        ],
        "promises": promises(desk),
    }


def forget(
    desk: Desk,
    targets: Sequence[Target],
    reason: str,
    actor: Actor,
    key: str,
) -> list[Receipt]:
    """Erase values of some records: an entry a record, and nothing of the values left. Raises NotAllowed, NotFound,
    Invalid, Stale; then nothing was erased."""
    if RECORDS not in actor.roles:
        raise NotAllowed("To erase needs the role records.")
    if not reason.strip() or len(reason) > MOST_REASON:
        issue = Issue("reason", "missing", "Say why, for everybody who will ask where the values went.")
        raise Invalid("An erasure needs a reason.", [issue])
    if not key or len(key) > 150 or not key.isprintable():
        raise Invalid("The act cannot be read.", [Issue("key", "bad_key", "An act needs a key of its sender.")])
    receipts = []
    files: set[str] = set()
    with desk.ledger.exclusive() as connection:
        overwriting(connection)
        lock(connection, desk.ledger.site)
        for number, target in enumerate(targets):
            one = key if len(targets) == 1 else f"{key}:{number}"
            files |= _files(connection, desk, target)
            receipts.append(_forget(desk, connection, target, reason, actor, one))
    let_go(desk, files)
    finish(desk)
    return receipts


def finish(desk: Desk) -> str | None:
    """Write the database anew where an erasure asks for it; why that could not be done, or None. It is tried again when
    the mission is opened, and by a server every minute."""
    with desk.reading() as connection:
        marked = set(connection.execute(select(meta.c.name).where(meta.c.name.in_(_MARKS))).scalars())
    wrong = desk.files.overwrite() if UNSCRUBBED_FILES in marked else None
    if UNSCRUBBED_FILES in marked and wrong is None:
        unmark(desk.ledger.writer, UNSCRUBBED_FILES)
    if UNSCRUBBED in marked:
        names = [table.name for shape in desk.shapes.values() for table in (shape.table, shape.many)]
        wrong = scrub(desk.ledger.writer, names) or wrong
    return wrong


def erased_paths(desk: Desk, connection: Connection, register: type[Register], ref: str) -> set[str]:
    """The paths of a record that were erased: an import does not bring them back."""
    positions = _positions(connection, desk, register, ref)
    return {path for leaves in _leaves(connection, positions) for path in leaves.get("@erased", ())}


def register_of(ref: str) -> type[Register]:
    """The register that a reference belongs to. Raises NotFound."""
    found = next((r for r in REGISTERS.values() if ref.startswith(f"{r.prefix}-")), None)
    if found is None:
        raise NotFound(f"{ref[:40]} is no reference; one looks like INC-7K2QXM4D.")
    return found


def _forget(desk: Desk, connection: Connection, target: Target, reason: str, actor: Actor, key: str) -> Receipt:
    """One record's values, within the transaction: the entry that says so, the leaves, the versions."""
    register = register_of(target.ref)
    before = desk.state.record(connection, register.noun, target.ref)
    positions = _positions(connection, desk, register, target.ref)
    assert before is not None, target.ref
    paths = sorted(set(target.paths))
    known = desk.ledger.receipt(actor.call_sign, key)
    if known is not None:
        return _again(connection, known[0], target.ref, paths, key)
    there = {path: 1 for leaves in _leaves(connection, positions) for path in leaves}
    _check(target, there)
    kept = {path: value for path, value in before.flat.items() if not any(matches(path, one) for one in paths)}
    header = {"@declaration": register.declaration, "@role": RECORDS, "@reason": reason, "@erased": paths}
    draft = Draft(
        register.noun, target.ref, STEP, before.state, actor.call_sign, key,
        {path: None for path in before.flat if path not in kept}, kept, before.pos, header, tuple(before.flags),
    )  # fmt: skip
    (outcome,) = desk.ledger.write(connection, [seal(draft, desk.shapes[register.noun], now())])
    if isinstance(outcome, Refusal):
        raise outcome
    erase(connection, positions, paths)
    _fold(desk, connection, register, [*positions, outcome.pos])
    return outcome


def _again(connection: Connection, pos: int, ref: str, paths: list[str], key: str) -> Receipt:
    """The receipt of an erasure that was asked for before with the same key. Raises KeyConflict for another one."""
    row = connection.execute(select(entries).where(entries.c.pos == pos)).one()
    held = read_leaves(row.leaves.split(b"\n"))
    if (held.get("@ref"), held.get("@erased")) != (ref, paths):
        raise KeyConflict(f"The key {key!r} was used before, for another act ({held.get('@ref')}).")
    return Receipt(ref, row.site, row.seq, row.pos, row.hash.hex(), True)


def _files(connection: Connection, desk: Desk, target: Target) -> set[str]:
    """The files that a record's values at the target's paths ever named."""
    register = register_of(target.ref)
    found: set[str] = set()
    for leaves in _leaves(connection, _positions(connection, desk, register, target.ref)):
        for group in groups(register):
            ending = f"].{group.parts[0].name}"
            named = (p for p in leaves if p.startswith(f"{group.name}[") and p.endswith(ending))
            found.update(leaves[p] for p in named if leaves[p] and any(matches(p, one) for one in target.paths))
    return found


def _check(target: Target, there: dict[str, int]) -> None:
    """Whether each path may be erased and was ever told. Raises Invalid with every issue."""
    issues = []
    for path in target.paths or ("",):
        if path.startswith("@") and path not in HEADER_PATHS:
            words = f"Of a header only {', '.join(HEADER_PATHS)} may be erased; not {path[:60]!r}."
            issues.append(Issue("paths", "not_erasable", words))
        elif not path or not any(matches(known, path) for known in there):
            issues.append(Issue("paths", "no_such_value", f"{target.ref} never had a value at {path[:60]!r}."))
    if issues:
        raise Invalid("This cannot be erased; nothing was.", issues)


def _positions(connection: Connection, desk: Desk, register: type[Register], ref: str) -> list[int]:
    """The entries of a record, oldest first. Raises NotFound."""
    t = desk.shapes[register.noun].table
    found = list(connection.execute(select(t.c.from_pos).where(t.c.ref == ref).order_by(t.c.from_pos)).scalars())
    if not found:
        raise NotFound(f"There is no {register.noun} {ref[:40]}.")
    return found


def _leaves(connection: Connection, positions: Sequence[int]) -> Iterator[dict[str, Any]]:
    for pos in positions:
        stored = connection.execute(select(entries.c.leaves).where(entries.c.pos == pos)).scalar_one()
        yield read_leaves(stored.split(b"\n"))


def _fold(desk: Desk, connection: Connection, register: type[Register], positions: Sequence[int]) -> None:
    """Make the versions of one record anew from its entries."""
    shape = desk.shapes[register.noun]
    for table in (shape.table, shape.many):
        connection.execute(table.delete().where(table.c.from_pos.in_(positions)))
    held: dict[int, Version] = {}
    stated = []
    for pos, leaves in zip(positions, _leaves(connection, positions), strict=True):
        saw = leaves.get("@saw")
        version = fold(leaves, held[saw].flat if saw in held else None, pos, saw)
        held[pos] = version
        stated.append(desk.state.stated(version))
    desk.state.write(connection, stated)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


__all__ = ["STEP", "Target", "erased_paths", "finish", "forget", "preview", "promises", "register_of"]
