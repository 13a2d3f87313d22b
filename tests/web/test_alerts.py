"""Alerts over HTTP: nobody sees addresses, looking acknowledges nothing, receipts are signed, the feed is the
audience's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alerted import NOW_S, mail, opened, people, raised, released
from fastapi.testclient import TestClient
from lxml import etree
from peopled import browser, populate, sign_in
from sqlalchemy import select

from greenline.desk.alerts.channels.webhook import SIGNATURE, signature
from greenline.desk.alerts.outbox import Outcome, claim, derive, settle, token_of
from greenline.desk.alerts.store import deliveries
from greenline.desk.desk import Desk
from greenline.web.app import create_app

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("RECEIPTS", "shared")
    told = mail(9) + '[alerting.receipts]\nsecret_env = "RECEIPTS"\n'
    with opened(tmp_path, told.replace("[alerting]\n", "[alerting]\n")) as desk:
        yield desk


@pytest.fixture
def room(out: Desk) -> Any:
    """The web without its threads: nothing is sent by itself."""
    return TestClient(create_app(out), base_url="http://127.0.0.1", raise_server_exceptions=False)


def token(desk: Desk, recipient: str = "R1") -> str:
    with desk.alerts.reading() as connection:
        row = connection.execute(select(deliveries).filter_by(recipient=recipient)).first()
    assert row is not None
    return token_of(desk, row.id)


def test_looking_at_the_link_acknowledges_nothing_and_the_button_does_once(out: Desk, room: Any) -> None:
    people(out, 1, language="ar")
    ref = released(out, info=[{"language": "ar", "headline": "<b>نار</b>"}], exercise=True)
    derive(out, NOW_S)
    path = f"/alert/{token(out)}"
    page = room.get(path)
    assert page.status_code == 200
    assert 'dir="rtl"' in page.text
    assert "<b>" not in page.text
    assert page.text.count("تمرين تمرين تمرين") >= 2
    assert room.get(f"/api/alerts/{ref}").json()["acknowledged"] == 0
    for _ in range(2):
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        assert room.post(path, content="", headers=form).status_code == 200
    told = room.get(f"/api/alerts/{ref}").json()
    assert (told["acknowledged"], told["not_acknowledged"]) == (1, [])
    assert room.get("/alert/nothing").status_code == 404
    assert "example.org" not in room.get(f"/api/alerts/{ref}").text.replace("ops@example.org", "")


def test_receipts_are_signed_and_taken_once(out: Desk, room: Any) -> None:
    people(out, 1)
    ref = released(out)
    derive(out, NOW_S)
    (row,) = claim(out, "email", NOW_S, 10)
    settle(out, [(row.id, Outcome("sent", "g-1"))], NOW_S)
    body = b'{"receipt": "g-1"}'

    def post(body: bytes, secret: str) -> int:
        headers = {"Content-Type": "application/json", SIGNATURE: signature(secret, body)}
        return int(room.post("/api/alerts/receipt/email", content=body, headers=headers).status_code)

    assert [post(body, "wrong"), post(body, "shared"), post(body, "shared")] == [401, 200, 200]
    assert post(b'{"receipt": "g-2"}', "shared") == 404
    assert post(b"[]", "shared") == 400
    assert room.get(f"/api/alerts/{ref}").json()["told"][0]["state"] == "delivered"


def test_the_feed_and_each_message_are_the_audiences_own(out: Desk, room: Any) -> None:
    hidden, waiting, told = released(out, sensitivity="2"), raised(out), released(out)
    root = etree.fromstring(room.get("/api/alerts/cap.atom?audience=public").content)
    links = [one.get("href") for one in root.iterfind(f"{ATOM}entry/{ATOM}link")]
    assert links == [f"http://127.0.0.1:8000/api/alerts/{told}.cap"]
    answer = room.get(f"/api/alerts/{told}.cap?audience=public")
    assert answer.headers["content-type"].startswith("application/cap+xml")
    assert b"SECRET" not in answer.content
    assert b"35.17279" not in answer.content
    for ref in (hidden, waiting):
        assert room.get(f"/api/alerts/{ref}.cap?audience=public").status_code == 404
    assert room.get(f"/api/alerts/{hidden}.cap").status_code == 200


def test_a_preview_is_what_the_audience_would_be_told(out: Desk, room: Any) -> None:
    ref = raised(out)
    told = room.get(f"/api/alerts/{ref}/preview?for=public&language=en").json()
    assert "SECRET" not in str(told)
    assert "Exact house" not in str(told)
    assert "within about 10 km" in told["email"]["text"]
    assert "Exact house" in room.get(f"/api/alerts/{ref}/preview").json()["email"]["text"]
    assert room.get(f"/api/alerts/{ref}/preview?audience=public").status_code == 403


def test_recipients_are_for_administrators_and_addresses_for_nobody(out: Desk) -> None:
    populate(out, PRESS_7="public").close()
    told = {"id": "R1", "groups": ["all"], "audience": "mission", "addresses": {"email": "r1@example.org"}}
    with browser(out) as client:
        assert client.get("/api/alerts/recipients").status_code == 401
        sign_in(client, "DESK-7")
        assert client.get("/api/alerts/recipients").status_code == 403
    with browser(out) as client:
        sign_in(client, "ADMIN-1")
        answer = client.post("/api/alerts/recipients", json=told)
        assert (answer.status_code, answer.json()["channels"]) == (201, ["email"])
        assert "r1@" not in client.get("/api/alerts/recipients").text
        bad = client.post("/api/alerts/recipients", json={**told, "addresses": {"email": "x y"}})
        assert (bad.status_code, "x y" in bad.text) == (422, False)
        assert client.request("DELETE", "/api/alerts/recipients/R1").status_code == 200
        assert client.get("/api/alerts/recipients").json() == {"recipients": []}
    with browser(out) as client:
        sign_in(client, "PRESS-7")
        assert client.get("/api/alerts").status_code == 200
        assert client.get("/api/alerts/ALT-7K2QXM4D").status_code == 403
