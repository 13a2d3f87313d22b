"""Clocks of protection: no time zone moves them, no unknown time becomes a miss, no wrong clock keeps an alarm back."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from greenline.analysis.facts import MET, UNKNOWN, Span
from greenline.analysis.protection import (
    LATE,
    MISSED,
    ON_TIME,
    OVERDUE,
    Alert,
    Limits,
    Out,
    alert_clocks,
    heard,
    in_time,
    kept,
    legs,
    risk,
    within,
)
from greenline.core.moment import Moment

T0 = 1_700_000_000
ZONES = ("Asia/Nicosia", "America/Port-au-Prince", "Africa/Mogadishu", "Australia/Lord_Howe", "UTC")
seconds = st.integers(1_600_000_000, 1_900_000_000)
checks = st.lists(st.tuples(st.integers(-7200, 90_000), st.sampled_from(["ok", "needs_help", "no_answer"])), max_size=6)


def at(second: int) -> Span:
    return Span(second, second + 1)


def local(second: int, zone: str) -> Span:
    """The same instant, written as somebody in that zone writes it."""
    told = Moment.parse(datetime.fromtimestamp(second, UTC).astimezone(ZoneInfo(zone)).isoformat())
    return Span(told.since_s, told.until_s)


@given(seconds, st.integers(0, 200_000), st.integers(1, 200_000), st.sampled_from(ZONES), st.sampled_from(ZONES))
def test_no_time_zone_and_no_change_of_clocks_moves_a_limit(
    begin: int, took: int, limit_s: int, one: str, other: str
) -> None:
    answer = within(local(begin, one), local(begin + took, other), limit_s)
    assert answer == (MET if took <= limit_s else MISSED)


def test_the_hour_that_comes_twice_is_two_hours() -> None:
    """In Nicosia the clocks went back on 2025-10-26 at 04:00: 03:30 came twice, an hour apart."""
    first, second = (Moment.parse(f"2025-10-26T03:30:00+0{n}:00") for n in (3, 2))
    out = Out(first.since_s, None, 60, ((first.since_s, "ok"),))
    assert second.since_s - first.since_s == 3600
    assert heard(out, second.since_s).answer == ON_TIME
    assert heard(out, second.since_s + 601).answer == OVERDUE


@given(st.integers(0, 400_000), st.integers(0, 400_000), st.integers(1, 100_000))
def test_a_day_alone_is_met_or_missed_only_when_every_hour_of_it_is(start: int, end: int, limit_s: int) -> None:
    wide = within(Span(T0 + start, T0 + start + 3600), Span(T0 + end, T0 + end + 3600), limit_s)
    sharp = {
        within(at(T0 + start + one), at(T0 + end + other), limit_s)
        for one in (0, 3599) for other in (0, 3599) if end + other >= start + one
    }  # fmt: skip
    assert wide == UNKNOWN or sharp == {wide}


def test_what_nobody_recorded_is_unknown_and_never_missed() -> None:
    assert {leg.answer for leg in legs({"t_injury": at(T0)})} == {UNKNOWN}
    assert [leg.answer for leg in legs({})] == [UNKNOWN] * 3
    assert within(at(T0 + 60), at(T0), 600) == UNKNOWN  # surgery before the injury is somebody's slip


def test_ten_one_two() -> None:
    told = {"t_injury": at(T0), "t_first_aid": at(T0 + 600), "t_emergency": at(T0 + 3601), "t_role2": at(T0 + 7200)}
    assert [leg.answer for leg in legs(told)] == [MET, MISSED, MET]
    assert legs({"t_injury": at(T0), "t_role2": at(T0 + 3000)})[1].answer == MET  # surgery is emergency care


@given(checks, st.integers(0, 90_000), st.one_of(st.none(), st.integers(1, 600)), st.integers(0, 86_400))
def test_an_alarm_comes_and_does_not_go_away_by_waiting(
    made: list[tuple[int, str]], now: int, every: int | None, back: int
) -> None:
    out = Out(T0, T0 + back, every, tuple((T0 + when, how) for when, how in made if when <= now))
    order = (ON_TIME, LATE, OVERDUE)
    answers = [order.index(heard(out, T0 + now + wait).answer) for wait in (0, 60, 600, 7200, 86_400)]
    assert answers == sorted(answers)
    assert answers[-1] == 2 or every is None


@given(checks, st.integers(0, 90_000), st.integers(1, 90_000))
def test_a_check_in_the_future_keeps_no_alarm_back(made: list[tuple[int, str]], now: int, ahead: int) -> None:
    told = tuple((T0 + when, how) for when, how in made)
    out = Out(T0, T0 + 3600, 30, told)
    wrong = Out(T0, T0 + 3600, 30, (*told, (T0 + now + ahead, "ok")))
    assert heard(out, T0 + now) == heard(wrong, T0 + now)


def test_a_call_for_help_is_an_alarm_at_once_until_all_is_well() -> None:
    out = Out(T0, T0 + 7200, 60, ((T0 + 300, "needs_help"),))
    assert (heard(out, T0 + 300).answer, heard(out, T0 + 300).because) == (OVERDUE, "needs_help")
    well = Out(T0, T0 + 7200, 60, (*out.checks, (T0 + 600, "ok")))
    assert heard(well, T0 + 700).answer == ON_TIME
    silent = Out(T0, T0 + 7200, 60, ((T0 + 600, "no_answer"),))
    assert heard(silent, T0 + 4000).answer == LATE  # no answer is no check-in


def test_who_was_heard_of_after_its_time_is_asked_for_again() -> None:
    out = Out(T0, T0 + 3600, None, ((T0 + 3700, "ok"),))
    assert heard(out, T0 + 3800).answer == ON_TIME
    assert heard(out, T0 + 3700 + 3600 + 601).answer == OVERDUE


def test_nothing_is_expected_of_who_said_nothing() -> None:
    assert heard(Out(T0, None), T0 + 10**6).answer == UNKNOWN


# --- alerts


def one(state: str = "received", life: bool | None = None, **times: int) -> Alert:
    return Alert(state, life, {name: at(T0 + when) for name, when in times.items()})


def test_lives_are_taken_to_be_in_danger_until_somebody_knows() -> None:
    for life, due in ((None, 1800), (True, 1800), (False, 14_400)):
        clock = alert_clocks(one(life=life, t_received=0), T0)[1]
        assert (clock.name, clock.due) == ("decision", T0 + due)


@given(st.integers(0, 100_000))
def test_an_open_clock_runs_or_is_overdue(now: int) -> None:
    for clock in alert_clocks(one(t_received=0), T0 + now):
        assert clock.due is not None
        assert clock.answer == (OVERDUE if T0 + now > clock.due else "running")


def test_a_mission_sets_its_own_limits() -> None:
    clocks = alert_clocks(one(t_received=0, t_called_back=900), T0, Limits(call_back_min=20))
    assert clocks[0].answer == MET


def test_a_false_alert_needs_no_decision() -> None:
    assert [clock.name for clock in alert_clocks(one("false", t_received=0), T0)] == ["call_back", "feedback"]


def test_being_there_in_time_is_three_valued() -> None:
    assert in_time(one(t_arrive=100, t_end=200)) == MET
    assert in_time(one(t_arrive=300, t_end=200)) == MISSED
    assert in_time(one(t_arrive=300)) == UNKNOWN


@given(st.lists(st.sampled_from(["actionable", "watched", "passed_on", "declined", "tasked", "responding", "effect",
                                 "false", "received"]), max_size=12))  # fmt: skip
def test_every_actionable_alert_is_counted_once(states: list[str]) -> None:
    told = kept(one(state, t_received=0) for state in states)
    assert told.actionable == told.answered + told.unanswered + told.open
    assert told.actionable == sum(state not in ("false", "received") for state in states)
    assert told.in_time + told.too_late + told.in_time_unknown == told.answered


def test_a_share_of_nothing_is_unknown() -> None:
    assert kept([]).share is None
    assert kept([]).median_depart_s is None


# --- risk


@given(st.integers(1, 5), st.integers(1, 5))
def test_the_product_never_stands_without_its_factors(threat: int, vulnerability: int) -> None:
    told = risk((threat, T0), (vulnerability, T0), T0)
    assert (told.threat, told.vulnerability, told.product) == (threat, vulnerability, threat * vulnerability)
    bands = {range(1, 6): "low", range(6, 11): "moderate", range(11, 16): "high", range(16, 26): "very_high"}
    assert next(name for numbers, name in bands.items() if told.product in numbers) == told.band


def test_one_factor_alone_makes_no_risk_and_a_score_is_fresh_for_thirty_days() -> None:
    told = risk((5, T0), None, T0)
    assert (told.product, told.band) == (None, UNKNOWN)
    assert not risk((5, T0), (5, T0 + 86_400), T0 + 30 * 86_400 - 1).expired
    assert risk((5, T0), (5, T0 + 86_400), T0 + 30 * 86_400).expired
