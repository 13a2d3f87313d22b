"""Quorum, recurrence, lead times, scores and clocks of a commission: what is unknown stays so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenline.analysis.commission import (
    Coded,
    Rule,
    Stand,
    lead_time,
    quorum,
    recurrence,
    scores,
    silent,
    standing,
)
from greenline.analysis.facts import Span

MYANMAR = Rule({"regular": {"A": 3, "B": 3, "C": 1}, "emergency": {"A": 2, "B": 1, "C": 1}})
HOUR, DAY = 3600, 86_400
counts = st.one_of(st.none(), st.integers(0, 9))


@pytest.mark.parametrize(
    ("there", "session", "answer"),
    [
        ([("A", 3), ("B", 3), ("C", 1)], "regular", "met"),
        ([("A", 2), ("B", 1), ("C", 1)], "regular", "not_met"),
        ([("A", 2), ("B", 1), ("C", 1)], "emergency", "met"),
        ([("A", 3), ("B", 3)], "regular", "unknown"),
        ([("A", 2), ("B", None)], "regular", "not_met"),
        ([("A", 9), ("B", 9), ("C", 9)], "other", "unknown"),
        ([("A", 1), ("A", 2), ("B", 3), ("C", 1)], "regular", "met"),
    ],
)
def test_quorum_by_kind_of_session_and_side(
    there: list[tuple[str, int | None]], session: str, answer: str
) -> None:  # fmt: skip
    assert quorum(MYANMAR, there, session).answer == answer


@pytest.mark.parametrize("rows", [[("A", 2), ("A", None)], [("A", None), ("A", 2)]])
def test_some_without_a_number_leave_it_unknown(rows: list[tuple[str, int | None]]) -> None:
    assert quorum(MYANMAR, [*rows, ("B", 3), ("C", 1)], "regular").answer == "unknown"
    assert quorum(MYANMAR, [*rows, ("A", 1), ("B", 3), ("C", 1)], "regular").answer == "met"


def test_without_a_rule_quorum_is_unknown_and_says_so() -> None:
    told = quorum(None, [("A", 9)], "regular")
    assert told.answer == "unknown"
    assert told.sides[0].words == "A: the rules say nothing of this side."
    assert quorum(MYANMAR, [("A", 3)], "regular").sides[1].words.startswith("B: 3 needed")


@given(counts, counts, counts, st.sampled_from("ABC"))
def test_who_comes_late_never_breaks_a_quorum(a: int | None, b: int | None, c: int | None, side: str) -> None:
    there = {"A": a, "B": b, "C": c}
    before = quorum(MYANMAR, there.items(), "regular").answer
    after = quorum(MYANMAR, {**there, side: (there[side] or 0) + 1}.items(), "regular").answer
    assert before != "met" or after == "met"


@given(counts, counts)
def test_learning_a_count_never_turns_one_answer_into_the_other(a: int | None, b: int | None) -> None:
    known = quorum(MYANMAR, [("A", a), ("B", b), ("C", 1)], "regular").answer
    less = quorum(MYANMAR, [("A", a), ("C", 1)], "regular").answer
    assert less in ("unknown", known)


def test_recurrence_counts_held_meetings_once_each() -> None:
    stands = [Stand("CAS-1", "M1", 10, "deferred"), Stand("CAS-1", "M1", 10, "deferred"),
              Stand("CAS-1", "M3", 30, "referred_up"), Stand("CAS-1", "M2", 20, None, sat=False)]  # fmt: skip
    told = recurrence(stands)["CAS-1"]
    assert (told.times, told.since, told.last, told.last_meeting) == (2, 10, "referred_up", "M3")
    assert dict(told.outcomes) == {"deferred": 1, "referred_up": 1}
    assert told.back


@pytest.mark.parametrize(
    ("given_at", "starts", "answer", "short"),
    [
        (Span(0, 1), Span(48 * HOUR, 48 * HOUR + 1), "met", None),
        (Span(0, 1), Span(47 * HOUR, 47 * HOUR + 1), "breached", 1.0),
        (Span(0, DAY), Span(2 * DAY, 3 * DAY), "unknown", None),
    ],
)
def test_lead_time_agrees_with_the_clause(given_at: Span, starts: Span, answer: str, short: float | None) -> None:
    told = lead_time(given_at, starts, 48)
    assert (told.answer, told.short_h) == (answer, short)
    assert told.least_h <= told.most_h


def test_a_lead_time_without_a_clause_is_no_judgement() -> None:
    assert lead_time(Span(0, 1), Span(HOUR, HOUR + 1)).answer == "unknown"


def test_versions_of_the_coding_are_never_mixed() -> None:
    codings = [Coded("C1", "security", "558", 1, 1), Coded("C1", "security", "558", 2, 2),
               Coded("C1", "security", "578", 3, 3), Coded("C9", "security", "558", 1, 3)]  # fmt: skip
    told = scores(codings, {"C1": "security", "C2": "economic"})
    shares = {version: {one.theme: one for one in found} for version, found in told.items()}
    assert shares["558"]["all"].percent == 66.7
    assert shares["578"]["all"].percent == 100.0
    assert shares["558"]["economic"].percent is None
    assert (shares["558"]["all"].scored, shares["558"]["all"].unscored) == (1, 1)
    assert scores([], {"C1": "security"}) == {}


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.sampled_from(["x", "y", "z"]), st.integers(0, 3))))
def test_a_share_lies_between_none_and_full(given_codings: list[tuple[str, str, int]]) -> None:
    codings = [Coded(ref, "t", version, 1, score) for version, ref, score in given_codings]
    for shares in scores(codings, {"x": "t", "y": "t"}).values():
        for one in shares:
            assert one.scored + one.unscored == 2
            assert one.percent is None or 0 <= one.percent <= 100


@pytest.mark.parametrize(
    ("state", "now", "told"),
    [
        ("agreed", DAY - 1, "agreed"), ("agreed", DAY, "due"), ("agreed", 2 * DAY, "overdue"),
        ("blocked", DAY, "blocked"), ("blocked", 2 * DAY, "overdue"), ("done", 9 * DAY, "done"),
        ("withdrawn", 9 * DAY, "withdrawn"),
    ],
)  # fmt: skip
def test_due_and_overdue_are_told_by_the_clock(state: str, now: int, told: str) -> None:
    assert standing(state, Span(DAY, 2 * DAY), now) == told


def test_silence_is_of_what_nobody_answered() -> None:
    assert silent("received", 0, 24 * HOUR + 1)
    assert not silent("received", 0, 24 * HOUR)
    assert not silent("acknowledged", 0, 99 * DAY)
