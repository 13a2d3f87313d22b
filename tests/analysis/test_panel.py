"""Panels: counted once, cut where asked, known only when known."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from greenline.analysis.panel import (
    Event,
    Panel,
    by_area,
    by_h3,
    by_name,
    by_priogrid,
    cell_neighbours,
    count,
    grid_neighbours,
    number,
)
from greenline.core.place import priogrid

DAY = date(2020, 5, 31)


def event(**more: object) -> Event:
    told = {"start": DAY, "end": DAY, "value": 2.0, "lon": 18.5, "lat": 4.4, "unit": "X", **more}
    return Event(**told)  # type: ignore[arg-type]


def test_an_event_counts_once_in_the_step_it_ends_in() -> None:
    told = count([event(end=date(2020, 6, 2)), event()], by_name, "month").panel
    assert told.labels == ("2020-05", "2020-06")
    assert told.counts.tolist() == [[2.0, 2.0]]
    weeks = count([event(), event(end=date(2020, 6, 1))], by_name, "week").panel
    assert weeks.labels == ("2020-W22", "2020-W23")
    assert count([event()], by_name, "day").panel.labels == ("2020-05-31",)


def test_units_of_every_kind() -> None:
    gid = str(priogrid(18.5, 4.4))
    assert count([event()], by_priogrid, "month").panel.units == (gid,)
    assert len(count([event()], by_h3(5), "month").panel.units[0]) == 15
    areas = by_area({"west": box(18, 4, 18.5, 5), "east": box(18.5, 4, 19, 5)})
    assert count([event(), event(lon=18.7), event(lon=50.0)], areas, "month").panel.units == ("east", "west")
    told = count([event(), event(unit=None), event(lon=None)], by_priogrid, "month")
    assert told.left_out == {"no_unit": 1}


def test_as_known_at_a_date() -> None:
    events = [event(known="2020-06-01T10:00:00Z"), event(known="2020-07-02"), event()]
    told = count(events, by_name, "month", known_at="2020-06-30")
    assert told.panel.counts.sum() == 4
    assert told.left_out == {"later": 1}
    assert told.panel.known_at == "2020-06-30"
    assert count(events, by_name, "month", known_at="2020-06-01").panel.counts.sum() == 4, "the whole day counts"


def test_what_nobody_watched_is_unknown_and_no_zero() -> None:
    may = number("month", "2020-05")
    told = count([event()], by_name, "month", since=may - 2, until=may + 1, units=("X", "Y"),
                 exposure={("X", may - 1): 0.5, ("Y", may): 1.0}).panel  # fmt: skip
    assert np.array_equal(told.counts, [[np.nan, 0, 2, np.nan], [np.nan, np.nan, 0, np.nan]], equal_nan=True)


def test_from_plain_counts() -> None:
    held = Panel.of({"A": [1, 2, float("nan")], "B": [0, 0, 4]}, "2020-W53")
    assert held.labels == ("2020-W53", "2021-W01", "2021-W02")
    assert Panel.of({}, "2020-01").counts.shape == (0, 0)
    for counts, since in (({"A": [1], "B": [1, 2]}, "2020-01"), ({"A": [1]}, "2020-13"), ({"A": [-1]}, "2020-01")):
        with pytest.raises(ValueError, match=r"unit|month|count"):
            Panel.of(counts, since)


def test_cut_and_named() -> None:
    panel = Panel(
        ("A",), "month", number("month", "2020-01"), np.array([[1.0, 2, 3]]), others={"o": np.array([[4.0, 5, 6]])}
    )
    cut = panel.until("2020-02")
    assert cut.counts.tolist() == [[1, 2]]
    assert cut.others["o"].tolist() == [[4, 5]]
    assert cut.ahead(["2020-03", "2021-02"]) == [1, 12]
    wide = panel.between(panel.first - 1, panel.last + 1)
    assert np.array_equal(wide.counts, [[np.nan, 1, 2, 3, np.nan]], equal_nan=True)
    for outside in ("2019-12", "2020-04"):
        with pytest.raises(ValueError, match="run from 2020-01 to 2020-03"):
            panel.until(outside)
    with pytest.raises(ValueError, match="not after the data"):
        cut.ahead(["2020-02"])


@pytest.mark.parametrize(
    "counts", [np.zeros(3), np.zeros((2, 3)), np.array([[-1.0]]), np.array([[np.inf]])]
)  # fmt: skip
def test_what_is_no_panel_is_refused(counts: np.ndarray) -> None:
    with pytest.raises(ValueError, match=r"panel|count"):
        Panel(("A",), "month", 0, counts)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(-180, 179), st.integers(-90, 89)), min_size=1, max_size=20, unique=True))
def test_neighbours_are_mutual_and_near(corners: list[tuple[int, int]]) -> None:
    units = tuple(str(priogrid(lon + 0.2, lat + 0.2)) for lon, lat in corners)
    units = (*units, *(str(priogrid((lon + 180.7) % 360 - 180, lat + 0.2)) for lon, lat in corners[:3]))
    units = tuple(dict.fromkeys(units))
    beside = grid_neighbours(units)
    if all(int(unit) >= 10_000 for unit in units):
        assert cell_neighbours(units) == beside
    for here, others in enumerate(beside):
        assert here not in others
        assert all(here in beside[other] for other in others)
    assert all(any(b == a for b in beside[other]) for a, o in enumerate(beside) for other in o)


def test_names_that_are_no_cells_have_no_neighbours() -> None:
    assert cell_neighbours(("Mali", "Niger")) == ()
    assert cell_neighbours(("101", "102")) == (), "codes of districts"
    assert cell_neighbours(("gid_150123", "gid_150124", "gid_160000")) == ((1,), (0,), ())
    assert cell_neighbours(("gid_150123", "Mali")) == ()
    h3 = count([event(), event(lon=18.52)], by_h3(7), "month").panel.units
    assert all(other != here for here, beside in enumerate(cell_neighbours(h3)) for other in beside)
