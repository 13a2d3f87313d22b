"""Any table by a column map in TOML: which column is which field of a register (docs/how-to/import.md).

A map names the register, the key, constants, `[fields]` (field path = column), `[codes.FIELD]` translations, the form
of dates, and with `as = "incident"` which incident opens beside each report. Nothing is guessed, and a cell that
cannot be read is an issue.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

from ..core.errors import Invalid, Issue
from ..core.register import Field, Register
from . import cells as cell
from .cells import Cells, Doubt

_WORDS = (str, list)  # one text, or a list of them
_FORMS: dict[str, tuple[type, ...]] = {
    "title": (str,), "file": (str,), "register": (str,), "key": (str,), "as": (str,), "join": (bool,), "needs": (list,),
    "needed": (list,),
    "missing": (list,), "columns": (list,), "constants": (dict,), "fields": (dict,), "codes": (dict,), "dates": (dict,),
    "incident": (dict,), "require": (list,), "closed": (list,), "step": (str,), "newest": (list,),
    "source": (str,), "encoding": (str,), "delimiter": (str,),
}  # fmt: skip
_CELL_FORMS: dict[str, tuple[type, ...]] = {
    "column": _WORDS, "codes": (dict,), "before": (str,), "after": (str,), "split": (str,), "keep": (bool,),
    "whole": (bool,), "absent": (str, int, float), "template": _WORDS,
}  # fmt: skip
_FORM_NAMES = {str: "text", list: "a list of texts", dict: "a table", bool: "true or false"}
MOST_KEY = 180  # an act's key has at most 200 characters, and some are added
Read = Callable[[Cells, "Reading"], Any]
MOMENT_PARTS, PLACE_PARTS = ("start", "end", "prec"), ("lon", "lat", "prec", "name")


@dataclass(slots=True)
class Reading:
    """What came up while one row was read: issues, doubts, and columns that must stay as received."""

    issues: list[Issue] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    kept: set[str] = field(default_factory=set)

    def doubt(self, column: str, sentence: str) -> None:
        """Note a doubt about a cell, which stays as received."""
        self.flags.append(sentence)
        self.kept.add(column)


@dataclass(frozen=True, slots=True)
class Drafted:
    """One row, mapped: the record's values, those of the incident beside it, the columns with no field of their own."""

    line: int
    key: str
    digest: bytes
    values: dict[str, Any]
    incident: dict[str, Any] | None
    step: str
    as_received: dict[str, str]
    flags: tuple[str, ...]
    issues: tuple[Issue, ...]
    newest: tuple[str, ...] = ()  # columns that tell how new a row is, in any of its source's tables

    def age(self, received: Mapping[str, Any]) -> float | None:
        """How new a row is, from what was received with it: its source's own number, larger for newer."""
        told = [str(value) for name, value in received.items() if name.casefold() in self.newest]
        return max((float(text) for text in told if text.replace(".", "", 1).isdigit()), default=None)


def form_issues(table: Mapping[str, Any]) -> list[Issue]:
    """Settings of a map that do not exist (`unknown_setting`) or are of another form (`wrong_type`)."""
    issues: list[Issue] = []
    codes = table.get("codes")
    _forms(issues, "", table, _FORMS)
    _forms(issues, "dates.", table.get("dates"), {"format": _WORDS})
    _forms(issues, "codes.", codes, dict.fromkeys(codes if isinstance(codes, Mapping) else (), (dict,)))
    delimiter = table.get("delimiter", ",")
    if isinstance(delimiter, str) and len(delimiter) != 1:
        issues.append(Issue("delimiter", "wrong_type", "This must be one character."))
    return issues


def check_forms(table: Mapping[str, Any]) -> list[Issue]:
    """What `form_issues` tells. Raises Invalid when something is of another form, so that the map cannot be read."""
    issues = form_issues(table)
    if any(issue.code == "wrong_type" for issue in issues):
        raise Invalid("This map cannot be read.", issues)
    return issues


