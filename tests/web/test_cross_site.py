"""What other sites' pages could make a signed-in browser do: nothing, by any route that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from made import key, report
from peopled import PASSWORD, browser, populate, sign_in

from greenline.desk.desk import Desk
from greenline.desk.people import accounts
from greenline.desk.people.store import People, newest_notes
from greenline.web.app import HEADERS

# What a page of another site can make a browser send, its cookies included if it keeps none back.
FROM_ELSEWHERE: list[dict[str, str]] = [
    {"origin": "https://evil.example"}, {"origin": "null"}, {"origin": "http://127.0.0.1.evil.example"},
    {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}, {"sec-fetch-site": "Cross-Site"},
    {"origin": "http://127.0.0.1", "sec-fetch-site": "cross-site"},
]  # fmt: skip


@pytest.fixture
def people(desk: Desk) -> Iterator[People]:
    store = populate(desk)
    yield store
    store.close()


@pytest.fixture
def client(desk: Desk, people: People) -> Iterator[Any]:
    accounts.set_rights(people, desk.mission, "ALL-7", ["observer", "desk", "verifier", "administrator"], None)
    with browser(desk) as made:
        sign_in(made, "ALL-7")
        yield made


def changing(client: Any) -> list[tuple[str, str]]:
    """Every route that changes something, found in the OpenAPI document."""
    paths = client.get("/api/openapi.json").json()["paths"]
    told = [(m.upper(), re.sub(r"\{\w+\}", "OBS-7", p)) for p, ms in paths.items() for m in ms if m != "get"]
    assert len(told) > 12
    return told


@pytest.mark.parametrize("head", FROM_ELSEWHERE)
def test_nothing_is_changed_from_elsewhere(client: Any, desk: Desk, people: People, head: dict[str, str]) -> None:
    before, noted = desk.ledger.pos(), newest_notes(people)
    body = {"step": "send", "key": key(), "values": report(), "call_sign": "OBS-7", "password": PASSWORD}
    for method, path in changing(client):
        answer = client.request(method, path, json=body, headers=head)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed"), (method, path)
        assert "set-cookie" not in answer.headers
    assert (desk.ledger.pos(), newest_notes(people)) == (before, noted)
    assert client.get("/api/mission").status_code == 200, "nor is anybody signed out"


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_no_form_is_taken(client: Any, desk: Desk, people: People, kind: str) -> None:
    """Even of a browser too old to say where a page came from."""
    before, noted = desk.ledger.pos(), newest_notes(people)
    for method, path in changing(client):
        if method == "POST":
            body = b'{"step": "send", "key": "k", "values": {}, "call_sign": "OBS-7", "x": "="}'
            answer = client.request(method, path, content=body, headers={"content-type": kind})
            assert (answer.status_code, answer.json()["code"]) == (400, "bad_request"), path
    assert (desk.ledger.pos(), newest_notes(people)) == (before, noted)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_nothing_is_read_from_elsewhere(client: Any, site: str) -> None:
    """By a picture, a script or a frame in another site's page: the cookie does not count there."""
    for path in ("/api/mission", "/api/incident", "/api/incident/export", "/api/stream", "/api/openapi.json", "/ogc"):
        assert client.get(path, headers={"sec-fetch-site": site}).status_code == 403, path
    for path in ("/", "/healthz"):
        assert client.get(path, headers={"sec-fetch-site": site}).status_code == 200, "a link leads to the page"
    assert client.get("/api/mission", headers={"sec-fetch-site": "same-origin"}).status_code == 200


def test_no_other_page_is_told_that_it_may(client: Any) -> None:
    """No answer invites other origins, also not to ask first."""
    for method, path in (("OPTIONS", "/api/report"), ("GET", "/api/mission"), ("OPTIONS", "/api/session")):
        answer = client.request(
            method, path, headers={"origin": "https://evil.example", "access-control-request-method": "POST"}
        )
        assert not [name for name in answer.headers if name.startswith("access-control")], path
        assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in HEADERS["Content-Security-Policy"]


def test_headers_that_would_break_an_answer(desk: Desk, people: People) -> None:
    """Names from outside stand in no header and in no line of their own."""
    with browser(desk, proxy=True, secure=True, names=("ops.example.org",)) as client:
        own = {"host": "ops.example.org", "origin": "https://ops.example.org"}
        evil = {
            "x-forwarded-for": "1.2.3.4\tX: y", "x-forwarded-host": "evil.example", "x-forwarded-proto": "gopher",
            "forwarded": "host=evil.example", "x-original-url": "/healthz", "x-rewrite-url": "/healthz",
        }  # fmt: skip
        answer = client.post(
            "/api/session", json={"call_sign": "OBS-7\r\nSet-Cookie: a=b", "password": PASSWORD}, headers=own | evil
        )
        assert answer.status_code == 401
        assert "set-cookie" not in answer.headers
        assert client.get("/api/mission", headers=own | evil).status_code == 401
        answer = client.post("/api/session", json={"call_sign": "OBS-7", "password": PASSWORD}, headers=own | evil)
        cookie = answer.headers["set-cookie"].partition(";")[0]
        landing = client.get("/ogc", headers=own | evil | {"cookie": cookie})
        assert "evil" not in landing.text
        assert landing.json()["links"][0]["href"].startswith("https://ops.example.org/")
        export = client.get("/api/report/export?format=csv%0d%0aX:y", headers=own | {"cookie": cookie})
        assert export.status_code == 400
        assert "x" not in export.headers
        good = client.get("/api/report/export?audience=public", headers=own | {"cookie": cookie})
        assert good.headers["content-disposition"] == 'attachment; filename="report.csv"'
