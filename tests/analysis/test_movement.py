"""Notices by the clock, and what of access constraints may be handed on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from greenline.analysis.facts import Span
from greenline.analysis.movement import Held, expiry, lead, notice, table

T0 = 1_700_000_000
some = st.one_of(st.none(), st.integers(0, 30))
held = st.builds(
    Held, st.text("ABC", min_size=3, max_size=3), st.sampled_from(["A1", "A3", None]),
    st.sampled_from(["North", None]), some, some, st.none(),
    st.sampled_from(["internal", "aggregate", "with_authorities"]),
)  # fmt: skip


@given(st.lists(held, max_size=40))
def test_to_others_no_small_number_no_ref_and_nothing_kept_inside(rows: list[Held]) -> None:
    given_on = [one for one in rows if one.use != "internal"]
    told = table(rows, others=True)
    assert {(cell.kind, cell.place) for cell in told} == {(o.kind or "unknown", o.place or "unknown") for o in given_on}
    for cell in told:
        assert cell.refs == ()
        for number in (cell.count, cell.low, cell.best, cell.counted):
            assert number is None or number >= 10


@given(st.lists(held, max_size=40))
def test_inside_every_constraint_is_counted_once(rows: list[Held]) -> None:
    assert sum(cell.count or 0 for cell in table(rows)) == len(rows)


def test_silence_is_told_by_the_clock_and_ends_with_an_answer() -> None:
    given_at = Span(T0, T0 + 1)
    assert notice("submitted", given_at, T0 + 86_400, 24) == "submitted"
    assert notice("submitted", given_at, T0 + 86_401, 24) == "silent"
    assert notice("acknowledged", given_at, T0 + 10**7, 24) == "acknowledged"
    assert notice("submitted", None, T0 + 10**7, 24) == "submitted"


def test_an_emergency_is_told_a_day_ahead() -> None:
    starts = Span(T0 + 30 * 3600, T0 + 30 * 3600 + 1)
    hours = (48.0, 24.0)
    assert [getattr(lead(Span(T0, T0 + 1), starts, emergency, hours), "answer", None) for emergency in (False, True)
            ] == ["breached", "met"]  # fmt: skip
    assert lead(None, starts, False, hours) is None


def test_a_site_expires_at_the_end_of_its_day() -> None:
    day = Span(T0, T0 + 86_400)
    assert expiry("submitted", day, T0 - 8 * 86_400) == "open"
    assert expiry("submitted", day, T0 + 86_399) == "ending"
    assert expiry("submitted", day, T0 + 86_400) == "expired"
    assert expiry("closed", day, T0) == "closed"
