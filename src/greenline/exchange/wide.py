"""Wide tables of counts: the first column names the month (week, day), every other column is a unit.

An empty cell is unknown (the unit did not exist, nobody counted), never zero. Everything that is wrong is told at once,
and nothing is read from a table in which anything is: a forecast from half a table would be nonsense.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from numpy.typing import NDArray

from ..core.calendar import SAMPLE, STEPS, Step, label, number, step_of
from ..core.errors import Invalid, Issue
from .rows import Row, open_table, read_rows

MOST_UNITS = 70_000  # the land cells of PRIO-GRID are 64,818
MOST_STEPS = 20_000
MOST_CELLS = 200_000_000  # units x steps: 1.6 GB
MOST_COUNT = 10_000_000  # more dead than that in one unit and step is a fault of the table
MOST_ISSUES = 50


@dataclass(frozen=True)
class Wide:
    """Counts of shape (units, steps) from the step `first` on; NaN where the cell is empty."""

    step: Step
    first: int
    units: tuple[str, ...]
    counts: NDArray[np.float64]


def read_wide(file: Path) -> Wide:
    """A wide table from a CSV file. Raises NotFound, BadRequest (no table) or Invalid with every issue (at most 50)."""
    with open_table(file) as source:
        return wide(source)


def wide(source: IO[bytes]) -> Wide:
    """A wide table from bytes. Raises BadRequest when it is none, Invalid with every issue."""
    header, rows = read_rows(source, columns=MOST_UNITS + 1)
    issues = _Issues()
    units = tuple(name.strip() for name in header[1:])
    _check_units(units, issues)
    lines = [row for row in rows if row.wrong or any(cell.strip() for cell in row.cells)]
    if not units or not lines:
        issues.add("table", "empty", "It needs a first column of months and at least one unit and one row.")
        issues.raise_any()
    if len(lines) > MOST_STEPS:
        issues.add("table", "too_long", f"It has {len(lines)} rows; at most {MOST_STEPS} are read.")
        issues.raise_any()
    if len(lines) * len(units) > MOST_CELLS:
        issues.add("table", "too_large", f"It has {len(lines)} rows of {len(units)} units; at most {MOST_CELLS} cells "
                                         "are read.")  # fmt: skip
        issues.raise_any()
    for row in lines:
        if row.wrong:
            issues.add(f"line {row.line}", "bad_row", f"{row.wrong[:1].upper()}{row.wrong[1:]}.")
    if all(row.wrong for row in lines):
        issues.raise_any()
    step, at = _steps(lines, issues)
    values = np.empty((len(lines), len(units)))
    for place, row in enumerate(lines):
        if not row.wrong:
            values[place] = _numbers(row, units, issues)
    issues.raise_any()
    order = np.argsort(at)
    return Wide(step, min(at), units, values[order].T.copy())


class _Issues:
    """What is wrong, at most so many; the rest is counted."""

    def __init__(self) -> None:
        self.found: list[Issue] = []
        self.more = 0

    def add(self, field: str, code: str, sentence: str) -> None:
        if len(self.found) < MOST_ISSUES:
            self.found.append(Issue(field, code, sentence))
        else:
            self.more += 1

    def raise_any(self) -> None:
        if self.found:
            many = len(self.found) + self.more
            said = f" The first {MOST_ISSUES} are told." if self.more else ""
            raise Invalid(f"{many} thing{'s' * (many != 1)} to mend in the table.{said}", self.found)


def _check_units(units: Sequence[str], issues: _Issues) -> None:
    seen: set[str] = set()
    for place, name in enumerate(units, 2):
        if not name:
            issues.add(f"column {place}", "no_name", "The unit has no name.")
        elif name in seen:
            issues.add(f"column {place}", "duplicate", f"{name} is there twice.")
        seen.add(name)


def _steps(lines: Sequence[Row], issues: _Issues) -> tuple[Step, list[int]]:
    """What the first column counts in, and the place in time of each row; duplicates and gaps are issues."""
    names = [row.cells[0].strip() if row.cells else "" for row in lines]
    step = next((step for name in names if (step := step_of(name))), None)
    if step is None:
        forms = ", ".join(f"{SAMPLE[each]} ({each})" for each in STEPS)
        issues.add(f"line {lines[0].line}", "no_step", f"{names[0]!r} is no month, week or day; write {forms}.")
        issues.raise_any()
        raise AssertionError
    days = [name for name in names if step_of(name) == "day"]
    if step == "day" and len(days) > 1 and all(name.endswith("-01") for name in days):  # months by their first day
        step, names = "month", [name[:7] if step_of(name) == "day" else name for name in names]
    at: list[int] = []
    seen: dict[int, int] = {}
    for row, name in zip(lines, names, strict=True):
        if row.wrong and step_of(name) is None:
            continue  # told already
        try:
            place = number(step, name)
        except ValueError as error:
            issues.add(f"line {row.line}", "no_step", str(error))
            continue
        if place in seen:
            issues.add(f"line {row.line}", "duplicate", f"{name} is there twice, first in line {seen[place]}.")
        seen.setdefault(place, row.line)
        at.append(place)
    for before, after in zip(sorted(seen), sorted(seen)[1:], strict=False):
        if after - before > 1:
            span = label(step, before + 1) + (f" to {label(step, after - 1)}" if after - before > 2 else "")
            issues.add(
                f"line {seen[after]}", "missing", f"{span} is missing. Write the row, its cells empty if unknown."
            )
    return step, at


def _numbers(row: Row, units: Sequence[str], issues: _Issues) -> list[float]:
    found = []
    for name, cell in zip(units, row.cells[1:], strict=True):
        text = cell.strip()
        try:
            value = float(text) if text else math.nan
        except ValueError:
            value = math.inf
        if text and not (math.isfinite(value) and 0 <= value <= MOST_COUNT and "_" not in text):
            where = f"line {row.line}, {name}"
            if math.isfinite(value) and value < 0:
                issues.add(where, "negative", f"{text} is below zero; a count is zero or more.")
            elif math.isfinite(value) and value > MOST_COUNT:
                issues.add(where, "too_many", f"{text} is more than {MOST_COUNT}; this cannot be a count.")
            else:
                issues.add(where, "no_number", f"{text[:40]!r} is no number; leave the cell empty if it is unknown.")
            value = math.nan
        found.append(value)
    return found


def written(table: Wide) -> Iterator[str]:
    """A wide table as lines of CSV; whole numbers without a point, unknown as an empty cell."""
    yield ",".join([table.step, *(_quoted(name) for name in table.units)]) + "\n"
    for place in range(table.counts.shape[1]):
        cells = (
            "" if math.isnan(v) else str(int(v)) if v == int(v) else str(v) for v in table.counts[:, place].tolist()
        )
        yield ",".join([label(table.step, table.first + place), *cells]) + "\n"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"' if any(mark in name for mark in ',;|\t"\n\r') else name
