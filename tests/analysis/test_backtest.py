"""Backtests: cut before a model sees, the same cases for all, ranges over whole units."""

from __future__ import annotations

import numpy as np
import pytest

from greenline.analysis import backtest
from greenline.analysis.backtest import Scored
from greenline.analysis.models import Climatology, Last, Recency, Zero
from greenline.analysis.panel import Panel


def panel(units: int = 12, years: int = 8) -> Panel:
    rng = np.random.default_rng(3)
    counts = rng.poisson(np.exp(rng.normal(0, 2, (units, 1))), (units, years * 12)).astype(float)
    return Panel(tuple(f"U{n}" for n in range(units)), "month", 2000 * 12, counts)


def test_windows_are_the_challenges() -> None:
    (one,) = backtest.years(2004, 2004)
    assert one.cut == 2003 * 12 + 9
    assert one.horizon == list(range(3, 15))


def test_a_model_sees_nothing_after_its_cut() -> None:
    seen = []

    class Watching(Zero):
        def fit(self, panel: Panel) -> Watching:
            seen.append(panel.last)
            return super().fit(panel)

    windows = backtest.years(2004, 2006)
    backtest.run(panel(), {"watching": Watching}, windows, draws=5)
    assert seen == [window.cut for window in windows]


def test_scores_have_a_case_each_and_the_better_gains() -> None:
    found = backtest.run(panel(), {"zero": Zero, "c": Climatology, "last": Last}, backtest.years(2004, 2006), draws=100)
    by = {each.name: each for each in found}
    assert by["c"].measures["crps"].shape == (3, 12, 12)
    told = backtest.gain(by["c"], by["last"], "crps")
    assert told.low <= told.mean <= told.high
    assert backtest.gain(by["c"], by["zero"], "ign").low > 0
    assert backtest.gain(by["zero"], by["zero"], "ign").spans_zero
    around = backtest.spread(by["c"], "crps")
    assert around.low < around.mean < around.high


def test_a_unit_that_had_ended_is_not_scored() -> None:
    held = panel()
    held.counts[0, 20:] = np.nan
    (told,) = backtest.run(held, {"c": Climatology}, backtest.years(2005, 2006), draws=10)
    assert np.isnan(told.measures["crps"][:, 0]).all()
    assert np.isfinite(told.measures["crps"][:, 1:]).all()
    assert np.isfinite(told.mean("crps"))


def test_years_outside_the_table_are_refused() -> None:
    for since, until in ((2007, 2008), (1999, 2001)):
        with pytest.raises(ValueError, match="run from 2000-01 to 2007-12"):
            backtest.run(panel(), {"r": Recency}, backtest.years(since, until), draws=5)


def test_nothing_that_came_has_no_coverage() -> None:
    told = Scored("x", {"covered": np.ones((1, 2, 2)), "crps": np.full((1, 2, 2), np.nan)}, np.zeros((1, 2, 2), bool))
    assert np.isnan(told.coverage())
    assert np.isnan(told.mean("crps"))
