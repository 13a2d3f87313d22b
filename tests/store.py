"""Any register's tables and views in memory, without a ledger: what the faces are tried on."""

from __future__ import annotations

from typing import Any

import places
from sqlalchemy import Engine, MetaData, create_engine
from sqlalchemy.pool import StaticPool

from greenline.core.handling import CIRCLES, MISSION, Audience
from greenline.core.parse import parse
from greenline.core.register import Register
from greenline.faces.query import Finder, Question
from greenline.faces.redaction import redacted
from greenline.faces.table import RegisterTable
from greenline.ledger.state import State, Version
from greenline.ledger.store import make_lower, open_place


def _engine() -> Engine:
    if places.on_server():
        engine = open_place(places.schema(), write=True)
        with engine.begin() as connection:
            make_lower(connection)
        return engine
    return create_engine("sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False})


class Store:
    """One register's versions; `put` adds one, `ask` and `count` go through an audience's view."""

    def __init__(self, register: type[Register]) -> None:
        self.shape = RegisterTable(register, MetaData())
        self.state = State({register.noun: self.shape})
        self.engine = _engine()
        self.pos = 0
        self.held: dict[str, int] = {}
        with self.engine.begin() as connection:
            self.shape.table.create(connection)
            self.shape.many.create(connection)
            for audience in CIRCLES.values():
                query = redacted(self.shape, audience).compile(self.engine, compile_kwargs={"literal_binds": True})
                connection.exec_driver_sql(f"CREATE VIEW {self.shape.view_name(audience)} AS {query}")

    def put(self, ref: str, values: dict[str, Any], state: str = "new") -> dict[str, Any]:
        """Add a version of a record; its flat form."""
        parsed = parse(self.shape.register, values, as_received=True)
        assert not parsed.issues, parsed.issues
        self.pos += 1
        version = Version(
            self.shape.register.noun,
            ref,
            state,
            parsed.flat,
            self.pos,
            self.held.get(ref),
            "X",
            "2025-01-01T00:00:00Z",
            (),
        )
        self.held[ref] = self.pos
        with self.engine.begin() as connection:
            self.state.write(connection, [self.state.stated(version)])
        return parsed.flat

    def rows(self, audience: Audience = MISSION, **asked: Any) -> list[Any]:
        """One page of rows."""
        with self.engine.connect() as connection:
            return Finder(self.shape, audience).page(connection, Question(**{"limit": 1000, **asked}))[0]

    def ask(self, audience: Audience = MISSION, **asked: Any) -> list[str]:
        """The refs of one page."""
        return [row["ref"] for row in self.rows(audience, **asked)]

    def page(self, audience: Audience = MISSION, **asked: Any) -> tuple[list[str], str | None]:
        """The refs of a page and the cursor of the next."""
        with self.engine.connect() as connection:
            rows, cursor = Finder(self.shape, audience).page(connection, Question(**asked))
        return [row["ref"] for row in rows], cursor

    def count(self, audience: Audience = MISSION, **asked: Any) -> int:
        """How many answer."""
        with self.engine.connect() as connection:
            return Finder(self.shape, audience).count(connection, Question(**asked))

    def record(self, ref: str, audience: Audience = MISSION) -> dict[str, Any]:
        """A record as an audience has it now."""
        row = next(r for r in self.rows(audience) if r["ref"] == ref)
        return {
            "ref": ref, "register": self.shape.register.noun, "state": row["state"], "version": row["from_pos"],
            "recorded_at": row["recorded_at"], "values": self.shape.values(row),
        }  # fmt: skip
