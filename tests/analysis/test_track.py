"""Which positions of a tracker are recorded."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from greenline.analysis.track import BELIEVED, MOST_LOOKS, MOST_RUN_S, Fix, Rule, Run, Track
from greenline.core.place import distance_m

RULE = Rule()


def runs(fixes: list[Fix], rule: Rule = RULE) -> list[Run]:
    track = Track(rule)
    found = [run for fix in fixes if (run := track.add(fix))]
    last = track.close()
    return [*found, *([last] if last else [])]


def test_who_stands_still_is_kept_every_thirty_seconds_and_at_the_end() -> None:
    (run,) = runs([Fix(float(s), (33.0, 35.0)) for s in range(100)])
    assert [fix.at_s for fix in run.fixes] == [0, 30, 60, 90, 99]
    assert run.taken == 100


def test_who_moves_is_kept_after_a_hundred_metres() -> None:
    (run,) = runs([Fix(float(s), (33.0, 35.0 + s * 19 / 111_195)) for s in range(20)])
    assert [fix.at_s for fix in run.fixes] == [0, 6, 12, 18, 19]


def test_after_five_minutes_of_silence_another_run_begins() -> None:
    first, second = runs([Fix(0, (33, 35)), Fix(10, (33, 35)), Fix(400, (33, 35))])
    assert (first.since_s, first.until_s, second.since_s) == (0, 10, 400)


def test_a_position_that_nothing_can_reach_is_not_used() -> None:
    track = Track(RULE)
    for fix in (Fix(0, (33, 35)), Fix(1, (34, 35)), Fix(2, (33, 35))):
        track.add(fix)
    assert track.disordered == 1
    assert track.last == Fix(2, (33, 35))


_steps = st.lists(st.tuples(st.floats(-5, 400), st.floats(-0.01, 0.01), st.floats(-0.01, 0.01)), max_size=400)


@given(_steps)
def test_laws_of_a_record(steps: list[tuple[float, float, float]]) -> None:
    at_s, lon, lat, fixes = 0.0, 33.0, 35.0, []
    for after, east, north in steps:
        at_s, lon, lat = max(0.0, at_s + after), lon + east, lat + north
        fixes.append(Fix(at_s, (lon, lat)))
    found = runs(fixes)
    for run in found:
        assert len(run.fixes) <= MOST_LOOKS
        assert run.until_s - run.since_s <= MOST_RUN_S + RULE.stale_s
        assert all(b.at_s > a.at_s and b.at_s - a.at_s <= RULE.stale_s + RULE.every_s for a, b in pairwise(run.fixes))
        for a, b in pairwise(run.fixes[:-1]):  # but for the last, nothing is kept without a reason
            assert b.at_s - a.at_s >= RULE.every_s or distance_m(a.place, b.place) > RULE.moved_m
    assert all(fix in fixes for run in found for fix in run.fixes)


def test_a_run_of_half_an_hour_goes_on_in_the_next_without_a_gap() -> None:
    found = runs([Fix(float(s), (33.0, 35.0)) for s in range(0, 4000, 10)])
    assert [run.until_s for run in found[:-1]] == [run.since_s for run in found[1:]]


def test_a_clock_that_slipped_ahead_once_does_not_silence_a_tracker() -> None:
    def fix(at_s: float) -> Fix:
        return Fix(at_s, (33.0, 35.0))

    track = Track(RULE)
    told = [track.add(fix(10.0 * n)) for n in range(5)]
    told.append(track.add(fix(3000.0)))  # fifty minutes ahead
    told += [track.add(fix(50.0 + 10 * n)) for n in range(60)]
    first, slipped = (run for run in told if run is not None)
    assert first.until_s == 40
    assert slipped.since_s == slipped.until_s == 3000
    last = track.close()
    assert last is not None
    assert last.until_s == 640
    assert track.disordered <= BELIEVED
