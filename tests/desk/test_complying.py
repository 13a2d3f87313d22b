"""Findings brought into the ledger: once, followed by what changes, never over a person's judgement; and at once."""

from __future__ import annotations

import time
from typing import Any

import pytest
from made import ALL, incident, key

from greenline.core.handling import HEAD, MACHINE, ROLES, Actor
from greenline.core.parse import parse
from greenline.desk.clauses import read_text
from greenline.desk.complying import check_all
from greenline.desk.desk import Desk
from greenline.desk.findings import listing
from greenline.desk.intake import Act, submit
from greenline.desk.react import Reacting, Reactor
from greenline.desk.verifying import verify
from greenline.registers.finding import Finding

CHIEF = Actor("HOM-1", frozenset({*ROLES, HEAD}))
NOW = 1_800_000_000


def agreed(desk: Desk, **more: Any) -> str:
    of = submit(
        desk, Act("agreement", "enter", key(), {"code": "A1", "title": "Truce", "effective": "1990-01-01"}), CHIEF
    )
    values = {
        "code": "P-1", "title": "No fire", "agreement": of.ref, "bound": [{"actor": "A"}], "term": "no_small_arms_fire",
        "ground": [{"zone": "BZ"}], **more,
    }  # fmt: skip
    return submit(desk, Act("provision", "enter", key(), values), CHIEF).ref


def happened(desk: Desk, **more: Any) -> str:
    told = incident(kind="CFV-SAF", place={"lon": 33.3, "lat": 35.1}, parties=[{"actor": "A", "role": "actor"}])
    return submit(desk, Act("incident", "open", key(), {**told, **more}), ALL).ref


def found(desk: Desk) -> list[dict[str, Any]]:
    return listing(desk, desk.audience("mission"))


def test_said_once(desk: Desk) -> None:
    agreed(desk)
    ref = happened(desk)
    first = check_all(desk, NOW)
    assert (first.incidents, first.proposed) == (1, 1)
    (one,) = found(desk)
    assert (one["incident"], one["party"], one["answer"], one["provision"]) == (ref, "A", "breached", "P-1")
    assert one["entries"]
    assert one["text_version"]
    assert one["code_version"]
    pos = desk.ledger.pos()
    again = check_all(desk, NOW)
    assert (again.proposed, again.revised, again.unchanged) == (0, 0, 1)
    assert desk.ledger.pos() == pos
    assert not verify(desk.place).problems


def test_it_follows_the_facts_and_the_text(desk: Desk) -> None:
    clause = agreed(desk)
    ref = happened(desk)
    check_all(desk, NOW)
    away = {"place": {"lon": 34.9, "lat": 35.9}}
    submit(desk, Act("incident", "amend", key(), away, ref, reason="elsewhere"), ALL)
    assert check_all(desk, NOW).withdrawn == 1
    assert found(desk) == []
    back = {"place": {"lon": 33.3, "lat": 35.1}}
    submit(desk, Act("incident", "amend", key(), back, ref, reason="after all"), ALL)
    check_all(desk, NOW)
    (one,) = found(desk)
    assert one["state"] == "proposed"
    submit(desk, Act("provision", "amend", key(), {"bound": [{"actor": "B"}]}, clause, reason="misread"), CHIEF)
    check_all(desk, NOW)
    assert found(desk) == []
    assert not verify(desk.place).problems


def test_a_judgement_stays(desk: Desk) -> None:
    agreed(desk)
    ref = happened(desk)
    check_all(desk, NOW)
    finding = found(desk)[0]["finding"]
    submit(desk, Act("finding", "adopt", key(), {}, finding, basis="two posts"), CHIEF)
    assert check_all(desk, NOW).unchanged == 1
    submit(desk, Act("incident", "amend", key(), {"place": {"lon": 34.9, "lat": 35.9}}, ref, reason="elsewhere"), ALL)
    assert check_all(desk, NOW).questioned == 1
    (one,) = found(desk)
    assert (one["state"], one["answer"]) == ("questioned", "breached")
    assert check_all(desk, NOW).questioned == 0


def test_the_leaves_are_those_that_parsing_gives(desk: Desk) -> None:
    """The machine writes findings without parsing each: what it writes must parse to itself."""
    agreed(desk, ground=[{"zone": "BZ", "held_by": "A"}, {"zone": "BZ", "held_by": "B"}])
    happened(desk)
    check_all(desk, NOW)
    with desk.reading() as connection:
        version = desk.state.record(connection, "finding", found(desk)[0]["finding"])
    assert version is not None
    from greenline.core.parse import nest

    parsed = parse(Finding, nest(Finding.fields, version.flat), desk.codes)
    assert not parsed.issues
    assert parsed.flat == dict(version.flat)


def test_two_who_check_say_it_once(desk: Desk) -> None:
    agreed(desk)
    one, other = Reactor(desk, lambda: NOW), Reactor(desk, lambda: NOW)
    one.catch_up()
    other.catch_up()
    happened(desk)
    one.catch_up()
    other.catch_up()
    assert len(found(desk)) == 1
    third = Reactor(desk, lambda: NOW)
    third.catch_up()
    assert len(found(desk)) == 1


def test_what_is_new_is_checked_by_a_running_desk(desk: Desk) -> None:
    agreed(desk)
    reacting = Reacting(desk)
    try:
        ref = happened(desk)
        until = time.monotonic() + 20
        while not found(desk) and time.monotonic() < until:
            time.sleep(0.02)
        (one,) = found(desk)
        assert one["incident"] == ref
    finally:
        reacting.close()
    reactor = Reactor(desk, time.time)  # it goes on where the thread stopped
    before = desk.ledger.pos()
    reactor.catch_up()
    assert desk.ledger.pos() == before


def test_a_machine_may_not_judge(desk: Desk) -> None:
    for step in Finding.steps:
        if step.name in ("adopt", "reject"):
            assert MACHINE not in step.by


def test_an_incident_merged_away_takes_its_finding_along(desk: Desk) -> None:
    agreed(desk)
    one, other = happened(desk), happened(desk)
    check_all(desk, NOW)
    assert len(found(desk)) == 2
    submit(desk, Act("incident", "merge", key(), {"merged_into": one}, other, reason="the same"), ALL)
    reactor = Reactor(desk, lambda: NOW)
    reactor.catch_up()
    assert [told["incident"] for told in found(desk)] == [one]


def test_the_text_is_read_with_its_ground(desk: Desk) -> None:
    agreed(desk)
    (clause,) = read_text(desk).clauses
    assert clause.ground is not None
    assert clause.ground.locate(33.3, 35.1)["ALL"].status == "in"


@pytest.mark.parametrize("count", [0, 3])
def test_nothing_to_check(desk: Desk, count: int) -> None:
    for _ in range(count):
        happened(desk)
    told = check_all(desk, NOW)
    assert (told.incidents, told.findings) == (count, 0)
