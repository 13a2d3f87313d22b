"""Scores as the challenge defines them: by hand, against slow definitions, and on the challenge's own numbers."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from greenline.analysis import scores
from greenline.analysis.models import Climatology, Zero
from greenline.analysis.panel import Panel

DATA = Path(__file__).parents[3] / "shared" / "data" / "country_month_sb.csv"
CASES = arrays(float, st.tuples(st.integers(1, 4), st.integers(1, 30)), elements=st.integers(0, 5000).map(float))


@settings(max_examples=60, deadline=None)
@given(draws=CASES, came=st.integers(0, 5000))
def test_crps_is_its_definition(draws: np.ndarray, came: int) -> None:
    told = scores.crps(scores.sorted_draws(draws), np.full(len(draws), float(came)))
    for row, value in zip(draws, told, strict=True):
        pairs = np.abs(row[:, None] - row[None, :]).mean() / 2
        assert value == pytest.approx(np.abs(row - came).mean() - pairs, abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(draws=CASES, came=st.integers(0, 5000))
def test_interval_score_is_its_definition(draws: np.ndarray, came: int) -> None:
    told = scores.mis(scores.sorted_draws(draws), np.full(len(draws), float(came)))
    for row, value in zip(draws, told, strict=True):
        low, high = np.quantile(row, [0.05, 0.95])
        outside = max(low - came, 0) + max(came - high, 0)
        assert value == pytest.approx(high - low + 20 * outside)


@pytest.mark.parametrize(
    ("came", "share"), [(0, 500), (1, 300), (2, 300), (3, 0), (5, 0), (6, 0), (1000, 0), (4000, 200)]
)
def test_ignorance_by_hand(came: int, share: int) -> None:
    draws = np.array([[0.0] * 500 + [2.0] * 300 + [1001.0] * 200])
    assert scores.ign(draws, np.array([float(came)]))[0] == pytest.approx(-math.log2((share + 1) / 1011))


def test_ignorance_of_the_best_and_worst() -> None:
    assert scores.ign(np.zeros((1, 1000)), np.array([0.0]))[0] == pytest.approx(0.0144, abs=1e-4)
    assert scores.ign(np.zeros((1, 1000)), np.array([50_000.0]))[0] == pytest.approx(math.log2(1011))


def test_fewer_draws_are_repeated_in_order_and_more_are_thinned() -> None:
    twelve = scores.thousand(np.arange(12.0)[None])
    assert twelve.shape == (1, 1000)
    assert set(np.bincount(twelve[0].astype(int))) == {83, 84}
    many = scores.thousand(np.random.default_rng(1).permutation(5000).astype(float)[None])
    assert many.shape == (1, 1000)
    assert np.abs(np.sort(many[0]) - np.arange(2.5, 5000, 5)).max() <= 3


def test_brier_and_calibration() -> None:
    draws = np.array([[0.0, 0, 0, 1], [1.0, 2, 3, 4], [0.0, 0, 9, 9]])
    assert scores.brier(draws, np.array([0.0, 0.0, np.nan]))[:2] == pytest.approx([0.0625, 1.0])
    assert math.isnan(scores.brier(draws, np.array([0.0, 0.0, np.nan]))[2])
    came = np.array([0.0, 1.0, np.nan])
    told = scores.calibration(scores.chances(draws, came), came >= 1)
    assert [(r.told, r.came, r.cases) for r in told] == [(0.25, 0.0, 1), (1.0, 1.0, 1)]


def test_what_is_not_known_has_no_score() -> None:
    told = scores.each(np.ones((2, 10)), [np.nan, 1.0])
    assert all(math.isnan(each[0]) and math.isfinite(each[1]) for each in told.values())


@pytest.mark.parametrize("draws", [np.zeros(3), np.zeros((2, 0)), np.array([[1.0, -1]]), np.array([[1.0, np.nan]])])
def test_what_is_no_forecast_is_refused(draws: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"draw|Draws"):
        scores.each(draws, np.zeros(len(draws)))


def test_ranks_of_a_calibrated_forecast_are_level() -> None:
    rng = np.random.default_rng(4)
    held = scores.ranks(rng.poisson(3, (4000, 200)), rng.poisson(3, 4000).astype(float), seed=1)
    assert sum(held) == 4000
    assert max(held) - min(held) < 120


def challenge() -> Panel:
    if not DATA.exists():
        pytest.skip("The challenge's table (../shared/data/country_month_sb.csv) is not here.")
    rows = list(csv.reader(DATA.open(encoding="utf-8")))
    counts = np.array([[float(v) if v else np.nan for v in row[1:]] for row in rows[1:]]).T
    return Panel(tuple(rows[0][1:]), "month", 1990 * 12, counts)


@pytest.mark.parametrize(
    ("model", "crps", "ign", "mis"),
    [(Climatology(12), 15.85, 0.694, 223), (Climatology(36), 17.57, 0.606, 238), (Zero(), 26.35, 1.559, 527)],
)
def test_the_challenge_first_column(model: Climatology, crps: float, ign: float, mis: float) -> None:
    """The public figures of 2018-2021 (climatologies and zero), by which scorer and mode are known to be the same."""
    panel, found = challenge(), []
    for year in range(2018, 2022):
        told = model.fit(panel.until(f"{year - 1}-10")).predict(range(3, 15), 1000, 1)
        came = panel.counts[:, year * 12 - panel.first :][:, :12]
        each = scores.each(told.reshape(-1, 1000), came.ravel())
        found.append([each[name].mean() for name in ("crps", "ign", "mis")])
    mean = np.mean(found, axis=0)
    assert mean[0] == pytest.approx(crps, rel=0.0015)  # 1,000 draws of 12 or 36 values are not quite even
    assert mean[1] == pytest.approx(ign, abs=0.0006)
    assert mean[2] == pytest.approx(mis, abs=0.6)
