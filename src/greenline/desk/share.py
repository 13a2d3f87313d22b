"""What goes out as files: a register for an audience, or the ledger with what that audience may not know withheld."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import orjson
from sqlalchemy import Connection, select

from ..core.errors import BadRequest
from ..core.handling import Audience
from ..faces.geojson import collection
from ..faces.query import Question
from ..faces.sheet import sheet, workbook
from ..ledger.entry import FORMAT, read_leaves, withhold
from ..ledger.state import NOW
from .apart import apart_within, withheld
from .desk import Desk
from .picture import exported, known, record

FORMATS = ("csv", "geojson", "jsonl", "xlsx")
_PAGE = 500
_PIECE = 65_536  # characters; a piece a line would cost a server more than the line itself
EVERYTHING = Question()
# Header leaves that tell nothing about who or whence.
_OPEN_HEADER = frozenset({"@register", "@step", "@state", "@declaration"})


def records(desk: Desk, register: str, audience: Audience, asked: Question = EVERYTHING) -> Iterator[dict[str, Any]]:
    """Every record an audience may see that answers a question, in the order of recording, page by page."""
    finder = desk.finder(register, audience)
    after = 0
    with desk.reading() as connection:
        asked = known(desk, connection, audience, asked)
        while True:
            rows = finder.recorded(connection, asked, after, _PAGE)
            for row in rows:
                yield record(desk, register, row, audience)
            if len(rows) < _PAGE:
                return
            after = rows[-1]["from_pos"]


def export(
    desk: Desk,
    register: str,
    audience: Audience,
    form: str,
    hxl: bool = False,
    asked: Question = EVERYTHING,
    about: Mapping[str, str] | None = None,
) -> Iterator[str] | Iterator[bytes]:
    """The pieces of a file with a register's records: bytes of an XLSX, else text. Pages are not looked at: a file has
    every record that answers the question. `about` is what the file says of itself, where its form has a place for it.
    Raises BadRequest for an unknown format."""
    if form not in FORMATS:
        raise BadRequest(f"There is no format {form!r}; there are {', '.join(FORMATS)}.")
    if register == "ledger":
        if form != "jsonl":
            raise BadRequest("A ledger is exported as jsonl.")
        if asked != EVERYTHING:
            raise BadRequest("A ledger is exported as a whole; only registers can be asked for a part.")
        return gathered(ledger_lines(desk, audience))
    shape = desk.shapes[desk.register(register).noun]
    rows = records(desk, register, audience, asked)
    if form == "xlsx":
        return workbook(shape, rows, hxl, about)
    if form == "csv":
        return gathered(sheet(shape, rows, hxl))
    if form == "geojson":
        return gathered(collection(shape, rows, about))
    return gathered(orjson.dumps(row).decode() + "\n" for row in rows)


def gathered(lines: Iterable[str]) -> Iterator[str]:
    """Lines joined to pieces of some size."""
    held: list[str] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= _PIECE:
            yield "".join(held)
            held, size = [], 0
    if held:
        yield "".join(held)


def ledger_lines(desk: Desk, audience: Audience) -> Iterator[str]:
    """The ledger as JSON lines: a header with the heads, then every entry; what the audience may not know is withheld
    leaf by leaf, and the whole proves itself all the same (docs/ledger-format.md)."""
    with desk.reading() as connection:
        upto = desk.ledger.pos_in(connection)
        header = {"format": FORMAT, "mission": desk.mission.name, "audience": audience.name}
        yield orjson.dumps({**header, "heads": desk.ledger.heads(connection)}).decode() + "\n"
        for rows in batched(desk.ledger.read(connection, 0, upto), _PAGE):
            for entry in shown_to(desk, connection, rows, audience):
                yield orjson.dumps(exported(entry)).decode() + "\n"


def shown_to(desk: Desk, connection: Connection, rows: Iterable[Any], audience: Audience) -> list[dict[str, Any]]:
    """Some entries, in the order of pos, as an audience may have them: what it may not know is withheld."""
    told = [dict(row._mapping) for row in rows]
    if not audience.inside:
        _withhold(desk, connection, told, audience)
    elif told:
        hidden = apart_within(desk, connection, told[0]["pos"], told[-1]["pos"])
        told = [withheld(entry) if entry["pos"] in hidden else entry for entry in told]
    return told


def batched(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Lists of at most `size` items."""
    walk = iter(rows)
    while found := list(islice(walk, size)):
        yield found


def _withhold(desk: Desk, connection: Connection, entries: list[dict[str, Any]], audience: Audience) -> None:
    """Withhold what an audience may not have of some entries: every leaf of a version it may not see, or whose record
    it may not see now, and the marked leaves of the rest."""
    leaves = [read_leaves(entry["leaves"].split(b"\n")) for entry in entries]
    visible: set[int] = set()
    for shape in desk.shapes.values():
        visible.update(_visible(connection, shape.view(audience), entries[0]["pos"], entries[-1]["pos"]))
    for entry, held in zip(entries, leaves, strict=True):
        shown = _shown(desk, held, audience) if entry["pos"] in visible else set()
        lines = entry["leaves"].split(b"\n")
        entry["leaves"] = b"\n".join(
            line if line[:1] == b'"' or orjson.loads(line)[0] in shown else withhold(line) for line in lines
        )


def _visible(connection: Connection, view: Any, first: int, last: int) -> Iterator[int]:
    """The versions that begin between two positions and that a view has, of records that it has now too."""
    within = select(view.c.from_pos, view.c.ref).where(view.c.from_pos.between(first, last))
    for rows in batched(connection.execute(within).all(), _PAGE):
        mine = {row.ref for row in rows}  # asked for by name: all that hold now would be a question for every page
        now = set(connection.execute(select(view.c.ref).where(view.c.to_pos == NOW, view.c.ref.in_(mine))).scalars())
        yield from (row.from_pos for row in rows if row.ref in now)


def _shown(desk: Desk, leaves: Mapping[str, Any], audience: Audience) -> set[str]:
    """The leaf paths of an entry that an audience may see in full."""
    fields = {field.name: field for field in desk.shapes[leaves["@register"]].register.fields}
    shown = set(_OPEN_HEADER)
    state = leaves.get("@state", "")
    for path in leaves:
        names = re.sub(r"\[\d+\]", "", path).split(".")
        one = fields.get(names[0])
        if one is None or audience.sees(one.marking, state) != "full":
            continue
        last = next((part for part in one.parts if part.name in names[1:]), one)
        if last.kind != "place" or audience.place(one.marking, state) == "exact":  # a leaf cannot be made coarse
            shown.add(path)
    return shown
