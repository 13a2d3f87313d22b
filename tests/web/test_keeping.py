"""Erasure, logs, purposes and files over HTTP: who may, what is noted, and what a browser may do with a file."""

from __future__ import annotations

import hashlib
import io
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from made import key, report, send
from peopled import PASSWORD, ROLES, browser, populate, sign_in
from PIL import Image

from greenline.desk.desk import Desk
from greenline.desk.people import accounts, tokens
from greenline.web.doors import HOLDS_S

LATER = (datetime.now(UTC).date() + timedelta(days=9)).isoformat()
BYTES = {"Content-Type": "application/octet-stream"}


def as_role(client: Any, role: str) -> dict[str, str]:
    return {"X-Greenline-Role": role}


@pytest.fixture
def picture() -> bytes:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "CANARY-EXIF"
    Image.new("RGB", (8, 8), (1, 2, 3)).save(out, "JPEG", exif=exif)
    return out.getvalue()


# --- files


def bring(client: Any, content: bytes, role: str = "observer") -> Any:
    return client.post("/api/attachment", content=content, headers={**BYTES, **as_role(client, role)})


def test_a_file_is_sent_named_shown_and_taken_in_hand(client: Any, picture: bytes) -> None:
    kept = bring(client, picture)
    assert kept.status_code == 201
    told = kept.json()
    assert told["file"] == hashlib.sha256(picture).hexdigest()
    name = 'gate "north"\u202e ümlaut.jpg'
    act = {"step": "send", "key": key(), "values": report(attachments=[{"file": told["file"], "name": name}])}
    ref = client.post("/api/report", json=act).json()["ref"]
    path = f"/api/report/{ref}/attachment/{told['file']}"
    shown = client.get(path)
    assert shown.status_code == 200
    assert shown.headers["content-type"] == "image/jpeg"
    assert b"CANARY-EXIF" not in shown.content
    assert "sandbox" in shown.headers["content-security-policy"]
    assert shown.headers["x-content-type-options"] == "nosniff"
    disposition = shown.headers["content-disposition"]
    assert disposition.startswith("inline; filename=\"gate _north__ _mlaut.jpg\"; filename*=UTF-8''")
    assert client.get(f"{path}?copy=original", headers=as_role(client, "observer")).status_code == 403
    original = client.get(f"{path}?copy=original", headers=as_role(client, "verifier"))
    assert original.content == picture
    assert original.headers["content-type"] == "application/octet-stream"
    assert original.headers["content-disposition"].startswith("attachment;")
    custody = client.get(f"{path}/custody").json()["custody"]
    assert [one["did"] for one in custody] == ["brought", "attached", "took the original"]
    assert client.get(f"{path}?audience=public").status_code == 404
    assert client.get(f"{path}?copy=other").status_code == 400


def test_a_page_among_the_files_is_no_page(client: Any) -> None:
    file = bring(client, b"<script>alert(1)</script>").json()["file"]
    act = {"step": "send", "key": key(), "values": report(attachments=[{"file": file, "name": "x.html"}])}
    ref = client.post("/api/report", json=act).json()["ref"]
    told = client.get(f"/api/report/{ref}/attachment/{file}?copy=original", headers=as_role(client, "head"))
    assert told.headers["content-type"] == "application/octet-stream"
    assert told.headers["content-disposition"].startswith("attachment;")


def test_what_no_role_or_no_size_allows(client: Any, monkeypatch: Any) -> None:
    from greenline.web import files

    assert bring(client, b"x", "analyst").status_code == 403
    assert client.post("/api/attachment", content=b"x", headers={"Content-Type": "text/html"}).status_code == 400
    monkeypatch.setattr(files, "MOST_FILE", 10)
    assert bring(client, bytes(11)).status_code == 413
    for path in ("..%2f..%2fetc%2fpasswd", "0" * 64, "x", "%00"):
        assert client.get(f"/api/report/REP-00000000/attachment/{path}").status_code in (400, 404)


# --- erasure


def test_erasing_over_http(client: Any, desk: Desk) -> None:
    ref = send(desk, "report", "send", values=report(account="CANARY-7731", source="CANARY-7731 again")).ref
    body = {"ref": ref, "paths": ["account"]}
    for role in ("desk", "head", "observer"):
        assert client.post("/api/erasure/preview", json=body, headers=as_role(client, role)).status_code == 403
        more = {**body, "reason": "r", "key": "k"}
        assert client.post("/api/erasure", json=more, headers=as_role(client, role)).status_code == 403
    records = as_role(client, "records")
    client.get("/api/report/export?format=csv")
    told = client.post("/api/erasure/preview", json=body, headers=records).json()
    assert told["paths"] == {"account": 1}
    assert told["handed_out"][0]["by"] == "OPERATOR"
    assert told["promises"]
    wrong = client.post("/api/erasure", json={**body, "reason": "", "key": "k"}, headers=records)
    assert (wrong.status_code, wrong.json()["issues"][0]["field"]) == (422, "reason")
    assert client.post("/api/erasure", json=[1], headers=records).status_code == 400
    assert client.post("/api/erasure", json={**body, "more": 1}, headers=records).status_code == 400
    done = client.post("/api/erasure", json={**body, "reason": "Asked for.", "key": "k"}, headers=records)
    assert done.status_code == 201
    assert (
        client.post("/api/erasure", json={**body, "reason": "Asked for.", "key": "k"}, headers=records).status_code
        == 200
    )
    assert "CANARY-7731 again" in client.get(f"/api/report/{ref}").text
    assert client.get("/api/report?q=CANARY-7731").json()["records"], "the other value still stands"
    assert "account" not in client.get(f"/api/report/{ref}").json()["values"]


