"""Months, weeks and days as whole numbers: no gap, no step lost, no word that is none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenline.core.calendar import SAMPLE, STEPS, Step, first_day, holds, label, last_day, number, step_of

steps = st.sampled_from(STEPS)
days = st.dates(date(1, 1, 1), date(9998, 12, 1))


@given(steps, days)
def test_a_label_and_its_number_go_both_ways(step: Step, day: date) -> None:
    at = holds(step, day)
    assert number(step, label(step, at)) == at
    assert step_of(label(step, at)) == step


@given(steps, days)
def test_a_step_holds_its_days_and_the_next_begins_after_them(step: Step, day: date) -> None:
    at = holds(step, day)
    assert first_day(step, at) <= day <= last_day(step, at)
    assert {holds(step, first_day(step, at)), holds(step, last_day(step, at))} == {at}
    assert first_day(step, at + 1) == last_day(step, at) + timedelta(days=1)


@pytest.mark.parametrize("step", STEPS)
def test_the_samples(step: Step) -> None:
    assert label(step, number(step, SAMPLE[step])) == SAMPLE[step]


def test_a_year_of_53_weeks() -> None:
    assert number("week", "2021-W01") - number("week", "2020-W53") == 1
    assert holds("week", date(2021, 1, 3)) == number("week", "2020-W53")
    assert first_day("week", number("week", "2021-W40")) == date(2021, 10, 4)


@pytest.mark.parametrize(
    ("step", "word"),
    [
        ("month", "2021-13"), ("month", "2021-00"), ("month", "0000-01"), ("month", "2021-1"), ("month", "2021-10 "),
        ("month", "2021-10\n"), ("month", "2021-10-01"), ("month", ""), ("month", "२०२१-१०"), ("week", "2021-W53"),
        ("week", "2021-W00"), ("week", "0000-W01"), ("week", "2021-w40"), ("week", "2021-10"), ("day", "2021-02-29"),
        ("day", "2021-10"), ("day", "2021-10-3"), ("day", "0000-01-01"),
    ],
)  # fmt: skip
def test_no_such_step(step: Step, word: str) -> None:
    with pytest.raises(ValueError, match="written like"):
        number(step, word)


def test_a_form_of_none() -> None:
    assert step_of("October 2021") is None
    assert step_of("20211") is None
