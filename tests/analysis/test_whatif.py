"""What-if: the checks of the issue, and laws: more troops never raise deaths, nothing in the first month, a floor and a
ceiling, what is forbidden gives no number."""

from __future__ import annotations

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenline.analysis.caution import Base, What
from greenline.analysis.effects import EFFECTS, FACTOR, GOVERNMENT, KINDS, REBELS, UNATTRIBUTED
from greenline.analysis.whatif import TOTAL, Month, Weighed, draw, resampled, spread, steady, usual, weigh
from greenline.core.errors import Invalid

AFRICA = "un_africa"
troops = st.integers(0, 8000)


def settled(weighed: Weighed, of: str) -> Month:
    return [one for one in weighed.months if one.of == of][-1]


def codes(*asked: object, **more: object) -> list[str]:
    with pytest.raises(Invalid) as caught:
        weigh(*asked, **more)  # type: ignore[arg-type]
    return [issue.code for issue in caught.value.issues]


# --- the issue's own checks


def test_troops_take_106_deaths_to_about_2() -> None:
    told = settled(weigh(steady({"civilian": 106}), [What("", "troops", 0, 8000)], ["E1"], AFRICA), "civilian")
    assert told.changed.middle == pytest.approx(2.03, abs=0.02)
    assert told.changed.low < 2 < told.changed.high
    assert told.changed.high > 20  # a re-analysis finds little effect: the range reaches far up
    assert told.difference.middle == pytest.approx(-103.97, abs=0.02)


def test_police_take_96_deaths_to_about_14() -> None:
    told = settled(weigh(steady({"civilian": 96}), [What("", "police", 0, 200)], ["E2"], AFRICA), "civilian")
    assert told.changed.middle == pytest.approx(13.9, abs=0.1)


def test_ten_thousand_troops_take_seven_tenths_of_deaths_in_battle() -> None:
    weighed = weigh(steady({"battle": 100}), [What("", "troops", 0, 10_000)], ["E4"], AFRICA)
    assert settled(weighed, "battle").changed.middle == pytest.approx(30, abs=0.5)
    assert any("8,000" in words for words in weighed.warnings)


def test_presence_acts_on_rebels_alone() -> None:
    base = steady({REBELS: 10, GOVERNMENT: 10, UNATTRIBUTED: 10}, units=("NORTH", "SOUTH"))
    weighed = weigh(base, [What("NORTH", "troops", 0, 50)], ["E5"], AFRICA)
    north, south = weighed.parts[REBELS][:, -1, :]
    assert (north < 10).all()
    assert (south == 10).all()
    assert (weighed.parts[GOVERNMENT] == 10).all()  # exactly 1, in each draw
    assert (weighed.parts[UNATTRIBUTED] == 10).all()
    assert any(UNATTRIBUTED in words for words in weighed.warnings)
    assert settled(weighed, TOTAL).base.mean == 60


@pytest.mark.parametrize("seed", [0, 7])
def test_who_killed_is_by_default_asked_of_one_place(seed: int) -> None:
    """The factor for government forces is exactly 1 in each draw, that for rebels below 1."""
    what = What("HERE", "troops", 0, 1000)
    changed = {}
    for deaths in (REBELS, GOVERNMENT):
        base = steady({deaths: 10}, units=("HERE",))
        changed[deaths] = weigh(base, [what], usual([what], [deaths]), AFRICA, seed=seed).parts[deaths][:, 1:]
    assert (changed[GOVERNMENT] == 10).all()
    assert (changed[REBELS] < 10).all()


@pytest.mark.parametrize("deaths", [REBELS, GOVERNMENT, "ending"])
def test_what_is_local_needs_a_place(deaths: str) -> None:
    what = What("", "troops", 0, 1000)
    assert codes(steady({deaths: 10}), [what], usual([what], [deaths]), AFRICA) == ["one_place"]


