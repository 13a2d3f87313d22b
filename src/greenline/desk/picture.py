"""What one audience sees now, or saw then: records, pages, histories, and the picture on the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, exists, literal_column, select

from ..core.errors import NotFound
from ..core.handling import Audience
from ..core.moment import utc
from ..core.place import spread_km
from ..faces.columns import lasting
from ..faces.query import Question, holding
from ..faces.table import RegisterTable
from ..ledger.entry import audit_path, read_leaves
from ..ledger.state import NOW
from .apart import apart_within, withheld
from .desk import Desk
from .numbers import Numbers, instant

MOST_PICTURE = 20_000
_HEADER = ("step", "by", "role", "reason", "basis", "erased", "key", "declaration")
MOST_CHANGED = 500_000  # of what changed since a tick of the clock
MOST_BACK = 180  # ticks that one may ask back for what changed since: a quarter of an hour
_NOW: ColumnElement[int] = literal_column(str(NOW))  # a literal, so that the partial index applies


def record(desk: Desk, register: str, row: Mapping[Any, Any], audience: Audience) -> dict[str, Any]:
    """A row of an audience's view as a record of the API."""
    numbers = desk.numbers(audience)
    body: dict[str, Any] = {
        "ref": row["ref"],
        "register": register,
        "state": row["state"],
        "version": numbers.name(row["from_pos"]),
        "pos": numbers.position(row["from_pos"], row["recorded_at"]),
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
        rows, cursor = finder.page(connection, known(desk, connection, audience, asked))
        pos = desk.numbers(audience).present(connection)
    records = [record(desk, register, row, audience) for row in rows]
    return {"register": register, "audience": audience.name, "pos": pos, "records": records, "next": cursor}


def count(desk: Desk, register: str, audience: Audience, asked: Question) -> int:
    """How many records of an audience answer a question."""
    with desk.reading() as connection:
        return desk.finder(register, audience).count(connection, known(desk, connection, audience, asked))


def known(desk: Desk, connection: Connection, audience: Audience, asked: Question) -> Question:
    """A question as the ledger counts: what was known `at` a position of the audience's own."""
    return asked if asked.at is None else replace(asked, at=desk.numbers(audience).known(connection, asked.at))


def one(desk: Desk, register: str, ref: str, audience: Audience, at: int | None = None) -> dict[str, Any]:
    """A record as an audience sees it now, or saw it at a pos. Raises NotFound."""
    desk.register(register)
    view = desk.shapes[register].view(audience)
    with desk.reading() as connection:
        held = holding(view, audience, desk.numbers(audience).known(connection, at))
        row = connection.execute(select(view).where(view.c.ref == ref, held)).mappings().first()
    if row is None:
        raise NotFound(f"There is no {register} {ref}.")
    return record(desk, register, row, audience)


def history(desk: Desk, register: str, ref: str, audience: Audience, at: int | None = None) -> dict[str, Any]:
    """Every version of a record that an audience may see, oldest first, with what changed from one to the next.

    The mission also sees who said it, on what basis, and which entry proves it. With `at` only the versions that were
    there at that pos. Raises NotFound.
    """
    desk.register(register)
    shape = desk.shapes[register]
    view = shape.view(audience)
    numbers = desk.numbers(audience)
    with desk.reading() as connection:
        upto = numbers.known(connection, at)
        rows = connection.execute(select(view).where(view.c.ref == ref).order_by(view.c.from_pos)).mappings().all()
    if not rows or rows[-1]["to_pos"] != NOW:  # what an audience may not see now, it may not look up either
        raise NotFound(f"There is no {register} {ref}.")
    rows = [row for row in rows if upto is None or row["from_pos"] <= upto]
    if not rows:
        raise NotFound(f"There was no {register} {ref} at {at}.")
    versions = []
    before: dict[str, Any] = {}
    for row in rows:
        after = leaf_values(shape.values(row))
        version: dict[str, Any] = {
            "version": numbers.name(row["from_pos"]),
            "recorded_at": row["recorded_at"],
            "state": row["state"],
            "changes": _changes(before, after),
        }
        if row["flags"]:
            version["flags"] = row["flags"].split("\n")
        if audience.inside:
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
    body = {name: leaves.get(f"@{name}") for name in _HEADER}
    body = {name: value for name, value in body.items() if value is not None}
    if "@as_received" in leaves:
        body["as_received"] = leaves["@as_received"]
    entry = {"site": row["site"], "seq": row["seq"], "pos": pos}
    body["entry"] = entry | {name: row[name].hex() for name in ("hash", "root", "prev")}
    body["proof"] = f"/api/entry/{pos}/proof"
    return body


def proof(desk: Desk, pos: int) -> dict[str, Any]:
    """An entry with its leaves and the RFC 6962 audit path to its site's present head; of one that is apart the
    hashes of its leaves. Raises NotFound."""
    row = desk.ledger.entry(pos)
    if row is None:
        raise NotFound(f"There is no entry {pos}.")
    with desk.reading() as connection:
        head = next(h for h in desk.ledger.heads(connection) if h["site"] == row["site"])
        if apart_within(desk, connection, pos, pos):
            row = withheld(row)
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


def picture(desk: Desk, audience: Audience, since: int | None = None, at: int | None = None) -> dict[str, Any]:
    """The map of one audience: every record with a place or a time, the newest first, bounded; with `at` what was known
    then.

    With `since` only what changed after that position of the audience's, and what is gone: the mission is told refs;
    others the names of versions they had, which mean nothing to who never had them. `anew` says that what changed can
    no longer be told, and that the picture is to be fetched again.
    """
    rows: list[dict[str, Any]] = []
    gone: list[Any] = []
    more = False
    numbers = desk.numbers(audience)
    with desk.reading() as connection:
        pos = numbers.present(connection)
        pos = pos if at is None else min(at, pos)
        then = numbers.known(connection, at)
        after = None if since is None else told_upto(connection, numbers, since)
        anew = since is not None and after is None
        for noun, shape in desk.shapes.items():
            seen = shape.register.seen
            if anew or (seen.where is None and seen.when is None):
                continue
            found = _picture_rows(connection, shape, audience, after, then)
            # Who lives by the clock cannot go on in the middle of a tick: what changed since is told at once.
            if len(found) > MOST_PICTURE and (after is None or audience.inside):
                more = True
                found = found[:MOST_PICTURE]
                if after is not None:  # what changed comes in the order it came: go on from the last one told
                    pos = min(pos, found[-1]["from_pos"])
            rows.extend(mark(noun, shape, row, numbers) for row in found)
            if after is not None:
                gone.extend(_gone(connection, shape, numbers, after))
    told = {"pos": pos, "audience": audience.name, "rows": rows, "gone": [], "more": more}
    if audience.inside:
        return {**told, "gone": sorted(gone)}
    return {**told, "ended": sorted(gone), "anew": anew}


def told_upto(connection: Connection, numbers: Numbers, since: int) -> int | None:
    """The ledger's position up to which an audience has surely been told at one of its own. None where that can no
    longer be said: what somebody saw who was here lately is nobody else's business, and a new day brings what was
    kept back until then."""
    if numbers.audience.inside:
        return since
    now = numbers.present(connection)
    another_day = numbers.audience.waits and instant(since)[:10] != instant(now)[:10]
    return None if another_day or not now - MOST_BACK <= since else numbers.told(connection, since)


def marks(desk: Desk, register: str, audience: Audience, versions: Sequence[int]) -> list[dict[str, Any]]:
    """Versions of records, by the names that the audience knows them by, as the map and the list need them; what it may
    not look up is left out."""
    shape = desk.shapes[register]
    view = shape.view(audience)
    numbers = desk.numbers(audience)
    query = select(view).where(view.c.from_pos.in_(numbers.positions(versions)), lasting(view, audience))
    query = query.order_by(view.c.from_pos)
    with desk.reading() as connection:
        return [mark(register, shape, row, numbers) for row in connection.execute(query).mappings()]


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
    most = MOST_PICTURE if since is None or audience.inside else MOST_CHANGED
    return list(connection.execute(query.order_by(first).limit(most + 1)).mappings())


def _gone(connection: Connection, shape: RegisterTable, numbers: Numbers, since: int) -> list[Any]:
    """What the audience saw at `since` and sees no longer: refs; for who lives by the clock the names of versions, also
    of those that came and went after its tick had begun."""
    view = shape.view(numbers.audience)
    later = view.alias()
    still = exists().where(later.c.ref == view.c.ref, later.c.to_pos == _NOW)
    ended = select(view.c.ref, view.c.from_pos).where(view.c.to_pos > since, view.c.to_pos != _NOW, ~still)
    if numbers.audience.inside:
        return list(connection.execute(ended.where(view.c.from_pos <= since)).scalars())
    return list(numbers.names([row.from_pos for row in connection.execute(ended)]).tolist())


def mark(noun: str, shape: RegisterTable, row: Mapping[Any, Any], numbers: Numbers) -> dict[str, Any]:
    """One record as the map and the list need it."""
    seen = shape.register.seen
    version = numbers.name(row["from_pos"])
    body: dict[str, Any] = {"ref": row["ref"], "register": noun, "version": version, "state": row["state"]}
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
