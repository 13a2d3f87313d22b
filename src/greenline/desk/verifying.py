"""Is the ledger whole? Leaves, roots and chain on all cores, tree heads, and whether state equals a fresh fold."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, exists, func, inspect, select

from ..core.register import Register
from ..faces.table import RegisterTable
from ..ledger.batch import known_keys
from ..ledger.entry import ZERO, Tree, entry_hash, read_leaves, root_hash
from ..ledger.given import kept
from ..ledger.seal import Doubt, Seal, Signed, chain_doubts, doubts
from ..ledger.state import NOW, State, fold
from ..ledger.store import open_place, place_of, plainly
from ..ledger.tables import entries, sites
from ..registers import REGISTERS
from .files.naming import groups
from .files.store import Files
from .logbook import Logbook

CHUNK = 4000
MOST_PROBLEMS = 50
Link = tuple[int, str, int, bytes, bytes]  # pos, site, seq, prev, hash


@dataclass(slots=True)
class Verdict:
    """What verifying found."""

    entries: int = 0
    versions: int = 0
    problems: list[str] = field(default_factory=list)
    heads: list[dict[str, Any]] = field(default_factory=list)
    seals: list[Signed] = field(default_factory=list)  # those that the ledger keeps, oldest first
    roots: dict[tuple[str, int], str] = field(default_factory=dict)  # over as many entries as seals cover

    def doubts(self, seal: Seal) -> list[Doubt]:
        """What speaks against this ledger having only grown since a seal that `verify` was asked about."""
        return doubts(seal, {head["site"]: head["size"] for head in self.heads}, self.roots)

    def plain(self) -> dict[str, Any]:
        """The verdict as a JSON object."""
        return {
            "whole": not self.problems,
            "entries": self.entries,
            "versions": self.versions,
            "heads": self.heads,
            "seals": len(self.seals),
            "problems": self.problems[:MOST_PROBLEMS],
        }


def verify(
    where: Path | str,
    folding: bool = True,
    progress: Callable[[int, int], None] | None = None,
    about: Collection[Seal] = (),
) -> Verdict:
    """Check the ledger in a file, a data folder or a PostgreSQL, also against the seals that it keeps; of the seals
    `about` the verdict's `doubts` can then be asked. `progress` is told (entries done, entries in all).

    Raises Unavailable when the database cannot be read."""
    place = place_of(where)
    try:
        with plainly(place):
            verdict = _verdict(place, folding, progress, about)
            verdict.problems.extend(_beside(place, folding))
            return verdict
    finally:
        for engine in _engines.values():
            engine.dispose()
        _engines.clear()


def _verdict(
    place: str, folding: bool, progress: Callable[[int, int], None] | None, about: Collection[Seal]
) -> Verdict:
    verdict = Verdict()
    with _reader(place).connect() as connection:
        last = connection.execute(select(func.max(entries.c.pos))).scalar() or 0
        verdict.entries = connection.execute(select(func.count()).select_from(entries)).scalar_one()
        stored = {row.site: row for row in connection.execute(select(sites))}
        try:
            verdict.seals.extend(kept(connection))
        except ValueError as problem:
            verdict.problems.append(str(problem))
    _expect(verdict, about)
    if verdict.entries:
        _follow(place, last, stored, verdict, folding, progress)
    elif stored:
        verdict.problems.append("The heads tell of entries, but there is none.")
    verdict.problems.extend(doubt.sentence for doubt in chain_doubts(verdict.seals))
    verdict.problems.extend(doubt.sentence for signed in verdict.seals for doubt in verdict.doubts(signed.seal))
    lacking = _lacking(place) if verdict.entries and folding else ""
    if lacking:
        verdict.problems.append(
            f"The state tables ({lacking}) are those of another version; open the mission once (`greenline rebuild`), "
            "then verify again. The chain was checked."
        )
    elif verdict.entries and folding:
        verdict.versions = _check_fold(place, last, verdict, progress)
    return verdict


def _expect(verdict: Verdict, about: Collection[Seal]) -> None:
    """Note for which sizes of which sites a root is wanted."""
    for seal in (*about, *(signed.seal for signed in verdict.seals)):
        for site, size, _ in seal.heads:
            verdict.roots[site, size] = Tree().root().hex()


def _follow(
    place: str,
    last: int,
    stored: dict[str, Any],
    verdict: Verdict,
    folding: bool,
    progress: Callable[[int, int], None] | None,
) -> None:
    """Check every entry and every site's chain and head, and note the roots that are wanted."""
    trees: dict[str, Tree] = {}
    heads: dict[str, bytes] = {}
    for first, found in _spread(_chain, place, last):
        links, problems = found
        verdict.problems.extend(problems)
        _link(links, trees, heads, verdict)
        if progress:
            progress(min(first + CHUNK, last), last * (2 if folding else 1))
    for site, tree in sorted(trees.items()):
        verdict.heads.append({"site": site, "size": tree.size, "root": tree.root().hex()})
        row = stored.pop(site, None)
        if row is None or (row.size, row.head, row.peaks) != (tree.size, heads[site], tree.pack()):
            told = "none" if row is None else f"{row.size} entries"
            verdict.problems.append(f"Site {site}: its head tells of {told}; the entries give {tree.size}.")
    verdict.problems.extend(f"Site {site}: its head tells of entries, but there is none." for site in stored)


