"""People managed over the API: by an administrator in person, and by nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from peopled import PASSWORD, browser, populate, sign_in

from greenline.desk.desk import Desk
from greenline.desk.people.store import People, newest_notes

FIRST = "four white egrets wade"


@pytest.fixture
def people(desk: Desk) -> Iterator[People]:
    store = populate(desk)
    yield store
    store.close()


@pytest.fixture
def admin(desk: Desk, people: People) -> Iterator[Any]:
    with browser(desk) as made:
        assert sign_in(made, "ADMIN-1").status_code == 200
        yield made


ROUTES = [
    ("GET", "/api/people", None), ("POST", "/api/people", {"call_sign": "X-1", "roles": ["administrator"]}),
    ("POST", "/api/people/OBS-7", {"roles": ["administrator"]}), ("GET", "/api/people/OBS-7/sessions", None),
    ("DELETE", "/api/people/OBS-7/sessions", None), ("GET", "/api/people/OBS-7/tokens", None),
    ("POST", "/api/people/OBS-7/tokens", {}), ("DELETE", "/api/people/OBS-7/tokens/x", None),
]  # fmt: skip


def test_who_is_no_administrator_manages_nobody(desk: Desk, people: People) -> None:
    with browser(desk) as client:
        sign_in(client, "ALL-7")
        for method, path, body in ROUTES:
            answer = client.request(method, path, json=body)
            assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed"), path
    assert len(newest_notes(people)) == 5, "four were added, one signed in"


def test_the_routes_are_all_that_there_are(admin: Any) -> None:
    paths = admin.get("/api/openapi.json").json()["paths"]
    told = {(m.upper(), p) for p, methods in paths.items() for m in methods if p.startswith("/api/people")}
    assert len(told) == len(ROUTES)


def test_an_administrator_takes_no_step(admin: Any) -> None:
    from made import key, report

    answer = admin.post("/api/report", json={"step": "send", "key": key(), "values": report()})
    assert answer.status_code == 403


def test_adding_and_the_first_sign_in(desk: Desk, admin: Any) -> None:
    told = {"call_sign": "VER-7", "roles": ["verifier"], "password": FIRST}
    made = admin.post("/api/people", json=told)
    assert made.status_code == 201
    assert (made.json()["roles"], made.json()["must_change"]) == (["verifier"], True)
    assert FIRST not in made.text
    assert "VER-7" in [one["call_sign"] for one in admin.get("/api/people").json()["people"]]
    assert "argon2" not in admin.get("/api/people").text
    with browser(desk) as client:
        assert sign_in(client, "VER-7", FIRST).json() == {"must_change": True}
        assert client.get("/api/mission").json()["needs"] == "password"
    again = admin.post("/api/people", json=told)
    assert (again.status_code, again.json()["issues"][0]["code"]) == (422, "twice")


@pytest.mark.parametrize(
    "body",
    [{"call_sign": 7}, {"roles": "desk"}, {"roles": [1]}, {"user": "x"}, [], {"password": 7}, {"roles": ["x"] * 50}],
)
def test_bodies_that_cannot_be_read(admin: Any, body: Any) -> None:
    answer = admin.post("/api/people", json=body)
    assert answer.status_code == 400
    assert answer.json()["sentence"].endswith(".")


def test_changes_are_felt_at_once(desk: Desk, admin: Any) -> None:
    with browser(desk) as client:
        client.app = admin.app  # the same process
        client._transport.app = admin.app
        sign_in(client, "OBS-7")
        assert client.get("/api/mission").json()["acts_as"] == ["observer"]
        assert admin.post("/api/people/OBS-7", json={"roles": ["verifier"]}).json()["roles"] == ["verifier"]
        assert client.get("/api/mission").json()["acts_as"] == ["verifier"]
        assert admin.post("/api/people/OBS-7", json={"audience": "public"}).json()["audience"] == "public"
        assert client.get("/api/incident").json()["audience"] == "public"
        assert len(admin.get("/api/people/OBS-7/sessions").json()["sessions"]) == 1
        assert admin.delete("/api/people/OBS-7/sessions").json() == {"ended": 1}
        assert client.get("/api/mission").status_code == 401
        sign_in(client, "OBS-7")
        assert admin.post("/api/people/OBS-7", json={"disabled": True}).json()["disabled"]
        assert client.get("/api/mission").status_code == 401
        assert sign_in(client, "OBS-7").status_code == 401


def test_tokens(admin: Any) -> None:
    made = admin.post("/api/people/OBS-7/tokens", json={"scopes": ["read"], "name": "sheet", "expires": "2027-12-31"})
    assert made.status_code == 201
    token = made.json()["token"]
    cookies = dict(admin.cookies)
    admin.cookies.clear()
    assert admin.get("/api/mission", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    admin.cookies.update(cookies)
    listed = admin.get("/api/people/OBS-7/tokens")
    assert token not in listed.text
    (one,) = listed.json()["tokens"]
    assert admin.delete(f"/api/people/DESK-7/tokens/{one['id']}").status_code == 404
    assert admin.delete(f"/api/people/OBS-7/tokens/{one['id']}").json() == {"ended": 1}
    admin.cookies.clear()
    assert admin.get("/api/mission", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_nobody_locks_everybody_out(admin: Any) -> None:
    assert admin.post("/api/people/ADMIN-1", json={"disabled": True}).status_code == 400
    assert admin.post("/api/people/ADMIN-1", json={"password": FIRST}).status_code == 400
    answer = admin.post("/api/people/ADMIN-1", json={"roles": ["desk"]})
    assert "last administrator" in answer.json()["sentence"]


def test_who_did_it_is_noted(admin: Any, people: People) -> None:
    admin.post("/api/people/OBS-7", json={"password": FIRST})
    assert {(n["by"], n["did"], n["whom"]) for n in newest_notes(people, 2)} == {
        ("ADMIN-1", "set the password of", "OBS-7"), ("ADMIN-1", "signed in by password", "ADMIN-1"),
    }  # fmt: skip
    assert PASSWORD not in str(newest_notes(people))


@pytest.mark.parametrize("sign", ["NOBODY-1", "x%0d%0aSet-Cookie:%20a=b", "..%2F..%2Fetc", "%00", "OBS-7;drop"])
def test_nobody_of_that_sign(admin: Any, sign: str) -> None:
    for method, end in (("POST", ""), ("GET", "/sessions"), ("POST", "/tokens")):
        answer = admin.request(method, f"/api/people/{sign}{end}", json={} if method == "POST" else None)
        assert answer.status_code in (404, 405), answer.text
        assert "a" not in answer.cookies
    assert admin.delete("/api/people/OBS-7/tokens/%00").status_code == 404
    assert admin.delete("/api/session/%00").status_code == 404
