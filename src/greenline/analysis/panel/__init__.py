"""Panels: counts by unit and step of time, from any table of events or records, as known at a date.

`panel.py` is the thing itself, `counting.py` makes one from events; months, weeks and days are of `core/calendar.py`.
"""

from ...core.calendar import STEPS, Step, first_day, holds, label, last_day, number, step_of
from .counting import (
    Counted,
    Event,
    Unit,
    by_area,
    by_h3,
    by_name,
    by_priogrid,
    cell_neighbours,
    count,
    grid_neighbours,
)
from .panel import Numbers, Panel

__all__ = [
    "STEPS", "Counted", "Event", "Numbers", "Panel", "Step", "Unit", "by_area", "by_h3", "by_name", "by_priogrid",
    "cell_neighbours", "count", "first_day", "grid_neighbours", "holds", "label", "last_day", "number", "step_of",
]  # fmt: skip