def _beside(place: str, folding: bool) -> Iterator[str]:
    """What is wrong with what is kept beside the ledger: files that its records name, and the access log."""
    files, book = Files(place), Logbook(place)
    try:
        if folding:
            with _reader(place).connect() as connection:
                for digest, ref in _named(connection):
                    wrong = files.check(digest)
                    if wrong:
                        yield f"{ref}: its file {digest[:12]} {wrong}."
        yield from book.check()
    finally:
        files.close()
        book.close()


def _lacking(place: str) -> str:
    """The state tables that are not as this version makes them."""
    with _reader(place).connect() as connection:
        known = inspect(connection)
        lacking = []
        for register in REGISTERS.values():
            table = _shape(register).table
            there = {c["name"] for c in known.get_columns(table.name)} if known.has_table(table.name) else set()
            if not {c.name for c in table.columns} <= there:
                lacking.append(table.name)
    return ", ".join(lacking)


def _named(connection: Connection) -> list[tuple[str, str]]:
    """The files that records name, with a record that does."""
    found: dict[str, str] = {}
    for register in REGISTERS.values():
        shape = _shape(register)
        t, many = shape.table, shape.many
        if not inspect(connection).has_table(many.name):
            continue
        for group in groups(register):
            query = select(many.c.value, t.c.ref).join(t, t.c.from_pos == many.c.from_pos)
            query = query.where(many.c.path == f"{group.name}.{group.parts[0].name}")
            found.update((row.value, row.ref) for row in connection.execute(query))
    return sorted(found.items())


def _spread(work: Callable[..., Any], place: str, last: int) -> Iterator[tuple[int, Any]]:
    """Chunks of positions worked on by every core, in order."""
    starts = range(0, last, CHUNK)
    cores = min(os.cpu_count() or 1, len(starts))
    if cores <= 1:
        yield from ((start, work(place, start)) for start in starts)
        return
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn")) as pool:
        yield from zip(starts, pool.map(work, [place] * len(starts), starts), strict=True)


def _chain(place: str, after: int) -> tuple[list[Link], list[str]]:
    """Roots and hashes of a chunk of entries: what each should be, against what it carries."""
    links: list[Link] = []
    problems: list[str] = []
    with _reader(place).connect() as connection:
        query = select(entries).where(entries.c.pos > after, entries.c.pos <= after + CHUNK).order_by(entries.c.pos)
        for pos, site, seq, prev, root, told, leaves in connection.execute(query):
            name = f"Entry {site}/{seq} (pos {pos})"
            try:
                made = root_hash(leaves.split(b"\n"))
            except (ValueError, AttributeError, TypeError):
                made = b""
            if made != root:
                problems.append(f"{name}: its values do not give the root it carries; something in it was changed.")
            if entry_hash(site, seq, prev, root) != told:
                problems.append(f"{name}: its hash does not follow from what it carries.")
            links.append((pos, site, seq, prev, told))
    return links, problems


def _link(links: list[Link], trees: dict[str, Tree], heads: dict[str, bytes], verdict: Verdict) -> None:
    problems = verdict.problems
    for pos, site, seq, prev, told in links:
        tree = trees.setdefault(site, Tree())
        if seq != tree.size + 1:
            problems.append(
                f"Entry {site}/{seq} (pos {pos}): after {site}/{tree.size} another one is missing or doubled."
            )
        if prev != heads.get(site, ZERO):
            problems.append(f"Entry {site}/{seq} (pos {pos}): it does not follow the entry before it.")
        tree.add(told)
        heads[site] = told
        if (site, tree.size) in verdict.roots:
            verdict.roots[site, tree.size] = tree.root().hex()


_engines: dict[str, Any] = {}


