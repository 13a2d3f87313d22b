"""Rates per watched hour against simulated truth: intervals cover as they say, where bare counts do not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import gamma

from greenline.analysis.rates import FALL, NONE, RISE, UNKNOWN, Days, change, rates

WEEKS = 12


def world(seed: int, rate: float, spread: float) -> list[Days]:
    """Weeks of days in which the watch comes and goes; the truth is `rate` an hour, whoever watches."""
    rng = np.random.default_rng(seed)
    weeks = []
    for level in rng.choice([2.0, 8.0, 20.0], WEEKS):
        hours = np.clip(rng.gamma(2.0, level / 2.0, 7), 0, 24) * (rng.random(7) > 0.15)
        daily = rng.gamma(1 / spread, spread, 7) if spread else np.ones(7)
        weeks.append(Days(tuple(int(n) for n in rng.poisson(rate * hours * daily)), tuple(hours.tolist())))
    return weeks


@pytest.mark.parametrize(("rate", "spread"), [(0.02, 0.0), (0.3, 0.0), (2.0, 0.0), (0.3, 0.6), (2.0, 1.2)])
def test_intervals_cover_the_truth_as_often_as_they_say_and_counts_do_not(rate: float, spread: float) -> None:
    inside, told, bare = 0, 0, 0
    for seed in range(60):
        weeks = world(seed, rate, spread)
        for week, found in zip(weeks, rates(weeks), strict=True):
            if found.high is None:
                continue
            told += 1
            inside += found.low <= rate <= found.high
            # what a table of counts says: so many in a week of 168 hours, with the error of a count
            low, high = gamma.ppf(0.025, week.count + 0.5), gamma.ppf(0.975, week.count + 0.5)
            bare += low <= rate * 168 <= high
    assert 0.925 <= inside / told <= 0.99
    assert bare / told < 0.7


def test_more_watching_is_not_a_trend() -> None:
    rng = np.random.default_rng(5)
    called, by_counts = 0, 0
    for _ in range(200):
        before = Days(tuple(int(n) for n in rng.poisson(0.4 * 3.0, 7)), (3.0,) * 7)
        after = Days(tuple(int(n) for n in rng.poisson(0.4 * 18.0, 7)), (18.0,) * 7)
        found = change(before, after)
        called += found.says != NONE
        by_counts += found.counts_say == RISE
        assert found.explained == (found.counts_say != NONE and found.says == NONE)
    assert called <= 200 * 0.08
    assert by_counts > 195


def test_a_real_change_is_called() -> None:
    rng = np.random.default_rng(6)
    called = 0
    for _ in range(100):
        before = Days(tuple(int(n) for n in rng.poisson(0.3 * 8.0, 14)), (8.0,) * 14)
        after = Days(tuple(int(n) for n in rng.poisson(0.9 * 4.0, 14)), (4.0,) * 14)
        found = change(before, after)
        called += found.says == RISE
        assert found.low < found.ratio < found.high
    assert called > 90
    fallen = change(Days((30, 28, 33), (10, 10, 10)), Days((3, 2, 4), (10, 10, 10)))
    assert fallen.says == fallen.counts_say == FALL
    assert not fallen.explained


def test_where_nobody_watched_nothing_is_told() -> None:
    (found,) = rates([Days((0, 0), (0.0, 0.0))])
    assert (found.low, found.best, found.high) == (None, None, None)
    assert change(Days((1,), (0.0,)), Days((5,), (10.0,))).says == UNKNOWN
    (zero,) = rates([Days((0, 0, 0), (5.0, 5.0, 5.0))])
    assert zero.low == zero.best == 0
    assert 0.1 < zero.high < 0.6


def test_a_poisson_interval_is_that_of_jeffreys() -> None:
    (found,) = rates([Days((7,), (10.0,))])  # one day tells nothing about how uneven days are
    alone = gamma.ppf([0.025, 0.975], 7.5) / 10
    even = [Days((3, 4, 3, 4, 3, 4, 3), (10.0,) * 7)] * 40
    assert found.low < alone[0]
    assert alone[1] < found.high < 40
    told = rates(even)[0]
    assert told.low == pytest.approx(gamma.ppf(0.025, 24.5) / 70, rel=0.03)
    assert told.high == pytest.approx(gamma.ppf(0.975, 24.5) / 70, rel=0.03)


@given(
    st.lists(st.tuples(st.integers(0, 5000), st.floats(0, 10_000)), min_size=1, max_size=6),
    st.floats(0.5, 0.99),
)
def test_an_interval_holds_its_rate(days: list[tuple[int, float]], level: float) -> None:
    counts, hours = zip(*days, strict=True)
    week = Days(counts, tuple(h if h > 1e-3 else 0.0 for h in hours))
    (found,) = rates([week], level)
    if found.high is not None:
        assert 0 <= found.low <= found.high < np.inf
        assert found.hours == pytest.approx(sum(week.hours))
