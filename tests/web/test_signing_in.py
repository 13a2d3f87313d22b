"""Signing in over HTTP: fixation, one's own password and sessions, first passwords, limits, addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyotp
import pytest
from peopled import PASSWORD, browser, populate, sign_in

from greenline.desk.desk import Desk
from greenline.desk.people import accounts, rules
from greenline.desk.people.store import People

COOKIE = "greenline-alpha"
OTHER = "nine blue herons fly"


@pytest.fixture
def people(desk: Desk) -> Iterator[People]:
    store = populate(desk)
    yield store
    store.close()


@pytest.fixture
def client(desk: Desk, people: People) -> Iterator[Any]:
    with browser(desk) as made:
        yield made


def test_an_id_from_before_signing_in_is_worth_nothing(client: Any) -> None:
    """Session fixation: what somebody else put into the browser is replaced, and was never anybody's."""
    planted = "A" * 43
    client.cookies.set(COOKIE, planted)
    answer = sign_in(client, "OBS-7")
    given = answer.headers["set-cookie"].partition("=")[2].partition(";")[0]
    assert given != planted
    client.cookies.clear()
    assert client.get("/api/mission", headers={"cookie": f"{COOKIE}={planted}"}).status_code == 401
    assert client.get("/api/mission", headers={"cookie": f"{COOKIE}={given}"}).status_code == 200


def test_signing_in_again_ends_the_session_before(client: Any) -> None:
    sign_in(client, "OBS-7")
    first = client.cookies[COOKIE]
    sign_in(client, "DESK-7")
    second = client.cookies[COOKIE]
    assert first != second
    client.cookies.clear()
    assert client.get("/api/mission", headers={"cookie": f"{COOKIE}={first}"}).status_code == 401


def test_wrong_ones_learn_nothing(client: Any, desk: Desk, people: People) -> None:
    accounts.disable(people, desk.mission, "DESK-7")
    said = {sign_in(client, sign, "wrong wrong wrong").text for sign in ("OBS-7", "DESK-7", "NOBODY-1")}
    assert len(said) == 1
    assert sign_in(client, "DESK-7").status_code == 401
    assert COOKIE not in client.cookies


def test_codes(client: Any, people: People) -> None:
    secret = rules.new_totp()
    accounts.set_totp(people, "OBS-7", secret)
    answer = sign_in(client, "OBS-7")
    assert (answer.status_code, answer.json()["needs"]) == (401, "code")
    assert COOKIE not in client.cookies
    assert sign_in(client, "OBS-7", code=pyotp.TOTP(secret).now()).status_code == 200


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"x", b'{"call_sign": 1}', b'{"user": "x"}', b'{"password": {"$ne": ""}}', b'"x"', b"null",
             b'{"call_sign": "OBS-7", "password": ["x"]}', b"\xff\xfe", b'{"password": "Kanarienvogel",}'],
)  # fmt: skip
def test_bodies_that_cannot_be_read(client: Any, body: bytes) -> None:
    answer = client.post("/api/session", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert "Kanarienvogel" not in answer.text


def test_a_body_without_end(client: Any) -> None:
    answer = client.post(
        "/api/session", content=b'{"password": "' + b"x" * 5000, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 413


def test_limits_tell_when_to_come_back(client: Any) -> None:
    said = [sign_in(client, f"N-{n}", "wrong wrong wrong") for n in range(45)]
    assert said[0].status_code == 401
    assert said[-1].status_code == 429
    assert 1 <= int(said[-1].headers["retry-after"]) <= 60
    assert client.get("/healthz").status_code == 200


def test_ones_own_password(desk: Desk, client: Any, people: People) -> None:
    sign_in(client, "OBS-7")
    with browser(desk) as other:
        sign_in(other, "OBS-7")
        first = client.cookies[COOKIE]
        for told, status in (
            ({"old": "wrong wrong wrong", "new": OTHER}, 401), ({"old": PASSWORD, "new": "short"}, 422),
            ({"old": PASSWORD, "new": PASSWORD}, 400), ({"old": PASSWORD, "new": "OBS-7 OBS-7 OBS-7"}, 422),
        ):  # fmt: skip
            answer = client.post("/api/session/password", json=told)
            assert answer.status_code == status, told
            assert not any(secret in answer.text for secret in told.values())
        assert client.post("/api/session/password", json={"old": PASSWORD, "new": OTHER}).status_code == 200
        assert client.cookies[COOKIE] != first
        assert client.get("/api/mission").status_code == 200
        assert other.get("/api/session/all").status_code == 401, "whoever else was in by the old password is out"
    client.cookies.clear()
    assert sign_in(client, "OBS-7").status_code == 401
    assert sign_in(client, "OBS-7", OTHER).status_code == 200


def test_a_first_password_is_changed_before_anything_else(desk: Desk, client: Any, people: People) -> None:
    accounts.set_password(people, desk.mission, "OBS-7", PASSWORD, must_change=True)
    assert sign_in(client, "OBS-7").json() == {"must_change": True}
    answer = client.get("/api/mission")
    assert (answer.status_code, answer.json()["needs"]) == (403, "password")
    assert client.get("/api/session").json()["must_change"]
    assert client.post("/api/session/password", json={"old": PASSWORD, "new": OTHER}).status_code == 200
    assert client.get("/api/mission").status_code == 200


def test_ones_own_sessions(desk: Desk, client: Any, people: People) -> None:
    sign_in(client, "OBS-7")
    with browser(desk) as other, browser(desk) as third, browser(desk) as stranger:
        for one in (other, third):
            sign_in(one, "OBS-7")
        sign_in(stranger, "DESK-7")
        held = client.get("/api/session/all").json()["sessions"]
        assert len(held) == 3
        (own,) = (one for one in held if one["own"])
        assert not any(client.cookies[COOKIE] in str(one) for one in held)
        theirs = next(one["id"] for one in held if not one["own"])
        assert stranger.delete(f"/api/session/{theirs}").status_code == 404
        assert client.delete(f"/api/session/{theirs}").json() == {"ended": 1}
        assert client.delete("/api/session/others").json() == {"ended": 1}
        assert client.delete(f"/api/session/{own['id']}").json() == {"ended": 1}
        assert client.get("/api/mission").status_code == 401
        assert stranger.get("/api/mission").status_code == 200


@pytest.mark.parametrize(
    ("told", "counted"),
    [("203.0.113.9", "203.0.113.9"), ("1.2.3.4, 203.0.113.9", "203.0.113.9"), ("2001:db8::7", "2001:db8::7"),
     ("203.0.113.9\tevil", "unknown"), ("<script>", "unknown"), ("203.0.113.9,", "unknown")],
)  # fmt: skip
def test_whose_address_a_proxy_tells(desk: Desk, people: People, told: str, counted: str) -> None:
    from starlette.requests import Request

    from greenline.web.doors import Doors

    head = {"type": "http", "headers": [(b"x-forwarded-for", told.encode())], "client": ("127.0.0.1", 5)}
    behind, plain = Doors(desk, False, proxy=True), Doors(desk, False)
    assert behind.address(Request(head)) == counted
    assert plain.address(Request(head)) == "127.0.0.1", "whoever comes directly can say what they like"
    twice = {**head, "headers": [(b"x-forwarded-for", b"1.2.3.4"), *head["headers"]]}
    assert behind.address(Request(twice)) == counted
    for doors in (behind, plain):
        doors.close()
