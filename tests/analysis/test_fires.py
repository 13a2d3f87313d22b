"""Hotspots held against what is usual at their place."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from greenline.analysis.fires import Hotspot, judge, passes


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


def hot(when: str, lon: float = 31.5, lat: float = 4.8, satellite: str = "S-NPP") -> Hotspot:
    return Hotspot(f"{when}{lon}{lat}", at(when), lon, lat, satellite, "n")


ELSEWHERE = [hot("2023-06-05", 32.5), hot("2024-06-03", 32.5)]  # it is known that somebody looked in those years


def value(one: Hotspot, *known: Hotspot) -> str:
    (told,) = judge([one], [*known, one])
    return told.value


def test_a_field_that_burns_every_season_is_usual() -> None:
    one = hot("2025-06-01")
    assert value(one, hot("2024-05-20"), hot("2023-06-20")) == "usual"
    assert value(one, hot("2024-05-20", 31.503), hot("2023-06-20", 31.497)) == "usual", "a pixel falls beside its place"
    assert value(one, hot("2024-01-20"), hot("2023-12-20"), *ELSEWHERE) == "new", "another season"


def test_the_turn_of_the_year_is_one_season() -> None:
    assert value(hot("2025-01-03"), hot("2023-12-28"), hot("2022-12-20")) == "usual"


def test_heat_that_persists_is_usual() -> None:
    days = [hot(f"2025-05-{day:02d}") for day in (20, 22, 24, 26, 28)]
    assert value(hot("2025-06-01"), *days) == "usual"
    assert value(hot("2025-06-01"), *days[:2], *ELSEWHERE) == "new", "a fire of some days is no flare"


def test_new_is_said_only_where_earlier_years_are_known() -> None:
    one = hot("2025-06-01")
    assert value(one) == "unknown"
    assert value(one, ELSEWHERE[0]) == "unknown"
    assert value(one, *ELSEWHERE) == "new"
    assert value(one, hot("2024-06-01"), *ELSEWHERE) == "unknown", "one year is no habit, and not new either"


def test_the_numbers_are_told() -> None:
    (told,) = judge([hot("2025-06-01")], [hot("2024-05-20"), hot("2025-05-30"), *ELSEWHERE])
    assert (told.years, told.known_years, told.days) == ((2024,), 2, 1)
    assert told.hotspot.confidence == "n"


def test_passes_are_of_one_satellite_and_a_few_minutes() -> None:
    found = passes([
        hot("2025-06-01T10:00"), hot("2025-06-01T10:06", 31.6), hot("2025-06-01T11:41"),
        hot("2025-06-01T10:02", satellite="Aqua"),
    ])  # fmt: skip
    assert [(p.satellite, len(p.refs), p.until_s - p.since_s) for p in found] == [
        ("Aqua", 1, 0), ("S-NPP", 2, 360), ("S-NPP", 1, 0),
    ]  # fmt: skip
    assert passes([]) == []


spots = st.builds(
    Hotspot, st.uuids().map(str), st.integers(0, 2_000_000_000), st.floats(-180, 180), st.floats(-90, 90),
    st.sampled_from(["A", "N"]),
)  # fmt: skip


@given(st.lists(spots, max_size=30))
def test_nothing_is_lost_and_every_hotspot_has_one_pass(known: list[Hotspot]) -> None:
    assert [told.hotspot for told in judge(known, known)] == known
    assert sorted(ref for one in passes(known) for ref in one.refs) == sorted(one.ref for one in known)