def _forms(issues: list[Issue], where: str, table: Any, forms: Mapping[str, tuple[type, ...]]) -> None:
    """Note settings that do not exist or are of another form."""
    if not isinstance(table, Mapping):
        return  # told one level above
    for name, value in table.items():
        wanted = forms.get(name)
        if wanted is None:
            issues.append(Issue(f"{where}{name}", "unknown_setting", "There is no such setting of a map."))
        elif not isinstance(value, wanted) or (
            isinstance(value, list) and not all(isinstance(one, str) for one in value)
        ):
            told = " or ".join(_FORM_NAMES.get(form, "a number") for form in wanted)
            issues.append(Issue(f"{where}{name}", "wrong_type", f"This must be {told}."))


class ColumnMap:
    """A column map made ready for one header."""

    def __init__(
        self, table: Mapping[str, Any], registers: Mapping[str, type[Register]], header: Sequence[str]
    ) -> None:
        self.issues: list[Issue] = check_forms(table)
        self.header = list(header)
        self._index = {name.casefold(): i for i, name in reversed(list(enumerate(header)))}
        self._missing = frozenset(table.get("missing", [""]))
        self._dates = [str(f) for f in _many(table.get("dates", {}).get("format", []))]
        self._codes: Mapping[str, Mapping[str, str]] = table.get("codes", {})
        self._own: set[str] = set()
        needed = table.get("needed")
        self._needed = None if needed is None else {str(name).casefold() for name in _many(needed)}
        self.register = self._register(table, registers)
        self.joins = bool(table.get("join"))
        self.require = tuple(table.get("require", ()))
        self._closed = frozenset(table.get("closed", ()))
        self.step = self._further(table.get("step"))
        self._newest = tuple(name.casefold() for name in table.get("newest", ()))
        self._key_columns: list[int] = []
        self._key = self._template("key", str(table.get("key", "")))
        self._fields = self._compile(self.register, table.get("fields", {}), table.get("constants", {}), "fields")
        self.beside: type[Register] | None = None
        self._incident: list[tuple[tuple[str, ...], Read]] = []
        self._step: Read | None = None
        self._first = ""
        if table.get("as"):
            self._compile_beside(table, registers)
        if self.issues:
            raise Invalid("This map does not fit this table.", self.issues)
        self._rest = [(i, name) for i, name in enumerate(header) if name.casefold() not in self._own]

    # --- reading a row

    def read(self, line: int, cells: Cells) -> Drafted:
        """One row as values; issues name the column and what is wrong with its cell."""
        reading = Reading()
        values = _filled(self._fields, cells, reading)
        incident = _filled(self._incident, cells, reading) if self.beside else None
        step = self._opening(cells, reading)
        for path in self.require:
            if path not in values:
                reading.issues.append(Issue(path, "missing", f"This row has no {path}, so it cannot be used."))
        received = {name: cells[i] for i, name in self._rest if cells[i] not in self._missing}
        for name in reading.kept:
            received[name] = cells[self._index[name.casefold()]]
        # By name: neither the order of columns, nor capitals in their names, nor empty ones count.
        digest = _digest([values, {name.casefold(): value for name, value in received.items()}])
        try:
            key = self._key(cells) or ""
        except ValueError as error:
            key = ""
            reading.issues.append(Issue("key", "bad_key", f"The id cannot be made: {error}"))
        if not key or not all(cells[i].strip() for i in self._key_columns):
            reading.issues.append(Issue("key", "missing", "This row has no id: a column of the key is empty."))
        elif len(key) > MOST_KEY or not key.isprintable():
            reading.issues.append(Issue("key", "bad_key", f"The id is no line of at most {MOST_KEY} characters."))
        flags, issues = tuple(reading.flags), tuple(reading.issues)
        return Drafted(line, key, digest, values, incident, step, received, flags, issues, self._newest)

    def _opening(self, cells: Cells, reading: Reading) -> str:
        """The step that opens the incident beside a row; one that opens nothing is an issue."""
        if self.beside is None:
            return ""
        name = str(self._step(cells, reading) or self._first) if self._step else self._first
        step = self.beside.step(name)
        if step is None or step.begins is not None:
            words = f"{name[:40]!r} is no step that begins a record of {self.beside.noun}."
            reading.issues.append(Issue("incident.step", "unknown_step", words))
        return name

    # --- checking and compiling the map

    def _wrong(self, where: str, code: str, sentence: str) -> None:
        self.issues.append(Issue(where, code, sentence))

    def _register(self, table: Mapping[str, Any], registers: Mapping[str, type[Register]]) -> type[Register]:
        name = table.get("register", "report")
        if name not in registers:
            raise Invalid(
                "This map does not fit.", [Issue("register", "unknown_register", f"There is no register {name!r}.")]
            )
        return registers[name]

    def _further(self, name: str | None) -> str:
        """The step that rows take on records which earlier rows began, where it is not that of beginning one."""
        step = self.register.step(name) if name else None
        if name and (step is None or step.begins is None or step.ends is None):
            words = f"{name!r} is no step from one state of {self.register.noun} to another."
            self._wrong("step", "unknown_step", words)
        return name or ""

    def _compile_beside(self, table: Mapping[str, Any], registers: Mapping[str, type[Register]]) -> None:
        if table["as"] not in registers:
            self._wrong("as", "unknown_register", f"There is no register {table['as']!r}.")
            return
        self.beside = registers[table["as"]]
        self._first = self.beside.steps[0].name
        cites = self.beside.field("reports")
        if cites is None or cites.refers != self.register.noun:
            self._wrong("as", "cannot_cite", f"A record of {table['as']} does not cite one of {self.register.noun}.")
        own = {k: v for k, v in table.get("incident", {}).items() if k != "step"}
        self._incident = self._compile(self.beside, own, {}, "incident")
        step = table.get("incident", {}).get("step")
        self._step = self._cell("incident.step", step, cell.text_of) if step is not None else None

    def _column(self, where: str, name: Any) -> int | None:
        index = self._index.get(str(name).casefold())
        if index is None and (self._needed is None or str(name).casefold() in self._needed):
            have = ", ".join(self.header[:12]) + ("…" if len(self.header) > 12 else "")
            self._wrong(where, "no_column", f"The table has no column {name!r}; it has {have}.")
        return index

    def _template(self, where: str, text: str) -> Callable[[Cells], str | None]:
        empty = frozenset(("",)) if where == "key" else self._missing
        columns, fill = cell.template(text, lambda name: self._column(where, name), empty)
        if where == "key":
            self._key_columns.extend(columns)
            if not text:
                self._wrong("key", "missing", 'A map needs a key that names each row, such as key = "mine:{id}".')
        return fill

    def _compile(
        self, register: type[Register], fields: Mapping[str, Any], constants: Mapping[str, Any], section: str
    ) -> list[tuple[tuple[str, ...], Read]]:
        compiled: list[tuple[tuple[str, ...], Read]] = []
        for path, source in {**{p: {"const": v} for p, v in constants.items()}, **fields}.items():
            where = f"{section}.{path}"
            name, _, part = path.partition(".")
            declared = register.field(name)
            if declared is None:
                self._wrong(where, "no_field", f"The register {register.noun} has no field {name!r}.")
            elif declared.kind == "group" and declared.repeats:
                compiled.append(((name,), self._repeated(where, declared, source)))
            elif (read := self._leaf(where, declared, part, source)) is not None:
                compiled.append(((name, part) if part else (name,), read))
        return compiled

    def _leaf(self, where: str, declared: Field, part: str, source: Any) -> Read | None:
        convert: Callable[[str], Any] | None = None
        if declared.kind == "group":
            inner = next((p for p in declared.parts if p.name == part), None)
            convert = self._converter(inner) if inner else None
        elif declared.kind == "moment":
            convert = {"start": self._date, "end": self._date, "prec": cell.date_prec, "": self._date}.get(part)
        elif declared.kind == "place":
            convert = {"lon": cell.number, "lat": cell.number, "prec": cell.where_prec, "name": cell.text_of}.get(part)
        elif not part:
            convert = self._converter(declared)
        if convert is None:
            self._wrong(where, "no_field", f"The field {declared.name} has no part {part!r} to fill from a column.")
            return None
        return self._cell(where, source, convert)

    def _converter(self, declared: Field) -> Callable[[str], Any]:
        kinds: dict[str, Callable[[str], Any]] = {
            "count": cell.count, "number": cell.number, "flag": cell.flag, "moment": self._date, "codes": cell.text_of,
            "refs": cell.text_of,
        }  # fmt: skip
        return kinds.get(declared.kind, cell.text_of)

    def _cell(self, where: str, source: Any, convert: Callable[[str], Any], holes: bool = False) -> Read:
        """A function from a row's cells to one value; `source` is a column, a list of columns to try, or a table.

        With `holes` a split cell keeps its empty pieces, so that pieces of several columns stay side by side.
        """
        spec = source if isinstance(source, dict) else {"column": source}
        if "const" in spec:
            value = spec["const"]
            return lambda cells, reading: value
        before_checks = len(self.issues)
        _forms(self.issues, f"{where}.", spec, _CELL_FORMS)
        if spec.get("split") == "":
            self._wrong(f"{where}.split", "wrong_type", "Name the text that stands between the pieces.")
        if len(self.issues) > before_checks:
            return lambda cells, reading: None
        if "template" in spec:
            return self._filled_in(where, _many(spec["template"]), convert)
        columns = [c for c in _many(spec.get("column", [])) if str(c).casefold() in self._index] or _many(
            spec.get("column")
        )
        index = self._column(where, columns[0] if columns else "")
        if index is None:
            value = spec.get("absent")
            return lambda cells, reading: value
        column = self.header[index]
        codes = spec.get("codes") or self._codes.get(where.partition(".")[2])
        if codes is None and not spec.get("keep"):
            self._own.add(column.casefold())
        closed = where.partition(".")[2] in self._closed
        read = _reader(column, self._missing, codes, closed, convert)
        before, after, split = spec.get("before"), spec.get("after"), spec.get("split")

        def one(text: str, reading: Reading) -> Any:
            if before:
                text = text.partition(before)[0]
            return read(text.partition(after)[2] if after else text, reading)

        at = index
        if not (before or after or split):
            return lambda cells, reading: read(cells[at], reading)
        if split and holes:
            return lambda cells, reading: [one(t, reading) for t in cells[at].split(split)]
        if split:
            return lambda cells, reading: [v for t in cells[at].split(split) if (v := one(t, reading)) is not None]
        return lambda cells, reading: one(cells[at], reading)

    def _filled_in(self, where: str, templates: Sequence[str], convert: Callable[[str], Any]) -> Read:
        """A value made of several cells, by the first template whose cells are all there; the columns are used up."""
        fills = []
        for text in templates:
            names = cell.names(text)
            lacking = [name for name in names if name.casefold() not in self._index]
            if lacking and len(templates) > 1:
                continue
            fills.append(self._template(where, text))
            self._own.update(name.casefold() for name in names)

        def read(cells: Cells, reading: Reading) -> Any:
            try:
                text = next((made for fill in fills if (made := fill(cells)) is not None), None)
                return None if text is None else convert(text)
            except ValueError as error:
                reading.issues.append(Issue(where, "unreadable", f"{where}: {error}"))
                return None

        return read

    def _repeated(self, where: str, declared: Field, source: Any) -> Read:
        """Repeated groups: a list of tables, each one part a row, or as many as its `split` column has pieces."""
        makers: list[dict[str, Read]] = []
        for number, spec in enumerate(source if isinstance(source, list) else [source]):
            if not isinstance(spec, dict):
                self._wrong(where, "not_a_table", "A repeated group is a list of tables: part = column.")
                continue
            split = spec.get("split")
            if split is not None and (not isinstance(split, str) or not split):
                self._wrong(f"{where}[{number}].split", "wrong_type", "Name the text that stands between the pieces.")
                continue
            parts: dict[str, Read] = {}
            for name, inner in spec.items():
                if name == "split":
                    continue
                part = next((p for p in declared.parts if p.name == name), None)
                if part is None:
                    self._wrong(f"{where}[{number}]", "no_field", f"{declared.name} has no part {name!r}.")
                    continue
                told = inner if isinstance(inner, dict) else {"column": inner}
                if split and "const" not in told and not told.get("whole"):
                    told = {**told, "split": split}
                parts[name] = self._cell(f"{where}[{number}].{name}", told, self._converter(part), holes=True)
            makers.append(parts)
        first = {id(parts): next(iter(parts), "") for parts in makers}

        def read(cells: Cells, reading: Reading) -> Any:
            found: list[dict[str, Any]] = []
            for parts in makers:
                got = {name: get(cells, reading) for name, get in parts.items()}
                lead = got.get(first[id(parts)])
                if lead is None or lead == []:
                    continue
                if not isinstance(lead, list):
                    found.append({k: v for k, v in got.items() if v is not None})
                    continue
                for i in range(len(lead)):
                    if lead[i] is None:
                        continue
                    piece = {
                        k: (v[i] if i < len(v) else v[-1] if v else None) if isinstance(v, list) else v
                        for k, v in got.items()
                    }
                    found.append({k: v for k, v in piece.items() if v is not None})
            return found or None

        return read

    def _date(self, text: str) -> str:
        return cell.date(text, tuple(self._dates))


