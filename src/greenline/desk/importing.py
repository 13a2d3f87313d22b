"""Tables of others into the record: streamed, idempotent by source id, a changed row becomes an amendment.

Reading, mapping and checking run ahead in a process of their own when a file is large; this process drafts, hashes
and writes. Rows that cannot be placed or parsed go to a file of refused rows with their reasons; rows that contradict
themselves are kept as received and flagged.
"""

from __future__ import annotations

import csv
import time
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData

from ..core.codes import CodeList
from ..core.errors import Invalid, Issue, NotFound, Refusal
from ..core.handling import Actor
from ..core.parse import Parsed, nest, parse
from ..core.register import Register
from ..exchange.mapping import ColumnMap, Drafted
from ..exchange.rows import Row, open_table, read_rows
from ..faces.table import RegisterTable
from ..ledger.chain import Draft, Receipt, Sealed, seal
from ..registers import REGISTERS
from .ahead import run_ahead
from .desk import Desk, now
from .intake import IMPORTER, Act, begun, draft, submit_all

CHUNK = 500
LARGE = 4_000_000  # bytes from which a second process pays
MOST_JOINED = 10_000


@dataclass(slots=True)
class Summary:
    """What an import did, in rows of the file."""

    read: int = 0
    accepted: int = 0
    already: int = 0
    amended: int = 0
    flagged: int = 0
    refused: int = 0
    seconds: float = 0.0
    refused_file: str | None = None
    reasons: list[str] = field(default_factory=list)  # the first few

    def plain(self) -> dict[str, Any]:
        """The summary as a JSON object."""
        body = {name: getattr(self, name) for name in ("read", "accepted", "already", "flagged", "refused", "amended")}
        return {**body, "seconds": round(self.seconds, 3), "refused_file": self.refused_file, "reasons": self.reasons}


@dataclass(frozen=True, slots=True)
class Checked:
    """One mapped row with its parsed record, and the parsed incident beside it if one opens."""

    register: str
    drafted: Drafted
    parsed: Parsed
    beside: Parsed | None
    cells: Sequence[str] = ()
    wrong: str = ""
    sealed: tuple[Sealed, ...] = ()  # the acts of a row that turns out to be new


@dataclass(frozen=True)
class Source:
    """A file and how to read it; small enough to hand to another process."""

    file: Path
    maps: tuple[Mapping[str, Any], ...]
    as_incident: bool
    encoding: str
    codes: Mapping[str, CodeList]
    aliases: Mapping[str, str]
    actor: Actor


def shipped_map(name: str) -> dict[str, Any]:
    """A column map that comes with Greenline."""
    return tomllib.loads((resources.files("greenline") / "maps" / f"{name}.toml").read_text(encoding="utf-8"))


