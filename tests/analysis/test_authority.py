"""What the mandate allows, as a pure opinion."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from greenline.analysis.authority import (
    CONDITIONS,
    NOT_PERMITTED,
    PERMITTED,
    UNKNOWN,
    Asked,
    Books,
    Consenting,
    Duty,
    Instrument,
    in_force,
    judge,
    standing_consents,
)
from greenline.analysis.facts import Span
from greenline.core.codes import code_lists

ACTS, TASKS = code_lists()["authority_act"], code_lists()["mandate_task"]
DAY = 86_400
ON = Span(100 * DAY, 101 * DAY)
days = st.integers(0, 200)
instruments = st.builds(
    Instrument,
    ref=st.text("AB", min_size=1, max_size=2), name=st.just("S/RES/1"),
    holds=st.builds(lambda a, n: Span(a * DAY, n and (a + n) * DAY), days, st.none() | st.integers(1, 90)),
    operation=st.sampled_from(["", "ONE"]),
    effect=st.sampled_from(["creates", "renews", "changes", "ends", "context", ""]),
    chapter=st.sampled_from(["", "VI", "VII", "VII_part", "none_named"]),
)  # fmt: skip
duties = st.builds(
    Duty, ref=st.just("T"), task=st.sampled_from(list(TASKS.labels)),
    modality=st.sampled_from([(), ("monitor",), ("assist",), ("secure",)]), operation=st.sampled_from(["", "ONE"]),
    ended=st.booleans(),
)  # fmt: skip
consents = st.builds(
    Consenting, ref=st.text("CD", min_size=1, max_size=2), party=st.sampled_from("AB"), host=st.booleans(),
    zone=st.sampled_from(["", "Z"]), degree=st.sampled_from(["full", "conditional", "withdrawn", "unknown"]),
    holds=st.builds(lambda a: Span(a * DAY), days),
)  # fmt: skip
books = st.builds(
    Books, st.lists(instruments, max_size=5), st.lists(duties, max_size=6), st.lists(consents, max_size=4)
)


@given(books, st.sampled_from(list(ACTS.labels)), st.sampled_from([None, {"Z": "in"}, {"Z": "near"}, {"Z": "out"}]))
def test_every_answer_has_its_grounds(held: Books, act: str, where: dict[str, str] | None) -> None:
    told = judge(Asked(act, ON, where), held, ACTS, TASKS)
    if told.answer in (PERMITTED, CONDITIONS):
        assert {"instrument", "task"} <= {point.code for point in told.rests}
        assert not told.against
        assert not told.missing
        assert bool(told.conditions) == (told.answer == CONDITIONS)
    elif told.answer == NOT_PERMITTED:
        assert told.against
    else:
        assert told.answer == UNKNOWN
        assert told.missing
    for point in told.rests:
        assert point.code not in ("instrument", "task") or point.paragraph, "says that no paragraph is held"


@given(st.lists(instruments, max_size=6))
def test_without_a_mandate_in_force_the_answer_is_unknown(held: list[Instrument]) -> None:
    if not in_force(held, ON):
        told = judge(Asked("escort", ON), Books(held, [Duty("T", "T40", ("secure",))]), ACTS, TASKS)
        assert told.answer == UNKNOWN
        assert "no_mandate" in {point.code for point in told.missing}


@given(st.lists(instruments, max_size=6))
def test_what_comes_later_never_makes_an_ended_mandate_hold(held: list[Instrument]) -> None:
    for at in in_force(held, ON):
        assert at.one.holds.since < (ON.until or 0)
        assert at.one.holds.until is None or at.one.holds.until > ON.since
        assert at.inferred == (at.one.holds.until is None)


@given(st.lists(consents, max_size=8))
def test_one_state_of_consent_a_party_and_territory(held: list[Consenting]) -> None:
    found = standing_consents(held, ON)
    assert len({(one.party, one.zone) for one in found}) == len(found)
    for one in found:
        later = [each for each in held if (each.party, each.zone) == (one.party, one.zone)
                 and one.holds.since < each.holds.since < (ON.until or 0)]  # fmt: skip
        assert not later


def test_every_act_names_tasks_and_a_modality_that_exist() -> None:
    purposes = code_lists()["force_purpose"]
    for code, row in ACTS.rows.items():
        assert row["tasks"], code
        assert all(task in TASKS for task in row["tasks"].split()), code
        assert row["needs"] in ("monitor", "assist", "secure"), code
        assert all(one in purposes for one in row["purposes"].split()), code
