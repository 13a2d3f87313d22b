"""Who may ask at all: this machine's own pages, and no page of another site."""

from __future__ import annotations

from typing import Any

import pytest
from made import key, report

from greenline.desk.desk import Desk
from greenline.web.app import create_app


@pytest.fixture(scope="module")
def client(shared: Desk) -> Any:
    from fastapi.testclient import TestClient

    return TestClient(create_app(shared), base_url="http://127.0.0.1")


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "LOCALHOST:8000", "[::1]", "[::1]:8000", "localhost:1"]
)
def test_own_names(client: Any, host: str) -> None:
    assert client.get("/api/mission", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example@127.0.0.1",
     "127.0.0.2", "0.0.0.0", "[::2]", "", ":8000", "127.0.0.1:8000:9000", "localhost:evil.example"],
)  # fmt: skip
def test_foreign_names_are_refused(client: Any, host: str) -> None:
    """A name that somebody else points at this machine (DNS rebinding) must not read anything."""
    for path in ("/api/mission", "/", "/api/stream"):
        answer = client.get(path, headers={"host": host})
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed"), host


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "",
                                  "text/plain; application/json", "application/jsonx"])  # fmt: skip
def test_only_json_is_taken(client: Any, shared: Desk, kind: str) -> None:
    """What a form of another site's page can send without asking."""
    before = shared.ledger.pos()
    body = b'{"step": "send", "key": "k", "values": {"happened_at": "2025", "source_kind": "NGO"}}'
    answer = client.post("/api/report", content=body, headers={"content-type": kind})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert shared.ledger.pos() == before


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON; charset=utf-8"])
def test_json_is_taken(client: Any, kind: str) -> None:
    import json

    body = json.dumps({"step": "send", "key": key(), "values": report()})
    assert client.post("/api/report", content=body, headers={"content-type": kind}).status_code == 201


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "", "http://127.0.0.1.evil.example", "file://"])
def test_an_act_from_another_sites_page_is_refused(client: Any, shared: Desk, origin: str) -> None:
    """A browser says where a page came from; one of another origin has no business here."""
    before = shared.ledger.pos()
    answer = client.post("/api/report", json={"key": key(), "values": report()}, headers={"origin": origin})
    assert answer.status_code == 403
    assert shared.ledger.pos() == before


@pytest.mark.parametrize("origin", ["http://127.0.0.1", "http://localhost:5173", "http://[::1]:8000"])
def test_an_act_from_the_own_page_is_taken(client: Any, origin: str) -> None:
    told = {"origin": origin}
    assert client.post("/api/report", json={"key": key(), "values": report()}, headers=told).status_code == 201
