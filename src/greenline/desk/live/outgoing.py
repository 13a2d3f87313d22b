"""Incidents as Cursor on Target for one audience, by its redacted relation, told anew when they change."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ...core.handling import Audience
from ...core.moment import Moment
from ...exchange.cot.event import Event, write
from ...exchange.cot.types import type_of
from ..desk import Desk
from ..picture import picture

MOST = 500  # the newest
HOLDS_S = 7 * 86_400
_TYPED = "h-g-i-g-o"  # of something that was put on the map by people
_HALF_CELL = 500.0  # metres for a kilometre of a cell's side


class Outgoing:
    """What an audience's clients are told of incidents."""

    def __init__(self, desk: Desk, audience: Audience) -> None:
        self.desk, self.audience = desk, audience
        self._held: dict[str, tuple[Any, Event]] = {}
        self._pos = -1
        self._known: list[bytes] = []

    def known(self) -> list[bytes]:
        """What a client that comes is told."""
        return self._known

    def changed(self) -> list[bytes]:
        """What changed since the last time; reads the database."""
        with self.desk.reading() as connection:
            pos = self.desk.numbers(self.audience).present(connection)
        if pos == self._pos:
            return []
        rows = [row for row in picture(self.desk, self.audience)["rows"] if row["register"] == "incident"]
        rows = [row for row in rows if row.get("lon") is not None and row.get("start")][:MOST]
        self._pos, now_s = pos, time.time()
        fresh = {row["ref"]: (row["version"], _event(self.desk, row, now_s)) for row in rows}
        told = [event for ref, (version, event) in fresh.items() if self._held.get(ref, (None,))[0] != version]
        told += [_over(event, now_s) for ref, (_, event) in self._held.items() if ref not in fresh]
        self._held = fresh
        self._known = [write(event) for _, event in fresh.values()]
        return [write(event) for event in told]


def _event(desk: Desk, row: Mapping[str, Any], now_s: float) -> Event:
    """An incident's mark: its kind, nobody's affiliation."""
    at_s = float(Moment.parse(row["start"]).since_s)
    blurred_m = max(float(row["spread_km"] or 0) * 1000, float(row["grid_km"] or 0) * _HALF_CELL)
    words = (f"{row['kind'] or 'incident'}, {row['state']}.", row["label"] or "")
    return Event(
        f"greenline.{desk.mission.name}.{row['ref']}", type_of(row["kind"]), now_s, at_s if at_s <= now_s else now_s,
        now_s + HOLDS_S, (row["lon"], row["lat"]), _TYPED, ce_m=blurred_m or None,
        call_sign=f"{row['kind'] or 'incident'} {row['ref']}", remarks=" ".join(word for word in words if word),
    )  # fmt: skip


def _over(event: Event, now_s: float) -> Event:
    """A mark that is no longer to be shown: stale from now on."""
    return replace(event, at_s=now_s, start_s=min(event.start_s, now_s), stale_s=now_s)
