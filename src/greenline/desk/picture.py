"""What one audience sees now, or saw then: records, pages, histories, and the picture on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, exists, func, literal_column, select

from ..core.errors import NotFound
from ..core.handling import MOST_CLEARANCE, Audience
from ..core.moment import utc
from ..core.place import spread_km
from ..faces.columns import lasting
from ..faces.query import Question, holding
from ..faces.table import RegisterTable
from ..ledger.entry import audit_path, read_leaves
from ..ledger.state import NOW
from .desk import Desk

MOST_PICTURE = 20_000
_NOW: ColumnElement[int] = literal_column(str(NOW))  # a literal, so that the partial index applies


def record(desk: Desk, register: str, row: Mapping[Any, Any]) -> dict[str, Any]:
    """A row of an audience's view as a record of the API."""
    body: dict[str, Any] = {
        "ref": row["ref"],
        "register": register,
        "state": row["state"],
        "version": row["from_pos"],
        "pos": row["from_pos"],
        "recorded_at": row["recorded_at"],
        "values": desk.shapes[register].values(row),
    }
    if row["flags"]:
        body["flags"] = row["flags"].split("\n")
    return body


def page(desk: Desk, register: str, audience: Audience, asked: Question) -> dict[str, Any]:
    """A page of records that answer a question, newest happening first."""
    finder = desk.finder(register, audience)
    with desk.reading() as connection:
        rows, cursor = finder.page(connection, asked)
        pos = seen_pos(desk, connection, audience)
    records = [record(desk, register, row) for row in rows]
    return {"register": register, "audience": audience.name, "pos": pos, "records": records, "next": cursor}


def count(desk: Desk, register: str, audience: Audience, asked: Question) -> int:
    """How many records of an audience answer a question."""
    with desk.reading() as connection:
        return desk.finder(register, audience).count(connection, asked)


def one(desk: Desk, register: str, ref: str, audience: Audience, at: int | None = None) -> dict[str, Any]:
    """A record as an audience sees it now, or saw it at a pos. Raises NotFound."""
    desk.register(register)
    view = desk.shapes[register].view(audience)
    held = holding(view, audience, at)
    with desk.reading() as connection:
        row = connection.execute(select(view).where(view.c.ref == ref, held)).mappings().first()
    if row is None:
        raise NotFound(f"There is no {register} {ref}.")
    return record(desk, register, row)


def history(desk: Desk, register: str, ref: str, audience: Audience, at: int | None = None) -> dict[str, Any]:
    """Every version of a record that an audience may see, oldest first, with what changed from one to the next.

    The mission also sees who said it, on what basis, and which entry proves it. With `at` only the versions that were
    there at that pos. Raises NotFound.
    """
    desk.register(register)
    shape = desk.shapes[register]
    view = shape.view(audience)
    with desk.reading() as connection:
        rows = connection.execute(select(view).where(view.c.ref == ref).order_by(view.c.from_pos)).mappings().all()
    if not rows or rows[-1]["to_pos"] != NOW:  # what an audience may not see now, it may not look up either
        raise NotFound(f"There is no {register} {ref}.")
    rows = [row for row in rows if at is None or row["from_pos"] <= at]
    if not rows:
        raise NotFound(f"There was no {register} {ref} at {at}.")
    versions = []
    before: dict[str, Any] = {}
    for row in rows:
        after = leaf_values(shape.values(row))
        version: dict[str, Any] = {
            "version": row["from_pos"],
            "recorded_at": row["recorded_at"],
            "state": row["state"],
            "changes": _changes(before, after),
        }
        if row["flags"]:
            version["flags"] = row["flags"].split("\n")
        if audience.clearance >= MOST_CLEARANCE:
            version.update(_entry(desk, row["from_pos"]))
        versions.append(version)
        before = after
    return {"ref": ref, "register": register, "versions": versions}


def leaf_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Nested values by leaf path: `deaths.best`, `parties[0].actor`; moments, places and lists stay whole."""
    found: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, dict) and not value.keys() & {"start", "lon"}:
            found.update({f"{name}.{part}": inner for part, inner in value.items()})
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            found.update({f"{name}[{i}].{k}": v for i, part in enumerate(value) for k, v in part.items()})
        else:
            found[name] = value
    return found


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, Any]]:
    paths = dict.fromkeys([*before, *after])
    return [
        {"path": path, "old": before.get(path), "new": after.get(path)}
        for path in paths
        if before.get(path) != after.get(path)
    ]


def _entry(desk: Desk, pos: int) -> dict[str, Any]:
    """Who made an entry, why, and where it stands in the ledger."""
    row = desk.ledger.entry(pos)
    assert row is not None, f"state row without entry {pos}"
    leaves = read_leaves(row["leaves"].split(b"\n"))
    body = {name: leaves.get(f"@{name}") for name in ("step", "by", "role", "reason", "basis", "key", "declaration")}
    body = {name: value for name, value in body.items() if value is not None}
    if "@as_received" in leaves:
        body["as_received"] = leaves["@as_received"]
    entry = {"site": row["site"], "seq": row["seq"], "pos": pos}
    body["entry"] = entry | {name: row[name].hex() for name in ("hash", "root", "prev")}
    body["proof"] = f"/api/entry/{pos}/proof"
    return body


def proof(desk: Desk, pos: int) -> dict[str, Any]:
    """An entry with its leaves and the RFC 6962 audit path to its site's present head. Raises NotFound."""
    row = desk.ledger.entry(pos)
    if row is None:
        raise NotFound(f"There is no entry {pos}.")
    with desk.reading() as connection:
        head = next(h for h in desk.ledger.heads(connection) if h["site"] == row["site"])
    hashes = desk.ledger.hashes(row["site"], head["size"])
    path = audit_path(row["seq"] - 1, hashes)
    return {"entry": exported(row), "hash": row["hash"].hex(), "path": [step.hex() for step in path], "head": head}


