"""Threads over HTTP: for who is named, in person; guests on a phone pass their threads' routes and no other."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from typing import Any

import pytest
from made import PHOTO, key
from peopled import browser, populate, sign_in
from streaming import first_event

from greenline.desk.desk import Desk
from greenline.desk.people import accounts, guests, tokens
from greenline.web.app import create_app

DAY = "2027-03-01"


@pytest.fixture
def peopled(desk: Desk) -> Iterator[Any]:
    people = populate(desk, PAR_1="party:A", PBR_1="party:B")
    accounts.set_rights(people, desk.mission, "DESK-7", ["desk", "liaison"], None)
    yield people
    people.close()


@pytest.fixture
def client(desk: Desk, peopled: Any) -> Iterator[Any]:
    with browser(desk) as made:
        assert sign_in(made, "DESK-7").status_code == 200
        yield made


def begun(client: Any, *who: str) -> str:
    body = {"key": key(), "title": "Water", "participants": [{"who": one} for one in who]}
    made = client.post("/api/thread", json=body)
    assert made.status_code == 201, made.text
    return str(made.json()["ref"])


def say(client: Any, path: str, text: str, **more: Any) -> Any:
    return client.post(f"{path}/said", json={"key": key(), "values": {"text": text, **more}})


def invited(client: Any, thread: str, **more: Any) -> dict[str, Any]:
    made = client.post(f"/api/thread/{thread}/guest", json={"key": key(), "until": DAY, "language": "ar", **more})
    assert made.status_code == 201, made.text
    return dict(made.json())


def come_in(phone: Any, invitation: str) -> Any:
    return phone.post("/api/guest/session", json={"invitation": invitation})


def test_a_circle_talks_and_others_do_not_know_of_it(desk: Desk, client: Any) -> None:
    thread = begun(client, "party:A")
    line = say(client, f"/api/thread/{thread}", "Hello").json()["ref"]
    with browser(desk) as party, browser(desk) as other, browser(desk) as staff:
        sign_in(party, "PAR-1")
        told = party.get(f"/api/thread/{thread}").json()
        assert [one["text"] for one in told["lines"]] == ["Hello"]
        assert party.get("/api/thread/unread").json() == {"unread": {thread: 1}}
        assert party.post(f"/api/thread/{thread}/read", json={"upto": line}).status_code == 200
        assert party.get("/api/thread/unread").json() == {"unread": {}}
        assert say(party, f"/api/thread/{thread}", "And to you", reply_to=line).status_code == 201
        path = f"/api/thread/{thread}/said/{line}/acknowledge"
        assert party.post(path, json={"key": key()}).status_code == 201
        assert party.post(path, json={"key": key()}).json()["already"]
        seen = client.get(f"/api/thread/{thread}").json()["lines"][0]
        assert (seen["read"], [one["who"] for one in seen["acknowledged"]]) == (["party:A"], ["PAR-1"])
        assert party.post(f"/api/thread/{thread}/close", json={"key": key(), "reason": "x"}).status_code == 403
        sign_in(other, "PBR-1")
        sign_in(staff, "OBS-7")
        for one in (other, staff):
            none = one.get("/api/thread/THR-00000000")
            assert none.status_code == 404
            for way in ("", "/guest"):
                hidden = one.get(f"/api/thread/{thread}{way}")
                assert (hidden.status_code, hidden.text.replace(thread, "THR-00000000")) == (404, none.text)
            assert one.get("/api/thread").json() == {"threads": [], "unread": 0}
            assert say(one, f"/api/thread/{thread}", "x").status_code == 404


def test_programs_take_no_part(desk: Desk, peopled: Any, client: Any) -> None:
    thread = begun(client, "party:A")
    for sign, audience in (("DESK-7", None), ("OBS-7", "party:A")):
        secret, _ = tokens.make(peopled, desk.mission, sign, ("read", "write"), audience=audience)
        with browser(desk) as program:
            for path in ("/api/thread", f"/api/thread/{thread}"):
                answer = program.get(path, headers={"Authorization": f"Bearer {secret}"})
                assert answer.status_code == 403


def test_a_guest_comes_in_once_and_passes_no_other_route(desk: Desk, client: Any) -> None:
    thread, another = begun(client), begun(client)
    say(client, f"/api/thread/{thread}", "Before the guest")
    given = invited(client, thread)
    with browser(desk) as phone, browser(desk) as second:
        assert phone.get("/api/guest").status_code == 401
        made = come_in(phone, given["invitation"])
        assert made.json()["language"] == "ar"
        assert "path=/api/guest" in made.headers["set-cookie"].lower()
        assert come_in(second, given["invitation"]).status_code == 401
        assert come_in(second, "glg_" + "x" * 43).json() == come_in(second, given["invitation"]).json()
        path = f"/api/guest/thread/{thread}"
        assert phone.get(path).json()["lines"] == []
        sent = {"key": key(), "values": {"text": "Here is a guest"}}
        assert phone.post(f"{path}/said", json=sent).status_code == 201
        assert phone.post(f"{path}/said", json=sent).json()["already"]
        assert phone.get(f"/api/guest/thread/{another}").status_code == 404
        kept = phone.post(f"{path}/attachment", content=PHOTO, headers={"Content-Type": "application/octet-stream"})
        line = say(phone, path, "A picture", attachments=[{"file": kept.json()["file"]}]).json()["ref"]
        drawn = phone.get(f"{path}/said/{line}/attachment/{kept.json()['file']}")
        assert drawn.headers["content-type"] == "image/jpeg"
        paper = phone.post(
            f"{path}/attachment", content=b"%PDF-1.4 x", headers={"Content-Type": "application/octet-stream"}
        )
        assert paper.status_code == 400
        secret = phone.cookies[f"greenline-guest-{desk.mission.name}"]
        _refused_everywhere(create_app(desk), desk, secret)
        assert client.delete(f"/api/thread/{thread}/guest/{given['guest']}").status_code == 200
        assert phone.get(path).status_code == 401
        again = invited(client, thread, who=given["guest"])
        assert come_in(phone, again["invitation"]).status_code == 200
        assert len(phone.get(path).json()["lines"]) == 2
    told = client.get("/api/changes").text
    assert given["invitation"] not in told


def _refused_everywhere(app: Any, desk: Desk, secret: str) -> None:
    """Whatever a guest shows, wherever: every route but the guests' says that nobody is signed in."""
    from fastapi.testclient import TestClient

    names = [f"greenline-guest-{desk.mission.name}", f"greenline-{desk.mission.name}"]
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as phone:
        open_ = {"/healthz", "/api/session", "/api/session/oidc", "/api/session/oidc/back"}
        for path, ways in app.openapi()["paths"].items():
            if path in open_ or path.startswith("/api/guest"):
                continue
            for way in ways:
                for headers in ({"Cookie": f"{names[0]}={secret}"}, {"Authorization": f"Bearer {secret}"}):
                    told = phone.request(way, path, headers={**headers, "Content-Type": "application/json"})
                    assert told.status_code in (401, 429), (way, path, told.text)


