"""Acts that are somebody's alone: a case's attribution, determination and clock; figures of an issued report."""

from __future__ import annotations

from typing import Any

import pytest
from made import ALL, send

from greenline.core.errors import Invalid
from greenline.core.handling import HEAD, ROLES, Actor
from greenline.desk.desk import Desk

CHIEF = Actor("HOM-1", frozenset({*ROLES, HEAD}))


@pytest.mark.parametrize(
    ("step", "values", "field"),
    [
        ("allege", {"determination": {"outcome": "violation"}}, "determination"),
        ("allege", {"attribution": {"outcome": "party"}}, "attribution"),
        ("allege", {"clock_stopped": "storm"}, "clock_stopped"),
        ("carry", {"determination": {"outcome": "violation"}, "since": "2000-01-01"}, "determination"),
    ],
)
def test_an_allegation_is_no_judgement(desk: Desk, step: str, values: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        send(desk, "case", step, CHIEF, title="t", **values)
    assert [(one.field, one.code) for one in refused.value.issues] == [(field, "another_act")]


@pytest.mark.parametrize(
    ("step", "values"),
    [
        ("amend", {"determination": {"outcome": "violation"}}),
        ("amend", {"settlement": "council"}),
        ("register", {"clock_stopped": "storm"}),
        ("check", {"attribution": {"outcome": "party"}}),
    ],
)
def test_no_other_step_writes_them(desk: Desk, step: str, values: dict[str, Any]) -> None:
    ref = send(desk, "case", "allege", CHIEF, title="t").ref
    if step == "check":
        send(desk, "case", "register", CHIEF, ref=ref)
    with pytest.raises(Invalid) as refused:
        send(desk, "case", step, CHIEF, ref=ref, reason="r", **values)
    assert {one.code for one in refused.value.issues} == {"another_act"}


def test_an_attribution_says_to_whom(desk: Desk) -> None:
    ref = send(desk, "case", "allege", CHIEF, title="t").ref
    for step in ("register", "investigate"):
        send(desk, "case", step, CHIEF, ref=ref)
    send(desk, "case", "report", CHIEF, ref=ref, basis="b")
    with pytest.raises(Invalid) as refused:
        send(desk, "case", "attribute", CHIEF, ref=ref, basis="b", attribution={"confidence": "low"})
    assert ("attribution.outcome", "missing") in {(one.field, one.code) for one in refused.value.issues}


def test_figures_are_counted_never_typed(desk: Desk) -> None:
    figures = [{"name": "incidents", "value": "999"}]
    with pytest.raises(Invalid) as refused:
        send(desk, "brief", "flash", CHIEF, kind="flash", day="2025-03-02", figures=figures)
    assert {one.code for one in refused.value.issues} == {"not_counted"}
    with pytest.raises(Invalid) as refused:
        send(desk, "brief", "draft", CHIEF, day="2025-03-02", figures=figures)
    assert {one.code for one in refused.value.issues} == {"another_act"}


def test_what_only_parties_say_is_no_breach(desk: Desk) -> None:
    from greenline.desk.complying import check_all
    from greenline.desk.findings import listing

    of = send(desk, "agreement", "enter", CHIEF, code="A", title="A", effective="1990-01-01").ref
    send(
        desk, "provision", "enter", CHIEF, code="P", title="P", agreement=of, bound=[{"actor": "A"}],
        term="no_small_arms_fire",
    )  # fmt: skip
    report = {"happened_at": "2025-03-02", "place": [33.3, 35.1], "kind": "CFV-SAF"}
    said = send(desk, "report", "send", ALL, **report, source_kind="party").ref
    parties = [{"actor": "A", "role": "actor"}]
    send(desk, "incident", "open", ALL, **report, reports=[said], parties=parties)
    check_all(desk, 1_800_000_000)
    (one,) = listing(desk, desk.audience("mission"))
    assert (one["answer"], "party_claim" in one["reasons"]) == ("unknown", True)
