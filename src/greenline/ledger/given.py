"""The seals that a ledger has given, kept beside its entries."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, inspect, select

from .seal import Seal, Signed, read
from .tables import insert_all, seals

_PAGE = 500


def kept(connection: Connection) -> Iterator[Signed]:
    """Every seal that was given, oldest first. Raises ValueError when one cannot be read any more."""
    if not inspect(connection).has_table(seals.name):  # a copy written before there were seals
        return
    after = 0
    while True:
        query = select(seals).where(seals.c.number > after).order_by(seals.c.number).limit(_PAGE)
        rows = connection.execute(query).all()
        for row in rows:
            yield _signed(row.number, row.body, row.signature)
            after = row.number
        if len(rows) < _PAGE:
            return


def newest(connection: Connection) -> Signed | None:
    """The seal that was given last. Raises ValueError when it cannot be read any more."""
    row = connection.execute(select(seals).order_by(seals.c.number.desc()).limit(1)).first()
    return _signed(row.number, row.body, row.signature) if row else None


def one(connection: Connection, number: int) -> Signed | None:
    """A seal by its number."""
    row = connection.execute(select(seals).where(seals.c.number == number)).first()
    return _signed(row.number, row.body, row.signature) if row else None


def keep(connection: Connection, signed: Signed) -> None:
    """Keep a seal that is given now."""
    told: Seal = signed.seal
    insert_all(connection, seals, [(told.number, told.sealed_at, told.text().decode(), signed.signature)])


def _signed(number: int, body: str, signature: str) -> Signed:
    try:
        return Signed(read(body.encode()), signature)
    except (ValueError, AttributeError) as error:
        raise ValueError(f"Seal {number}, as it is kept here, cannot be read: {error}.") from None
