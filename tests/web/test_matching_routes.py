"""Matches over HTTP: for the mission alone, judged through one door."""

from __future__ import annotations

from typing import Any

import pytest
from made import ALL, OBS, incident, report, send

from greenline.desk.desk import Desk
from greenline.desk.fusing import Matcher


@pytest.fixture
def world(desk: Desk) -> tuple[str, str]:
    """An incident and a report that tells of it, matched."""
    shot = send(desk, "incident", "open", ALL, **incident(kind="CFV-SAF", account="Fire by the mill")).ref
    told = send(desk, "report", "send", OBS, **report(account="Fire by the mill", source_kind="own_observation")).ref
    Matcher(desk).catch_up(0, 1_800_000_000)
    return shot, told


def test_listed_on_both_sides_with_reasons_and_values(client: Any, world: tuple[str, str]) -> None:
    for noun, ref in zip(("incident", "report"), world, strict=True):
        (one,) = client.get(f"/api/{noun}/{ref}/matches").json()["matches"]
        assert one["state"] == "proposed"
        assert {part["feature"] for part in one["values"]["features"]} >= {"time", "place", "words"}
        assert [side["ref"] for side in one["sides"]] == [world[1], world[0]]


def test_not_for_others(client: Any, world: tuple[str, str]) -> None:
    assert client.get(f"/api/incident/{world[0]}/matches?audience=public").status_code in (403, 404)
    assert client.get("/api/match?audience=public").json()["records"] == []
    assert client.get("/api/incident/INC-00000000/matches").status_code == 404


def test_judged(client: Any, world: tuple[str, str]) -> None:
    (one,) = client.get(f"/api/incident/{world[0]}/matches").json()["matches"]
    path = f"/api/match/{one['ref']}"
    assert client.post(path, json={"step": "marry", "key": "k"}).status_code == 400
    assert client.post(path, json={"step": "link", "why": "Same"}).status_code == 400
    assert client.post(path, json={"step": "link", "key": "k"}).status_code == 422
    told = client.post(path, json={"step": "link", "key": "k", "why": "Same mill"})
    assert told.status_code == 201
    assert client.get(f"/api/incident/{world[0]}").json()["values"]["reports"] == [world[1]]
    assert client.get(f"/api/incident/{world[0]}/matches").json()["independent_sources"] == 1
    assert client.post(path, json={"step": "unlink", "key": "u", "why": "Another"}).status_code == 201
    assert client.get(f"/api/incident/{world[0]}/matches").json()["matches"][0]["state"] == "rejected"
