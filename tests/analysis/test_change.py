"""Two pictures whose differences are known: what is found, and what is found wrongly."""

from __future__ import annotations

import numpy as np
import pytest
from ground import BANDS, PIXEL_M, SIZE, THINGS, pair

from greenline.analysis.change import Change, compare

M2 = PIXEL_M**2
ALL = np.ones((SIZE, SIZE), bool)


def found(change: Change, truth: np.ndarray) -> tuple[int, int]:
    """(how many of the things were found, how many candidates are none)."""
    hits, wrong = 0, 0
    near = np.zeros_like(truth)
    for c in change.candidates:
        near[c.rows, c.columns] |= c.mask
        slack = truth[max(c.rows.start - 2, 0) : c.rows.stop + 2, max(c.columns.start - 2, 0) : c.columns.stop + 2]
        wrong += not slack.any()
    for row, column, high, wide, _ in THINGS:
        hits += bool(near[row : row + high, column : column + wide].any())
    return hits, wrong


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("light", [(1.0, 0.0), (1.3, 40.0), (0.7, -20.0)])
@pytest.mark.parametrize("shift", [0, 1])
def test_what_changed_is_found_and_nothing_else(seed: int, light: tuple[float, float], shift: int) -> None:
    before, after, truth = pair(seed, shift=shift, light=light)
    change = compare(before, after, ALL, M2)
    assert found(change, truth) == (len(THINGS), 0)
    assert not change.doubt


@pytest.mark.parametrize("seed", range(10))
def test_where_nothing_changed_nothing_is_found(seed: int) -> None:
    before, after, _ = pair(seed, things=False, shift=seed % 2, light=(1.1, 5.0))
    assert compare(before, after, ALL, M2).candidates == ()


def test_direction_and_area() -> None:
    before, after, _ = pair(1)
    change = compare(before, after, ALL, M2)
    for row, column, high, wide, sign in THINGS:
        (one,) = (
            c
            for c in change.candidates
            if c.rows.start <= row + 2 < c.rows.stop and c.columns.start <= column + 2 < c.columns.stop
        )
        assert one.direction == ("brighter" if sign > 0 else "darker")
        assert one.area_m2 == pytest.approx(high * wide * M2, rel=0.35)
        assert one.change > change.threshold


def test_cloud_is_not_compared_and_its_share_is_told() -> None:
    before, after, truth = pair(2)
    cloud = np.zeros_like(truth)
    cloud[:100, :] = True
    after[:, cloud] = 3000
    change = compare(before, after, ~cloud, M2)
    assert change.not_compared == pytest.approx(1 / 3)
    assert found(change, truth & ~cloud)[1] == 0
    assert all(c.rows.start >= 100 for c in change.candidates)
    assert len(change.candidates) == 4


def test_what_cannot_be_compared_is_said() -> None:
    flat = np.zeros((BANDS, 50, 50), np.float32)
    valid = np.ones((50, 50), bool)
    assert "one shade" in compare(flat, flat, valid, M2).doubt
    assert "Too little" in compare(flat, flat, ~valid, M2).doubt
    before, _, _ = pair(1)
    other, _, _ = pair(99)
    assert compare(before, before, ALL, M2).candidates == ()
    assert "hardly resemble" in compare(before, other, ALL, M2).doubt
    with pytest.raises(ValueError, match="one shape"):
        compare(before, before[:1], ALL, M2)


def test_noise_passes_the_threshold_no_more_often_than_stated() -> None:
    rng = np.random.default_rng(5)
    marked = 0
    for _ in range(5):
        before, after = (rng.normal(500, 50, (2, 400, 400)).astype(np.float32) for _ in range(2))
        change = compare(before, after, np.ones((400, 400), bool), 1.0, least_m2=1.0)
        marked += sum(int(one.area_m2) for one in change.candidates)
        assert "hardly resemble" in change.doubt
    assert marked / (5 * 400 * 400) <= 1e-4
