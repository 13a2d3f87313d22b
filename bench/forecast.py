"""Forecasts and their scores: how long, how much memory, and beside `views-baseline` (`make bench`).

    python bench/forecast.py [countries] [cells] [peer]      all without names
    GREENLINE_BENCH_VIEWS=/path/to/venv/bin python bench/forecast.py peer

Countries are those of `../shared/data/country_month_sb.csv`, or as many made up where that is not there. Cells are
made up: as many as PRIO-GRID has in Africa and the Middle East, one cell-month in two hundred not zero. The peer gets
the same window and our scorer; it lives in an environment of its own, made when none is named: its pins are not ours.
Each part runs in a process of its own, so that its memory is its own.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import run

from greenline.analysis import backtest, scores
from greenline.analysis.models import DEFAULT, QUICK, model
from greenline.analysis.panel import Panel, grid_neighbours, number
from greenline.exchange.beside import read_pairs
from greenline.exchange.wide import read_wide

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
CELLS, YEAR, DRAWS = 13_110, 2021, 1000
WINDOW = backtest.years(YEAR, YEAR)[0]
HORIZON = WINDOW.horizon
# The models of the peer that did best on 2018 to 2021: its class and what it is given.
PEERS: dict[str, tuple[str, dict[str, Any]]] = {
    "mixture-12": ("MixtureBaseline", {"window_months": 12, "lambda_mix": 0.05}),
    "zinb-12": ("ParametricConflictology", {"window_months": 12, "family": "zinb"}),
    "zinb-24": ("ParametricConflictology", {"window_months": 24, "family": "zinb"}),
}
PEER = """\
import json, resource, sys, time
import numpy as np, pandas as pd
from views_baseline.model.models import distributional
name, given, ahead, draws = json.loads(sys.argv[1])
past = np.load(sys.argv[2])
units, steps = past.shape
index = pd.MultiIndex.from_product([range(units), range(1, steps + 1)], names=["country_id", "month_id"])
table = pd.DataFrame({"y": past.ravel()}, index=index).swaplevel().dropna()
parts = {"train": (1, steps), "test": (steps + 1, steps + ahead)}
began = time.perf_counter()
made = getattr(distributional, name)(targets=["y"], partition_dict=parts, loa="cm", n_samples=draws, seed=1, **given)
told = made.fit(table).predict(table, 0, ahead)["y"]
took = time.perf_counter() - began
values = np.asarray(told.values).reshape(units, ahead, -1)
np.save(sys.argv[3], values)
print(json.dumps([took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024]))
"""


def countries() -> tuple[Panel, bool]:
    """The panel of the challenge, or one of the same size; and whether it is the real one."""
    file = DATA / "country_month_sb.csv"
    if file.is_file():
        table = read_wide(file)
        beside = read_pairs(DATA / "country_neighbours.csv", table.units).beside
        return Panel(table.units, table.step, table.first, table.counts, neighbours=beside), True
    chance, first = np.random.default_rng(7), number("month", "1990-01")
    level = np.exp(chance.normal(-3, 3, (191, 1)))
    counts = chance.poisson(np.minimum(level * chance.gamma(0.3, 3, (191, 384)), 5000)).astype(float)
    return Panel(tuple(f"U{n}" for n in range(191)), "month", first, counts), False


def cells() -> Panel:
    """A rectangle of PRIO-GRID in which violence comes in a few places, for a while."""
    chance, months = np.random.default_rng(7), 382
    rows, columns = 115, 114
    names = tuple(str((100 + row) * 720 + 320 + column) for row in range(rows) for column in range(columns))
    counts = np.zeros((CELLS, months))
    hot = chance.choice(CELLS, CELLS // 12, replace=False)
    for cell in hot:
        begin, long = chance.integers(0, months), chance.integers(6, 60)
        span = slice(begin, min(months, begin + long))
        counts[cell, span] = chance.negative_binomial(0.35, 0.03, counts[cell, span].shape)
    return Panel(names, "month", number("month", "1990-01"), counts, neighbours=grid_neighbours(names))


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What was done and the seconds it took."""
    began = time.perf_counter()
    return work(), time.perf_counter() - began


