"""Registers as collections of features for one audience: pages with their number, single features, extents."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from ..core.errors import NotFound
from ..core.handling import Audience
from ..core.register import Register
from ..faces.geojson import Flat
from ..faces.ogc import extent
from ..faces.query import Question, holding
from .archive import Standing, standing
from .desk import Desk
from .picture import known

Page = tuple[list[dict[str, Any]], int, str | None]


def collection(desk: Desk, noun: str) -> type[Register]:
    """The register behind a collection. Raises NotFound for none, or one without a place."""
    shape = desk.shapes.get(noun)
    if shape is None or shape.register.seen.where is None:
        raise NotFound(f"There is no collection {noun[:40]!r}; there are {', '.join(collections(desk))}.")
    return shape.register


def collections(desk: Desk) -> dict[str, type[Register]]:
    """Every register with a place, by name."""
    return {noun: shape.register for noun, shape in desk.shapes.items() if shape.register.seen.where}


def items(desk: Desk, noun: str, audience: Audience, asked: Question) -> Page:
    """The features of a page, how many match in all, and the cursor of the next page; all from one state."""
    with desk.reading() as connection:
        asked = known(desk, connection, audience, asked)
        rows, cursor, matched = desk.finder(noun, audience).page_of(connection, asked)
    flat = Flat(desk.shapes[noun], audience, desk.numbers(audience).name)
    return [flat.feature(row) for row in rows], matched, cursor


def item(desk: Desk, noun: str, ref: str, audience: Audience, at: int | None = None) -> dict[str, Any]:
    """One feature as an audience sees it now, or saw it at a pos. Raises NotFound."""
    shape = desk.shapes[noun]
    view = shape.view(audience)
    with desk.reading() as connection:
        held = holding(view, audience, desk.numbers(audience).known(connection, at))
        query = select(view).where(view.c.ref == ref, held)
        row = connection.execute(query).first()
    if row is None:
        raise NotFound(f"There is no {noun} {ref[:40]}.")
    return Flat(shape, audience, desk.numbers(audience).name).feature(dict(row._mapping))


class Extents:
    """The extents of the collections by audience. Each is a walk over all its records, so it is kept until the ledger
    grows."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._kept: dict[tuple[str, str], tuple[Standing, dict[str, Any]]] = {}

    def of(self, noun: str, audience: Audience) -> dict[str, Any]:
        """The extent of a collection as the audience's own view gives it."""
        with self.desk.reading() as connection:
            now = standing(self.desk, connection, audience)
            kept = self._kept.get((noun, audience.circle))
            if kept is None or kept[0] != now:
                kept = self._kept[noun, audience.circle] = now, self._read(connection, noun, audience)
        return kept[1]

    def _read(self, connection: Connection, noun: str, audience: Audience) -> dict[str, Any]:
        shape = self.desk.shapes[noun]
        view, seen = shape.view(audience), shape.register.seen
        place = shape.leaf(seen.where)
        assert place is not None, noun
        lon, lat, prec, grid = (view.c[f"{place.column}__{part}"] for part in ("lon", "lat", "prec", "grid_km"))
        ends = (func.min(lon), func.min(lat), func.max(lon), func.max(lat))
        query = select(prec, grid, *ends).where(holding(view, audience, None), lon.is_not(None)).group_by(prec, grid)
        spread = [tuple(row) for row in connection.execute(query)]
        since = until = None
        if seen.when:
            times = func.min(view.c[f"{seen.when}__since"]), func.max(view.c[f"{seen.when}__until"])
            since, until = connection.execute(select(*times).where(holding(view, audience, None))).one()
        return extent(spread, since, until)


__all__ = ["Extents", "collection", "collections", "item", "items"]
