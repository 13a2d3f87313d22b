"""The effects are whole: fifteen, each with its source; ranges hold their default; what has no number gives none."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from greenline.analysis import effects
from greenline.analysis.effects import EFFECTS, FACTOR, GOVERNMENT, NEVER_BOTH, OPERATIONS, OUTCOMES, REBELS, Effect
from greenline.mission import WhatIf

ALL = list(EFFECTS.values())


def test_there_are_fifteen() -> None:
    assert list(EFFECTS) == [f"E{number}" for number in range(1, 16)]
    assert {name for name, one in EFFECTS.items() if one.use != FACTOR} == {"E7", "E12", "E13", "E14", "E15"}


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_each_has_its_source_and_a_range_that_holds_its_default(one: Effect) -> None:
    assert one.study
    assert one.source
    assert one.unit
    assert one.result
    assert bool(one.acts) == (one.use == FACTOR)
    assert set(one.acts) <= set(OUTCOMES)
    for factor in one.acts.values():
        assert 0 < factor.low <= factor.best <= factor.high
        assert factor.chosen
    if one.per is not None:
        assert one.limit is not None
        assert one.limit >= one.per


def test_the_defaults_are_those_of_the_vocabulary() -> None:
    best = {name: {on: round(factor.best, 3) for on, factor in one.acts.items()} for name, one in EFFECTS.items()}
    assert (best["E1"]["civilian"], best["E2"]["civilian"], best["E3"]["civilian"]) == (0.61, 0.38, 1.0)
    assert (best["E4"], best["E5"]) == ({"battle": 0.887}, {"rebels": 0.6, "government": 1.0})
    assert best["E6"] == {"ending": 1.4, "onset": 1.0}
    assert [best[name]["recurrence"] for name in ("E9", "E10", "E11")] == [0.37, 0.15, 0.3]
    assert (EFFECTS["E1"].limit, EFFECTS["E2"].limit) == (8000, 500)
    assert EFFECTS["E5"].acts[REBELS].high < 1
    government = EFFECTS["E5"].acts[GOVERNMENT]
    assert (government.low, government.best, government.high) == (1.0, 1.0, 1.0)


def test_a_mission_may_be_whatever_the_sample_knows() -> None:
    assert set(get_args(WhatIf.model_fields["operation"].annotation)) == set(OPERATIONS)
    assert all(pair <= set(EFFECTS) for pair in NEVER_BOTH)


def test_the_table_of_the_manual_is_that_of_the_code() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "effects.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (E\d+)$", page, re.M) == list(EFFECTS)


def test_effects_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        effects.EFFECTS["E1"].limit = 20_000  # type: ignore[misc]