def peak_mb() -> int:
    """The most memory this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def told(past: Panel, name: str) -> tuple[Any, float]:
    """Draws for the window, with all training."""
    return timed(lambda: model(name).fit(past).predict(HORIZON, DRAWS, 1))


def country(name: str) -> None:
    """One window of all countries by one model, training and all."""
    panel, _ = countries()
    draws, took = told(panel.until(WINDOW.cut), name)
    most = 0.5 if name == QUICK else 60.0
    run.say(
        f"{name} ", units=len(draws), months=len(HORIZON), draws=DRAWS, seconds=took, most_s=most, peak_mb=peak_mb()
    )


def scoring() -> None:
    """All scores of one window; the peak is that of reading, forecasting and scoring together."""
    panel, _ = countries()
    draws = model(QUICK).fit(panel.until(WINDOW.cut)).predict(HORIZON, DRAWS, 1).reshape(-1, DRAWS)
    _, took = timed(lambda: scores.each(draws, came(panel).ravel()))
    run.say("scoring ", cases=len(draws), draws=DRAWS, seconds=took, most_s=0.5, peak_mb=peak_mb(), most_mb=1000)


def grid() -> None:
    """A continent of cells by the quick model."""
    panel = cells()
    draws, took = told(panel, QUICK)
    share = float((panel.counts > 0).mean())
    run.say("cells ", units=len(draws), months=len(HORIZON), draws=DRAWS, one_in=round(1 / share), seconds=took,
            most_s=60.0, peak_mb=peak_mb(), most_mb=4000)  # fmt: skip


def came(panel: Panel) -> Any:
    """What came in the window, of shape (units, steps)."""
    return panel.counts[:, [step - panel.first for step in WINDOW.steps]]


def peer_python(folder: Path) -> Path | None:
    """The peer's interpreter; None when it cannot be had (no network)."""
    given = os.environ.get("GREENLINE_BENCH_VIEWS")
    programs = Path(given) if given else folder / "peer" / "bin"
    if not given:
        subprocess.run([sys.executable, "-m", "venv", programs.parent], check=True)
        asked = [programs / "pip", "install", "-q", "views-baseline"]
        if subprocess.run(asked, check=False, capture_output=True).returncode:
            return None
    return programs / "python"


def peer() -> None:
    """The peer's models and ours on the same window and the same units, scored by the same scorer; ratios first."""
    panel, _ = countries()
    past, known = panel.until(WINDOW.cut), np.isfinite(panel.until(WINDOW.cut).counts[:, -1])
    actual = np.where(known[:, None], came(panel), np.nan)[known].ravel()
    with tempfile.TemporaryDirectory(prefix="greenline-bench-") as fresh:
        folder = Path(fresh)
        python = peer_python(folder)
        if python is None:
            print("peer     views-baseline cannot be installed here: nothing beside it")
            return
        found = {name: (draws[known], took) for name in (QUICK, DEFAULT) for draws, took in [told(past, name)]}
        np.save(folder / "past.npy", past.counts[known])
        for name, (kind, given) in PEERS.items():
            asked = json.dumps([kind, given, max(HORIZON), DRAWS])
            command = [python, "-c", PEER, asked, folder / "past.npy", folder / "out.npy"]
            answer = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder).stdout
            ahead = np.load(folder / "out.npy")[:, [step - 1 for step in HORIZON]]
            found[name] = ahead, float(json.loads(answer.splitlines()[-1])[0])
    means = {}
    for name, (draws, _) in found.items():
        measures = scores.each(draws.reshape(-1, DRAWS), actual)
        means[name] = {measure: float(np.nanmean(measures[measure])) for measure in ("ign", "crps", "mis", "log_crps")}
    for mine in (QUICK, DEFAULT):
        for other in PEERS:
            ratios = {measure: means[mine][measure] / means[other][measure] for measure in means[mine]}
            run.say(f"{mine} to {other} ", **ratios, time=found[mine][1] / found[other][1])
    for name, measures in means.items():
        run.say(f"{name} ", **measures, seconds=found[name][1])


def apart(part: str, *more: str) -> None:
    """A part in a process of its own."""
    subprocess.run([sys.executable, __file__, "only", part, *more], check=True)


def main() -> None:
    """The parts that are named, or all."""
    if sys.argv[1:2] == ["only"]:
        {"country": country, "scoring": scoring, "cells": grid, "peer": peer}[sys.argv[2]](*sys.argv[3:])
        return
    wanted = sys.argv[1:] or ["countries", "cells", "peer"]
    print(f"countries are {'those of the challenge' if countries()[1] else 'made up'}, the year {YEAR}", flush=True)
    if "countries" in wanted:
        apart("country", QUICK)
        apart("country", DEFAULT)
        apart("scoring")
    if "cells" in wanted:
        apart("cells")
    if "peer" in wanted:
        apart("peer")


if __name__ == "__main__":
    main()
