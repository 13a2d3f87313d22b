"""A table brought in over HTTP: looked at, tried, and only then written."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from fastapi.testclient import TestClient

from greenline.desk.desk import Desk
from greenline.web import importing
from greenline.web.app import create_app

FILE = {"Content-Type": "application/octet-stream"}
TABLE = (
    b"id,date,lat,lon,killed,words\n1,2025-03-02,35.1,33.2,2,One\n2,2025-03-03,35.2,33.3,,Two\n"
    b"3,2025-03-04,north,33.3,1,Three\n"
)
MAP: dict[str, Any] = {
    "register": "report", "key": "mine:{id}", "constants": {"source_kind": "NGO", "place.prec": 2},
    "fields": {"happened_at.start": "date", "place.lat": "lat", "place.lon": "lon", "deaths.best": "killed",
               "account": "words"},
}  # fmt: skip


@pytest.fixture
def web(desk: Desk) -> TestClient:
    return TestClient(create_app(desk, demo=True), base_url="http://127.0.0.1", raise_server_exceptions=False)


def sent(web: TestClient, body: bytes = TABLE, **headers: str) -> dict[str, Any]:
    answer = web.post("/api/import", content=body, headers={**FILE, **headers})
    assert answer.status_code == 201, answer.text
    return answer.json()


def ran(web: TestClient, token: str, **asked: Any) -> dict[str, Any]:
    answer = web.post(f"/api/import/{token}/run", json=asked)
    assert answer.status_code == 200, answer.text
    return json.loads(answer.text.strip().splitlines()[-1])


def test_looked_at_tried_and_imported(web: TestClient, desk: Desk) -> None:
    told = sent(web)
    assert told["header"] == ["id", "date", "lat", "lon", "killed", "words"]
    assert [row["cells"][0] for row in told["rows"]] == ["1", "2", "3"]
    assert told["form"] is None
    assert told["map"]["key"] == "table:{id}"
    tried = web.post(f"/api/import/{told['token']}/try", json={"map": MAP}).json()
    assert {n: tried[n] for n in ("read", "new", "already", "refused", "whole")} == {
        "read": 3, "new": 2, "already": 0, "refused": 1, "whole": True,
    }  # fmt: skip
    assert tried["reasons"][0]["line"] == 4
    assert tried["samples"][0]["values"]["deaths"] == {"best": 2}
    assert desk.ledger.pos() == 0, "nothing was written yet"
    told = ran(web, told["token"], map=MAP)
    assert told["summary"]["accepted"] == 2
    assert "line 4" in told["summary"]["reasons"][0]
    assert desk.ledger.pos() == 2
    assert "/" not in json.dumps(told["summary"]).replace("n/a", ""), "no path of the server"


def test_the_file_is_gone_after_its_import(web: TestClient, desk: Desk) -> None:
    token = sent(web)["token"]
    ran(web, token, map=MAP)
    assert web.post(f"/api/import/{token}/try", json={"map": MAP}).status_code == 404
    assert not list((desk.data / "uploads").iterdir())


def test_a_known_data_set_is_recognised(web: TestClient) -> None:
    head = b"latitude,longitude,bright_ti4,scan,track,acq_date,acq_time,satellite,confidence,version,bright_ti5,frp,"
    head += b"daynight\n"
    told = sent(web, head + b"4.85,31.58,340.1,0.4,0.4,2025-03-02,234,N,n,2.0NRT,290.2,3.4,N\n")
    assert told["form"] == "firms"
    assert ran(web, told["token"], form="firms")["summary"]["accepted"] == 1


def test_every_form_is_recognised_by_its_header() -> None:
    from greenline.desk.importing import FORMS, shipped_map
    from greenline.desk.trying import fitting

    for form, names in FORMS.items():
        for name in names:
            told = shipped_map(name)
            header = told.get("needs") or told["columns"]
            if name != "ucdp-deco":
                assert fitting(list(header)) == form


def test_a_spreadsheet_with_several_sheets(web: TestClient, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as book:
        book.add_worksheet("Read me").write(0, 0, "about")
        page = book.add_worksheet("Data")
        for number, line in enumerate(TABLE.decode().splitlines()):
            page.write_row(number, 0, line.split(","))
    told = sent(web, (tmp_path / "t.xlsx").read_bytes())
    assert told["sheets"] == ["Read me", "Data"]
    again = web.get(f"/api/import/{told['token']}?sheet=Data&register=report").json()
    assert again["header"][0] == "id"
    tried = web.post(f"/api/import/{told['token']}/try", json={"map": MAP, "sheet": "Data"}).json()
    assert (tried["new"], tried["refused"]) == (2, 1)


def test_a_map_that_does_not_fit_is_told_whole(web: TestClient) -> None:
    token = sent(web)["token"]
    wrong = {**MAP, "key": "mine:{nope}", "fields": {"happened_at.start": "when", "no_field": "words"}}
    for way in ("try", "run"):
        answer = web.post(f"/api/import/{token}/{way}", json={"map": wrong})
        assert answer.status_code == 422
        assert len(answer.json()["issues"]) == 3


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"map": {}, "form": "acled"}, 400),
        ({"form": "nope"}, 404),
        ({"map": 3}, 400),
        ({"map": MAP, "more": 1}, 400),
        ({"map": {"register": "nope", "key": "x:{id}"}}, 422),
        ({"map": {"constants": []}}, 422),
        ({"form": "acled"}, 422),
    ],
)
def test_questions_that_cannot_be_read(web: TestClient, body: dict[str, Any], status: int) -> None:
    token = sent(web)["token"]
    answer = web.post(f"/api/import/{token}/try", json=body)
    assert answer.status_code == status, answer.text
    assert answer.json()["sentence"]


@pytest.mark.parametrize("body", [b"", b"\x00\x01\x02", b"PK\x03\x04no", "\ufeff".encode("utf-16") + b"a\x00"])
def test_what_is_no_table_is_refused_and_not_kept(web: TestClient, desk: Desk, body: bytes) -> None:
    answer = web.post("/api/import", content=body, headers=FILE)
    assert answer.status_code == 400
    assert not list((desk.data / "uploads").glob("*"))


def test_a_file_too_large_is_refused_and_not_kept(web: TestClient, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_FILE", 1000)
    assert web.post("/api/import", content=b"a,b\n" * 500, headers=FILE).status_code == 413
    assert not list((desk.data / "uploads").glob("*"))


@pytest.mark.parametrize("token", ["x", "0" * 32, "../../ledger.sqlite", "%2e%2e"])
def test_tokens_that_name_nothing(web: TestClient, token: str) -> None:
    assert web.get(f"/api/import/{token}").status_code in (404, 405)
    assert web.post(f"/api/import/{token}/run", json={"map": MAP}).status_code in (404, 405)


@pytest.mark.parametrize("role", ["observer", "verifier", "analyst", "planner", "liaison", "head", "records"])
def test_only_the_desk_may(web: TestClient, role: str) -> None:
    token = sent(web)["token"]
    headers = {"X-Greenline-Role": role}
    assert web.post("/api/import", content=TABLE, headers={**FILE, **headers}).status_code == 403
    assert web.get(f"/api/import/{token}", headers=headers).status_code == 403
    for way in ("try", "run"):
        assert web.post(f"/api/import/{token}/{way}", json={"map": MAP}, headers=headers).status_code == 403


def test_another_sites_page_cannot_send_one(web: TestClient) -> None:
    for kind in ("multipart/form-data; boundary=x", "text/plain", "text/csv"):
        assert web.post("/api/import", content=TABLE, headers={"Content-Type": kind}).status_code == 400
    evil = {**FILE, "Origin": "https://evil.example"}
    assert web.post("/api/import", content=TABLE, headers=evil).status_code == 403


def test_files_nobody_came_back_for_are_forgotten(web: TestClient, desk: Desk) -> None:
    old = sent(web)["token"]
    before = time.time() - importing.KEPT_S - 10
    os.utime(desk.data / "uploads" / old, (before, before))
    new = sent(web)["token"]
    assert [f.name for f in (desk.data / "uploads").iterdir()] == [new]


def test_with_incidents_beside(web: TestClient, desk: Desk) -> None:
    kinds = (
        TABLE.replace(b"words\n", b"words,kind\n")
        .replace(b"One\n", b"One,CFV-SAF\n")
        .replace(b"Two\n", b"Two,CFV-MOV\n")
    )
    token = sent(web, kinds.replace(b"Three\n", b"Three,CFV-SAF\n"))["token"]
    told = {**MAP, "fields": {**MAP["fields"], "kind": "kind"}}
    assert ran(web, token, map=told, as_incident=True)["summary"]["accepted"] == 2
    assert web.get("/api/incident/count").json()["count"] == 2


def test_every_entry_tells_who_brought_it_in(web: TestClient, desk: Desk) -> None:
    token = sent(web)["token"]
    answer = web.post(f"/api/import/{token}/run", json={"map": MAP}, headers={"X-Greenline-Role": "desk"})
    assert "summary" in answer.text
    ref = web.get("/api/report?limit=1").json()["records"][0]["ref"]
    version = web.get(f"/api/report/{ref}/history").json()["versions"][0]
    assert (version["by"], version["basis"]) == ("IMPORT", "Brought in by DEMO-DESK.")


def test_a_map_larger_than_the_bound_is_refused_unread(web: TestClient) -> None:
    token = sent(web)["token"]
    body = b'{"map": "' + b"x" * 2_000_000 + b'"}'
    answer = web.post(f"/api/import/{token}/try", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413


def test_too_many_files_that_wait(web: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_KEPT", 2)
    sent(web)
    sent(web)
    assert web.post("/api/import", content=TABLE, headers=FILE).status_code == 503