def test_what_counts_whoever_killed_is_not_asked_of_government_forces() -> None:
    what = What("", "troops", 0, 1000)
    assert codes(steady({GOVERNMENT: 10}), [what], ["E1"], AFRICA) == ["found_none"]
    assert usual([What("", "police", 0, 9)], [GOVERNMENT]) == ()


# --- laws


@given(troops, troops, st.floats(0, 1e5), st.integers(0, 9))
def test_more_troops_never_raise_deaths(before: int, after: int, deaths: float, seed: int) -> None:
    base = steady({"civilian": deaths}, draws=200)
    changed = weigh(base, [What("", "troops", before, after)], ["E1"], AFRICA, seed=seed).parts["civilian"]
    grown = changed >= base.parts["civilian"] - 1e-9 * deaths
    assert (changed >= 0).all()
    assert (changed[:, 0] == base.parts["civilian"][:, 0]).all()  # nothing in the first month
    assert grown.all() if after <= before else (changed <= base.parts["civilian"]).all()


@given(st.integers(8000, 900_000), troops)
def test_it_saturates_where_the_sample_ends(after: int, before: int) -> None:
    def deaths(number: int) -> float:
        found = weigh(steady({"civilian": 50}, draws=100), [What("", "troops", before, number)], ["E1"], AFRICA,
                      saturate=True)  # fmt: skip
        return float(found.parts["civilian"].sum())

    assert deaths(after) == deaths(8000)


@given(st.sampled_from([one for one in EFFECTS.values() if one.use == FACTOR]), st.integers(2, 500))
def test_draws_stay_in_the_range_about_the_default(one: object, number: int) -> None:
    for factor in one.acts.values():  # type: ignore[attr-defined]
        drawn = draw(factor, (np.arange(number) + 0.5) / number)
        assert drawn.min() >= factor.low - 1e-12
        assert drawn.max() <= factor.high + 1e-12
        assert (drawn <= factor.best + 1e-12).sum() >= number // 2
        assert (drawn >= factor.best - 1e-12).sum() >= number // 2


@given(st.integers(0, 2**32 - 1))
def test_a_seed_gives_the_same_draws_and_another_the_same_interval(seed: int) -> None:
    def told(number: int) -> Weighed:
        return weigh(steady({"civilian": 100}), [What("", "troops", 0, 2000)], ["E1"], AFRICA, seed=number)

    one, again, other = told(seed), told(seed), told(seed + 1)
    assert (one.parts["civilian"] == again.parts["civilian"]).all()
    assert settled(one, "civilian").changed.high == pytest.approx(settled(other, "civilian").changed.high)


def test_what_a_forecast_drew_is_carried_through() -> None:
    samples = np.random.default_rng(1).poisson(20, (2, 4, 1000)).astype(float)
    weighed = weigh(Base({"civilian": samples}, ("N", "S")), [What("", "troops", 0, 1000)], ["E1"], AFRICA)
    changed = weighed.parts["civilian"]
    assert changed.shape == samples.shape
    assert (samples == np.round(samples)).all()  # the base itself is left alone
    assert spread(changed[0, 1]).high - spread(changed[0, 1]).low > 0.61 * (spread(samples[0, 1]).high - 20)
    factor = changed[:, 1:] / samples[:, 1:]
    assert np.ptp(factor, axis=(0, 1)).max() < 1e-12  # one study: the same factor in each unit and month


def test_past_months_leave_the_base_unsure() -> None:
    base = resampled({"civilian": np.array([[0, 0, 0, 60, 0, 0, 0, 0, 0, 0, 0, 0.0]])}, seed=3)
    told = spread(base.parts["civilian"][0, 0])
    assert told.mean == pytest.approx(5, rel=0.05)
    assert told.low < 1
    assert told.high > 12


def test_leaving_is_told_as_assumed() -> None:
    weighed = weigh(steady({"civilian": 2}), [What("", "troops", 8000, 0)], ["E1"], AFRICA)
    assert settled(weighed, "civilian").changed.middle == pytest.approx(104.3, rel=0.01)
    assert any("assumed" in words for words in weighed.warnings)


