"""The web: every route, every refusal as JSON with a sentence, the same headers on every answer."""

from __future__ import annotations

from typing import Any

import pytest
from made import ALL, incident, key, report, send

from greenline.core.handling import MISSION, PUBLIC
from greenline.desk import picture
from greenline.desk.desk import Desk
from greenline.registers import REGISTERS
from greenline.web.app import HEADERS, MOST_BODY, create_app

OPEN = [noun for noun, register in REGISTERS.items() if not register.apart]


@pytest.fixture(scope="module")
def filled(shared: Desk) -> Desk:
    for i in range(7):
        cited = send(shared, "report", "send", values=report(sensitivity="02"[i % 2], account=f"Shot {i}")).ref
        send(shared, "incident", "open", values=incident(sensitivity="02"[i % 2], reports=[cited]))
    for noun, values in {"site": {"name": "Camp"}, "unit": {"name": "Force"}, "asset": {"name": "Truck"}}.items():
        send(shared, noun, "enter", values=values)
    return shared


@pytest.fixture(scope="module")
def web(filled: Desk) -> Any:
    from fastapi.testclient import TestClient

    return TestClient(create_app(filled, demo=True), base_url="http://127.0.0.1", raise_server_exceptions=False)


def some(desk: Desk, noun: str) -> str:
    from greenline.faces.query import Question

    return str(picture.page(desk, noun, MISSION, Question())["records"][0]["ref"])


def act(**more: Any) -> dict[str, Any]:
    return {"step": "send", "key": key(), "values": report(), **more}


def test_mission(web: Any) -> None:
    body = web.get("/api/mission").json()
    assert (body["name"], body["demo"], body["audience"], body["role"]) == ("alpha", True, "mission", "operator")
    assert body["audiences"] == [
        "mission",
        "guarantor",
        "party:A",
        "party:B",
        "humanitarian",
        "local_authority",
        "public",
    ]
    assert body["sees"].keys() == set(body["audiences"])
    assert body["sees"]["mission"] == {"level": "strict", "place": "exact", "delay_d": 0, "by_state": False}
    assert body["sees"]["public"]["level"] == "open"
    assert body["parties"][0] == {"code": "A", "name": {"en": "Party A"}, "kind": "", "colour": "#112233"}
    assert body["zones"]["features"][0]["properties"]["code"] == "BZ"
    assert web.get("/api/mission?audience=public").json()["audience"] == "public"
    assert web.get("/api/mission", headers={"X-Greenline-Role": "observer"}).json()["role"] == "observer"


def test_registers_and_words(web: Any) -> None:
    assert [r["name"] for r in web.get("/api/registers").json()] == OPEN
    english, turkish, other = (web.get(f"/api/words/{lang}").json() for lang in ("en", "tr", "xx"))
    assert english["codes"]["incident_kind"]["CFV-SAF"].startswith("Small-arms")
    assert turkish["codes"]["incident_kind"]["CFV-SAF"] == "Hafif silah ates"
    assert other["codes"] == english["codes"]
    assert english["fields"]["incident.happened_at"]["question"]
    assert english["fields"]["report.parties[].actor"]["question"]
    for register in REGISTERS.values():
        assert set(register.states()) <= english["states"].keys()
        assert {s.name for s in register.steps} <= english["steps"].keys()


@pytest.mark.parametrize("language", ["..%2F..%2Fetc", "en.toml", "%00", "x" * 500, "tr%2Ftr"])
def test_words_of_no_language(web: Any, language: str) -> None:
    answer = web.get(f"/api/words/{language}")
    assert answer.status_code in (200, 404)
    assert "[" not in answer.json().get("language", "")


@pytest.mark.parametrize("noun", [noun for noun in REGISTERS if noun not in OPEN])
def test_what_is_apart_has_no_route_of_its_own(web: Any, noun: str) -> None:
    shut = (f"/api/{noun}", f"/api/{noun}/count", f"/api/{noun}/export?format=csv", f"/api/{noun}/XXX-AAAAA")
    for path in shut:
        told = web.get(path)
        assert told.status_code in (404, 405) or "records" not in told.json(), path


