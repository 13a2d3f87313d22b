"""Board, case file and provisions over HTTP: for the mission in full, for others what their relations hold."""

from __future__ import annotations

from typing import Any

import pytest
from made import ALL, incident, send

from greenline.core.handling import HEAD, ROLES, Actor
from greenline.desk.complying import check_all
from greenline.desk.desk import Desk

CHIEF = Actor("HOM-1", frozenset({*ROLES, HEAD}))
NOW = 1_800_000_000


@pytest.fixture
def world(desk: Desk) -> dict[str, str]:
    """An agreement with a clause, an incident that breaks it, and a case about both, all secret to others."""
    of = send(desk, "agreement", "enter", CHIEF, code="A1", title="Truce", effective="1990-01-01", sensitivity="0").ref
    clause = send(
        desk, "provision", "enter", CHIEF, code="P-1", title="No fire", agreement=of, bound=[{"actor": "A"}],
        term="no_small_arms_fire", sensitivity="0",
    ).ref  # fmt: skip
    told = incident(kind="CFV-SAF", title="CANARY shots", sensitivity="2", parties=[{"actor": "A", "role": "actor"}])
    shot = send(desk, "incident", "open", ALL, **told).ref
    check_all(desk, NOW)
    case = send(
        desk, "case", "allege", CHIEF, title="CANARY case", incidents=[shot], provisions=[clause],
        accused=[{"actor": "A"}], severity="3", account="CANARY account",
    ).ref  # fmt: skip
    return {"agreement": of, "clause": clause, "incident": shot, "case": case}


def test_the_board(client: Any, world: dict[str, str]) -> None:
    told = client.get("/api/board").json()
    (one,) = told["cases"]
    assert (one["ref"], one["holder"], one["severity"], one["clock"]) == (world["case"], "desk", "S3", "running")
    assert one["due_at"]
    assert one["escalates_at"]
    assert one["provisions"] == [{"ref": world["clause"], "code": "P-1", "title": "No fire"}]
    assert told["counts"] == {"open": 1, "new_24h": 1, "standing_open": 0, "overdue": 0}


def test_the_file(client: Any, desk: Desk, world: dict[str, str]) -> None:
    send(desk, "case", "register", CHIEF, ref=world["case"])
    told = client.get(f"/api/case-file/{world['case']}").json()
    assert [one["step"] for one in told["timeline"] if one["kind"] == "step"] == ["allege", "register"]
    assert [one["ref"] for one in told["evidence"]] == [world["incident"]]
    assert [(one["clause"], one["answer"]) for one in told["findings"]] == [("P-1", "breached")]
    assert told["provisions"][0]["bound"] == [{"actor": "A", "contested": False, "note": None}]
    assert client.get("/api/case-file/CAS-00000000").status_code == 404
    assert client.get("/api/case-file/%C3%A9").status_code == 400
    assert client.get("/api/board?colour=red").status_code == 400


def test_the_provisions(client: Any, world: dict[str, str]) -> None:
    (agreement,) = client.get("/api/provisions").json()["agreements"]
    (clause,) = agreement["provisions"]
    assert (clause["code"], clause["in_force"], clause["manual"]) == ("P-1", "yes", False)
    assert clause["findings"] == {"met": 0, "breached": 1, "unknown": 0}
    assert clause["by_party"] == [{"party": "A", "met": 0, "breached": 1, "unknown": 0}]
    assert clause["cases"] == [world["case"]]


@pytest.mark.parametrize("audience", ["public", "party:A", "guarantor", "humanitarian"])
def test_others_are_told_nothing_of_a_case_before_its_end(client: Any, world: dict[str, str], audience: str) -> None:
    board = client.get(f"/api/board?audience={audience}")
    assert board.json()["cases"] == []
    assert board.json()["counts"]["open"] == 0
    assert client.get(f"/api/case-file/{world['case']}?audience={audience}").status_code == 404
    provisions = client.get(f"/api/provisions?audience={audience}").text
    for hidden in (world["case"], world["incident"], "CANARY"):
        assert hidden not in board.text + provisions
    (agreement,) = client.get(f"/api/provisions?audience={audience}").json()["agreements"]
    assert agreement["provisions"][0]["findings"] is None  # nothing seen is not nothing found
