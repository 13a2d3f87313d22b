"""Who may come in, and as what: sessions, tokens, audiences, scopes, the public."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from made import incident, key, report, send
from peopled import PASSWORD, browser, populate, sign_in

from greenline.core.handling import PUBLIC
from greenline.desk.desk import Desk
from greenline.desk.people import accounts, sessions, tokens
from greenline.desk.people.rules import digest
from greenline.desk.people.store import People
from greenline.web.access import Asker, check_scope
from greenline.web.app import create_app

COOKIE = "greenline-alpha"


@pytest.fixture
def people(desk: Desk) -> Iterator[People]:
    store = populate(desk, PRESS_1="public", NONE_1="mission")
    yield store
    store.close()


@pytest.fixture
def client(desk: Desk, people: People) -> Iterator[Any]:
    with browser(desk) as made:
        yield made


def bearer(people: People, desk: Desk, sign: str, *scopes: str, **more: Any) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens.make(people, desk.mission, sign, scopes, **more)[0]}"}


def act(**more: Any) -> dict[str, Any]:
    return {"step": "send", "key": key(), "values": report(), **more}


def documented(client: Any) -> list[tuple[str, str]]:
    """Every method and path of the API and of /ogc, with something in the place of parameters."""
    paths = client.get("/api/openapi.json").json()["paths"]
    told = [(method.upper(), path) for path, methods in paths.items() for method in methods]
    told += [("GET", f"/ogc{path}") for path in ("", "/", "/api", "/conformance", "/collections")]
    told += [("GET", "/ogc/collections/incident"), ("GET", "/ogc/collections/incident/items")]
    return [(method, re.sub(r"\{\w+\}", "1", path)) for method, path in told]


def test_as_long_as_nobody_was_added_there_is_one_operator(desk: Desk) -> None:
    with browser(desk) as client:
        told = client.get("/api/session").json()
        assert (told["signed_in"], told["way"], told["call_sign"]) == (True, "operator", "OPERATOR")
        assert client.get("/api/mission").json()["call_sign"] == "OPERATOR"
        assert client.post("/api/report", json=act()).status_code == 201
        assert sign_in(client, "OBS-7").status_code == 403
        refused = client.post("/api/people", json={"call_sign": "ADMIN-1", "roles": ["administrator"]})
        assert refused.status_code == 403, "the first is added at the command line"
        assert client.get("/api/people").status_code == 403


def test_from_the_first_person_on_everybody_signs_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in a server that runs already, and though all be disabled again."""
    monkeypatch.setattr("greenline.web.doors.PEOPLE_S", 0.0)
    with browser(desk) as client:
        assert client.get("/api/mission").status_code == 200
        store = People(desk.place)
        accounts.add(store, desk.mission, "OBS-7", ["observer"])
        assert client.get("/api/mission").status_code == 401
        accounts.disable(store, desk.mission, "OBS-7")
        assert client.get("/api/mission").status_code == 401
        store.close()


def test_every_route_is_closed(client: Any, desk: Desk, people: People) -> None:
    sign_in(client, "ALL-7")
    routes = documented(client)
    assert len(routes) > 60
    client.cookies.clear()
    before = desk.ledger.pos()
    for method, path in routes:
        answer = client.request(method, path, headers={"content-type": "application/json"})
        wanted = 200 if path == "/healthz" else 401
        if path == "/api/session":
            wanted = {"GET": 200, "POST": 400, "DELETE": 200}[method]
        if path == "/api/guest/session":
            wanted = 400
        assert answer.status_code == wanted, (method, path, answer.text)
        if wanted == 401:
            assert answer.json()["needs"] == ("invitation" if path.startswith("/api/guest") else "sign_in")
            assert answer.json()["sentence"].endswith(".")
            assert answer.headers["www-authenticate"] == "Bearer"
    assert desk.ledger.pos() == before


