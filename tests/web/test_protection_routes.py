"""Protection and movement over HTTP."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

READS = ("/api/protection/overview", "/api/movement/overview", "/api/watch/minding")
POINT = {"lon": 33.36131, "lat": 35.17279}


def act(client: TestClient, register: str, step: str, key: str, values: dict[str, Any], ref: str | None = None) -> str:
    sent = {"step": step, "key": key, "values": values, **({"ref": ref} if ref else {})}
    answer = client.post(f"/api/{register}", json=sent)
    assert answer.status_code in (200, 201), answer.text
    return str(answer.json()["ref"])


@pytest.mark.parametrize("path", READS)
def test_each_overview_answers_every_audience(client: TestClient, path: str) -> None:
    for audience in ("mission", "public", "guarantor", "humanitarian"):
        assert client.get(path, params={"audience": audience}).status_code == 200
    assert client.get(path, params={"nonsense": "1"}).status_code == 400


def test_nobody_outside_learns_that_a_convoy_a_site_or_a_patrol_exists(client: TestClient) -> None:
    act(client, "convoy", "draft", "w1", {"kind": "humanitarian", "organisation": "CANARY", "starts": "2027-01-01",
                                         "origin": POINT, "plates": "CANARY"})  # fmt: skip
    act(client, "static_site", "draft", "w2", {"kind": "clinic", "organisation": "CANARY", "expires": "2027-01-01",
                                              "place": POINT})  # fmt: skip
    ref = act(client, "patrol", "plan", "w3", {"kind": "day", "team": "CANARY-1"})
    told = {"departed": "2026-01-01T08:00:00Z", "expected_back": "2036-01-01T09:00:00Z"}
    act(client, "patrol", "depart", "w4", told, ref)
    act(client, "community_alert", "receive", "w5", {"t_received": "2027-01-01T08:00:00Z", "reporter": "CANARY-7",
                                                    "text": "CANARY", "place": POINT, "sensitivity": "0"})  # fmt: skip
    for audience in ("public", "guarantor", "humanitarian", "local_authority", "party:A"):
        for path in READS:
            text = json.dumps(client.get(path, params={"audience": audience}).json())
            assert "CANARY" not in text
            assert "33.36131" not in text
    assert "CANARY" in client.get(READS[1]).text


def test_a_check_in_is_one_post_and_is_taken_once(client: TestClient) -> None:
    ref = act(client, "patrol", "plan", "c1", {"kind": "day", "team": "ALPHA-1"})
    assert client.post(f"/api/patrol/{ref}/check-in", json={"key": "c2"}).status_code == 422  # it has not left
    act(client, "patrol", "depart", "c3", {"departed": "2026-01-01T08:00:00Z",
                                           "expected_back": "2036-01-01T09:00:00Z"}, ref)  # fmt: skip
    sent = {"key": "c4", "welfare": "ok", "at": "2027-01-01T08:30:00Z"}
    first, again = (client.post(f"/api/patrol/{ref}/check-in", json=sent).json() for _ in range(2))
    assert (first["pos"], again["already"]) == (again["pos"], True)
    held = client.get(f"/api/patrol/{ref}").json()["values"]["checks"]
    assert [one["welfare"] for one in held] == ["ok"]


@pytest.mark.parametrize("sent", [{}, {"key": ""}, {"key": "k", "welfare": "fine"}, {"key": 1}, {"key": "k", "x": 1}])
def test_a_check_in_that_cannot_be_read_is_refused(client: TestClient, sent: dict[str, Any]) -> None:
    assert client.post("/api/patrol/PTL-ZZZZZ/check-in", json=sent).status_code == 400


def test_a_check_in_of_nobody_is_not_found(client: TestClient) -> None:
    assert client.post("/api/patrol/PTL-ZZZZZ/check-in", json={"key": "k1"}).status_code == 404
    answer = client.post("/api/patrol/PTL-ZZZZZ/check-in", params={"audience": "public"}, json={"key": "k1"})
    assert answer.status_code == 403


def test_the_table_of_a_month(client: TestClient) -> None:
    assert client.get("/api/access/table", params={"month": "2025-03"}).json()["cells"] == []
    for month in ("2025", "2025-13", "", "March"):
        assert client.get("/api/access/table", params={"month": month}).status_code == 400
    assert client.get("/api/access/table", params={"month": "2025-03", "audience": "public"}).status_code == 403
