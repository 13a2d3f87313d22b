"""What is there against what is mandated: rivals stay rivals, unknown stays unknown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from greenline.analysis.deployment import (
    DAY_S,
    NO,
    PERHAPS,
    YES,
    Limit,
    Post,
    Stock,
    Told,
    adds_up,
    age_d,
    counted,
    gaps,
    holding,
    newest,
    share,
    sums,
    there,
)
from greenline.analysis.facts import Span


def days(first: int, last: int | None = None) -> Span:
    return Span(first * DAY_S, ((first if last is None else last) + 1) * DAY_S)


def told(source: str, day: int, people: int | None, **more: object) -> Told:
    return Told("UNT-1", source, days(day), people, unit="UNT-1", **{"whole": True, **more})  # type: ignore[arg-type]


figures = st.builds(
    told, st.sampled_from(["A", "B", "C"]), st.integers(0, 60), st.none() | st.integers(0, 9000),
    claim=st.booleans(), contributor=st.sampled_from(["", "X", "Y"]),
)  # fmt: skip


@given(st.lists(figures, max_size=30), st.integers(0, 60))
def test_every_number_is_one_that_a_source_told(given: list[Told], day: int) -> None:
    found = newest(given, days(day))
    assert all(one in given and one.at.since <= day * DAY_S for one in found)
    for one in found:
        same = [other for other in given if other.at.since <= day * DAY_S and other.source == one.source
                and (other.contributor, other.claim) == (one.contributor, one.claim)]  # fmt: skip
        assert one.at.since == max(other.at.since for other in same)


@given(st.lists(figures, max_size=20), st.integers(1, 9000))
def test_claims_and_parts_are_never_beside_a_ceiling(given: list[Told], total: int) -> None:
    limit = Limit("CEI-1", "R", "", days(0), total=total)
    numbers = {one.people for one in given if not one.claim and not one.contributor}
    assert {gap.there for gap in gaps(given, [limit])} <= numbers
    assert all(gap.missing == total - gap.there for gap in gaps(given, [limit]))


@given(st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from("uvw"), st.integers(0, 500)), max_size=12))
def test_sums_stay_within_a_source(rows: list[tuple[str, str, int]]) -> None:
    ones = [Told(unit, source, days(1), n, contributor="X", unit=unit) for source, unit, n in rows]
    for total in sums(ones, lambda one: one.contributor):
        mine = [one for one in ones if one.source == total.source]
        assert total.people == sum(one.people or 0 for one in mine)
        assert len({one.unit for one in mine}) == len(mine)  # two numbers of one unit are rivals, not a sum


def test_a_unit_without_a_number_is_told_beside_the_sum() -> None:
    ones = [
        Told("U1", "S", days(1), 100, contributor="X", unit="U1"),
        Told("U2", "S", days(1), contributor="X", unit="U2"),
    ]
    assert [(one.people, one.untold) for one in sums(ones, lambda told: told.contributor)] == [(100, 1)]


def test_a_total_and_its_parts() -> None:
    parts = [told("S", 1, n, contributor=c) for c, n in (("X", 60), ("Y", 40))]
    assert adds_up(told("S", 1, 100), parts) == (100, True)
    assert adds_up(told("S", 1, 90), parts) == (100, False)
    assert adds_up(told("S", 2, 100), parts) is None  # of another time
    assert adds_up(told("S", 1, 100), [*parts, told("S", 1, None, contributor="Z")]) is None


def test_the_ceiling_that_holds_and_its_rivals() -> None:
    old, new = Limit("K1", "R1", "", days(1), total=8), Limit("K2", "R2", "", days(10), total=12, source="one")
    rival = Limit("K3", "R2", "", days(11), total=13, source="two")
    assert [one.ref for one in holding([old, new, rival], days(5))] == ["K1"]
    assert [one.ref for one in holding([old, new, rival], days(20))] == ["K2", "K3"]
    assert holding([old], days(0)) == []


def test_who_was_there() -> None:
    post = Post("P", days(10), days(20))
    assert [there(post, days(n)) for n in (9, 10, 19, 20, 21)] == [NO, YES, YES, PERHAPS, NO]
    assert there(Post("P", days(10, 40), None), days(20)) == PERHAPS
    assert there(Post("P", days(10, 40), None), days(41)) == YES
    assert there(Post("P", None, days(20)), days(1)) == PERHAPS
    assert there(Post("P", days(1), None, open=True), days(9)) == PERHAPS


def test_serviceability_and_the_threshold() -> None:
    assert Stock(None, 10, 10, 9).short is False
    assert Stock(None, 10, 10, 8).short is True
    assert Stock(None, 10, 10).short is None
    assert Stock(None, 10, 8).short is True
    assert Stock(None, None, 8, 8).short is None
    assert Stock(None, 10, 0, 0).serviceability is None
    assert Stock(None, 10, 8, 4).serviceability == 0.5
    rows = [Stock(None, 5, 5, 5), Stock(days(3), 5, 4, 4), Stock(days(9), 5, 3, 3)]
    assert [getattr(counted(rows, days(n)), "present", None) for n in (1, 5, 9)] == [5, 4, 3]


def test_ages_and_shares() -> None:
    assert [age_d(told("S", 5, 1), days(n)) for n in (5, 6, 35)] == [0, 1, 30]
    assert (share(1, 4), share(None, 4), share(1, 0), share(0, 4)) == (0.25, None, None, 0)