def _reader(
    column: str, missing: frozenset[str], codes: Mapping[str, str] | None, closed: bool, convert: Callable[[str], Any]
) -> Callable[[str, Reading], Any]:
    """A function from a cell's text to its value; a word that the map has no code for is a doubt, or an issue where the
    field is closed."""

    def coded(text: str, reading: Reading) -> Any:
        text = text.strip()
        assert codes is not None
        if text in codes:
            return codes[text] or None
        if text not in missing:
            words = f"Column {column}: the map has no code for {text[:60]!r}."
            if closed:
                reading.issues.append(Issue(column, "unknown_code", words))
            else:
                reading.doubt(column, words)
        return None

    def plain(text: str, reading: Reading) -> Any:
        text = text.strip()
        if text in missing:
            return None
        try:
            return convert(text)
        except Doubt as doubt:
            reading.doubt(column, f"Column {column}: {doubt}")
            return doubt.instead
        except ValueError as error:
            reading.issues.append(Issue(column, "unreadable", f"Column {column}: {error}"))
            return None

    return plain if codes is None else coded


def _filled(readers: list[tuple[tuple[str, ...], Read]], cells: Cells, reading: Reading) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for path, read in readers:
        value = read(cells, reading)
        if value is None or value == []:
            continue
        if len(path) == 1:
            values[path[0]] = value
        else:
            values.setdefault(path[0], {})[path[1]] = value
    return _settled(values, reading)


def _settled(values: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """Moments and places that a row fills only in part: a place without coordinates is no place; an end before its
    start is left out, flagged, and stays as received."""
    for name, value in list(values.items()):
        if isinstance(value, dict):
            if (value.keys() <= {"start", "end", "prec"} and "start" not in value) or (
                value.keys() <= {"lon", "lat", "prec", "name"} and not {"lon", "lat"} & value.keys()
            ):
                del values[name]
            elif (
                value.keys() >= {"start", "end"}
                and str(value["end"]) < str(value["start"])
                and len(value["start"]) == len(value["end"])
            ):
                reading.flags.append(f"It ends ({value['end']}) before it starts ({value['start']}).")
                del value["end"]
    return values


def _digest(told: Any) -> bytes:
    text = orjson.dumps(told, option=orjson.OPT_SORT_KEYS, default=str)
    return hashlib.blake2b(text, digest_size=16).digest()


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [] if value is None else [value]