@pytest.mark.parametrize("noun", OPEN)
def test_every_route_of_every_register(web: Any, filled: Desk, noun: str) -> None:
    page = web.get(f"/api/{noun}").json()
    assert (page["register"], page["audience"], page["pos"]) == (noun, "mission", filled.ledger.pos())
    assert web.get(f"/api/{noun}/count").json() == {"count": len(page["records"])}
    for form, kind in (("csv", "text/csv"), ("geojson", "application/geo+json"), ("jsonl", "application/jsonl")):
        answer = web.get(f"/api/{noun}/export?format={form}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith(kind)
        assert f"{noun}.{form}" in answer.headers["content-disposition"]
    for record in page["records"]:
        one = web.get(f"/api/{noun}/{record['ref']}").json()
        assert one == record
        assert one.keys() >= {"ref", "register", "state", "version", "pos", "recorded_at", "values"}
        versions = web.get(f"/api/{noun}/{record['ref']}/history").json()["versions"]
        assert versions[-1]["version"] == one["version"]
        assert web.get(versions[-1]["proof"]).json()["hash"] == versions[-1]["entry"]["hash"]


def test_pages_and_filters(web: Any) -> None:
    found, cursor = [], ""
    while cursor is not None:
        body = web.get(f"/api/report?limit=2&cursor={cursor}").json()
        found += [r["ref"] for r in body["records"]]
        cursor = body["next"]
    assert len(found) == len(set(found)) == 7
    for query, count in {
        "kind=CFV": 7, "kind=CFV-SAF,CMB": 7, "kind=CMB": 0, "code=CFV-IDF": 0, "state=sent": 7,
        "since=2025-03-02": 7, "since=2025-03-03": 0, "until=2025-03-01": 0, "since=2025&until=2025": 7,
        "since=2025-03-02T12:00:00%2B02:00": 7, "bbox=33,35,34,36": 7, "bbox=34,35,33,36": 0, "q=shot": 7,
        "q=Shot%203": 1, "at=0": 0, "audience=public": 4, "audience=public&q=shot": 0, "party=A": 0, "q=": 7,
        "q=SHOT": 7, "kind=CFV,POS": 7,
    }.items():  # fmt: skip
        assert web.get(f"/api/report/count?{query}").json() == {"count": count}, query
        assert len(web.get(f"/api/report?{query}").json()["records"]) == count, query


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=1001", "limit=x", "limit=-1", "limit=1e3", "since=yesterday", "since=2025-03-02T12:00",
     "until=2023-13-45", "bbox=1,2,3", "bbox=a,b,c,d", "bbox=0,10,1,5", "bbox=181,0,182,1", "bbox=nan,0,1,1",
     "bbox=0,-91,1,1", "at=-1", "at=x", "at=99999999999999999999", "cursor=x", "colour=red",
     "q=" + "x" * 201, "q=%00", "limit=٣"],
)  # fmt: skip
@pytest.mark.parametrize("end", ["", "/count"])
def test_questions_that_cannot_be_read(web: Any, query: str, end: str) -> None:
    if query == "cursor=x" and end:
        pytest.skip("a count has no pages")
    answer = web.get(f"/api/report{end}?{query}")
    assert answer.status_code == 400, answer.text
    assert answer.json()["sentence"].endswith(".")
    assert answer.json()["code"] == "bad_request"


def test_all_that_is_wrong_with_a_question_at_once(web: Any) -> None:
    body = web.get("/api/report?limit=0&bbox=1&since=x&colour=red&at=x").json()
    assert {i["field"] for i in body["issues"]} == {"limit", "bbox", "since", "colour", "at"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/planet", 404), ("/api/report/REP-00000", 404), ("/api/report/x/history", 404), ("/api/nothing", 404),
        ("/api/report/INC-00000?audience=public", 404), ("/api/entry/0/proof", 404), ("/api/entry/999/proof", 404),
        ("/api/entry/1/proof?audience=public", 400), ("/api/report?audience=enemy", 404),
        ("/api/picture?since=1&at=1", 400), ("/api/picture?since=x", 400), ("/api/picture?at=-1", 400),
        ("/api/report/export?format=xml", 400), ("/api/report/x?at=y", 400),
    ],
)  # fmt: skip
def test_refusals_are_json_with_a_sentence(web: Any, path: str, status: int) -> None:
    answer = web.get(path)
    assert answer.status_code == status, answer.text
    body = answer.json()
    assert {"code", "sentence"} <= body.keys(), body
    assert body["sentence"].endswith(".")


@pytest.mark.parametrize(("path", "status"), [("/api/entry/x/proof", 400), ("/api/stream?audience=enemy", 404)])
def test_refusals_of_the_framework_too(web: Any, path: str, status: int) -> None:
    answer = web.get(path)
    assert (answer.status_code, bool(answer.json()["sentence"])) == (status, True)


@pytest.mark.parametrize("path", ["picture", "report/x", "report/x/history", "registers", "report/export", "mission"])
def test_a_parameter_that_does_not_exist_is_refused_everywhere(web: Any, path: str) -> None:
    assert web.get(f"/api/{path}?colour=red").status_code == 400


def test_a_version_beyond_all_numbers(web: Any) -> None:
    ref = web.post("/api/report", json=act()).json()["ref"]
    body = act(step="amend", ref=ref, saw=2**63, reason="r", values={"account": "x"})
    assert web.post("/api/report", json=body).status_code == 409


