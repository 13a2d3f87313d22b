"""Seals over HTTP, for those they are handed to; and the daily seal of a server, which never troubles it."""

from __future__ import annotations

import io
import json
import time
from dataclasses import replace
from typing import Any

import pytest
from made import report, send

from greenline.core.errors import Unavailable
from greenline.desk import sealing
from greenline.desk.desk import Desk
from greenline.ledger.seal import read
from greenline.ledger.sshsig import check
from greenline.mission import Mission, Sealing
from greenline.web import sealing as web
from greenline.web.app import create_app
from greenline.web.sealing import LOOK_S, RETRY_S, Daily
from greenline.web.watching import start_logs


@pytest.fixture
def sealed(desk: Desk) -> Desk:
    send(desk, "report", "send", values=report())
    for at in ("2026-11-22T09:00:00Z", "2026-11-23T00:00:00Z"):
        sealing.give(desk, sealing.signer(desk), at)
    return desk


def test_list_and_one(sealed: Desk, client: Any) -> None:
    told = client.get("/api/seals").json()["seals"]
    assert [(one["number"], one["heads"][0]["size"]) for one in told] == [(1, 1), (2, 1)]
    one = client.get("/api/seals/2").json()
    assert (one["number"], one["sha256"], one["seal"]["previous"]) == (2, told[1]["sha256"], told[0]["sha256"])
    assert read(one["text"].encode()) == sealing.one(sealed, 2).seal
    assert check("greenline-seal", one["text"].encode(), one["signature"]).line() in one["allowed_signers"]


@pytest.mark.parametrize("path", ["/api/seals", "/api/seals/1", "/api/seals/99"])
def test_never_for_the_public(sealed: Desk, client: Any, path: str) -> None:
    answer = client.get(f"{path}?audience=public")
    assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/seals/3", 404), ("/api/seals/0", 400), ("/api/seals/x", 400), ("/api/seals/--1", 400),
     ("/api/seals/99999999999999999999", 400), ("/api/seals?colour=red", 400), ("/api/seals/1?colour=red", 400)],
)  # fmt: skip
def test_what_is_not_there(sealed: Desk, client: Any, path: str, status: int) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.json()["sentence"][-1]) == (status, ".")


# --- the daily seal


class Clock:
    at = "2026-11-22T09:00:00Z"

    def __call__(self) -> str:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def daily(desk: Desk, clock: Clock) -> Daily:
    send(desk, "report", "send", values=report())
    return Daily(desk, clock)


def test_one_a_day_once_there_is_a_key(desk: Desk, daily: Daily, clock: Clock) -> None:
    assert daily.once() == LOOK_S
    assert sealing.every(desk) == []
    assert not sealing.key_file(desk).exists(), "a server makes no key by itself"
    sealing.signer(desk)
    for at, count in (("2026-11-22T09:01:00Z", 1), ("2026-11-22T23:59:59Z", 1), ("2026-11-23T00:00:10Z", 2)):
        clock.at = at
        assert daily.once() == LOOK_S
        assert len(sealing.every(desk)) == count


def test_two_servers_on_one_ledger(desk: Desk, daily: Daily, clock: Clock, mission: Mission) -> None:
    sealing.signer(desk)
    other = Desk(mission, desk.place)
    for at in ("2026-11-22T09:01:00Z", "2026-11-23T00:00:10Z"):
        clock.at = at
        assert {daily.once(), Daily(other, clock).once()} == {LOOK_S}
    other.close()
    assert len(sealing.every(desk)) == 2


def test_what_fails_is_logged_and_tried_again(desk: Desk, daily: Daily, monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    start_logs("json", said)
    sealing.signer(desk)
    sealing.key_file(desk).chmod(0o644)
    assert daily.once() == RETRY_S
    sealing.key_file(desk).chmod(0o600)
    broken = iter([Unavailable("The ledger is away."), ZeroDivisionError("a secret word")])

    def fails(*_: Any, **__: Any) -> None:
        raise next(broken)

    with monkeypatch.context() as patch:
        patch.setattr(web.sealing, "give", fails)
        assert daily.once() == daily.once() == RETRY_S
    assert daily.once() == LOOK_S
    told = said.getvalue()
    events = [json.loads(line) for line in told.splitlines()]
    assert [event["event"] for event in events] == ["not_sealed"] * 3 + ["sealed"]
    assert "chmod 600" in events[0]["sentence"]
    assert "secret" not in told
    assert "PRIVATE" not in told


def test_a_mission_that_wants_none(desk: Desk, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = desk.mission.settings.model_copy(update={"seal": Sealing(daily=False)})
    monkeypatch.setattr(desk, "mission", replace(desk.mission, settings=settings))
    send(desk, "report", "send", values=report())
    sealing.signer(desk)
    daily = Daily(desk, clock)
    daily.start()  # it tidies up all the same
    daily.once()
    daily.stop()
    assert sealing.every(desk) == []


def test_a_server_seals(desk: Desk) -> None:
    from fastapi.testclient import TestClient

    send(desk, "report", "send", values=report())
    sealing.signer(desk)
    with TestClient(create_app(desk), base_url="http://127.0.0.1") as client:
        ends = time.monotonic() + 20
        while not (told := client.get("/api/seals").json()["seals"]) and time.monotonic() < ends:
            time.sleep(0.02)
    assert len(told) == 1
