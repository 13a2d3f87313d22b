"""Files on their way: the questions of pages, a break that shows, a client that goes away, a bound on how many."""

from __future__ import annotations

import csv
import http.client
import io
import json
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from live import served
from made import incident, report, send

from greenline.core.errors import Unavailable
from greenline.desk import share
from greenline.desk.desk import Desk
from greenline.web import flow
from greenline.web.app import create_app


@pytest.fixture(scope="module")
def filled(shared: Desk) -> Desk:
    for i in range(40):
        more = {
            "happened_at": f"20{i % 20:02d}-03-02",
            "place": [33 + i / 100, 35],
            "parties": [{"actor": "AB"[i % 2]}],
        }
        send(shared, "report", "send", values=report(**more, sensitivity="02"[i % 2], account=f"Shot {i}"))
        send(shared, "incident", "open", values=incident(**more, sensitivity="02"[i % 2]))
    return shared


@pytest.fixture(scope="module")
def web(filled: Desk) -> Any:
    from fastapi.testclient import TestClient

    return TestClient(create_app(filled), base_url="http://127.0.0.1", raise_server_exceptions=False)


@pytest.mark.parametrize(
    "query",
    """since=2010 until=2005-03-02 since=2003&until=2004 bbox=33,34,33.1,36 kind=CFV kind=CMB state=sent party=A q=shot
    q=Shot%203 at=20 at=20&bbox=33,34,33.1,36 audience=public audience=public&party=B audience=public&q=shot
    audience=public&since=2010&bbox=33,34,34,36""".split(),
)
def test_a_file_has_what_the_pages_have(web: Any, query: str) -> None:
    pages = web.get(f"/api/report?limit=1000&{query}").json()["records"]
    wanted = sorted(record["ref"] for record in pages)
    told = {form: web.get(f"/api/report/export?format={form}&{query}") for form in ("csv", "geojson", "jsonl", "xlsx")}
    rows = csv.DictReader(io.StringIO(told["csv"].text, newline=""))
    assert sorted(row["ref"] for row in rows) == wanted
    assert sorted(f["id"] for f in told["geojson"].json()["features"]) == wanted
    assert sorted(json.loads(line)["ref"] for line in told["jsonl"].text.splitlines()) == wanted
    from python_calamine import load_workbook

    book = load_workbook(io.BytesIO(told["xlsx"].content)).get_sheet_by_name("report").to_python()
    assert sorted(row[0] for row in book[1:]) == wanted


@pytest.mark.parametrize("query", ["limit=5", "cursor=x", "since=x", "bbox=1", "kind=x", "state=x", "at=x", "no=1"])
def test_wrong_questions(web: Any, query: str) -> None:
    answer = web.get(f"/api/report/export?{query}")
    assert answer.status_code == 400
    assert answer.json()["issues"]


@pytest.mark.parametrize("form", ["csv", "jsonl", "geojson", "xlsx"])
def test_a_break_on_the_way_shows(filled: Desk, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    """A file is whole only if its closing chunk came."""
    told = share.records

    def breaking(*asked: Any) -> Iterator[Any]:
        for number, record in enumerate(told(*asked)):
            if number == 30:
                raise RuntimeError("the disk went away")
            yield record

    monkeypatch.setattr(share, "records", breaking)
    monkeypatch.setattr(share, "_PIECE", 100)
    with served(create_app(filled)) as address:
        connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=20)
        connection.request("GET", f"/api/report/export?format={form}")
        answer = connection.getresponse()
        if answer.status == 200:
            with pytest.raises((http.client.IncompleteRead, ConnectionError)):
                answer.read()


def test_a_client_that_goes_away_frees_its_connection(filled: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    (one, *_) = share.records(filled, "report", filled.audience(None))
    opened: list[bool] = []

    def endless(desk: Desk, *_: Any) -> Iterator[Any]:
        with desk.reading():
            opened.append(True)
            try:
                while True:
                    yield one
            finally:
                opened.pop()

    monkeypatch.setattr(share, "records", endless)
    pool: Any = filled.ledger.reader.pool
    before = pool.checkedout()
    with served(create_app(filled)) as address:
        host, _, port = address.removeprefix("http://").partition(":")
        for _ in range(3):
            client = socket.create_connection((host, int(port)))
            client.sendall(b"GET /api/report/export HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert client.recv(1000).startswith(b"HTTP/1.1 200")
            client.close()
        for _ in range(200):
            if not opened and pool.checkedout() == before:
                break
            time.sleep(0.05)
    assert not opened
    assert pool.checkedout() == before


def test_too_many_at_once(web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(flow.MOST_FLOWING):
        assert flow._flowing.acquire(blocking=False)
    try:
        answer = web.get("/api/report/export")
    finally:
        for _ in range(flow.MOST_FLOWING):
            flow._flowing.release()
    assert (answer.status_code, answer.json()["code"]) == (503, Unavailable.code)
    assert web.get("/api/report/export").status_code == 200