@pytest.mark.parametrize(
    "path", ["/api", "/api/", "/api/nothing", "/ogc/x", "/api/%6dission", "/api//mission", "//api/mission", "/metrics",
             "/assets/../api/mission", "/./api/mission", "/API/mission"],
)  # fmt: skip
def test_whatever_is_not_open_is_closed(client: Any, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (401, 404), path
    assert "call_sign" not in answer.text


def test_the_page_itself_is_open(client: Any) -> None:
    for path in ("/", "/healthz"):
        assert client.get(path).status_code == 200
    assert "call_sign" not in client.get("/healthz").text


def test_signing_in_and_out(client: Any, people: People) -> None:
    before = client.get("/api/session").json()
    assert before == {"signed_in": False, "way": "anonymous", "ways": ["password"]}
    answer = sign_in(client, "desk-7")
    assert (answer.status_code, answer.json()) == (200, {"must_change": False})
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    assert {part.strip().lower() for part in cookie.split(";")[1:]} == {
        "httponly", "path=/", "samesite=strict", f"max-age={sessions.MOST_AGE_S}",
    }  # fmt: skip
    told = client.get("/api/session").json()
    assert (told["call_sign"], told["roles"], told["way"]) == ("DESK-7", ["desk"], "session")
    assert told["audiences"] == [
        "mission",
        "guarantor",
        "party:A",
        "party:B",
        "humanitarian",
        "local_authority",
        "public",
    ]
    mission = client.get("/api/mission").json()
    assert (mission["call_sign"], mission["role"], mission["acts_as"]) == ("DESK-7", "desk", ["desk"])
    assert client.post("/api/incident", json={"step": "open", "key": key(), "values": incident()}).status_code == 201
    refused = client.post("/api/incident", json={"step": "verify", "key": key(), "ref": "INC-1", "basis": "b"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_allowed"), "a verifier's step"
    secret = client.cookies[COOKIE]
    assert client.delete("/api/session").status_code == 200
    assert COOKIE not in client.cookies
    assert client.get("/api/mission", headers={"cookie": f"{COOKIE}={secret}"}).status_code == 401, "it is over"


def test_acts_are_the_call_signs(client: Any, desk: Desk) -> None:
    sign_in(client, "OBS-7")
    pos = client.post("/api/report", json=act()).json()["pos"]
    leaves = client.get(f"/api/entry/{pos}/proof").json()["entry"]["leaves"]
    assert [leaf[2] for leaf in leaves if leaf[0] == "@by"] == ["OBS-7"]


def test_the_roles_header_is_of_the_demo_only(client: Any) -> None:
    header = {"X-Greenline-Role": "verifier"}
    assert client.get("/api/mission", headers=header).status_code == 401
    sign_in(client, "OBS-7")
    assert client.get("/api/mission", headers=header).json()["acts_as"] == ["observer"]


def test_over_tls_the_cookie_is_the_hosts_alone(desk: Desk, people: People) -> None:
    with browser(desk, secure=True, names=("ops.example.org",)) as client:
        headers = {"Host": "ops.example.org", "Origin": "https://ops.example.org"}
        answer = client.post("/api/session", json={"call_sign": "OBS-7", "password": PASSWORD}, headers=headers)
        cookie = answer.headers["set-cookie"]
        assert cookie.startswith(f"__Host-{COOKIE}=")
        assert "; Secure" in cookie
        assert "domain" not in cookie.lower()
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        secret = cookie.partition("=")[2].partition(";")[0]
        told = client.get("/ogc", headers={**headers, "cookie": f"__Host-{COOKIE}={secret}"})
        assert told.json()["links"][0]["href"].startswith("https://ops.example.org/ogc")
        bare = client.get("/api/mission", headers={**headers, "cookie": f"{COOKIE}={secret}"})
        assert bare.status_code == 401, "a cookie of another name could be somebody else's"


# --- audiences


def test_outsiders_read_as_their_audience_and_as_nothing_else(client: Any, desk: Desk) -> None:
    for level in "02":
        send(desk, "incident", "open", values=incident(sensitivity=level))
    sign_in(client, "PRESS-1")
    assert client.get("/api/session").json()["audiences"] == ["public"]
    mission = client.get("/api/mission").json()
    assert (mission["audience"], mission["audiences"], mission["role"]) == ("public", ["public"], None)
    page = client.get("/api/incident").json()
    assert (page["audience"], len(page["records"])) == ("public", 1)
    assert client.get("/api/incident?audience=public").json()["records"] == page["records"]
    assert client.get("/ogc/collections/incident/items").json()["numberMatched"] == 1
    audiences = re.findall(r'"enum":\["(\w+)"\]', client.get("/ogc/api").text)
    assert "mission" not in audiences
    said = set()
    for audience in ("mission", "party:A", "nonsense", ""):
        answer = client.get(f"/api/incident?audience={audience}")
        assert answer.status_code == 403, audience
        said.add(answer.text)
    assert len(said) == 1, "nothing is told of what there is"
    for path in ("/api/picture", "/api/cells", "/api/ticks", "/api/incident/count", "/api/incident/export",
                 "/api/incident/columns", "/api/incident/versions", "/api/incident/rows?versions=1", "/ogc",
                 "/ogc/collections/incident/items", "/api/stream", "/api/mission",
                 "/api/incident/1/history"):  # fmt: skip
        asked = f"{path}{'&' if '?' in path else '?'}audience=mission"
        assert client.get(asked).status_code == 403, asked
    assert client.post("/api/report", json=act()).status_code == 403


def test_somebody_without_role_or_audience_reads_nothing(client: Any, desk: Desk, people: People) -> None:
    accounts.add(people, desk.mission, "OUT-1", ["observer"], password=PASSWORD)
    with people.writing() as connection:
        connection.execute(accounts.persons.update().where(accounts.persons.c.call_sign == "OUT-1").values(roles=""))
    sign_in(client, "OUT-1")
    assert client.get("/api/session").json()["audiences"] == []
    for path in ("/api/mission", "/api/incident", "/api/incident?audience=public"):
        assert client.get(path).status_code == 403


def test_who_reads_as_less_begins_records_and_changes_none(client: Any, desk: Desk, people: People) -> None:
    """What changed in between is shown to whoever would change it; so who may not see it may not try."""
    cited = send(desk, "report", "send", values=report(account="Kanarienvogel"))
    accounts.set_rights(people, desk.mission, "OBS-7", ["observer", "desk"], "public")
    sign_in(client, "OBS-7")
    assert client.post("/api/report", json=act()).status_code == 201
    stale = {"step": "amend", "key": key(), "ref": cited.ref, "saw": 0, "reason": "r", "values": {"account": "x"}}
    answer = client.post("/api/report", json=stale)
    assert answer.status_code == 403
    assert "Kanarienvogel" not in answer.text
    assert client.post("/api/import", content=b"a,b", headers={"content-type": "application/octet-stream"}
                       ).status_code == 403  # fmt: skip


# --- tokens


def test_tokens(client: Any, desk: Desk, people: People) -> None:
    reads = bearer(people, desk, "DESK-7", "read")
    assert client.get("/api/mission", headers=reads).json()["call_sign"] == "DESK-7"
    assert client.get("/api/session", headers=reads).json()["scopes"] == ["read"]
    opening = {"step": "open", "key": key(), "values": incident()}
    answer = client.post("/api/incident", json=opening, headers=reads)
    assert (answer.status_code, "scope write" in answer.json()["sentence"]) == (403, True)
    assert client.get("/api/incident/export", headers=reads).status_code == 403
    exports = bearer(people, desk, "DESK-7", "export")
    assert client.get("/api/incident/export", headers=exports).status_code == 200
    assert client.get("/api/incident", headers=exports).status_code == 403
    writes = bearer(people, desk, "DESK-7", "write")
    assert client.post("/api/incident", json=opening, headers=writes).status_code == 201
    narrow = bearer(people, desk, "DESK-7", "read", audience="public")
    assert client.get("/api/incident", headers=narrow).json()["audience"] == "public"
    assert client.get("/api/incident?audience=mission", headers=narrow).status_code == 403


def test_a_token_of_an_administrator_manages_nobody(client: Any, desk: Desk, people: People) -> None:
    token = bearer(people, desk, "ADMIN-1", "read", "write", "export")
    assert client.get("/api/people", headers=token).status_code == 403
    assert client.post("/api/people", json={"call_sign": "X-1", "roles": ["desk"]}, headers=token).status_code == 403
    assert client.get("/api/session/all", headers=token).status_code == 401


def test_a_device_sends_and_does_nothing_else(client: Any, desk: Desk, people: People) -> None:
    device = bearer(people, desk, "ALL-7", device=True)
    sent = client.post("/api/report", json=act(), headers=device)
    assert sent.status_code == 201
    opening = {"step": "open", "key": key(), "values": incident()}
    assert client.post("/api/incident", json=opening, headers=device).status_code == 403, "not by its owner's desk role"
    amending = {"step": "amend", "key": key(), "ref": sent.json()["ref"], "reason": "r", "values": {"account": "x"}}
    assert client.post("/api/report", json=amending, headers=device).status_code == 403
    assert client.get("/api/report", headers=device).status_code == 403


@pytest.mark.parametrize(
    "told", ["Bearer glt_nonsense", "Bearer", "Bearer ", "Basic T0JTLTc6eA==", "glt_x", "Bearer \xff", "Bearer a b"]
)
def test_tokens_of_nobody(client: Any, told: str) -> None:
    sign_in(client, "OBS-7")
    answer = client.get("/api/mission", headers={"Authorization": told.encode("latin-1")})
    assert answer.status_code == 401, "a cookie beside it does not help"


def test_a_token_is_not_a_cookie_nor_a_cookie_a_token(client: Any, desk: Desk, people: People) -> None:
    token = bearer(people, desk, "OBS-7", "read")["Authorization"].partition(" ")[2]
    assert client.get("/api/mission", headers={"cookie": f"{COOKIE}={token}"}).status_code == 401
    sign_in(client, "OBS-7")
    secret = client.cookies[COOKIE]
    client.cookies.clear()
    assert client.get("/api/mission", headers={"Authorization": f"Bearer {secret}"}).status_code == 401
    assert client.get(f"/api/mission?token={token}").status_code == 401


def test_guessing_tokens_is_slowed_down(client: Any) -> None:
    said = [client.get("/api/mission", headers={"Authorization": f"Bearer glt_{n}"}).status_code for n in range(130)]
    assert said[0] == 401
    assert said[-1] == 429


# --- the public


def opened(desk: Desk) -> Desk:
    settings = desk.mission.settings.model_copy(update={"open_to_public": True})
    desk.mission = replace(desk.mission, settings=settings)
    return desk


def test_open_to_the_public(desk: Desk, people: People) -> None:
    for level in "02":
        send(desk, "incident", "open", values=incident(sensitivity=level))
    with browser(opened(desk)) as client:
        assert client.get("/api/session").json()["signed_in"] is False
        page = client.get("/api/incident").json()
        assert (page["audience"], len(page["records"])) == (PUBLIC.name, 1)
        assert client.get("/api/incident?audience=mission").status_code == 403
        assert client.get("/api/incident/export").status_code == 200
        answer = client.post("/api/report", json=act())
        assert (answer.status_code, answer.json()["needs"]) == (401, "sign_in")
        assert client.get("/api/mission", headers={"Authorization": "Bearer glt_x"}).status_code == 401
        assert client.get("/api/mission", headers={"cookie": f"{COOKIE}=old"}).json()["audience"] == "public"
        sign_in(client, "DESK-7")
        assert len(client.get("/api/incident").json()["records"]) == 2


# --- what is over is over at once


def test_revoking_is_felt_at_once_here_and_soon_elsewhere(
    client: Any, desk: Desk, people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, "OBS-7")
    assert client.get("/api/mission").status_code == 200
    with browser(desk) as other:
        sign_in(other, "OBS-7")
        assert client.delete("/api/session/others").json() == {"ended": 1}
        assert client.get("/api/mission").status_code == 200
        assert other.get("/api/mission").status_code == 401, "a process that had not looked it up yet"
    monkeypatch.setattr("greenline.web.doors.HOLDS_S", 0.3)
    assert client.get("/api/mission").status_code == 200
    time.sleep(3.1)
    client.get("/api/mission")
    sessions.revoke(people, "OBS-7")
    time.sleep(0.4)
    assert client.get("/api/mission").status_code == 401


def test_a_busy_client_costs_the_database_nothing(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_in(client, "OBS-7")
    looked = []
    look = sessions.look
    monkeypatch.setattr(sessions, "look", lambda *more, **also: looked.append(1) or look(*more, **also))
    for _ in range(20):
        assert client.get("/api/session").status_code == 200
    assert len(looked) <= 2


def test_every_scope_of_every_asker() -> None:
    """Deny unless given: methods that are not known to read need the scope to write."""
    from greenline.core.errors import NotAllowed, NotSignedIn
    from greenline.core.handling import Actor

    asker = Asker("token", Actor("OBS-7", frozenset()), None, frozenset({"read"}))
    for method in ("POST", "PUT", "PATCH", "DELETE", "MKCOL"):
        with pytest.raises(NotAllowed):
            check_scope({"method": method, "path": "/api/report"}, asker, ())
    for method in ("GET", "HEAD", "OPTIONS"):
        check_scope({"method": method, "path": "/api/report"}, asker, ())
    nobody = Asker("anonymous", Actor("NOBODY", frozenset()), (), frozenset())
    with pytest.raises(NotSignedIn):
        check_scope({"method": "GET", "path": "/api/report"}, nobody, ())


def test_a_demo_asks_nobody(desk: Desk) -> None:
    from fastapi.testclient import TestClient

    client = TestClient(create_app(desk, demo=True), base_url="http://127.0.0.1")
    told = client.get("/api/session").json()
    assert (told["signed_in"], told["way"]) == (True, "operator")
    assert client.get("/api/mission", headers={"X-Greenline-Role": "observer"}).json()["acts_as"] == ["observer"]


def test_a_digest_takes_any_bytes() -> None:
    assert len(digest("\udcff")) == 32
