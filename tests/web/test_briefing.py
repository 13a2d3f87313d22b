"""Reports and the watch over HTTP: who may, what is noted, what a browser may do with the page."""

from __future__ import annotations

import hashlib
from typing import Any

from made import ALL, incident, key, send

from greenline.core.handling import HEAD, MISSION, PUBLIC, Actor
from greenline.desk.brief import issuing
from greenline.desk.brief.html import STYLE, STYLE_HASH
from greenline.desk.desk import Desk

CHIEF = Actor("HOM", frozenset({*ALL.roles, HEAD}))
DAY = "2025-03-02"


def test_one_report_in_three_forms(client: Any, desk: Desk) -> None:
    ref = send(desk, "incident", "open", **incident()).ref
    told = client.get(f"/api/sitrep?day={DAY}")
    assert told.status_code == 200
    figures = {one["key"]: one for one in told.json()["figures"]}
    assert figures["incidents"]["refs"] == [ref]
    shown = client.get(f"/api/sitrep.html?day={DAY}")
    assert shown.headers["content-type"] == "text/html; charset=utf-8"
    assert f'href="/#/incident/{ref}"' in shown.text
    assert STYLE_HASH in shown.headers["content-security-policy"]
    assert f"<style>{STYLE}</style>" in shown.text
    assert "'unsafe-inline'" not in shown.headers["content-security-policy"]
    printed = client.get(f"/api/sitrep.pdf?day={DAY}&kind=weekly")
    assert printed.content.startswith(b"%PDF")
    lines = desk.logbook.page(did="export", register="brief")
    assert lines[0]["detail"]["format"] == "pdf"


def test_a_lower_audience_reads_its_own(client: Any, desk: Desk) -> None:
    send(desk, "incident", "open", **incident(title="CANARY"))
    send(desk, "incident", "open", **incident(sensitivity="2"))
    told = client.get(f"/api/sitrep?day={DAY}&audience=public")
    assert next(one["value"] for one in told.json()["figures"] if one["key"] == "incidents") == 1
    assert "CANARY" not in told.text
    assert client.get(f"/api/sitrep?day={DAY}&audience=nobody").status_code == 404


def test_what_is_wrong_is_told(client: Any) -> None:
    for asked in ("", "?day=never", f"?day={DAY}&kind=hourly", f"?day={DAY}&language=xx", f"?day={DAY}&what=1"):
        answer = client.get(f"/api/sitrep{asked}")
        assert answer.status_code == 400, asked
        assert answer.json()["issues"]
    assert client.get("/api/sitrep?kind=flash&incident=INC-00000000").status_code == 404


def test_a_flash_is_issued_in_one_act(client: Any, desk: Desk) -> None:
    ref = send(desk, "incident", "open", **incident(deaths={"best": 2})).ref
    head = {"X-Greenline-Role": "desk"}
    sent = {"incident": ref, "key": "f1"}
    told = client.post("/api/sitrep/flash", json=sent, headers=head)
    assert told.status_code == 201, told.text
    record = client.get(f"/api/brief/{told.json()['ref']}").json()
    assert (record["state"], record["values"]["incident"]) == ("released", ref)
    assert any(one["name"] == "deaths.best" for one in record["values"]["figures"])
    assert client.get(f"/api/sitrep/{record['ref']}/paper").content.startswith(b"%PDF")
    again = client.post("/api/sitrep/flash", json=sent, headers=head)
    assert again.json()["ref"] == record["ref"]
    assert client.post("/api/sitrep/flash", json=sent, headers={"X-Greenline-Role": "observer"}).status_code == 403
    assert client.post("/api/sitrep/flash", json={**sent, "incident": "INC-00000000", "key": "f2"}).status_code == 404


def test_release_compare_correct(client: Any, desk: Desk) -> None:
    ref = issuing.draft(desk, DAY, "daily", PUBLIC, CHIEF, key()).ref
    clearances = [{"component": "military", "by": "VER-1", "at": DAY}]
    send(desk, "brief", "clear_component", CHIEF, ref=ref, clearances=clearances)
    send(desk, "brief", "clear_desk", CHIEF, ref=ref)
    head, observer = {"X-Greenline-Role": "head"}, {"X-Greenline-Role": "observer"}
    assert client.post(f"/api/sitrep/{ref}/release", json={"key": "r"}, headers=observer).status_code == 403
    assert client.post(f"/api/sitrep/{ref}/release?audience=public", json={"key": "r"}, headers=head).status_code == 403
    assert client.post(f"/api/sitrep/{ref}/release", json={"key": "r"}, headers=head).status_code == 201
    assert client.get(f"/api/sitrep/{ref}/differences").json()["differences"] == []
    send(desk, "incident", "open", **incident())
    moved = [one["key"] for one in client.get(f"/api/sitrep/{ref}/differences").json()["differences"]]
    assert "incidents" in moved
    sent = {"figures": ["incidents"], "reason": "Late report.", "key": "c"}
    assert client.post(f"/api/sitrep/{ref}/correct", json=sent, headers=head).status_code == 201
    paper = client.get(f"/api/sitrep/{ref}/paper?audience=public")
    record = client.get(f"/api/brief/{ref}").json()
    assert hashlib.sha256(paper.content).hexdigest() == record["values"]["file"]
    assert client.get(f"/api/sitrep/{ref}/paper?audience=humanitarian").status_code == 403


def test_lines_become_reports_alerts_and_tasks(client: Any, desk: Desk) -> None:
    ref = send(desk, "duty", "log", at=DAY, text="Two shots").ref
    sent = {"key": "k", "values": {"source_kind": "party"}}
    made = client.post(f"/api/duty/{ref}/report", json=sent)
    assert made.status_code == 201
    assert client.post(f"/api/duty/{ref}/report", json=sent).json()["ref"] == made.json()["ref"]
    assert client.post(f"/api/duty/{ref}/report?audience=public", json=sent).status_code == 403
    assert client.post(f"/api/duty/{ref}/report", json={"values": {}}).status_code == 400
    alert = client.post(f"/api/duty/{ref}/alert", json={"key": "k", "values": {"degree": "red"}})
    assert alert.status_code == 201
    assert client.post(f"/api/duty/{ref}/task", json={"key": "k", "values": {"task": "Call"}}).status_code == 201
    told = client.get("/api/watch").json()
    assert [task["ref"] for task in told["tasks"]] == [ref]
    assert client.get("/api/watch?audience=public").json()["log"] == []
    assert MISSION.inside
