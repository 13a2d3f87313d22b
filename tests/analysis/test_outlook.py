"""The outlook: chances and intervals that hold together, reasons that add up, nothing where too little is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from greenline.analysis.near import NO_BETTER, TOO_LITTLE, near
from greenline.analysis.outlook import LEAST_KNOWN, active, foresee, labels, why
from greenline.analysis.panel import Numbers, Panel

COUNTS = arrays(np.float64, (3, 30), elements=st.sampled_from([0.0, 0.0, 0.0, 1.0, 4.0, np.nan]))


def panel(counts: Numbers, **more: object) -> Panel:
    return Panel(tuple(f"U{row}" for row in range(len(counts))), "week", 2500, counts, **more)  # type: ignore[arg-type]


@settings(max_examples=30, deadline=None)
@given(COUNTS)
def test_numbers_hold_together(counts: Numbers) -> None:
    told = foresee(panel(counts), 6.0, 4, draws=200)
    assert len(labels(told)) == 4
    for row in range(3):
        known = int(np.isfinite(counts[row]).sum())
        if known < LEAST_KNOWN or not np.nansum(counts[row]):
            assert told.unknown(row)
        for one in told.ahead(row):
            assert one.low <= one.median <= one.high
            assert 0 <= one.chance <= 1
            assert one.chance <= one.expected or one.expected == pytest.approx(one.chance)
        chances = [told.chance(row, n, told.first, 2) for n in (1, 2, 5)]
        assert chances == sorted(chances, reverse=True)
        assert told.chance(row, 1, told.first, 3) >= told.chance(row, 1, told.first, 1)


@settings(max_examples=30, deadline=None)
@given(COUNTS)
def test_all_reasons_add_up_to_the_whole(counts: Numbers) -> None:
    for row in range(3):
        carried = why(panel(counts), row, 6.0, most=30)
        assert sum(one.share for one in carried) == pytest.approx(1.0 if np.nansum(counts[row]) else 0.0)
        assert [one.share for one in carried] == sorted((one.share for one in carried), reverse=True)
        assert all(counts[row, one.step - 2500] == one.count > 0 for one in carried)


def test_what_is_not_reached_cannot_be_asked() -> None:
    told = foresee(panel(np.ones((1, 20))), 6.0, 3)
    with pytest.raises(ValueError, match="does not reach"):
        told.chance(0, 1, told.first + 2, 2)
    with pytest.raises(ValueError, match="does not reach"):
        told.numbers(0, told.first - 1, 1)


def test_what_neighbours_carry_is_told() -> None:
    counts = np.zeros((2, 60))
    counts[0, 50] = 1.0
    counts[1, 20:] = 4.0
    beside = panel(counts, neighbours=((1,), (0,)))
    told = why(beside, 0, 36.0, most=100)
    assert {one.unit for one in told} == {"U0", "U1"}
    assert sum(one.share for one in told) == pytest.approx(1.0)
    alone = why(panel(counts), 0, 36.0)
    assert [one.unit for one in alone] == ["U0"]
    lent = foresee(beside, 36.0, 2).draws[0].mean()
    assert lent > 3 * foresee(panel(counts), 36.0, 2).draws[0].mean(), "what is told carries the forecast"


def test_what_was_long_ago_foresees_nothing() -> None:
    counts = np.zeros((2, 200))
    counts[0, 3] = counts[1, 190] = 2.0
    told = foresee(panel(counts), 12.0, 2)
    assert (told.unknown(0), told.unknown(1)) == (True, False)


def test_active_neighbours_are_those_of_the_last_steps() -> None:
    counts = np.zeros((3, 20))
    counts[1, -2], counts[2, 3] = 5, 9
    held = panel(counts, neighbours=((1, 2), (0,), (0,)))
    assert active(held, 0) == [("U1", 5.0)]
    assert active(held, 1) == []
    assert active(panel(counts), 0) == []


def made_days(counts: np.ndarray) -> Panel:
    return Panel(tuple(f"U{n}" for n in range(len(counts))), "day", 700_000, counts)


def test_the_near_term_is_shown_only_where_it_beats_recency() -> None:
    rng, counts = np.random.default_rng(4), np.zeros((9, 240))
    own = np.zeros(9)
    for day in range(240):  # every incident draws others within days
        counts[:, day] = rng.poisson(0.03 + 0.85 * own)
        own = own * np.exp(-1 / 3) + (1 - np.exp(-1 / 3)) * counts[:, day]
    better = near(made_days(counts), 7)
    assert better.draws is not None
    assert better.draws.shape[:2] == (9, 7)
    assert better.mine is not None
    assert better.recency is not None
    assert better.mine < better.recency
    assert near(made_days(counts[:, :20]), 7).because == TOO_LITTLE
    assert near(made_days(np.zeros((3, 100))), 7).because == TOO_LITTLE


def test_the_near_term_is_not_shown_where_it_is_no_better() -> None:
    counts = np.zeros((3, 120))
    counts[:, :90:2] = 1.0
    counts[:, 90:] = np.tile([40.0, 0.0, 0.0], 10)  # what nobody could learn from the days before
    told = near(made_days(counts), 7)
    assert (told.draws is None) == (told.mine is not None and told.recency is not None and told.mine >= told.recency)
    if told.draws is None:
        assert told.because == NO_BETTER
