"""Models one by one: what makes each itself. What all keep is in tests/laws/test_model_laws.py."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from greenline.analysis.models import MODELS, Climatology, Exciting, Pool, Recency, Trees, Zero, model
from greenline.analysis.models.features import features, recent
from greenline.analysis.models.model import joined
from greenline.analysis.models.recency import best_memory, evenly, recency_weights
from greenline.analysis.near import beats
from greenline.analysis.panel import Panel, grid_neighbours


def panel(counts: np.ndarray, **more: object) -> Panel:
    return Panel(tuple(f"U{n}" for n in range(len(counts))), "month", 24_000, counts.astype(float), **more)  # type: ignore[arg-type]


def test_names() -> None:
    assert model("climatology-7").name == "climatology-7"
    assert {each: MODELS[each]().name for each in MODELS} == {each: each for each in MODELS}
    for wrong in ("prophet", "climatology-0", "climatology-x", ""):
        with pytest.raises(ValueError, match="climatology"):
            model(wrong)


def test_climatology_repeats_its_window_evenly() -> None:
    told = Climatology(4).fit(panel(np.array([[9.0, 1, 2, 3, 4], [9, np.nan, np.nan, 6, 6]]))).predict([1], 8, 1)
    assert told[:, 0].tolist() == [[1, 1, 2, 2, 3, 3, 4, 4], [6] * 8]


def test_draws_are_paths_and_each_step_is_as_it_was() -> None:
    draws = np.random.default_rng(1).integers(0, 50, (2, 6, 4000)).astype(np.int32)
    told = joined(draws, np.array([1, 2, 3, 6, 7, 12]), 5)
    assert (np.sort(told, axis=2) == np.sort(draws, axis=2)).all(), "only their order changes"
    near, far = (np.corrcoef(told[0, 0], told[0, at])[0, 1] for at in (1, 5))
    assert 0.6 < near < 0.75
    assert abs(far) < 0.1
    assert (joined(draws, np.array([1, 2, 3, 6, 7, 12]), 5) == told).all()


def test_no_part_of_the_draws_is_of_another_time() -> None:
    counts = np.zeros((1, 60))
    counts[0, -6:] = 50
    told = Recency(12.0).fit(panel(counts)).predict([1], 1000, 1)[0, 0]
    assert abs(told[:300].mean() - told[-300:].mean()) < 0.3 * told.mean()


@pytest.mark.parametrize("name", ["recency", "pool"])
def test_the_chance_of_any_within_steps_is_that_of_steps_apart(name: str) -> None:
    """Units that are hit with the same chance each step: within four, more than one step's."""
    rng = np.random.default_rng(3)
    counts = rng.poisson(0.5, (60, 160)).astype(float)
    told = MODELS[name]().fit(panel(counts)).predict(range(1, 5), 500, 1)
    one, within = (told > 0).mean(), (told.sum(axis=1) > 0).mean()
    assert 1.7 * one < within < 1 - (1 - one) ** 4


def test_recency_takes_old_months_less_often() -> None:
    weights = recency_weights(np.ones((1, 12), bool), 6.0)
    assert weights[0, -1] / weights[0, -7] == pytest.approx(np.e)
    assert evenly(np.array([5.0, 7.0]), np.array([0.25, 0.75]), 8).tolist() == [5, 5, 7, 7, 7, 7, 7, 7]
    counts = np.zeros((1, 40))
    counts[0, -3:] = 1000
    new = Recency(6.0).fit(panel(counts)).predict([1], 1000, 1).mean()
    old = Recency(6.0).fit(panel(counts[:, ::-1])).predict([1], 1000, 1).mean()
    assert new > 300
    assert old < 10


def test_memory_is_short_where_violence_comes_in_spells_and_long_where_it_is_scattered() -> None:
    rng = np.random.default_rng(2)
    spells = rng.poisson(40 * (np.sin(np.arange(180)[None] / 15 + rng.random((30, 1)) * 6) > 0.3))
    scattered = rng.poisson(rng.gamma(0.3, 1, (30, 1)), (30, 180)) * (rng.random((30, 180)) < 0.3)
    assert best_memory(panel(spells), 120) == 6.0
    assert best_memory(panel(scattered), 120) == 60.0


def test_cells_lend_to_their_neighbours_where_memory_is_long() -> None:
    rng = np.random.default_rng(2)
    counts = rng.poisson(0.3, (30, 180)).astype(float)
    counts[0] = 0
    ring = tuple(((n - 1) % 30, (n + 1) % 30) for n in range(30))
    told = Recency().fit(panel(counts, neighbours=ring))
    assert told.chosen == 60.0
    assert told.predict([1], 1000, 1)[0].any(), "a calm cell beside active ones"
    assert not Recency().fit(panel(counts)).predict([1], 1000, 1)[0].any()


