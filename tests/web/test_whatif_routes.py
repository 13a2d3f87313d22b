"""What-if over HTTP."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient


def test_the_effects_are_told_and_a_mission_of_no_known_kind_gets_no_number(client: TestClient) -> None:
    body = client.get("/api/whatif", params={"change": "all:troops:0->3000", "base": "20"}).json()
    assert len(body["effects"]) == 15
    assert body["result"] is None
    assert [one["code"] for one in body["refusal"]["issues"]] == ["operation_unknown"]
    assert "refusal" not in client.get("/api/whatif").json()


def test_others_may_not_ask(client: TestClient) -> None:
    assert client.get("/api/whatif", params={"audience": "public"}).status_code == 403


@pytest.mark.parametrize(
    ("name", "value"),
    [("base", "many"), ("base", "nan"), ("months", "99"), ("saturate", "yes"), ("change", "all:troops"),
     ("deaths", "cats"), ("date", "2025-13-01"), ("nonsense", "1")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(client: TestClient, name: str, value: str) -> None:
    answer = client.get("/api/whatif", params={name: value})
    assert answer.status_code == 400
    assert [issue["field"] for issue in answer.json()["issues"]] == [name]


def test_what_is_wild_is_refused_not_broken(client: TestClient) -> None:
    for change in ("all:troops:9999999->0", "%00:troops:1->2", ",".join(["all:troops:1->2"] * 40)):
        assert client.get("/api/whatif", params={"change": change, "base": "1e300"}).status_code in (200, 400)
