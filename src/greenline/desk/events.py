"""Events by the name that their source gives them: which incident tells of the row S44 of a case, as an audience may
know it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from ..core.handling import Audience
from ..faces.query import holding
from .desk import Desk

MOST = 500  # names asked about at once


def incidents_of(desk: Desk, audience: Audience, names: Collection[str]) -> dict[str, str]:
    """The incident that cites the report which its source calls so, for each name that has one."""
    if not names:
        return {}
    reports, incidents = desk.shapes["report"], desk.shapes["incident"]
    said, held = reports.view(audience), incidents.view(audience)
    with desk.reading() as connection:
        asked = select(said.c.ref, said.c.source_id).where(
            said.c.source_id.in_(sorted(names)[:MOST]), holding(said, audience, None)
        )
        called = {row.ref: row.source_id for row in connection.execute(asked)}
        found: dict[str, str] = {}
        citing = select(incidents.many.c.from_pos).where(
            incidents.many.c.path == "reports", incidents.many.c.value.in_(sorted(called))
        )
        rows = connection.execute(select(held).where(held.c.from_pos.in_(citing), holding(held, audience, None)))
        for row in rows.mappings():  # what the audience may not see of a record is not in these values
            for ref in incidents.values(row).get("reports") or ():
                if ref in called:
                    found[called[ref]] = row["ref"]
    return found
