"""What a judgement must rest on: own observation or two independent sources; party claims never become counts."""

from __future__ import annotations

from typing import Any

import pytest
from made import incident, report, send

from greenline.core.errors import Invalid
from greenline.core.handling import MISSION
from greenline.desk import picture
from greenline.desk.desk import Desk


def source(desk: Desk, name: str | None = None, grade: str = "B3", kind: str = "NGO", **more: Any) -> str:
    """The ref of a report by a source of that name and grade."""
    more |= {"source": name} if name else {}
    values = report(source_kind=kind, reliability=grade[0], credibility=grade[1], **more)
    return send(desk, "report", "send", values=values).ref


def verify(desk: Desk, *reports: str, step: str = "verify") -> str:
    ref = send(desk, "incident", "open", values=incident(reports=list(reports))).ref
    for one in ("triage", "investigate"):
        send(desk, "incident", one, ref=ref, values={})
    send(desk, "incident", step, ref=ref, basis="b", values={})
    return str(picture.one(desk, "incident", ref, MISSION)["state"])


@pytest.mark.parametrize("grade", ["A1", "B3", "A3", "B1"])
@pytest.mark.parametrize("kind", ["own_observation", "own_sensor"])
def test_own_observation_is_enough(shared: Desk, grade: str, kind: str) -> None:
    assert verify(shared, source(shared, "x", grade, kind)) == "verified"


def test_two_independent_sources_are_enough(shared: Desk) -> None:
    assert verify(shared, source(shared, "one"), source(shared, "two", "A2")) == "verified"


def test_unnamed_sources_of_one_kind_are_not_shown_to_be_two(shared: Desk) -> None:
    with pytest.raises(Invalid):
        verify(shared, source(shared), source(shared))


@pytest.mark.parametrize(
    "sources",
    [
        [],
        [("one", "B3")],
        [("one", "B3"), ("one", "A1")],
        [("one", "B3"), ("two", "C3")],
        [("one", "B3"), ("two", "B4")],
        [("one", "F6"), ("two", "F6"), ("three", "F6")],
        [("one", "A6"), ("two", "F1")],
    ],
)
def test_too_little(shared: Desk, sources: list[tuple[str, str]]) -> None:
    refs = [source(shared, name, grade) for name, grade in sources]
    with pytest.raises(Invalid) as refused:
        verify(shared, *refs)
    assert [i.code for i in refused.value.issues] == ["not_well_founded"]
    assert verify(shared, *refs, step="verify_part") == "partially_verified"
    assert verify(shared, *refs, step="leave_open") == "unverifiable"


def test_own_direct_observation_is_enough_whatever_its_grade(shared: Desk) -> None:
    """The rule is own observation, or graded sources."""
    assert verify(shared, source(shared, "x", "F6", "own_observation")) == "verified"


def test_a_copy_is_no_second_source(shared: Desk) -> None:
    with pytest.raises(Invalid):
        verify(shared, source(shared, "one"), source(shared, "two", independent_of="one"))


def test_three_sources_of_which_one_copies(shared: Desk) -> None:
    """The copied one still is a source of its own: one, three."""
    refs = source(shared, "one"), source(shared, "two", independent_of="one"), source(shared, "three")
    assert verify(shared, *refs) == "verified"


@pytest.mark.parametrize("field", ["deaths", "injured"])
def test_what_only_parties_claim_is_no_count(shared: Desk, field: str) -> None:
    claim = source(shared, "A", kind="party")
    for step in ("open", "propose"):
        with pytest.raises(Invalid) as refused:
            send(shared, "incident", step, values=incident(reports=[claim], **{field: {"best": 3}}))
        assert [i.code for i in refused.value.issues] == ["claims_only"]
    ref = send(shared, "incident", "open", values=incident(reports=[claim])).ref
    with pytest.raises(Invalid):
        send(shared, "incident", "amend", ref=ref, reason="r", values={field: {"best": 3}})
    other = source(shared, "NGO")
    send(shared, "incident", "amend", ref=ref, reason="r", values={field: {"best": 3}, "reports": [claim, other]})
    with pytest.raises(Invalid):
        send(shared, "incident", "amend", ref=ref, reason="r", values={"reports": [claim]})


@pytest.mark.parametrize("field", ["children", "women"])
def test_counts_of_children_and_women_are_counts_too(shared: Desk, field: str) -> None:
    claim = source(shared, "A", kind="party")
    with pytest.raises(Invalid):
        send(shared, "incident", "open", values=incident(reports=[claim], **{field: 3}))


def test_a_count_cannot_come_in_by_another_step(shared: Desk) -> None:
    """Any step carries values, so each must hold the house rule."""
    claim = source(shared, "A", kind="party")
    ref = send(shared, "incident", "open", values=incident(reports=[claim])).ref
    with pytest.raises(Invalid):
        send(shared, "incident", "triage", ref=ref, values={"deaths": {"best": 3}})


def test_a_verified_incident_cannot_lose_its_ground(shared: Desk) -> None:
    """By amending away the reports on which verified rests."""
    ref = send(shared, "incident", "open", values=incident(reports=[source(shared, "x", "A1", "own_observation")])).ref
    for one in ("triage", "investigate"):
        send(shared, "incident", one, ref=ref, values={})
    send(shared, "incident", "verify", ref=ref, basis="b", values={})
    with pytest.raises(Invalid):
        send(shared, "incident", "amend", ref=ref, reason="r", values={"reports": []})


def test_an_incident_is_not_merged_into_itself(shared: Desk) -> None:
    ref = send(shared, "incident", "open", values=incident()).ref
    with pytest.raises(Invalid):
        send(shared, "incident", "merge", ref=ref, reason="r", values={"merged_into": ref})


def test_the_same_words_from_two_names_are_one_source(shared: Desk) -> None:
    words = "Twelve shots were fired from the ridge at the village before dawn on that day"
    told = [send(shared, "report", "send", values=report(source=name, account=words, reliability="B", credibility="2",
                 source_kind="media")).ref for name in ("wire", "paper")]  # fmt: skip
    with pytest.raises(Invalid):
        verify(shared, *told)