def read_map(file: Path) -> dict[str, Any]:
    """A column map from a TOML file. Raises NotFound or Invalid."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NotFound(f"There is no map {file}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid(f"The map {file} is not TOML.", [Issue(str(file), "not_toml", f"{error}.")]) from None


def import_file(
    desk: Desk,
    file: Path,
    maps: Sequence[Mapping[str, Any]],
    *,
    as_incident: bool = False,
    encoding: str | None = None,
    actor: Actor = IMPORTER,
    refused: Path | None = None,
    progress: Callable[[int], None] | None = None,
) -> Summary:
    """Import a table by the first of `maps` whose columns it has. Raises a Refusal when the file is no such table."""
    began = time.monotonic()
    summary = Summary()
    read = encoding or str(maps[0].get("encoding", "utf-8"))
    source = Source(file, tuple(maps), as_incident, read, desk.codes, desk.mission.aliases, actor)
    open_table(file).close()
    chunks = check_chunks(source)
    header, joins = next(chunks)
    if file.stat().st_size > LARGE and not joins:
        chunks.close()
        chunks = run_ahead(check_chunks, source)
        next(chunks)
    out = _Refused(refused or desk.data / "refused" / f"{file.stem}-{int(time.time())}.csv", header)
    seen: dict[int, int] = {}
    try:
        for chunk in chunks:
            summary.read += len(chunk)
            _take(desk, actor, chunk, summary, out, seen)
            if progress:
                progress(summary.read)
    finally:
        summary.refused_file = out.close()
    summary.reasons = out.reasons
    summary.seconds = time.monotonic() - began
    return summary


# --- reading, mapping and checking (may run in a process of its own)


def check_chunks(source: Source) -> Iterator[Any]:
    """First (header, whether rows are joined), then lists of Checked."""
    with open_table(source.file) as table:
        header, rows = read_rows(table, source.encoding)
        chosen = choose(source.maps, header)
        names = list(chosen.get("columns", ())) if _unnamed(chosen, header) else header
        first = [header] if names is not header else []
        if source.as_incident:
            chosen = {**chosen, "as": "incident"}
        elif "file" not in chosen:
            chosen = {k: v for k, v in chosen.items() if k not in ("as", "incident")}
        mapping = ColumnMap(chosen, REGISTERS, names)
        yield names, mapping.joins

        def checked() -> Iterator[Checked]:
            for cells in first:
                yield _check(source, mapping, mapping.read(1, cells), cells)
            for row in rows:
                if row.wrong:
                    yield _unread(row)
                else:
                    yield _check(source, mapping, mapping.read(row.line, row.cells), row.cells)

        if mapping.joins:
            yield list(_joined(source, mapping, rows))
            return
        stream = checked()
        while chunk := list(islice(stream, CHUNK)):
            yield chunk


def choose(maps: Sequence[Mapping[str, Any]], header: Sequence[str]) -> Mapping[str, Any]:
    """The first map whose needed columns are all there, else the first whose columns mostly are."""
    have = {name.casefold() for name in header}
    for table in maps:
        needs = [str(n).casefold() for n in table.get("needs", ())]
        if needs and have.issuperset(needs):
            return table
    return next((table for table in maps if not table.get("needs")), maps[0])


def _unnamed(table: Mapping[str, Any], header: Sequence[str]) -> bool:
    """Whether a file has no header: as many columns as the map lists, the first a number."""
    return bool(header) and len(table.get("columns", ())) == len(header) and header[0].replace(".", "").isdigit()


def _check(source: Source, mapping: ColumnMap, drafted: Drafted, cells: Sequence[str]) -> Checked:
    for party in drafted.values.get("parties", ()):
        if isinstance(party.get("actor"), str):
            party["actor"] = source.aliases.get(party["actor"].casefold(), party["actor"])
    parsed = parse(mapping.register, drafted.values, source.codes, as_received=True)
    beside = None
    if mapping.beside is not None and not parsed.issues and not drafted.issues:
        beside = _beside(source, mapping.beside, drafted, parsed)
    checked = Checked(mapping.register.noun, drafted, parsed, beside, cells)
    if _reasons(checked):
        return checked
    return replace(checked, sealed=tuple(_new(source, mapping.register, checked)))


def _unread(row: Row) -> Checked:
    return Checked("", Drafted(row.line, "", b"", {}, None, "", {}, (), ()), Parsed({}), None, row.cells, row.wrong)


def _beside(source: Source, register: type[Register], drafted: Drafted, parsed: Parsed) -> Parsed:
    """The incident that a report opens: the fields both have, and what the map adds. What only a party claims gives
    no counts; a range that contradicts itself gives its best estimate only."""
    names = {f.name for f in register.fields}
    values = {name: value for name, value in drafted.values.items() if name in names}
    if drafted.values.get("source_kind") == "party":
        values.pop("deaths", None)
        values.pop("injured", None)
    elif parsed.flags and "best" in values.get("deaths", {}):
        values["deaths"] = {"best": values["deaths"]["best"]}
    return parse(register, {**values, **(drafted.incident or {})}, source.codes)


def _joined(source: Source, mapping: ColumnMap, rows: Iterable[Any]) -> Iterator[Checked]:
    """Rows of one key as one record, their repeated groups one after the other."""
    merged: dict[str, Drafted] = {}
    for row in islice(rows, MOST_JOINED):
        if row.wrong:
            yield _unread(row)
            continue
        one = mapping.read(row.line, row.cells)
        held = merged.get(one.key)
        if held is None:
            merged[one.key] = one
            continue
        for name, value in one.values.items():
            if isinstance(value, list):
                held.values.setdefault(name, []).extend(value)
        digest = bytes(a ^ b for a, b in zip(held.digest[1:] + held.digest[:1], one.digest, strict=True))
        merged[one.key] = Drafted(
            held.line, held.key, digest, held.values, held.incident, held.step, held.as_received,
            held.flags + one.flags, held.issues + one.issues,
        )  # fmt: skip
    for one in merged.values():
        yield _check(source, mapping, one, [])


# --- drafting and writing


def _take(
    desk: Desk, actor: Actor, chunk: Sequence[Checked], summary: Summary, out: _Refused, seen: dict[int, int]
) -> None:
    """Append what is new or changed of a chunk; count the rest."""
    known = desk.ledger.received([c.drafted.key for c in chunk if c.drafted.key])
    drafts: list[Draft | Sealed] = []
    rows: list[tuple[Checked, int, bool]] = []
    for one in chunk:
        row = one.drafted
        reasons = _reasons(one)
        mark = hash((row.key, "row"))
        if not reasons and mark in seen and seen[mark] != hash(row.digest):
            reasons = [f"The id {row.key} stands in this file before, with other content."]
        if reasons:
            out.add(row.line, one.cells, reasons)
            summary.refused += 1
            continue
        if mark in seen:
            summary.already += 1
            continue
        seen[mark] = hash(row.digest)
        held = known.get(row.key)
        if held is not None and held[1] == row.digest:
            summary.already += 1
            continue
        try:
            made = list(one.sealed) if held is None else [_amended(desk, actor, one, held[0])]
        except Refusal as refusal:
            out.add(row.line, one.cells, [i.sentence for i in refusal.issues] or [refusal.sentence])
            summary.refused += 1
            continue
        drafts.extend(made)
        rows.append((one, len(made), held is not None))
    outcomes = submit_all(desk, drafts)
    start = 0
    for one, count, again in rows:
        told = outcomes[start : start + count]
        start += count
        wrong = next((o for o in told if isinstance(o, Refusal)), None)
        if wrong is not None:
            out.add(one.drafted.line, one.cells, [wrong.sentence])
            summary.refused += 1
        elif isinstance(told[0], Receipt) and told[0].already:
            summary.already += 1
        else:
            summary.amended += again
            summary.accepted += 1
            summary.flagged += bool(one.parsed.flags or one.drafted.flags)


def _reasons(one: Checked) -> list[str]:
    if one.wrong:
        return [one.wrong[0].upper() + one.wrong[1:] + "."]
    issues = [*one.drafted.issues, *one.parsed.issues, *(one.beside.issues if one.beside else ())]
    return [f"{i.field}: {i.sentence}" if i.field not in i.sentence else i.sentence for i in issues]


def _new(source: Source, register: type[Register], one: Checked) -> Iterator[Sealed]:
    """The acts of a row that is new: its report, and the incident that cites it."""
    row, at, actor = one.drafted, now(), source.actor
    parsed = Parsed(one.parsed.flat, (), (*row.flags, *one.parsed.flags))
    act = Act(
        register.noun, register.steps[0].name, row.key, row.values, as_received=row.as_received,
        source=(row.key, row.digest),
    )  # fmt: skip
    first = begun(register, register.steps[0], act, actor, parsed)
    yield seal(first, shape_of(register.noun), at)
    if one.beside is not None:
        yield seal(_opening(one, first.ref, actor), shape_of("incident"), at)


def _opening(one: Checked, report: str, actor: Actor) -> Draft:
    """The draft that opens the incident beside a report, citing it."""
    assert one.beside is not None
    incident = REGISTERS["incident"]
    step = incident.step(one.drafted.step)
    assert step is not None and step.begins is None, "a map names a step that begins no incident"
    opener = Actor(actor.call_sign, frozenset(step.by))
    act = Act(incident.noun, step.name, f"{one.drafted.key}:incident", {})
    return begun(incident, step, act, opener, Parsed({**one.beside.flat, "reports": [report]}))


@cache
def shape_of(noun: str) -> RegisterTable:
    """A register's tables, for making rows where no database is open."""
    return RegisterTable(REGISTERS[noun], MetaData())


def _amended(desk: Desk, actor: Actor, one: Checked, ref: str) -> Any:
    """The draft that brings a record to what its changed row says now; what the row no longer says becomes unknown."""
    row = one.drafted
    name = one.register
    with desk.reading() as connection:
        held = desk.state.record(connection, name, ref)
    assert held is not None, f"{ref} was imported and is gone"
    gone = {field: None for field in nest(REGISTERS[name].fields, held.flat) if field not in row.values}
    values = {**row.values, **gone}
    act = Act(
        name, "amend", f"{row.key}@{held.pos}", values, ref=ref, saw=held.pos,
        reason="The source changed this row.", as_received=row.as_received, source=(row.key, row.digest),
    )  # fmt: skip
    parsed = Parsed(one.parsed.flat, (), (*row.flags, *one.parsed.flags))
    return draft(desk, act, actor, parsed=parsed)


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
            self._csv.writerow(["line", "reasons", *self.header])
        self._csv.writerow([line, " | ".join(reasons), *cells])
        if len(self.reasons) < self.MOST_REASONS:
            self.reasons.append(f"line {line}: {'; '.join(reasons)}")

    def close(self) -> str | None:
        if self._out is None:
            return None
        self._out.close()
        return str(self.file)
