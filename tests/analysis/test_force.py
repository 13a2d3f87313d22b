"""When a clause holds: what is sure, what is possible."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenline.analysis import force
from greenline.analysis.facts import Span
from greenline.core.moment import Moment, widened

DAY = 86_400


def moment(text: str, prec: int | None = None) -> Moment:
    return Moment.parse({"start": text, "prec": prec} if prec else text)


def span(text: str) -> Span:
    told = moment(text)
    return Span(told.since_s, told.until_s)


FROM_MARCH = force.force([moment("2025-03-01")], [], [])


@pytest.mark.parametrize(
    ("when", "told"),
    [("2025-02-28", "no"), ("2025-03-01", "yes"), ("2025-02", "no"), ("2025-03", "yes"), ("2025", "perhaps")],
)
def test_from_a_day(when: str, told: str) -> None:
    assert force.holds(FROM_MARCH, span(when)) == told


def test_the_last_day_counts() -> None:
    told = force.force([moment("2025-03-01")], [moment("2025-03-31")], [])
    assert force.holds(told, span("2025-03-31")) == "yes"
    assert force.holds(told, span("2025-04-01")) == "no"


def test_a_rough_beginning_is_sure_only_after_it() -> None:
    told = force.force([moment("2007-06-01", 5)], [], [])
    assert force.holds(told, span("2007-06-02")) == "perhaps"
    assert force.holds(told, span("2009-01-01")) == "yes"
    assert force.holds(told, span("2005-01-01")) == "no"


def test_nobody_knows_since_when() -> None:
    told = force.force([None], [], [])
    assert force.holds(told, span("2025-03-01")) == "perhaps"
    assert force.at(told, 0) == "unknown"


def test_suspended_and_resumed() -> None:
    told = force.force([moment("2025-01-01")], [], [(moment("2025-03-10"), moment("2025-03-20"))])
    assert force.holds(told, span("2025-03-12")) == "no"
    assert force.holds(told, span("2025-03-21")) == "yes"
    assert force.holds(told, span("2025-03")) == "perhaps"
    assert force.at(told, span("2025-03-12").since) == "suspended"


@given(st.integers(-(10**9), 10**9), st.integers(1, 400 * DAY), st.integers(1, 5))
def test_widening_never_narrows(since: int, length: int, prec: int) -> None:
    first, last = widened(since, since + length, prec)
    assert first <= since
    assert last >= since + length
    if prec == 1:
        assert (first, last) == (since, since + length)


@given(st.lists(st.integers(0, 100), min_size=4, max_size=4), st.integers(0, 100), st.integers(1, 30))
def test_yes_and_no_exclude_each_other(ends: list[int], start: int, length: int) -> None:
    """What surely held at each of its seconds holds; what surely held at none does not."""
    begin, end, pause, resume = ends
    if begin >= end or pause >= resume:
        return

    def at(second: int) -> Moment:
        return Moment("", "", 1, second, second + 1)

    told = force.force([at(begin)], [at(end - 1)], [(at(pause), at(resume - 1))])
    inside = [begin <= s < end and not pause <= s < resume for s in range(start, start + length)]
    answer = force.holds(told, Span(start, start + length))
    if answer == "yes":
        assert all(inside)
    elif answer == "no":
        assert not any(inside)
