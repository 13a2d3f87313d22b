"""Tables of others into the record: streamed, idempotent by source id, a changed row becomes an amendment.

Reading, mapping and checking run ahead in a process of their own when a file is large; this process drafts, hashes
and writes. Rows that cannot be placed or parsed go to a file of refused rows with their reasons; rows that contradict
themselves are kept as received and flagged.
"""

from __future__ import annotations

import csv
import hashlib
import time
import tomllib
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, MetaData, select

from ..core.codes import CodeList
from ..core.errors import BadRequest, Invalid, Issue, NotFound, Refusal
from ..core.handling import MACHINE, Actor
from ..core.parse import Parsed, nest, parse
from ..core.register import Register
from ..exchange.book import opened
from ..exchange.mapping import ColumnMap, Drafted, check_forms
from ..exchange.rows import Row, open_table
from ..faces.sheet import defused
from ..faces.table import RegisterTable
from ..ledger.batch import known_keys
from ..ledger.chain import Receipt, known_sources
from ..ledger.draft import Draft, Sealed, seal
from ..ledger.entry import read_leaves
from ..ledger.erasure import matches
from ..ledger.state import AS_RECEIVED, NOW, State, Version
from ..ledger.store import open_place, plainly
from ..ledger.tables import entries
from ..registers import REGISTERS
from .ahead import run_ahead
from .desk import Desk
from .erasing import erased_paths
from .intake import IMPORTER, Act, begun, complete, draft, new_refs, submit_all
from .judgement import WITHDRAWN
from .numbers import now

PARTS = 2  # processes that read and check a large file
LARGE = 4_000_000  # bytes from which a second process pays
MOST_JOINED = 10_000


@dataclass(slots=True)
class Summary:
    """What an import did, in rows of the file."""

    read: int = 0
    accepted: int = 0
    already: int = 0
    amended: int = 0
    withdrawn: int = 0
    flagged: int = 0
    refused: int = 0
    seconds: float = 0.0
    refused_file: str | None = None
    reasons: list[str] = field(default_factory=list)  # the first few

    def plain(self) -> dict[str, Any]:
        """The summary as a JSON object."""
        names = ("read", "accepted", "already", "flagged", "refused", "amended", "withdrawn")
        body = {name: getattr(self, name) for name in names}
        return {**body, "seconds": round(self.seconds, 3), "refused_file": self.refused_file, "reasons": self.reasons}


@dataclass(slots=True)
class Checked:
    """What became of one row: reasons to refuse it, or the sealed acts of a new one (its report, and the incident that
    cites it), or what a changed one says now (`drafted`, `parsed`, for the record `held`). None of these: as before."""

    line: int
    key: str
    digest: bytes
    cells: Sequence[str] = ()
    reasons: Sequence[str] = ()
    flagged: bool = False
    sealed: tuple[Sealed, ...] = ()
    held: str = ""
    register: str = ""
    step: str = ""
    drafted: Drafted | None = None
    parsed: Parsed | None = None


@dataclass(frozen=True)
class Source:
    """A file and how to read it; small enough to hand to another process."""

    file: Path
    maps: tuple[Mapping[str, Any], ...]
    as_incident: bool
    encoding: str
    codes: Mapping[str, CodeList]
    aliases: Mapping[str, str]
    grades: Mapping[str, str]
    actor: Actor
    place: str
    sheet: str | None = None
    basis: str | None = None  # who brought the table in
    trying: bool = False  # rows are for looking at: each comes with its values
    part: int = 0
    parts: int = 1


FORMS = {
    "ucdp-ged": ("ucdp-deco", "ucdp-ged"),
    "acled": ("acled-deleted", "acled"),
    "firms": ("firms",),
    "geopko": ("geopko", "geopko-yearly"),
}  # the shipped maps of each data set, of which the first whose columns a table has is taken


def shipped_maps(form: str) -> list[dict[str, Any]]:
    """The column maps that come with Greenline for a data set. Raises NotFound."""
    if form not in FORMS:
        raise NotFound(f"There is no form {form!r}; there are {', '.join(FORMS)}, and csv with a map.")
    return [shipped_map(name) for name in FORMS[form]]


