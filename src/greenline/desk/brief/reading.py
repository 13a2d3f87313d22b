"""What a report may rest on: the records of one audience's own views, as known at one position, from one state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from ...core.errors import TooLarge
from ...core.handling import Audience
from ...faces.query import Question, holding
from ..desk import Desk

MOST_RECORDS = 200_000  # of a register in one report
_PAGE = 1000


@dataclass(frozen=True, slots=True)
class Reading:
    """One audience's records as known at one position of the ledger (None: now)."""

    desk: Desk
    connection: Connection
    audience: Audience
    at: int | None

    def records(
        self, noun: str, since: int | None = None, until: int | None = None, states: tuple[str, ...] = ()
    ) -> list[dict[str, Any]]:
        """Records of a register that touch a stretch of time (POSIX seconds), the newest happening first: ref, state,
        recorded_at, values. Raises TooLarge."""
        asked = Question(limit=_PAGE, since=since, until=until, states=states, at=self.at)
        return list(self._walk(noun, asked))

    def spanning(self, noun: str, field: str, since: int, until: int) -> list[dict[str, Any]]:
        """Records that did not happen at a time of their own but tell of a stretch of it, which ends in [since, until]
        (POSIX seconds)."""
        shape = self.desk.shapes[noun]
        view = shape.view(self.audience)
        own, end = view.c[f"{shape.register.seen.when}__since"], view.c[f"{field}__until"]
        query = select(view).where(holding(view, self.audience, self.at), own.is_(None), end > since, end <= until)
        rows = self.connection.execute(query.order_by(view.c.ref).limit(MOST_RECORDS)).mappings()
        return [_told(row, shape.values(row)) for row in rows]

    def by_ref(self, noun: str, refs: Sequence[str]) -> list[dict[str, Any]]:
        """The records of some refs, as far as the audience may know of them, in order of ref."""
        shape = self.desk.shapes[noun]
        view = shape.view(self.audience)
        query = select(view).where(view.c.ref.in_(list(refs)[:500]), holding(view, self.audience, self.at))
        rows = self.connection.execute(query.order_by(view.c.ref)).mappings()
        return [_told(row, shape.values(row)) for row in rows]

    def _walk(self, noun: str, asked: Question) -> Iterator[dict[str, Any]]:
        finder, shape = self.desk.finder(noun, self.audience), self.desk.shapes[noun]
        read = 0
        while True:
            rows, cursor = finder.page(self.connection, asked)
            read += len(rows)
            if read > MOST_RECORDS:
                raise TooLarge(f"More than {MOST_RECORDS:,} records of {noun} fall into this time; take a shorter one.")
            yield from (_told(row, shape.values(row)) for row in rows)
            if cursor is None:
                return
            asked = replace(asked, cursor=cursor)


def _told(row: Any, values: dict[str, Any]) -> dict[str, Any]:
    return {"ref": row["ref"], "state": row["state"], "recorded_at": row["recorded_at"], "values": values}
