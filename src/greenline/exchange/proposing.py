"""A column map proposed for a table nobody has a map for: by the HXL tags under its header, else by the names of its
columns and what stands in them. A proposal is for a person to look at: what cannot be told is asked, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ..core.codes import CodeList
from ..core.register import Register

MOST_WORDS = 100  # distinct words of a coded column that are told
# Names that columns commonly have, by the HXL tag of what they hold (standard 1.1, and ours where it has none).
NAMES: Mapping[str, str] = {
    "#event+id": "id, event id, incident id, no, nr, ref, reference, uuid, key, objectid, case number",
    "#date+occurred": "date, event date, incident date, date of incident, day, when, datetime, date start, start date",
    "#date+occurred+end": "date end, end date, until",
    "#geo+lat": "lat, latitude, y, ycoord, gps lat, gps latitude",
    "#geo+lon": "lon, long, lng, longitude, x, xcoord, gps lon, gps long, gps longitude",
    "#loc+name": "location, place, village, town, locality, where, site, settlement, city, place name",
    "#adm1+name": "admin1, adm1, province, governorate, department, region, state",
    "#adm2+name": "admin2, adm2, district, commune, county",
    "#event+type": "type, kind, category, event type, incident type, type of incident",
    "#affected+killed": "killed, deaths, dead, fatalities, number killed",
    "#affected+injured": "injured, wounded, number injured",
    "#description": "description, notes, note, narrative, details, remarks, summary, text, comment, comments, account",
    "#meta+source": "source, reported by, source name",
    "#meta+source+kind": "source type, source kind",
}
_FORMATS = ("%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y/%m/%d", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%Y%m%d")
_ISO = re.compile(r"\d{4}(-\d{2}){0,2}([ T]\d{2}:\d{2}.*)?\Z")
_PARTS = {"#geo+lat": "lat", "#geo+lon": "lon", "#loc+name": "name"}


@dataclass(slots=True)
class Proposal:
    """A map, as far as it could be told, and what a person must say: (setting, sentence, choices)."""

    table: dict[str, Any]
    questions: list[dict[str, Any]] = field(default_factory=list)

    def ask(self, setting: str, sentence: str, choices: Iterable[str] = ()) -> None:
        """Put a question to the person."""
        self.questions.append({"setting": setting, "sentence": sentence, "choices": list(choices)})


def propose(
    header: Sequence[str], rows: Sequence[Sequence[str]], register: type[Register], codes: Mapping[str, CodeList]
) -> Proposal:
    """A map of a table onto a register, from its header and its first rows (a row of HXL tags among them or not)."""
    tags = _tags(header, rows)
    if rows and any(rows[0]) and all(cell.startswith("#") for cell in rows[0] if cell):
        rows = rows[1:]
    proposal = Proposal({"register": register.noun, "key": "", "constants": {}, "fields": {}, "codes": {}})
    columns = {tag: number for number, tag in tags.items()}
    _fields(proposal, columns, header, rows, register)
    _key(proposal, columns, header, rows)
    _dates(proposal, columns, header, rows, register)
    _coded(proposal, header, rows, register, codes)
    _needed(proposal, register, codes)
    return proposal


def _tags(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """What each column holds, as an HXL tag, by its tag or its name; each tag once."""
    first = rows[0] if rows else []
    tagged = any(cell.startswith("#") for cell in first) and all(cell.startswith("#") for cell in first if cell)
    known = {_plain(name): tag for tag, names in NAMES.items() for name in names.split(",")}
    found: dict[int, str] = {}
    for number, name in enumerate(header):
        tag = _plain_tag(first[number]) if tagged else known.get(_plain(name))
        if tag and tag not in found.values() and _fits(tag, [row[number] for row in rows if number < len(row)]):
            found[number] = tag
    return found


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _plain_tag(cell: str) -> str | None:
    """A tag with its attributes in the order used here, without those that do not change what it holds."""
    head, *attributes = cell.strip().lower().split("+")
    kept = {a for a in attributes if not a.startswith(("v_", "i_", "x_"))}
    for tag in (*NAMES, "#geo+lat", "#geo+lon"):
        name, *wanted = tag.split("+")
        if name == head and set(wanted) == kept:
            return tag
    return next((tag for tag in NAMES if tag == head), None)


def _fits(tag: str, cells: Sequence[str]) -> bool:
    """Whether the cells of a column can be what its name says."""
    told = [cell.strip() for cell in cells if cell.strip() and not cell.startswith("#")]
    limit = {"#geo+lat": 90.0, "#geo+lon": 180.0}.get(tag)
    if limit is None:
        return True
    return all(_within(cell, limit) for cell in told)


def _within(cell: str, limit: float) -> bool:
    try:
        return abs(float(cell)) <= limit
    except ValueError:
        return False


# --- the parts of a proposal


def _fields(
    proposal: Proposal, columns: Mapping[str, int], header: Sequence[str], rows: Any, register: type[Register]
) -> None:
    fields = proposal.table["fields"]
    seen = register.seen
    places = {f"{seen.where}.{part}": tag for tag, part in _PARTS.items()} if seen.where else {}
    times = {f"{seen.when}.start": "#date+occurred", f"{seen.when}.end": "#date+occurred+end"} if seen.when else {}
    for path, tag in {**times, **places}.items():
        if tag in columns:
            fields[path] = header[columns[tag]]
    if seen.where and "#geo+lat" in columns and "#geo+lon" in columns:
        proposal.ask(
            f"constants.{seen.where}.prec",
            "How well are the places known: 1 exact, 2 within about 25 km of a named point, 3 district, 4 province?",
            "1234",
        )
    for one in register.fields:
        tag = one.ask.hxl
        if one.name in (seen.where, seen.when) or not tag or tag not in columns:
            continue
        path = one.name if one.kind != "group" else f"{one.name}.best"
        if one.kind != "group" or not one.repeats:
            fields[path] = header[columns[tag]]
    killed = next((f for f in register.fields if f.name == "deaths"), None)
    if killed is not None and "#affected+killed" in columns:
        fields["deaths.best"] = header[columns["#affected+killed"]]
    if register.field("source_id") and "#event+id" in columns:
        fields["source_id"] = header[columns["#event+id"]]


def _key(proposal: Proposal, columns: Mapping[str, int], header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    def apart(numbers: Sequence[int]) -> bool:
        told = [tuple(row[n] for n in numbers) for row in rows if len(row) > max(numbers)]
        return len(set(told)) == len(told) and all(all(cell.strip() for cell in cells) for cells in told)

    own = columns.get("#event+id")
    if own is not None and apart([own]):
        proposal.table["key"] = f"table:{{{header[own]}}}"
        return
    several = [columns[t] for t in ("#date+occurred", "#geo+lat", "#geo+lon", "#event+type") if t in columns]
    if several and apart(several):
        proposal.table["key"] = "table:" + ":".join(f"{{{header[n]}}}" for n in several)
        proposal.ask("key", "No column is an id; these columns together tell the first rows apart. Do they all?")
        return
    proposal.ask("key", "Which column, or which columns together, tell one row from every other?", header)


def _dates(
    proposal: Proposal, columns: Mapping[str, int], header: Sequence[str], rows: Any, register: type[Register]
) -> None:
    number = columns.get("#date+occurred")
    when = register.field(register.seen.when) if register.seen.when else None
    if number is None or when is None:
        if when is not None and when.required:
            proposal.ask("fields", "Which column tells when it happened?", header)
        return
    told = [row[number].strip() for row in rows if number < len(row) and row[number].strip()]
    if all(_ISO.match(cell) for cell in told):
        return
    fitting = [form for form in _FORMATS if all(_is(form, cell) for cell in told)]
    if len(fitting) == 1:
        proposal.table["dates"] = {"format": fitting[0]}
    else:
        words = "could be read in several ways" if fitting else "are in no form known here"
        proposal.ask("dates.format", f"The dates in {header[number]!r} {words}; which form are they?", fitting)


def _is(form: str, cell: str) -> bool:
    try:
        datetime.strptime(cell, form)
    except ValueError:
        return False
    return True


def _coded(
    proposal: Proposal, header: Sequence[str], rows: Any, register: type[Register], codes: Mapping[str, CodeList]
) -> None:
    """Words of coded columns: those that are a code or a code's label are translated, the others are asked for."""
    for path, column in list(proposal.table["fields"].items()):
        one = register.field(path)
        listed = codes.get(one.codes or "") if one is not None and one.kind == "code" else None
        if listed is None:
            continue
        number = list(header).index(column)
        told = dict.fromkeys(row[number].strip() for row in rows if number < len(row) and row[number].strip())
        known = {
            **{c.casefold(): c for c in listed.labels},
            **{label.casefold(): c for c, label in listed.labels.items()},
        }
        table = {word: known[word.casefold()] for word in told if word.casefold() in known}
        if set(table.items()) != {(c, c) for c in table} or len(table) < len(told):
            proposal.table["codes"][path] = table
        for word in [word for word in told if word not in table][:MOST_WORDS]:
            proposal.ask(f"codes.{path}.{word}", f"What is {word[:60]!r} of the column {column!r}?", listed.labels)


def _needed(proposal: Proposal, register: type[Register], codes: Mapping[str, CodeList]) -> None:
    """What a record cannot be without, and no column gives."""
    given = {path.partition(".")[0] for path in proposal.table["fields"]}
    for one in register.fields:
        if one.required and one.name not in given and one.name != register.seen.when:
            listed = codes.get(one.codes or "")
            sentence = f"Every record needs this: {one.ask.question}"
            proposal.ask(f"constants.{one.name}", sentence, listed.labels if listed else ())