# --- logs


def test_strict_reads_are_noted_and_others_are_not(client: Any, desk: Desk) -> None:
    strict = send(desk, "report", "send", values=report(sensitivity="3")).ref
    marked = send(desk, "report", "send", values=report(observer="OP-1")).ref
    plain = send(desk, "report", "send", values=report()).ref
    for path in ("/api/report", f"/api/report/{strict}", f"/api/report/{marked}/history", f"/api/report/{plain}"):
        assert client.get(path, headers=as_role(client, "analyst")).status_code == 200
    client.get("/ogc/collections/report/items")
    client.get("/api/report?audience=public")
    told = client.get("/api/access?did=read", headers=as_role(client, "head")).json()["lines"]
    seen = [(line["by"], set(line["refs"]), line["detail"]["way"]) for line in reversed(told)]
    assert seen == [
        ("DEMO-ANALYST", {strict, marked}, "page"), ("DEMO-ANALYST", {strict}, "record"),
        ("DEMO-ANALYST", {marked}, "history"), ("OPERATOR", {strict, marked}, "features"),
    ]  # fmt: skip


def test_who_may_read_the_logs(client: Any, desk: Desk) -> None:
    send(desk, "report", "send", values=report())
    for path in ("/api/changes", "/api/access"):
        for role in ("observer", "desk", "analyst", "verifier", "planner", "liaison"):
            assert client.get(path, headers=as_role(client, role)).status_code == 403
        for role in ("head", "records"):
            assert client.get(path, headers=as_role(client, role)).status_code == 200
            assert client.get(f"{path}?audience=public", headers=as_role(client, role)).status_code == 403
        assert client.get(f"{path}?most=0").status_code == 400
        assert client.get(f"{path}?who=x").status_code == 400


def test_changes_tell_who_what_when_and_why(client: Any, desk: Desk) -> None:
    ref = send(desk, "report", "send", values=report(account="First")).ref
    send(desk, "report", "amend", ref=ref, reason="Misheard.", values={"account": "Second"})
    body = client.get("/api/changes?most=1").json()
    (one,) = body["changes"]
    assert (one["ref"], one["step"], one["by"], one["reason"]) == (ref, "amend", "ALL-1", "Misheard.")
    assert one["changes"] == [{"path": "account", "old": "First", "new": "Second"}]
    assert one["recorded_at"]
    older = client.get(f"/api/changes?before={body['next']}").json()
    assert older["changes"][0]["step"] == "send"
    assert older["next"] is None
    assert client.get("/api/changes?by=NOBODY").json()["changes"] == []


# --- purposes


@pytest.fixture
def signed(desk: Desk) -> Iterator[Any]:
    people = populate(desk, PARTY_1="party:A", PRESS_1="public")
    with browser(desk) as made:
        yield made
    people.close()


def test_a_person_says_what_a_file_is_for(signed: Any, desk: Desk) -> None:
    assert ROLES["ALL-7"]
    sign_in(signed, "ALL-7", PASSWORD)
    refused = signed.get("/api/report/export?format=csv")
    assert (refused.status_code, [i["field"] for i in refused.json()["issues"]]) == (
        400,
        ["purpose", "recipient", "expires"],
    )
    said = {"purpose": "Weekly meeting", "recipient": "Force commander", "expires": LATER}
    for wrong in ({"purpose": 3}, {"purpose": "x\ny"}, {"expires": "2020-01-01"}, {"other": "x"}):
        assert signed.post("/api/report/export-note", json={**said, **wrong}).status_code == 400
    note = signed.post("/api/report/export-note", json=said).json()["note"]
    assert signed.get(f"/api/report/export?format=csv&note={note}").status_code == 200
    assert signed.get("/api/report/export?format=csv&note=other").status_code == 400
    assert signed.get(f"/api/incident/export?format=csv&note={note}").status_code == 400
    line = desk.logbook.page(did="export")[0]
    assert (line["by"], line["purpose"], line["recipient"], line["expires"]) == (
        "ALL-7", "Weekly meeting", "Force commander", LATER,
    )  # fmt: skip


def test_one_s_note_is_not_another_s(signed: Any, desk: Desk) -> None:
    sign_in(signed, "ALL-7", PASSWORD)
    note = signed.post("/api/report/export-note", json={"purpose": "p", "recipient": "r", "expires": LATER}).json()[
        "note"
    ]
    sign_in(signed, "DESK-7", PASSWORD)
    assert signed.get(f"/api/report/export?format=csv&note={note}").status_code == 400