def shipped_map(name: str) -> dict[str, Any]:
    """A column map that comes with Greenline."""
    return tomllib.loads((resources.files("greenline") / "maps" / f"{name}.toml").read_text(encoding="utf-8"))


def read_map(file: Path) -> dict[str, Any]:
    """A column map from a TOML file. Raises NotFound or Invalid."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotFound(f"The map {file} cannot be read: {error.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid(f"The map {file} is not TOML.", [Issue(str(file), "not_toml", f"{error}.")]) from None


def import_file(
    desk: Desk,
    file: Path,
    maps: Sequence[Mapping[str, Any]],
    *,
    as_incident: bool = False,
    encoding: str | None = None,
    sheet: str | None = None,
    actor: Actor = IMPORTER,
    basis: str | None = None,
    refused: Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> Summary:
    """Import a table by the first of `maps` whose columns it has; `basis` tells in each entry who brought it in.

    Raises a Refusal when the file is no such table."""
    began = time.monotonic()
    summary = Summary()
    source = source_of(desk, file, maps, as_incident, encoding, sheet, actor, basis)
    open_table(file).close()
    chunks: Generator[Any, None, None] = check_chunks(source)
    header, joins = next(chunks)
    if file.stat().st_size > LARGE and not joins:
        chunks.close()
        chunks = _side_by_side(source)
    out = _Refused(refused or desk.data / "refused" / f"{file.stem}-{int(time.time())}.csv", header)
    seen: dict[int, int] = {}
    try:
        for chunk in chunks:
            summary.read += len(chunk)
            _take(desk, source, chunk, summary, out, seen)
            if progress:
                progress(summary.read)
    finally:
        summary.refused_file = out.close()
    summary.reasons = out.reasons
    summary.seconds = time.monotonic() - began
    return summary


def source_of(
    desk: Desk, file: Path, maps: Sequence[Mapping[str, Any]], as_incident: bool, encoding: str | None,
    sheet: str | None, actor: Actor = IMPORTER, basis: str | None = None, trying: bool = False,
) -> Source:  # fmt: skip
    """A file, and how a desk reads it."""
    read = encoding or str(maps[0].get("encoding", "utf-8"))
    grades = desk.mission.settings.grades
    return Source(
        file,
        tuple(maps),
        as_incident,
        read,
        desk.codes,
        desk.mission.aliases,
        grades,
        actor,
        desk.place,
        sheet,
        basis,
        trying,
    )


# --- reading, mapping and checking (may run in processes of its own)


def _side_by_side(source: Source) -> Generator[Any, None, None]:
    """The chunks of a large file in order, made by processes that each take every so-many-th."""
    parts = [run_ahead(check_chunks, replace(source, part=n, parts=PARTS)) for n in range(PARTS)]
    try:
        for part in parts:
            next(part)
        waiting = list(parts)
        while waiting:
            for part in list(waiting):
                chunk = next(part, None)
                if chunk is None:
                    waiting.remove(part)
                else:
                    yield chunk
    finally:
        for part in parts:
            part.close()


def check_chunks(source: Source) -> Generator[Any, None, None]:
    """First (header, whether rows are joined), then lists of Checked. Raises a Refusal."""
    for table in source.maps:
        check_forms(table)
    delimiter, sheet = source.maps[0].get("delimiter"), source.sheet
    with opened(source.file, source.encoding, delimiter, source.part, source.parts, sheet) as (header, rows):
        chosen = choose(source.maps, header)
        names = list(chosen.get("columns", ())) if _unnamed(chosen, header) else header
        chunks = _untagged(rows) if source.part == 0 else rows
        if names is not header and source.part == 0:
            chunks = chain([[Row(1, header)]], chunks)
        if source.as_incident:
            chosen = {**chosen, "as": "incident"}
        elif "file" not in chosen:
            chosen = {k: v for k, v in chosen.items() if k not in ("as", "incident")}
        mapping = ColumnMap(chosen, REGISTERS, names)
        _may_be_brought_in(mapping)
        yield names, mapping.joins
        checker = _Checker(source, mapping)
        if mapping.joins:
            yield checker.chunk(list(_joined(mapping, chain.from_iterable(chunks))))
            return
        for chunk in chunks:
            yield checker.chunk([(row, None if row.wrong else mapping.read(row.line, row.cells)) for row in chunk])


def _may_be_brought_in(mapping: ColumnMap) -> None:
    """Raises Invalid for a register that only the machine itself begins."""
    if set(mapping.register.steps[0].by) == {MACHINE}:
        words = f"Records of {mapping.register.noun} are made by the mission itself, not brought in by a table."
        raise Invalid("This map cannot be used.", [Issue("register", "not_by_tables", words)])


def _untagged(chunks: Iterator[list[Row]]) -> Iterator[list[Row]]:
    """Rows without the one of HXL tags that may stand under the header."""
    first = next(chunks, [])
    told = [cell for cell in first[0].cells if cell] if first else []
    if told and all(cell.startswith("#") for cell in told):
        first = first[1:]
    yield first
    yield from chunks


def choose(maps: Sequence[Mapping[str, Any]], header: Sequence[str]) -> Mapping[str, Any]:
    """The first map that names columns to know its tables by (`needs`) and finds them; else one that names none."""
    have = {name.casefold() for name in header}
    for table in maps:
        needs = [str(n).casefold() for n in table.get("needs", ())]
        if needs and have.issuperset(needs):
            return table
    return next((table for table in maps if not table.get("needs")), maps[0])


def _unnamed(table: Mapping[str, Any], header: Sequence[str]) -> bool:
    """Whether a file has no header: as many columns as the map lists, the first a number."""
    return bool(header) and len(table.get("columns", ())) == len(header) and header[0].replace(".", "").isdigit()


class _Checker:
    """Checks mapped rows, a chunk at a time, against their register and against what was imported before."""

    def __init__(self, source: Source, mapping: ColumnMap) -> None:
        self.source, self.mapping = source, mapping
        self.shapes = {noun: RegisterTable(register, MetaData()) for noun, register in REGISTERS.items()}
        self.state = State(self.shapes)
        self.refs: dict[str, list[str]] = {}  # that no record has, drawn for a chunk at a time
        self.reader = open_place(source.place, write=False)

    def chunk(self, rows: Sequence[tuple[Row, Drafted | None]]) -> list[Checked]:
        keys = [row.key for _, row in rows if row is not None]
        beside = self.mapping.beside is not None
        with plainly(self.source.place), self.reader.connect() as connection:
            known = known_sources(connection, keys)
            sign = self.source.actor.call_sign
            opened = known_keys(connection, [(sign, f"{key}:incident") for key in known]) if beside else {}
            self.refs = {
                register.noun: new_refs(connection, self.state, register, len(rows))
                for register in (self.mapping.register, self.mapping.beside)
                if register is not None
            }
        at = now()
        return [self._row(row, drafted, known, opened, at) for row, drafted in rows]

    def _row(self, raw: Row, row: Drafted | None, known: Known, opened: Mapping[Any, Any], at: str) -> Checked:
        if row is None:
            return Checked(raw.line, "", b"", raw.cells, [raw.wrong[0].upper() + raw.wrong[1:] + "."])
        held = known.get(row.key)
        if self.mapping.step:
            return self._further(raw, row, held)
        again = held is not None and held[1] == row.digest
        opens = self.mapping.beside is not None and (self.source.actor.call_sign, f"{row.key}:incident") not in opened
        if again and not opens:
            return Checked(raw.line, row.key, row.digest)
        complete(row.values, self.source.aliases, self.source.grades, self.mapping.register)
        register = self.mapping.register
        parsed = parse(register, row.values, self.source.codes, as_received=True)
        beside = None
        if opens and self.mapping.beside and not parsed.issues and not row.issues:
            beside = _beside(self.source, self.mapping.beside, row, parsed)
        issues = [*row.issues, *parsed.issues, *(beside.issues if beside else ())]
        if issues:
            told = [f"{i.field}: {i.sentence}" if i.field not in i.sentence else i.sentence for i in issues]
            return Checked(raw.line, row.key, row.digest, raw.cells, told)
        parsed = Parsed(parsed.flat, (), (*row.flags, *parsed.flags))
        checked = Checked(raw.line, row.key, row.digest, raw.cells, flagged=bool(parsed.flags))
        if self.source.trying:
            checked.register, checked.parsed = register.noun, parsed
        if held is None:
            checked.sealed = tuple(self._new(row, parsed, beside, at))
        elif again and beside:
            checked.sealed = (self._opening(row, beside, held[0], at),)
        else:
            checked.held, checked.register, checked.drafted, checked.parsed = held[0], register.noun, row, parsed
        return checked

    def _further(self, raw: Row, row: Drafted, held: tuple[str, bytes] | None) -> Checked:
        """A row that takes a further step on the record its key names; one of a record never held changes nothing."""
        if row.issues:
            return Checked(raw.line, row.key, row.digest, raw.cells, [issue.sentence for issue in row.issues])
        checked = Checked(raw.line, row.key, row.digest, raw.cells)
        if held is not None and held[1] != row.digest:
            checked.held, checked.register, checked.drafted = held[0], self.mapping.register.noun, row
            checked.step = self.mapping.step
        return checked

    def _new(self, row: Drafted, parsed: Parsed, beside: Parsed | None, at: str) -> Iterator[Sealed]:
        """The acts of a row that is new: its report, and the incident that cites it."""
        register = self.mapping.register
        step = register.steps[0]
        source = (row.key, row.digest)
        basis = self.source.basis
        act = Act(
            register.noun, step.name, row.key, row.values, as_received=row.as_received, source=source, basis=basis
        )
        first = begun(register, step, act, self.source.actor, parsed, self.refs[register.noun].pop())
        yield seal(first, self.shapes[register.noun], at)
        if beside is not None:
            yield self._opening(row, beside, first.ref, at)

    def _opening(self, row: Drafted, beside: Parsed, report: str, at: str) -> Sealed:
        """The act that opens the incident beside a report, citing it."""
        incident = self.mapping.beside
        assert incident is not None
        step = incident.step(row.step)
        assert step is not None, f"the map's step {row.step} is none of {incident.noun}"
        opener = Actor(self.source.actor.call_sign, frozenset(step.by))
        act = Act(incident.noun, step.name, f"{row.key}:incident", {}, basis=self.source.basis)
        parsed = Parsed({**beside.flat, "reports": [report]})
        made = begun(incident, step, act, opener, parsed, self.refs[incident.noun].pop())
        return seal(made, self.shapes[incident.noun], at)


Known = Mapping[str, tuple[str, bytes]]


def _beside(source: Source, register: type[Register], drafted: Drafted, parsed: Parsed) -> Parsed:
    """The incident that a report opens: the fields both have, and what the map adds. What only a party claims gives
    no counts; a range that contradicts itself gives its best estimate only."""
    names = {f.name for f in register.fields}
    values = {name: value for name, value in drafted.values.items() if name in names}
    if drafted.values.get("source_kind") == "party":
        for name in ("deaths", "injured", "children", "women"):
            values.pop(name, None)
    elif parsed.flags and "best" in values.get("deaths", {}):
        values["deaths"] = {"best": values["deaths"]["best"]}
    return parse(register, {**values, **(drafted.incident or {})}, source.codes)


def _joined(mapping: ColumnMap, rows: Iterable[Row]) -> Iterator[tuple[Row, Drafted | None]]:
    """Rows of one key as one record, their repeated groups one after the other."""
    merged: dict[str, tuple[Row, Drafted]] = {}
    for number, row in enumerate(rows):
        if number >= MOST_JOINED:
            raise BadRequest(f"Rows of one record can be joined in tables of at most {MOST_JOINED:,} rows.")
        if row.wrong:
            yield row, None
            continue
        one = mapping.read(row.line, row.cells)
        if one.key not in merged:
            merged[one.key] = (row, one)
            continue
        first, held = merged[one.key]
        for name, value in one.values.items():
            if isinstance(value, list):
                held.values.setdefault(name, []).extend(value)
        digest = hashlib.blake2b(held.digest + one.digest, digest_size=16).digest()
        flags, issues = held.flags + one.flags, held.issues + one.issues
        merged[one.key] = first, replace(held, digest=digest, flags=flags, issues=issues)
    yield from merged.values()


# --- writing


def _take(
    desk: Desk, source: Source, chunk: Sequence[Checked], summary: Summary, out: _Refused, seen: dict[int, int]
) -> None:
    """Append what is new or changed of a chunk; count the rest."""
    acts: list[Draft | Sealed] = []
    rows: list[tuple[Checked, int]] = []

    def refuse(row: Checked, reasons: Sequence[str]) -> None:
        out.add(row.line, row.cells, reasons)
        summary.refused += 1

    for row in chunk:
        mark = hash(row.key)
        if row.reasons:
            refuse(row, row.reasons)
        elif mark in seen and seen[mark] != hash(row.digest):
            refuse(row, [f"The id {row.key} stands in this file before, with other content."])
        elif mark in seen or not (row.sealed or row.held):
            summary.already += 1
        else:
            try:
                made: list[Draft | Sealed] = list(row.sealed) or _changed(desk, source, row)
            except Refusal as refusal:
                refuse(row, [i.sentence for i in refusal.issues] or [refusal.sentence])
                continue
            if not made:
                summary.already += 1
                seen.setdefault(mark, hash(row.digest))
                continue
            acts.extend(made)
            rows.append((row, len(made)))
        if not row.reasons:
            seen.setdefault(mark, hash(row.digest))
    outcomes = submit_all(desk, acts)
    start = 0
    for row, count in rows:
        told = outcomes[start : start + count]
        start += count
        wrong = next((o for o in told if isinstance(o, Refusal)), None)
        if wrong is not None:
            refuse(row, [wrong.sentence])
        elif all(isinstance(o, Receipt) and o.already for o in told):
            summary.already += 1
        else:
            summary.amended += bool(row.held and not row.step)
            summary.withdrawn += bool(row.step)
            summary.accepted += 1
            summary.flagged += row.flagged


def _changed(desk: Desk, by: Source, row: Checked) -> list[Draft | Sealed]:
    """The acts on a record that is held already: what its changed row says now, or the further step it takes; and a
    flag on what cites a record that is withdrawn."""
    told = row.drafted
    assert told is not None
    with desk.reading() as connection:
        held = desk.state.record(connection, row.register, row.held)
        assert held is not None, f"{row.held} was imported and is gone"
        before, age = _source_before(desk, connection, row.register, row.held, told)
        erased = erased_paths(desk, connection, REGISTERS[row.register], row.held)
    if not _newer(told, age, held):
        return []
    source = (row.key, row.digest)
    if row.step:
        act = Act(
            row.register, row.step, f"{row.key}@{held.pos}", {}, ref=row.held, saw=held.pos,
            reason="The source withdrew this row.", as_received=told.as_received, source=source,
            basis=by.basis,
        )  # fmt: skip
        return [draft(desk, act, by.actor), *_flagged(desk, by, row)]
    act = Act(
        row.register, "restore" if held.state == WITHDRAWN else "amend", f"{row.key}@{held.pos}", told.values,
        ref=row.held, saw=held.pos, source=source, basis=by.basis,
        as_received={} if "@as_received" in erased else told.as_received,
        reason="The source gives this row again." if held.state == WITHDRAWN else "The source changed this row.",
    )  # fmt: skip
    return [draft(desk, act, by.actor, parsed=_merged(desk, row, held, before, erased))]


def _newer(told: Drafted, age: float | None, held: Version) -> bool:
    """Whether a row tells something newer than what its source said last. Where rows have no age, whatever differs is
    held to be newer, but for the rows of a record that was withdrawn: those may come from an older file."""
    own = told.age(told.as_received)
    if own is not None and age is not None:
        return own > age
    return held.state != WITHDRAWN


def _merged(desk: Desk, row: Checked, held: Version, before: Mapping[str, Any], erased: Collection[str] = ()) -> Parsed:
    """A record as its changed row says now.

    Only what the row says otherwise than the row before it is changed. Where a person amended the same value in
    between, the person's value stays, and the record is flagged; what was erased does not come back.
    """
    assert row.drafted is not None
    assert row.parsed is not None
    now_says, after, flags = row.parsed.flat, dict(held.flat), list(row.drafted.flags)
    for path in {*before, *now_says}:
        new = now_says.get(path)
        if new == before.get(path) or new == held.flat.get(path) or any(matches(path, one) for one in erased):
            continue
        if held.flat.get(path) != before.get(path):
            flags.append(f"The source changed {path}; what the mission had amended stays.")
        elif new is None:
            after.pop(path, None)
        else:
            after[path] = new
    register = REGISTERS[row.register]
    parsed = parse(register, nest(register.fields, after), desk.codes, as_received=True)
    return replace(parsed, flags=(*flags, *parsed.flags))


def _flagged(desk: Desk, by: Source, row: Checked) -> list[Draft | Sealed]:
    """A flag on each open record that cites a withdrawn one: whether it still holds is for a person to say."""
    found: list[Draft | Sealed] = []
    for noun, shape in desk.shapes.items():
        for cites in (f for f in shape.register.fields if f.kind == "refs" and f.refers == row.register):
            many = shape.many.c
            named = select(many.from_pos).where(many.path == cites.name, many.value == row.held)
            with desk.reading() as connection:
                table = shape.table.c
                rows = connection.execute(
                    select(shape.table).where(table.from_pos.in_(named), table.to_pos == NOW)
                ).mappings()
                versions = [desk.state.version(noun, one) for one in rows]
            for version in versions:
                words = f"{row.held}, which this rests on, was withdrawn by its source."
                parsed = Parsed(dict(version.flat), (), tuple(dict.fromkeys((*version.flags, words))))
                act = Act(
                    noun, "amend", f"{row.key}@{version.pos}:{version.ref}", {}, ref=version.ref, saw=version.pos,
                    reason=words, basis=by.basis,
                )  # fmt: skip
                step = shape.register.step("amend")
                if step is not None and version.state in step.froms:
                    found.append(draft(desk, act, by.actor, parsed=parsed))
    return found


def _source_before(
    desk: Desk, connection: Connection, register: str, ref: str, told: Drafted
) -> tuple[dict[str, Any], float | None]:
    """What the source said of a record until now (the fold of the entries that its rows made), and how new that was."""
    table = desk.shapes[register].table
    positions = select(table.c.from_pos).where(table.c.ref == ref)
    rows = connection.execute(select(entries.c.leaves).where(entries.c.pos.in_(positions)).order_by(entries.c.pos))
    said: dict[str, Any] = {}
    age: float | None = None
    for leaves in (read_leaves(stored.split(b"\n")) for stored in rows.scalars()):
        if AS_RECEIVED in leaves or leaves.get("@key", "").partition("@")[0] == told.key:  # the former may be erased
            said.update({path: value for path, value in leaves.items() if path[0] != "@"})
            age = max((a for a in (age, told.age(leaves.get(AS_RECEIVED, {}))) if a is not None), default=None)
    return {path: value for path, value in said.items() if value is not None}, age


class _Refused:
    """The file of refused rows: line, reasons, and the row as it came; written only when there are any."""

    MOST_REASONS = 20

    def __init__(self, file: Path, header: Sequence[str]) -> None:
        self.file, self.header, self.reasons = file, header, list[str]()
        self._out: Any = None
        self._csv: Any = None

    def add(self, line: int, cells: Sequence[str], reasons: Sequence[str]) -> None:
        if self._out is None:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self._out = self.file.open("w", encoding="utf-8", errors="backslashreplace", newline="")
            self._csv = csv.writer(self._out)
            self._csv.writerow(["line", "reasons", *map(defused, self.header)])
        self._csv.writerow([line, *(defused(cell) for cell in (" | ".join(reasons), *cells))])
        if len(self.reasons) < self.MOST_REASONS:
            self.reasons.append(f"line {line}: {'; '.join(reasons)}")

    def close(self) -> str | None:
        if self._out is None:
            return None
        self._out.close()
        return str(self.file)
