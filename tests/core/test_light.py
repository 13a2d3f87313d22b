"""Dawn and dusk against known days."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime

import pytest

from greenline.core.light import parts

DAY = 86_400


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def test_nicosia_at_midsummer() -> None:
    since = at("2025-06-21T00:00:00")
    told = list(parts(33.36, 35.17, since, since + DAY))
    assert [light for _, _, light in told] == [False, True, False]
    dawn, dusk, _ = told[1]
    # civil dawn 05:03 and dusk 20:33 local summer time (UTC+3)
    assert abs(dawn - at("2025-06-21T02:03:00")) < 300
    assert abs(dusk - at("2025-06-21T17:33:00")) < 300


@pytest.mark.parametrize("lon", [-179.9, -122.0, 0.0, 45.3, 121.0, 179.9])
@pytest.mark.parametrize("hour", [0, 5, 13, 21])
def test_a_week_is_cut_without_gaps_everywhere(lon: float, hour: int) -> None:
    since = at("2025-03-01T00:00:00") + hour * 3600
    told = list(parts(lon, 2.0, since, since + 7 * DAY))
    assert told[0][0] == since
    assert told[-1][1] == since + 7 * DAY
    assert all(a[1] == b[0] and a[2] != b[2] for a, b in itertools.pairwise(told))
    light = sum(end - begin for begin, end, lit in told if lit)
    assert 12.2 < light / 7 / 3600 < 13.2  # the tropics, with both twilights


def test_where_the_sun_does_not_set_or_rise() -> None:
    summer, winter = at("2025-06-21T00:00:00"), at("2025-12-21T00:00:00")
    assert {lit for *_, lit in parts(20.0, 75.0, summer, summer + 3 * DAY)} == {True}
    assert {lit for *_, lit in parts(20.0, 80.0, winter, winter + 3 * DAY)} == {False}
