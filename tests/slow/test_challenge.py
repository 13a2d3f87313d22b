"""On real data: the models against the public figures of the challenge, cells of a mission, days of a war."""

from __future__ import annotations

import csv
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from greenline.analysis import backtest
from greenline.analysis.models import MODELS, Pool, Recency
from greenline.analysis.near import beats
from greenline.analysis.panel import Panel, cell_neighbours
from greenline.desk.forecasting import counted, read_table
from greenline.exchange.occurrences import Columns, read_occurrences

SHARED = Path(__file__).parents[3] / "shared" / "data"
soak = pytest.mark.skipif(not os.environ.get("GREENLINE_SOAK"), reason="minutes of training: `make soak`")


def file(name: str) -> Path:
    if not (SHARED / name).exists():
        pytest.skip(f"The real data (../shared/data/{name}) are not here.")
    return SHARED / name


def means(told: backtest.Scored) -> dict[str, float]:
    return {**{name: told.mean(name) for name in backtest.MEASURES}, "coverage": told.coverage()}


def test_the_quick_model_keeps_the_challenges_bars() -> None:
    panel = read_table(file("country_month_sb.csv")).panel
    (told,) = backtest.run(panel, {"recency": Recency}, backtest.years(2018, 2021))
    found = means(told)
    assert found["ign"] < 0.570
    assert found["log_crps"] < 0.1475
    assert found["coverage"] > 0.80
    assert found["crps"] < 15.2
    assert found["mis"] < 205


@soak
def test_the_default_keeps_them_better() -> None:
    panel = read_table(file("country_month_sb.csv")).panel
    (told,) = backtest.run(panel, {"pool": Pool}, backtest.years(2018, 2021))
    found = means(told)
    assert found["ign"] < 0.545
    assert found["log_crps"] < 0.1455
    assert found["coverage"] > 0.85
    assert found["crps"] < 14.8
    assert found["mis"] < 192


def cells() -> Panel:
    found, issues = read_occurrences(file("events_ucdp_car_1991_2020.csv"), Columns())
    assert not issues
    table, left = counted(found, "priogrid", "month", "1990-01", "2020-12", "")
    assert not left
    return Panel(table.units, "month", table.first, table.counts, neighbours=cell_neighbours(table.units))


def test_counted_events_are_the_challenges_column() -> None:
    """Each event once, in the month it ends in: so the challenge's table has it, to the last death."""
    only = {"type_of_violence": "1"}
    found, _ = read_occurrences(file("events_ucdp_car_1991_2020.csv"), Columns(), only)
    table, _ = counted(found, "name", "month", "1990-01", "2020-10", "")
    other = read_table(file("country_month_sb.csv")).panel
    theirs = other.counts[other.units.index("Central African Republic")][: table.counts.shape[1]]
    assert np.nan_to_num(theirs).tolist() == table.counts[0].tolist()


def test_cells_of_a_mission_are_told_better_than_by_climatology_or_silence() -> None:
    """Cells with any event before each cut-off, 2013 to 2020: years with a war and without."""
    panel, scored = cells(), {"zero": [], "climatology-12": [], "recency": []}  # type: ignore[var-annotated]
    for (window,) in (backtest.years(year, year) for year in range(2013, 2021)):
        kept = np.flatnonzero((panel.until(window.cut).counts > 0).any(axis=1))
        units = tuple(panel.units[row] for row in kept)
        part = replace(panel, units=units, counts=panel.counts[kept], neighbours=cell_neighbours(units))
        for each in backtest.run(part, {name: MODELS[name] for name in scored}, [window]):
            scored[each.name].append((each.mean("ign"), each.mean("crps"), each.mean("log_crps")))
    ign, crps, log_crps = np.mean(scored["recency"], axis=0)
    for other in ("zero", "climatology-12"):
        beside = np.mean(scored[other], axis=0)
        assert ign < 0.86 * beside[0]
        assert crps < beside[1]
        assert log_crps < beside[2]


def test_a_war_by_cell_and_day_excites_itself() -> None:
    """Syria 2016: learned from January to September, scored on October to December."""
    rows = list(csv.DictReader(file("events_ucdp_syria_2016.csv").open(encoding="utf-8")))
    assert len(rows) == 6170
    found, _ = read_occurrences(file("events_ucdp_syria_2016.csv"), Columns(value=""))
    table, _ = counted([e for e in found if e.start == e.end], "priogrid", "day", "2016-01-01", "2016-12-31", "")
    panel = Panel(
        table.units, "day", date(2016, 1, 1).toordinal(), table.counts, neighbours=cell_neighbours(table.units)
    )
    mine, other, _ = beats(panel, (1, 2, 3, 4, 5, 6, 7), share=92 / 366)
    assert mine < 0.93 * other
