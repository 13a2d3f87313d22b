"""Skill: told only where it is there, the same each time, and never of what had not happened yet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Self

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenline.analysis.models import Climatology, Draws, Recency
from greenline.analysis.panel import Numbers, Panel
from greenline.analysis.skill import Skill, skill, skill_of

HORIZON = [1, 2, 3]


def panel(counts: Numbers) -> Panel:
    return Panel(tuple(f"U{row}" for row in range(len(counts))), "week", 2500, counts)


def waves(units: int = 8, steps: int = 90) -> Numbers:
    """Counts that stay high or low for a while: the last steps say much."""
    rng = np.random.default_rng(1)
    level = np.repeat(rng.choice([0.1, 8.0], (units, steps // 10)), 10, axis=1)
    return rng.poisson(level).astype(float)


def told(counts: Numbers, memory: float = 2.0, cuts: int = 24) -> Skill:
    models = {"recency": partial(Recency, memory=memory)}
    return skill(panel(counts), models, partial(Climatology, 52), HORIZON, cuts)["recency"]


class Knowing:
    """A model that would know what comes: it must never be given more than its past."""

    name = "knowing"

    def __init__(self, lengths: list[int]) -> None:
        self.lengths = lengths

    def fit(self, past: Panel) -> Self:
        self.units = len(past.units)
        self.lengths.append(past.last)
        return self

    def predict(self, horizon: Sequence[int], draws: int, seed: int) -> Draws:
        return np.zeros((self.units, len(horizon), draws), np.int32)


def test_what_beats_the_past_has_skill_by_unit_and_over_all() -> None:
    found = told(waves())
    assert found.whole.verdict == "skill"
    assert found.whole.low is not None
    assert found.whole.low > 0
    assert found.steps[1].gain == pytest.approx(max(one.gain or 0 for one in found.steps.values()))
    assert any(one.verdict == "skill" for one in found.units.values())


def test_what_is_the_reference_itself_has_none() -> None:
    same = skill(panel(waves()), {"same": partial(Climatology, 52)}, partial(Climatology, 52), HORIZON)["same"]
    assert (same.whole.gain, same.whole.low, same.whole.high) == (0.0, 0.0, 0.0)
    assert {one.verdict for one in same.units.values()} <= {"no_skill", "unknown"}


def test_where_nothing_came_there_was_nothing_to_be_right_about() -> None:
    assert {one.verdict for one in told(np.zeros((6, 90))).units.values()} == {"unknown"}
    assert told(np.zeros((6, 90))).whole.verdict == "unknown"


def test_few_cut_offs_and_few_units_say_nothing() -> None:
    assert {one.verdict for one in told(waves(), cuts=5).units.values()} == {"unknown"}
    few = told(waves(units=3))
    assert few.whole.verdict == "unknown"
    assert few.whole.low is None


def test_an_empty_panel_has_no_skill_to_tell() -> None:
    assert told(np.zeros((0, 0))).units == {}
    assert told(np.zeros((2, 3))).whole.verdict == "unknown"


def test_no_model_is_given_what_came_after() -> None:
    lengths: list[int] = []
    whole = panel(waves())
    skill(whole, {"knowing": lambda: Knowing(lengths)}, Climatology, HORIZON, 20)
    assert len(lengths) == 20
    assert max(lengths) < whole.last


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**31 - 1), st.floats(0, 0.6))
def test_the_same_each_time_and_the_gain_lies_in_its_range(seed: int, gaps: float) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.poisson(1.5, (6, 50)).astype(float)
    counts[rng.random(counts.shape) < gaps] = np.nan
    first, again = told(counts), told(counts)
    assert first == again
    for one in (*first.units.values(), *first.steps.values(), first.whole):
        if one.low is not None and one.high is not None:
            assert one.low <= one.high
            assert (one.verdict == "skill") == (one.low > 0)
        else:
            assert one.verdict != "skill"


def test_a_draw_in_which_only_the_reference_is_perfect_is_the_worst() -> None:
    """One burst rules the mean; most runs of cut-offs have no burst, and there the model is the worse one."""
    reference, mine = np.zeros((24, 1, 1)), np.full((24, 1, 1), 0.02)
    reference[10], mine[10] = 1.0, 0.4
    some = np.zeros((24, 1, 1), bool)
    some[8:14] = True
    told = skill_of(["U"], mine, reference, some, [1], block=4).units["U"]
    assert told.verdict == "no_skill"
    assert told.low is None, "no number for what has no bound"