def test_an_act_and_what_comes_of_it(web: Any, filled: Desk) -> None:
    body = act()
    first, again = web.post("/api/report", json=body), web.post("/api/report", json=body)
    assert (first.status_code, again.status_code) == (201, 200)
    told = first.json()
    assert told.keys() == {"ref", "site", "seq", "pos", "head", "already", "flags"}
    assert (told["already"], again.json()["already"]) == (False, True)
    assert web.post("/api/report", json={**body, "values": report(kind="CFV-IDF")}).json()["code"] == "key_conflict"
    amend = act(step="amend", ref=told["ref"], saw=told["pos"], reason="r", values={"account": "x"})
    assert web.post("/api/report", json=amend).status_code == 201
    stale = web.post("/api/report", json={**amend, "key": key(), "values": {"account": "y"}})
    assert stale.status_code == 409
    body = stale.json()
    assert body["code"] == "stale"
    assert (body["seen"]["version"], body["current"]["version"]) == (told["pos"], told["pos"] + 1)
    assert body["current"]["values"]["account"] == "x"


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"values": {"kind": "X", "place": [0, 91]}}, 422, "invalid"),
        ({"step": "fly"}, 422, "invalid"),
        ({"key": ""}, 422, "invalid"),
        ({"step": "amend", "ref": "REP-00000", "reason": "r"}, 404, "not_found"),
        ({"saw": "1"}, 400, "bad_request"),
        ({"saw": True}, 400, "bad_request"),
        ({"key": 3, "values": [], "colour": "red"}, 400, "bad_request"),
        ({"register": "incident"}, 400, "bad_request"),
    ],
)
def test_acts_that_are_refused(web: Any, more: dict[str, Any], status: int, code: str) -> None:
    answer = web.post("/api/report", json=act(**more))
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["sentence"].endswith(".")
    assert all(i["sentence"] and i["field"] for i in answer.json().get("issues", ()))


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff", b"[" * 100_000, b'{"a": NaN}'])
def test_bodies_that_are_no_act(web: Any, body: bytes) -> None:
    answer = web.post("/api/report", content=body, headers={"content-type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_a_body_too_large_is_refused(web: Any) -> None:
    answer = web.post("/api/report", json=act(values={"account": "x" * MOST_BODY}))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods(web: Any, method: str) -> None:
    answer = web.request(method, "/api/report", json={})
    assert answer.status_code == 405
    assert answer.json()["sentence"].endswith(".")


@pytest.mark.parametrize("role", ["observer", "verifier", "desk", "analyst", "head"])
def test_roles_in_the_demo(web: Any, filled: Desk, role: str) -> None:
    body = {"step": "open", "key": key(), "values": incident()}
    answer = web.post("/api/incident", json=body, headers={"X-Greenline-Role": role})
    assert answer.status_code == (201 if role in ("desk", "verifier") else 403)
    if answer.status_code == 201:
        version = web.get(f"/api/incident/{answer.json()['ref']}/history").json()["versions"][0]
        assert (version["by"], version["role"]) == (f"DEMO-{role.upper()}", role)


def test_no_such_role_and_no_role_outside_the_demo(web: Any, filled: Desk) -> None:
    from fastapi.testclient import TestClient

    for role in ("king", "machine", ""):
        answer = web.post("/api/report", json=act(), headers={"X-Greenline-Role": role})
        assert answer.status_code == 400, role
    plain = TestClient(create_app(filled), base_url="http://127.0.0.1")
    assert plain.get("/api/mission", headers={"X-Greenline-Role": "observer"}).json()["role"] == "operator"
    assert ALL.call_sign != "OPERATOR"


def test_the_public_reads_its_own(web: Any, filled: Desk) -> None:
    shown = web.get("/api/incident?audience=public").json()["records"]
    assert shown
    assert {r["ref"] for r in shown} == {
        r["ref"] for r in picture.picture(filled, PUBLIC)["rows"] if r["register"] == "incident"
    }
    assert all(r["values"]["place"]["grid_km"] == 10 and "reports" not in r["values"] for r in shown)
    told = web.get(f"/api/incident/{shown[0]['ref']}/history?audience=public").json()["versions"][0]
    assert not {"by", "reason", "entry", "proof", "key"} & told.keys()
    assert "key" in web.get(f"/api/incident/{some(filled, 'incident')}/history").json()["versions"][0]


PATHS = ["/api/mission", "/api/report", "/api/report/REP-00000", "/api/report?limit=0", "/api/report/export", "/x",
         "/api/openapi.json", "/api/picture", "/"]  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["127.0.0.1", "evil.example"])
def test_security_headers_on_every_answer(web: Any, path: str, host: str) -> None:
    answer = web.get(path, headers={"host": host})
    for name, value in HEADERS.items():
        if name != "Cache-Control":
            assert answer.headers.get_list(name) == [value]
    assert answer.headers["cache-control"]
    assert "server" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers


def test_openapi_lists_every_register(web: Any) -> None:
    body = web.get("/api/openapi.json").json()
    for noun in OPEN:
        assert {f"/api/{noun}", f"/api/{noun}/count", f"/api/{noun}/export", f"/api/{noun}/{{ref}}"} <= body[
            "paths"
        ].keys()
        assert noun in body["components"]["schemas"]
        assert body["paths"][f"/api/{noun}"].keys() == {"get", "post"}
    assert "/api/stream" in body["paths"]


@pytest.mark.parametrize("query", ["state=gone", "kind=NOPE", "kind=cfv", "kind=CFV*", "since=2021&until=2020"])
def test_a_question_that_nothing_can_answer_is_refused(web: Any, query: str) -> None:
    assert web.get(f"/api/report/count?{query}").status_code == 400


def test_a_register_without_a_time_is_not_asked_for_one(web: Any) -> None:
    assert web.get("/api/unit?since=2020").status_code == 400
