"""A clock for tests that goes on by one tick at every act: what is recorded at a pos is recorded in tick `BASE + pos`,
so that positions of those who live by the clock can be told from those of the ledger."""

from __future__ import annotations

from typing import Any

import pytest

from greenline.core.handling import Audience
from greenline.desk import intake, numbers
from greenline.desk.desk import Desk

BASE = 350_000_000


class Ticking:
    """Stands in for the time at which acts are recorded, and for the time it is."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.tick = BASE
        patch.setattr(intake, "now", self.recorded)
        patch.setattr(numbers.time, "time", lambda: self.tick * numbers.TICK_S + 1)

    def recorded(self) -> str:
        """When the next act is recorded."""
        self.tick += 1
        return numbers.instant(self.tick)


def told(audience: Audience, pos: int | None) -> Any:
    """A position of the ledger as an audience tells it, under this clock."""
    return pos if pos is None or audience.inside else BASE + pos


def seen(audience: Audience, pos: int) -> int:
    """A position of an audience's from which on exactly what came after a pos of the ledger is new to it."""
    return pos if audience.inside else BASE + pos + 1


def pos_of(desk: Desk, audience: Audience, name: int) -> int:
    """The pos that a version began at, from the name that an audience knows it by."""
    return desk.numbers(audience).positions([name])[0]
