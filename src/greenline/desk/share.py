"""What goes out as files: a register for an audience, or the ledger with what that audience may not know withheld."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson
from sqlalchemy import select

from ..core.errors import BadRequest
from ..core.handling import Audience
from ..faces.geojson import collection
from ..faces.sheet import sheet
from ..ledger.entry import FORMAT, read_leaves, withhold
from ..ledger.state import NOW
from .desk import Desk
from .picture import exported, record

FORMATS = ("csv", "geojson", "jsonl")
_PAGE = 2000
# Header leaves that tell nothing about who or whence.
_OPEN_HEADER = frozenset({"@register", "@step", "@state", "@declaration"})


def records(desk: Desk, register: str, audience: Audience) -> Iterator[dict[str, Any]]:
    """Every record an audience may see, in the order of recording, page by page."""
    desk.register(register)
    view = desk.shapes[register].view(audience)
    after = 0
    with desk.reading() as connection:
        while True:
            query = select(view).where(view.c.to_pos == NOW, view.c.from_pos > after).order_by(view.c.from_pos)
            rows = connection.execute(query.limit(_PAGE)).mappings().all()
            for row in rows:
                yield record(desk, register, row)
            if len(rows) < _PAGE:
                return
            after = rows[-1]["from_pos"]


def export(desk: Desk, register: str, audience: Audience, form: str, hxl: bool = False) -> Iterator[str]:
    """The pieces of a file with a register's records. Raises BadRequest for an unknown format."""
    if form not in FORMATS:
        raise BadRequest(f"There is no format {form!r}; there are {', '.join(FORMATS)}.")
    if register == "ledger":
        if form != "jsonl":
            raise BadRequest("A ledger is exported as jsonl.")
        return ledger_lines(desk, audience)
    shape = desk.shapes[desk.register(register).noun]
    rows = records(desk, register, audience)
    if form == "csv":
        return sheet(shape, rows, hxl)
    if form == "geojson":
        return collection(shape, rows)
    return (orjson.dumps(row).decode() + "\n" for row in rows)


def ledger_lines(desk: Desk, audience: Audience) -> Iterator[str]:
    """The ledger as JSON lines: a header with the heads, then every entry; what the audience may not know is withheld
    leaf by leaf, and the whole proves itself all the same (docs/ledger-format.md)."""
    with desk.reading() as connection:
        upto = desk.ledger.pos_in(connection)
        header = {"format": FORMAT, "mission": desk.mission.name, "audience": audience.name}
        yield orjson.dumps({**header, "heads": desk.ledger.heads(connection)}).decode() + "\n"
        for row in desk.ledger.read(connection, 0, upto):
            entry = dict(row._mapping)
            entry["leaves"] = _withheld(desk, entry["leaves"], audience)
            yield orjson.dumps(exported(entry)).decode() + "\n"


def _withheld(desk: Desk, stored: bytes, audience: Audience) -> bytes:
    """An entry's leaves as an audience may have them; a row above its clearance is withheld whole."""
    if audience.clearance >= 3:
        return stored
    lines = stored.split(b"\n")
    leaves = read_leaves(lines)
    register = desk.shapes[leaves["@register"]].register if leaves.get("@register") in desk.shapes else None
    # An amendment carries only what changed: the level is known only where the entry states it.
    level = int(leaves.get("sensitivity", register.level if register else 3))
    shown = set(_OPEN_HEADER)
    if register is None or level > audience.clearance:
        shown = set()
    else:
        markings = {f.name: f for f in register.fields}
        state = leaves.get("@state", "")
        for path in leaves:
            name = path.split(".")[0].split("[")[0]
            if name in markings and audience.sees(markings[name].marking, state) == "full":
                shown.add(path)
    told = []
    for line in lines:
        keep = line[:1] == b'"' or orjson.loads(line)[0] in shown
        told.append(line if keep else withhold(line))
    return b"\n".join(told)