def test_invitations_end(desk: Desk, client: Any) -> None:
    thread = begun(client)
    kept = guests.Guests(desk.place, clock=lambda: 1_900_000_000.0)
    given = invited(client, thread)
    with pytest.raises(Exception, match="opened before, or has ended"):
        guests.open_(kept, given["invitation"])
    kept.close()
    for until in ("2020-01-01", "2031-01-01", "soon"):
        body = {"key": key(), "until": until}
        assert client.post(f"/api/thread/{thread}/guest", json=body).status_code in (400, 422)


def test_the_stream_tells_participants_alone(desk: Desk, client: Any) -> None:
    from talking import LIA1
    from talking import begun as thread_of

    from greenline.desk.threads import talking

    thread = thread_of(desk, "PAR-1")
    talking.say(desk, LIA1, thread, {"text": "x"}, key())
    assert "event: thread" not in asyncio.run(first_event(create_app(desk, demo=True), ""))


def test_what_is_wrong_is_told_at_once_and_nothing_is_begun(client: Any) -> None:
    body = {"key": key(), "title": "x", "about": "INC-00000000", "participants": [{"who": "public"}, {"who": "a b"}]}
    told = client.post("/api/thread", json=body)
    assert told.status_code == 422
    assert {one["field"] for one in told.json()["issues"]} == {"who", "about"}
    assert client.get("/api/thread").json()["threads"] == []
    for body in ({}, {"key": "x", "title": 3}, [], {"key": key()}):
        assert client.post("/api/thread", json=body).status_code in (400, 422)


def test_a_liaison_sees_an_interlocutor(client: Any, desk: Desk) -> None:
    thread = begun(client, "party:A")
    with browser(desk) as party:
        sign_in(party, "PAR-1")
        line = say(party, f"/api/thread/{thread}", "When is the pump mended?").json()["ref"]
    told = client.get("/api/thread/with/party:A").json()
    assert ([one["ref"] for one in told["threads"]], told["waits"][0]["line"]) == ([thread], line)
    assert client.get("/api/thread/with/party:B").json()["threads"] == []
    become = f"/api/thread/{thread}/said/{line}/become"
    values = {"happened_at": "2026-11-20", "source_kind": "party"}
    body = {"key": key(), "register": "report", "values": values}
    made = client.post(become, json=body)
    assert made.status_code == 201, made.text
    assert client.post(become, json=body).json() == {"ref": made.json()["ref"], "already": True}
    report = client.get(f"/api/report/{made.json()['ref']}").json()["values"]
    assert report["source_id"] == line
    assert "pump" not in json.dumps(report)
    assert client.get(f"/api/thread/{thread}").json()["lines"][0]["became"] == [made.json()["ref"]]
