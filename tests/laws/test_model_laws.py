"""What every model keeps, whichever is added to `MODELS`: these laws run on each by themselves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from greenline.analysis.models import MODELS, MOST, Model, Pool, Recency, Trees
from greenline.analysis.panel import Panel

FIRST = 2000 * 12
MAKERS: dict[str, Callable[[], Model]] = {
    **MODELS,
    "trees": lambda: Trees(rows=4_000),
    "pool": lambda: Pool((Recency, lambda: Trees(rows=4_000))),
}
COUNTS = [0.0, 0.0, 1.0, 7.0, 90_000.0, np.nan]
each_model = pytest.mark.parametrize("name", MAKERS)


def panel(counts: np.ndarray, neighbours: bool = True) -> Panel:
    units = tuple(f"U{n}" for n in range(len(counts)))
    ring = tuple(tuple({(n - 1) % len(units), (n + 1) % len(units)} - {n}) for n in range(len(units)))
    return Panel(units, "month", FIRST, counts.astype(float), neighbours=ring if neighbours else ())


def made(units: int = 6, steps: int = 60, seed: int = 3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    level = np.exp(rng.normal(0, 2, (units, 1)) + rng.normal(0, 0.5, (units, steps)).cumsum(axis=1) * 0.3)
    return rng.poisson(level * (rng.random((units, steps)) < 0.6)).astype(float)


def test_every_model_is_here() -> None:
    assert set(MAKERS) == set(MODELS)


@each_model
@settings(max_examples=12, deadline=None)
@given(
    counts=arrays(float, st.tuples(st.integers(0, 4), st.integers(0, 30)), elements=st.sampled_from(COUNTS)),
    horizon=st.lists(st.integers(1, 40), min_size=1, max_size=3),
    draws=st.integers(1, 30),
    seed=st.integers(0, 2**32),
)  # fmt: skip
def test_shape_kind_and_bounds(name: str, counts: np.ndarray, horizon: list[int], draws: int, seed: int) -> None:
    told = MAKERS[name]().fit(panel(counts)).predict(horizon, draws, seed)
    assert told.shape == (len(counts), len(horizon), draws)
    assert told.dtype == np.int32
    assert (told >= 0).all()
    assert (told <= MOST).all()


@each_model
def test_a_seed_tells_all(name: str) -> None:
    model = MAKERS[name]().fit(panel(made()))
    first = model.predict(range(1, 13), 40, 7)
    assert (model.predict(range(1, 13), 40, 7) == first).all()
    assert (MAKERS[name]().fit(panel(made())).predict(range(1, 13), 40, 7) == first).all()
    if name not in ("zero", "climatology-12", "climatology-36"):
        assert (model.predict(range(1, 13), 40, 8) != first).any()


@each_model
def test_no_future_is_seen(name: str) -> None:
    counts, cut = made(steps=72), FIRST + 47
    told = []
    for after in (0.0, 50_000.0, np.nan):
        changed = counts.copy()
        changed[:, 48:] = after
        other = panel(changed)
        other = Panel(other.units, "month", FIRST, changed, others={"other": changed}, neighbours=other.neighbours)
        told.append(MAKERS[name]().fit(other.until(cut)).predict(range(1, 15), 50, 1))
    assert (told[0] == told[1]).all()
    assert (told[0] == told[2]).all()


@each_model
def test_fitted_again_it_knows_nothing_of_the_former(name: str) -> None:
    model = MAKERS[name]().fit(panel(made(seed=5) + 400))
    again = model.fit(panel(made())).predict(range(1, 4), 40, 7)
    assert (again == MAKERS[name]().fit(panel(made())).predict(range(1, 4), 40, 7)).all()


@each_model
@pytest.mark.parametrize("units", [0, 1, 5])
@pytest.mark.parametrize("steps", [0, 1, 60])
def test_an_empty_or_calm_panel(name: str, units: int, steps: int) -> None:
    assert (MAKERS[name]().fit(panel(np.zeros((units, steps)))).predict([1, 12], 20, 1) == 0).all()


@each_model
def test_units_that_began_late_or_ended(name: str) -> None:
    counts = made(units=5, steps=90)
    counts[0, :80] = np.nan
    counts[1, 40:] = np.nan
    counts[2] = np.nan
    told = MAKERS[name]().fit(panel(counts, neighbours=False)).predict(range(1, 13), 60, 1)
    assert told.shape == (5, 12, 60)
    if name not in ("trees", "pool", "exciting"):  # these learn of all units what one does not tell itself
        assert (told[2] == 0).all(), "nothing is made up where nothing is known"


@each_model
def test_heavy_tails_are_capped(name: str) -> None:
    counts = made(units=8, steps=120)
    counts[0, 60] = 400_000  # one month of a great war
    told = MAKERS[name]().fit(panel(counts, neighbours=False)).predict(range(1, 13), 300, 1)
    assert told[0].max() <= 3 * 400_000
    assert told[1:].max() <= 3 * max(counts[1:].max(), np.ceil(np.quantile(counts, 0.999)))


@each_model
@pytest.mark.parametrize(("horizon", "draws"), [([], 10), ([0], 10), ([241], 10), ([1], 0), ([1], 100_001)])
def test_nonsense_is_refused(name: str, horizon: list[int], draws: int) -> None:
    with pytest.raises(ValueError, match="forecast"):
        MAKERS[name]().fit(panel(made())).predict(horizon, draws, 1)