# --- what is forbidden


@pytest.mark.parametrize("names", [["E1", "E4"], ["E5", "E1"], ["E9", "E10"], ["E2", "E5"]])
def test_what_tells_of_the_same_deaths_twice_is_refused(names: list[str]) -> None:
    base = steady({"civilian": 5, "battle": 5, REBELS: 5, "recurrence": 0.1})
    assert "never_both" in codes(base, [What("", kind, 0, 100) for kind in KINDS[:2]], names, AFRICA)


@pytest.mark.parametrize(("kind", "number", "effect"), [("troops", 8001, "E1"), ("police", 501, "E2")])
def test_beyond_the_sample_there_is_no_number(kind: str, number: int, effect: str) -> None:
    base, what = steady({"civilian": 5}), What("", kind, 0, number)
    assert codes(base, [what], [effect], AFRICA) == ["beyond_sample"]
    told = weigh(base, [what], [effect], AFRICA, saturate=True)
    assert any("the answer there" in words for words in told.warnings)


@pytest.mark.parametrize(
    ("operation", "code"),
    [("traditional", "outside_sample"), ("au_combat", "outside_sample"), ("unknown", "operation_unknown"),
     ("nonsense", "operation_unknown")],
)  # fmt: skip
def test_outside_the_sample_there_is_no_number(operation: str, code: str) -> None:
    assert codes(steady({"civilian": 5}), [What("", "troops", 0, 500)], ["E1"], operation) == [code]


def test_elsewhere_than_in_africa_is_warned_of() -> None:
    told = weigh(steady({"civilian": 5}), [What("", "troops", 0, 500)], ["E1"], "un_elsewhere")
    assert any("elsewhere" in words for words in told.warnings)


@pytest.mark.parametrize("name", [name for name, one in EFFECTS.items() if one.use != FACTOR])
def test_what_has_no_number_gives_none(name: str) -> None:
    assert "no_number" in codes(steady({"civilian": 5}), [What("", "troops", 0, 500)], [name], AFRICA)


def test_everything_wrong_is_told_at_once() -> None:
    base = Base({"civilian": np.full((1, 2, 3), -1.0), "moons": np.ones((1, 2, 3))})
    whats = [What("", "elephants", 0, 5), What("", "troops", 0, float("nan"))]
    found = codes(base, whats, ["E4", "E99"], "au_combat")
    assert {"unknown_kind", "bad_number", "unknown_outcome", "unknown_effect", "outside_sample", "other_deaths"} <= set(
        found
    )
    assert codes(Base({}), [], [], AFRICA) == ["missing_change", "missing"]


@given(
    st.lists(st.builds(What, st.sampled_from(["", "N"]), st.sampled_from([*KINDS, "x"]), st.floats(), st.floats()),
             max_size=3),
    st.lists(st.sampled_from([*EFFECTS, "E0"]), max_size=3), st.sampled_from([AFRICA, "un_elsewhere", "other", ""]),
    st.booleans(), st.floats(),
)  # fmt: skip
def test_any_question_has_a_number_or_a_refusal(
    whats: list[What], names: list[str], operation: str, saturate: bool, deaths: float
) -> None:
    base = steady({"civilian": deaths, REBELS: 1}, draws=10, units=("", "N"))
    with suppress(Invalid):
        weighed = weigh(base, whats, names, operation, saturate=saturate)
        assert all(np.isfinite(one).all() and (one >= 0).all() for one in weighed.parts.values())


def test_effects_that_fit_are_found() -> None:
    assert usual([What("", "troops", 0, 1), What("", "police", 0, 1)], ["civilian"]) == ("E1", "E2")
    assert usual([What("N", "troops", 0, 1)], ["rebels", "government"]) == ("E5",)
    assert usual([What("", "troops", 0, 1)], ["battle"]) == ("E4",)
    assert usual([What("", "police", 0, 1)], ["battle"]) == ()