def _reader(place: str) -> Any:
    if place not in _engines:
        _engines[place] = open_place(place, write=False)
    return _engines[place]


@cache
def _shape(register: type[Register]) -> RegisterTable:
    return RegisterTable(register, MetaData())


def _check_fold(place: str, last: int, verdict: Verdict, progress: Callable[[int, int], None] | None) -> int:
    versions = links = 0
    for first, (count, made, problems) in _spread(_folded, place, last):
        versions += count
        links += made
        verdict.problems.extend(problems)
        if progress:
            progress(last + min(first + CHUNK, last), last * 2)
    with _reader(place).connect() as connection:
        stored = 0
        for register in REGISTERS.values():
            shape = _shape(register)
            t, after = shape.table, shape.table.alias()
            stored += connection.execute(select(func.count()).select_from(t)).scalar_one()
            follows = exists().where(after.c.from_pos == t.c.to_pos, after.c.ref == t.c.ref)
            for ref in connection.execute(select(t.c.ref).where(t.c.to_pos != NOW, ~follows).limit(10)).scalars():
                verdict.problems.append(f"{ref}: a version of it ended that no other one replaced.")
            links -= sum(_link_mark(r.from_pos, r.path, r.value) for r in connection.execute(select(shape.many)))
    if links:
        verdict.problems.append("The links by which records are found are not those that the entries make.")
    if stored != versions:
        verdict.problems.append(f"The state tables hold {stored} versions; the entries make {versions}.")
    return versions


def _folded(place: str, after: int) -> tuple[int, int, list[str]]:
    """Whether each entry of a chunk makes, of the version before it, exactly the row that the state table holds; the
    sum over the links it makes; whether its receipt is there."""
    problems: list[str] = []
    keys: dict[tuple[str, str], tuple[int, str]] = {}
    links = 0
    shapes = {noun: _shape(register) for noun, register in REGISTERS.items()}
    state = State(shapes)
    count = 0
    with _reader(place).connect() as connection:
        rows: dict[int, Any] = {}
        for shape in shapes.values():
            t = shape.table
            found = connection.execute(select(t).where(t.c.from_pos > after, t.c.from_pos <= after + CHUNK)).mappings()
            rows.update({row["from_pos"]: row for row in found})
        query = select(entries.c.pos, entries.c.leaves).where(entries.c.pos > after, entries.c.pos <= after + CHUNK)
        for pos, stored in connection.execute(query.order_by(entries.c.pos)):
            try:
                leaves = read_leaves(stored.split(b"\n"))
            except (ValueError, AttributeError, TypeError):
                problems.append(f"Pos {pos}: its values cannot be read.")
                continue
            noun, saw = leaves.get("@register"), leaves.get("@saw")
            if noun not in shapes:
                continue
            lacking = [path for path in ("@ref", "@by", "@key", "@state", "@recorded_at") if path not in leaves]
            if lacking:
                problems.append(f"Pos {pos}: its header lacks {', '.join(lacking)}.")
                continue
            count += 1
            keys[leaves["@by"], leaves["@key"]] = (pos, leaves["@ref"])
            before = None
            if saw is not None:
                t = shapes[noun].table
                was = rows.get(saw) or connection.execute(select(t).where(t.c.from_pos == saw)).mappings().first()
                if was is None or was["to_pos"] != pos:
                    problems.append(f"{leaves['@ref']}: the version that pos {pos} replaces did not end there.")
                    continue
                before = state.version(noun, was).flat
            stated = state.stated(fold(leaves, before, pos, saw))
            made = stated.row
            links += sum(_link_mark(pos, path, value) for path, value in stated.links)
            row = rows.get(pos)
            if row is None or [v for n, v in row.items() if n != "to_pos"] != [made[0], *made[2:]]:
                problems.append(
                    f"{leaves['@ref']}: what the state table holds for pos {pos} is not what its entry says."
                )
            elif row["to_pos"] != NOW and row["to_pos"] <= pos:
                problems.append(f"{leaves['@ref']}: its version of pos {pos} ends before it begins.")
        held = known_keys(connection, list(keys))
        for (by, key), told in keys.items():
            if held.get((by, key)) != told:
                problems.append(f"{told[1]}: the receipt of pos {told[0]} is missing or tells of another act.")
    return count, links, problems


def _link_mark(pos: int, path: str, value: str) -> int:
    """A number for a link; sums of them do not depend on the order."""
    return int.from_bytes(hashlib.blake2b(f"{pos} {path} {value}".encode(), digest_size=12).digest(), "big")
