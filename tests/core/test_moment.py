"""Moments: every accepted form, what is refused, how precise a stretch is."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import days, moments

from greenline.core.moment import DAY_S, Moment, from_plain, utc


@pytest.mark.parametrize(
    ("given_", "start", "end", "prec"),
    [
        ("2025-03-02", "2025-03-02", "2025-03-02", 1),
        (" 2025-03-02 ", "2025-03-02", "2025-03-02", 1),
        ("1998-12", "1998-12-01", "1998-12-31", 4),
        ("1998", "1998-01-01", "1998-12-31", 5),
        ("2024-02", "2024-02-01", "2024-02-29", 4),
        ("2023-02", "2023-02-01", "2023-02-28", 4),
        ("2024-02-29", "2024-02-29", "2024-02-29", 1),
        ("2025-03-02/2025-03-04", "2025-03-02", "2025-03-04", 2),
        ("1998/2000", "1998-01-01", "2000-12-31", 5),
        ("1998-11/1999-01", "1998-11-01", "1999-01-31", 5),
        ("2025-03-02T14:05:00+02:00", "2025-03-02T14:05:00+02:00", "2025-03-02T14:05:00+02:00", 1),
        ("2025-03-02T14:05+02:00", "2025-03-02T14:05:00+02:00", "2025-03-02T14:05:00+02:00", 1),
        ("2025-03-02T14:05:59.9Z", "2025-03-02T14:05:59+00:00", "2025-03-02T14:05:59+00:00", 1),
        ("2025-03-02T14:05Z/2025-03-02T15:00Z", "2025-03-02T14:05:00+00:00", "2025-03-02T15:00:00+00:00", 1),
        ({"start": "1996-06-03"}, "1996-06-03", "1996-06-03", 1),
        ({"start": "1996-06-03", "end": None, "prec": None}, "1996-06-03", "1996-06-03", 1),
        ({"start": "1996-06-03", "end": "1996-06-30", "prec": 2}, "1996-06-03", "1996-06-30", 2),
        ({"start": "1996-06-03", "prec": 5}, "1996-06-03", "1996-06-03", 5),
        ("1800-01-01", "1800-01-01", "1800-01-01", 1),
        ("2200-12-31", "2200-12-31", "2200-12-31", 1),
        ("2200", "2200-01-01", "2200-12-31", 5),
    ],
)
def test_every_form(given_: Any, start: str, end: str, prec: int) -> None:
    assert Moment.parse(given_).plain() == {"start": start, "end": end, "prec": prec}


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ("2023-13-45", "2023-13-45 is no day of the calendar"),
        ("2023-02-29", "no day of the calendar"),
        ("2023-13", "no day of the calendar"),
        ("1900-02-29", "no day of the calendar"),
        ("2025-03-02T14:05", "no offset"),
        ("2025-03-02T14:05:00", "no offset"),
        ("1799-12-31", "outside 1800 to 2200"),
        ("2201-01-01", "outside 1800 to 2200"),
        ("0000", "no day"),
        ("yesterday", "is no date"),
        ("", "is no date"),
        ("2025-03-04/2025-03-02", "before it starts"),
        ("20250302T140500+02:00:30", "no offset"),
        ({"start": "2025-03-04", "end": "2025-03-02"}, "before it starts"),
        ({"start": "2025-03-02", "prec": 6}, "1 (day) to 5"),
        ({"start": "2025-03-02", "prec": 0}, "1 (day) to 5"),
        ({"start": "2025-03-02", "prec": True}, "1 (day) to 5"),
        ({"start": "2025-03-02", "prec": "1"}, "1 (day) to 5"),
        ({"start": "2025-03-02", "day": 2}, "not day"),
        ({"end": "2025-03-02"}, "needs a start"),
        ({"start": 2025}, "needs a start"),
        ({"start": "2025", "end": 2026}, "needs a start"),
        (20250302, "is text such as"),
        (None, "is text such as"),
        (["2025-03-02"], "is text such as"),
    ],
)
def test_what_is_refused(given_: Any, words: str) -> None:
    with pytest.raises(ValueError) as refused:
        Moment.parse(given_)
    assert words in str(refused.value)


@pytest.mark.parametrize(("days_", "prec"), [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (365, 5)])
def test_precision_follows_the_length(days_: int, prec: int) -> None:
    first = datetime(2025, 1, 1, tzinfo=UTC)
    last = datetime.fromtimestamp(first.timestamp() + (days_ - 1) * DAY_S, UTC)
    assert Moment.parse(f"{first:%Y-%m-%d}/{last:%Y-%m-%d}").prec == prec


def test_a_day_is_its_24_hours_in_utc_and_an_instant_one_second() -> None:
    day = Moment.parse("2025-03-02")
    assert (utc(day.since_s), day.until_s - day.since_s) == ("2025-03-02T00:00:00Z", DAY_S)
    instant = Moment.parse("2025-03-02T14:05:00+02:00")
    assert (utc(instant.since_s), instant.until_s - instant.since_s) == ("2025-03-02T12:05:00Z", 1)


def test_before_1970() -> None:
    assert utc(Moment.parse("1963-12-21").since_s) == "1963-12-21T00:00:00Z"
    assert Moment.parse("1963-12-21").since_s < 0


@given(moments())
def test_own_form_reads_back(value: Any) -> None:
    made = Moment.parse(value)
    assert Moment.parse(made.plain()) == made == from_plain(made.plain())
    assert made.until_s > made.since_s


@given(days, days)
def test_ranges_cover_their_days(a: Any, b: Any) -> None:
    first, last = sorted((a, b))
    made = Moment.parse(f"{first}/{last}")
    assert made.until_s - made.since_s == ((last - first).days + 1) * DAY_S


_parts = st.dictionaries(st.sampled_from(["start", "end", "prec"]), st.text(max_size=12) | st.integers() | st.floats())


@given(st.text(max_size=30) | st.none() | st.integers() | _parts | st.lists(st.integers(), max_size=2))
def test_nothing_else_is_raised(value: Any) -> None:
    with suppress(ValueError):
        Moment.parse(value)


def test_a_whole_number_with_a_point_is_a_precision() -> None:
    """JSON knows no difference between 1 and 1.0; the ledger has no fractions."""
    assert type(Moment.parse({"start": "2001-03-02", "prec": 1.0}).prec) is int
    with pytest.raises(ValueError, match=r"not 1\.5"):
        Moment.parse({"start": "2001-03-02", "prec": 1.5})


def test_fractions_of_a_second_before_1970() -> None:
    made = Moment.parse("1963-12-21T00:00:00.5Z")
    assert made.since_s == Moment.parse(made.start).since_s