def test_a_recent_level_forgets_what_is_unknown() -> None:
    told = recent(np.array([[4.0, 0, 8]]), np.array([[True, False, True]]), 1.0)
    assert told[0, 0] == told[0, 1] == 4.0
    assert 4 < told[0, 2] < 8


def test_features_know_no_later_step() -> None:
    counts = np.random.default_rng(1).poisson(3, (4, 50)).astype(float)
    ring = ((1,), (0,), (3,), ())
    held = panel(counts, neighbours=ring, others={"x": counts * 2})
    whole, part = features(held), features(held.until(held.first + 29))
    assert np.array_equal(whole[:, :30], part)
    assert whole.shape[2] > features(panel(counts)).shape[2]


def rising(units: int = 40, steps: int = 140) -> np.ndarray:
    """Units whose count doubles when their neighbour's did three steps before: only a model that looks can know."""
    rng = np.random.default_rng(9)
    return rng.poisson(
        np.exp(rng.normal(1, 1, (units, 1)) + np.sin(np.arange(steps)[None] / 9 + rng.random((units, 1)) * 6))
    )


def test_trees_can_exceed_all_they_have_seen_and_keep_zeros() -> None:
    counts = rising().astype(float)
    told = Trees(rows=6_000).fit(panel(counts)).predict(range(1, 13), 400, 1)
    assert told.max() > counts.max()
    assert (told == 0).mean() > 0
    assert abs(np.log(told.mean() / counts[:, -12:].mean())) < 0.7


def test_trees_with_little_to_learn_answer_as_the_quick_model() -> None:
    few = panel(np.array([[3.0, 4, 5, 6, 0, 1, 2, 3, 4, 1, 3, 3]]))
    assert (Trees().fit(few).predict([1, 2], 50, 3) == Recency().fit(few).predict([1, 2], 50, 3)).all()


def test_thinned_rows_tell_the_same_level() -> None:
    counts = np.zeros((400, 120))
    counts[:20] = rising(20, 120)
    all_rows = Trees(rows=10**9).fit(panel(counts)).predict([3], 500, 1)
    some = Trees(rows=20_000).fit(panel(counts)).predict([3], 500, 1)
    assert abs(np.log(some[:20].mean() / all_rows[:20].mean())) < 0.35
    assert some[20:].mean() < 0.2
    assert all_rows[20:].mean() < 0.2


def test_a_pool_gives_each_its_share() -> None:
    told = Pool((Zero, lambda: Climatology(1))).fit(panel(np.full((1, 20), 7.0))).predict([1], 5, 1)
    assert told[0, 0].tolist() == [0, 7, 0, 7, 0]


def exciting_cells(days: int = 300) -> Panel:
    """Incidents by cell and day, made by the process the model assumes: each draws 0.8 more within days and near."""
    rng = np.random.default_rng(6)
    gids = [row * 720 + column + 180_000 for row in range(5) for column in range(5)]
    beside = grid_neighbours([str(gid) for gid in gids])
    counts, own = np.zeros((25, days)), np.zeros(25)
    for day in range(days):
        near = np.array([own[list(each)].mean() for each in beside])
        counts[:, day] = rng.poisson(0.03 + 0.6 * own + 0.2 * near)
        own = own * np.exp(-1 / 3) + (1 - np.exp(-1 / 3)) * counts[:, day]
    held = panel(counts, neighbours=beside)
    return replace(held, units=tuple(str(gid) for gid in gids), step="day", first=737_000)


def test_exciting_finds_what_excites_and_beats_climatology() -> None:
    held = exciting_cells()
    model = Exciting().fit(held)
    assert 0.5 < model.weights[:-1].sum() <= 0.98
    assert model.weights[:2].sum() > model.weights[2:4].sum(), "days, not months"
    mine, other, cases = beats(held, (1, 3))
    assert cases > 25 * 2 * 20
    assert mine < other


def test_exciting_does_not_beat_climatology_where_nothing_excites() -> None:
    rng = np.random.default_rng(8)
    held = replace(exciting_cells(), counts=(rng.random((25, 300)) < rng.random((25, 1)) * 0.04).astype(float))
    mine, other, _ = beats(held)
    assert mine > other - 0.02


def test_nothing_to_score_is_unknown() -> None:
    for none in (np.zeros((0, 100)), np.zeros((2, 1)), np.full((2, 80), np.nan)):
        assert beats(panel(none))[2] == 0