def exported(row: Mapping[Any, Any]) -> dict[str, Any]:
    """An entry's row as it stands in an exported ledger."""
    return {
        "site": row["site"],
        "seq": row["seq"],
        "prev": row["prev"].hex(),
        "root": row["root"].hex(),
        "leaves": orjson.loads(b"[" + row["leaves"].replace(b"\n", b",") + b"]"),
    }


def seen_pos(desk: Desk, connection: Connection, audience: Audience) -> int:
    """The newest pos that an audience may know of: for the mission the ledger's, else its own newest record's."""
    if audience.clearance >= MOST_CLEARANCE:
        return desk.ledger.pos_in(connection)
    newest = 0
    for shape in desk.shapes.values():
        view = shape.view(audience)
        newest = max(newest, connection.execute(select(func.max(view.c.from_pos))).scalar() or 0)
    return newest


def picture(desk: Desk, audience: Audience, since: int | None = None, at: int | None = None) -> dict[str, Any]:
    """The map of one audience: every record with a place or a time, the newest first, bounded.

    With `since` only what changed after that pos, and the refs that are gone; with `at` what was known then.
    """
    rows: list[dict[str, Any]] = []
    gone: list[str] = []
    more = False
    with desk.reading() as connection:
        pos = seen_pos(desk, connection, audience)
        pos = pos if at is None else min(at, pos)
        for noun, shape in desk.shapes.items():
            seen = shape.register.seen
            if seen.where is None and seen.when is None:
                continue
            found = _picture_rows(connection, shape, audience, since, at)
            if len(found) > MOST_PICTURE:
                more = True
                found = found[:MOST_PICTURE]
                if since is not None:  # what changed comes in the order it came: go on from the last one told
                    pos = min(pos, found[-1]["from_pos"])
            rows.extend(mark(noun, shape, row) for row in found)
            if since is not None:
                gone.extend(_gone(connection, shape, audience, since))
    return {"pos": pos, "audience": audience.name, "rows": rows, "gone": gone, "more": more}


def marks(desk: Desk, register: str, audience: Audience, versions: Sequence[int]) -> list[dict[str, Any]]:
    """Versions of records, named by their `from_pos`, as the map and the list need them; what an audience may not look
    up is left out."""
    shape = desk.shapes[register]
    view = shape.view(audience)
    query = select(view).where(view.c.from_pos.in_(versions), lasting(view, audience))
    query = query.order_by(view.c.from_pos)
    with desk.reading() as connection:
        return [mark(register, shape, row) for row in connection.execute(query).mappings()]


def _picture_rows(
    connection: Connection, shape: RegisterTable, audience: Audience, since: int | None, at: int | None
) -> list[Any]:
    view = shape.view(audience)
    seen = shape.register.seen
    order = view.c[f"{seen.when}__since"] if seen.when else view.c.from_pos
    query = select(view)
    query = query.where(holding(view, audience, at))
    if since is not None:
        query = query.where(view.c.from_pos > since)
    first = view.c.from_pos if since is not None else order.desc()
    return list(connection.execute(query.order_by(first).limit(MOST_PICTURE + 1)).mappings())


def _gone(connection: Connection, shape: RegisterTable, audience: Audience, since: int) -> list[str]:
    """Refs that the audience saw at `since` and sees no longer."""
    view = shape.view(audience)
    later = view.alias()
    still = exists().where(later.c.ref == view.c.ref, later.c.to_pos == _NOW)
    ended = select(view.c.ref).where(view.c.from_pos <= since, view.c.to_pos > since, view.c.to_pos != _NOW, ~still)
    return sorted(connection.execute(ended).scalars())


def mark(noun: str, shape: RegisterTable, row: Mapping[Any, Any]) -> dict[str, Any]:
    """One record as the map and the list need it."""
    seen = shape.register.seen
    body: dict[str, Any] = {"ref": row["ref"], "register": noun, "version": row["from_pos"], "state": row["state"]}
    body["kind"] = row[seen.what] if seen.what else None
    rank = row[seen.rank] if seen.rank else None
    body["severity"] = int(rank) if rank is not None else None
    if seen.where:
        lon = row[f"{seen.where}__lon"]
        prec = row[f"{seen.where}__prec"]
        body |= {"lon": lon, "lat": row[f"{seen.where}__lat"], "prec": prec}
        body["spread_km"] = spread_km(prec) if prec else None
        body["grid_km"] = row[f"{seen.where}__grid_km"]
    if seen.when:
        start, until = row[f"{seen.when}__since"], row[f"{seen.when}__until"]
        body |= {"start": utc(start) if start is not None else None, "end": utc(until) if until is not None else None}
        body["date_prec"] = row[f"{seen.when}__prec"]
    label = row[seen.label] if seen.label else None
    place = row[f"{seen.where}__name"] if seen.where else None
    body["label"] = (label or place or "")[:160]
    size = shape.leaf(seen.size)
    body["deaths"] = row[size.column] if size else None
    if row.get("reliability"):
        body["grade"] = f"{row['reliability']}{row['credibility']}"
    body["flagged"] = bool(row["flags"])
    return body