def test_an_outsider_s_files_are_noted_too(signed: Any, desk: Desk) -> None:
    sign_in(signed, "PARTY-1", PASSWORD)
    assert signed.get("/api/report/export?format=csv").status_code == 400
    note = signed.post("/api/report/export-note", json={"purpose": "p", "recipient": "us", "expires": LATER})
    assert note.status_code == 201, note.text
    assert signed.get(f"/api/report/export?format=csv&note={note.json()['note']}").status_code == 200
    assert desk.logbook.page(did="export")[0]["audience"] == "party:A"
    assert signed.get("/api/access").status_code == 403
    assert signed.post("/api/attachment", content=b"x", headers=BYTES).status_code == 403


def test_a_device_may_send_a_file_for_its_report(signed: Any, desk: Desk) -> None:
    from greenline.desk.people.store import People

    people = People(desk.place)
    secret = tokens.make(people, desk.mission, "OBS-7", ("write",), device=True)[0]
    assert accounts.find(people, "OBS-7")
    people.close()
    headers = {"Authorization": f"Bearer {secret}", **BYTES}
    assert signed.post("/api/attachment", content=b"plain words", headers=headers).status_code == 201


def test_every_way_to_a_strict_value_leaves_a_line(client: Any, desk: Desk) -> None:
    ref = send(desk, "report", "send", values=report(sensitivity="3", source="CANARY-STRICT")).ref
    send(desk, "report", "amend", ref=ref, reason="r", values={"account": "x"})
    stale = {"step": "amend", "key": key(), "ref": ref, "saw": 1, "reason": "r", "values": {"account": "y"}}
    ways = ["/api/report", f"/api/report/{ref}", f"/api/report/{ref}/history", "/api/entry/1/proof", "/api/changes",
            "/api/picture", "/api/picture?since=0", "/api/report/rows?versions=2", "/api/report/columns",
            "/ogc/collections/report/items", f"/ogc/collections/report/items/{ref}",
            "/api/report/export?format=csv"]  # fmt: skip
    for way in ways:
        before = len(desk.logbook.page(most=1000))
        assert client.get(way).status_code == 200, way
        assert len(desk.logbook.page(most=1000)) > before, way
    before = len(desk.logbook.page(most=1000))
    assert client.post("/api/report", json=stale).status_code == 409
    assert len(desk.logbook.page(most=1000)) > before


def test_reading_goes_on_when_nothing_can_be_noted(client: Any, desk: Desk, monkeypatch: Any) -> None:
    """A full disk: the room must see; what leaves as a file does not."""
    from greenline.core.errors import Unavailable
    from greenline.desk.logbook import Logbook

    ref = send(desk, "report", "send", values=report(sensitivity="3")).ref

    def full(*_: Any) -> Any:
        raise Unavailable("There is no room left on the disk.")

    monkeypatch.setattr(Logbook, "note", full)
    for way in ("/api/report", f"/api/report/{ref}", "/api/picture"):
        assert client.get(way).status_code == 200
    assert client.get("/api/report/export?format=csv").status_code == 503


def test_a_reader_holds_an_erasure_up_and_is_told_of(client: Any, desk: Desk, monkeypatch: Any) -> None:
    """While somebody reads, the log of writes cannot be emptied: the answer says so, and it is finished later."""
    import places

    from greenline.desk.erasing import finish
    from greenline.ledger import erasure

    if places.on_server():
        pytest.skip("PostgreSQL has no such log of the mission's own")
    monkeypatch.setattr(erasure, "_WAIT_S", 0.2)
    ref = send(desk, "report", "send", values=report(account="CANARY-WAL")).ref
    asked = {"ref": ref, "paths": ["account"], "reason": "r", "key": "k"}
    with desk.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM ledger_entry").all()
        done = client.post("/api/erasure", json=asked, headers=as_role(client, "records"))
    assert done.status_code == 201
    assert "could not be emptied" in done.json()["left"]
    assert finish(desk) is None
    kept = b"".join(f.read_bytes() for f in desk.data.iterdir() if f.is_file())
    assert b"CANARY-WAL" not in kept


def test_a_token_gives_nothing_that_its_person_lost(signed: Any, desk: Desk) -> None:
    from greenline.desk.people.store import People

    people = People(desk.place)
    narrowed = tokens.make(people, desk.mission, "DESK-7", ("read",), audience="mission")[0]
    writes = tokens.make(people, desk.mission, "ALL-7", ("write",))[0]
    ref = send(desk, "report", "send", values=report(source="CANARY-SOURCE")).ref
    headers = {"Authorization": f"Bearer {narrowed}"}
    assert signed.get("/api/report", headers=headers).status_code == 200
    accounts.set_rights(people, desk.mission, "DESK-7", (), None)
    people.close()
    time.sleep(HOLDS_S + 0.2)
    assert signed.get("/api/report", headers=headers).status_code == 403
    stale = {"step": "amend", "key": key(), "ref": ref, "saw": 2**40, "reason": "r", "values": {"account": "y"}}
    told = signed.post("/api/report", json=stale, headers={"Authorization": f"Bearer {writes}"})
    assert told.status_code == 403
    assert "CANARY-SOURCE" not in told.text
