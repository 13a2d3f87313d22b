"""Logs, health and metrics: they tell how the server does, and nothing of what anybody wrote."""

from __future__ import annotations

import io
import json
import logging
import os
import time
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from fastapi.testclient import TestClient
from made import key, report

from greenline.core.errors import Refusal, Unavailable
from greenline.desk.desk import Desk
from greenline.web import watching
from greenline.web.app import create_app
from greenline.web.watching import Metrics, start_logs

CANARY = "Kanarienvogel"


@pytest.fixture
def logs() -> Iterator[Any]:
    """What was logged, line by line."""
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    written = io.StringIO()
    start_logs("json", written)

    def read() -> list[dict[str, Any]]:
        return [json.loads(line) for line in written.getvalue().splitlines()]

    yield read
    root.handlers[:] = kept
    root.setLevel(level)
    structlog.reset_defaults()


def web(desk: Desk, metrics: Metrics | None = None, names: tuple[str, ...] = ()) -> TestClient:
    return TestClient(
        create_app(desk, demo=True, metrics=metrics, names=names),
        base_url="http://127.0.0.1", raise_server_exceptions=False,
    )  # fmt: skip


def test_a_request_is_its_route_status_and_time(desk: Desk, logs: Any) -> None:
    client = web(desk)
    told = client.post("/api/report", json={"key": key(), "values": report(account=CANARY)}).json()
    client.get(f"/api/report/{told['ref']}")
    client.get(f"/api/report?q={CANARY}")
    client.get(f"/api/{CANARY}")
    client.request(CANARY, "/api/report")
    client.post("/api/report", json={"key": key(), "values": {"kind": CANARY}})
    lines = logs()
    assert [(line["method"], line["route"], line["status"]) for line in lines] == [
        ("POST", "/api/report", 201),
        ("GET", "/api/report/{ref}", 200),
        ("GET", "/api/report", 200),
        ("GET", "(page)", 404),
        ("other", "(page)", 405),
        ("POST", "/api/report", 422),
    ]
    assert all(line["ms"] >= 0 and line["event"] == "request" and line["level"] == "info" for line in lines)
    text = json.dumps(lines)
    assert CANARY not in text
    assert told["ref"] not in text
    assert "testclient" not in text, "no address of who asked"


def test_what_breaks_is_logged_without_its_words(desk: Desk, logs: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*more: Any) -> Any:
        raise ValueError(f"cannot read {CANARY}")

    monkeypatch.setattr("greenline.desk.picture.page", breaks)
    answer = web(desk).get("/api/report")
    assert answer.status_code == 500
    assert CANARY not in answer.text
    lines = logs()
    broken = next(line for line in lines if line["event"] == "broken")
    assert broken["error"] == "ValueError"
    assert any("breaks" in place for place in broken["through"])
    assert CANARY not in json.dumps(lines)


def test_other_libraries_log_the_same_way(logs: Any) -> None:
    try:
        raise RuntimeError(CANARY)
    except RuntimeError:
        logging.getLogger("some.library").exception("Exception in ASGI application")
    (line,) = logs()
    assert (line["event"], line["error"], line["level"]) == ("Exception in ASGI application", "RuntimeError", "error")
    assert CANARY not in json.dumps(line)


def test_a_log_that_nobody_reads_holds_nothing_up() -> None:
    """A pipe that is full: lines are dropped and counted, the writer never waits."""
    reading, writing = os.pipe()
    lines = watching.Lines(os.fdopen(writing, "w"))
    began = time.monotonic()
    for _ in range(watching.MOST_LINES * 2):
        lines.write("x" * 100 + "\n")
    assert time.monotonic() - began < 2
    assert lines.lost > 0
    told = b""
    with os.fdopen(reading, "rb", buffering=0) as pipe:
        while b"lines of the log were lost" not in told:
            told += pipe.read(100_000)
            lines.write("more\n")
    assert told.startswith(b"x" * 100 + b"\n")


def test_well(desk: Desk) -> None:
    with web(desk) as client:
        answer = client.get("/healthz")
    told = answer.json()
    assert answer.status_code == 200
    assert told["ok"]
    assert [told[part]["ok"] for part in ("ledger", "writer", "followers", "disk")] == [True] * 4
    assert '"pos"' not in answer.text


def test_a_writer_that_cannot_write(desk: Desk) -> None:
    desk.ledger.health = "The ledger cannot be used just now: there is no room left."
    with web(desk) as client:
        answer = client.get("/healthz")
        assert answer.status_code == 503
        assert not answer.json()["writer"]["ok"]
        assert "no room" in answer.json()["writer"]["sentence"]
        sent = client.post("/api/report", json={"key": key(), "values": report()})
        assert sent.status_code == 201, "it tries, and recovers"
        assert client.get("/healthz").status_code == 200


def test_a_ledger_that_cannot_be_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    client = web(desk)

    def away() -> int:
        raise Unavailable("The database is away.")

    monkeypatch.setattr(desk.ledger, "pos", away)
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.json()["ledger"] == {"ok": False, "sentence": "The database is away."}


def test_a_disk_nearly_full_is_told_but_does_not_stop(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "free", lambda desk: 5_000_000)
    with web(desk) as client:
        answer = client.get("/healthz")
    assert answer.status_code == 200
    assert not answer.json()["ok"]
    assert answer.json()["disk"] == {"ok": False, "free_mb": 5}
    assert "nearly full (5 MB left)" in (watching.trouble(desk) or "")


def test_metrics_on_a_port_of_their_own(desk: Desk) -> None:
    metrics = Metrics(desk)
    server = metrics.serve(0)
    client = web(desk, metrics)
    sent = {"key": key(), "values": report(account=CANARY)}
    client.post("/api/report", json=sent)
    client.post("/api/report", json=sent)
    client.post("/api/report", json={"key": key(), "values": {"kind": CANARY}})
    client.get(f"/api/report/{CANARY}")
    with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/metrics") as answer:
        text = answer.read().decode()
    with pytest.raises(Refusal, match="cannot be used"):
        metrics.serve(server.server_port)
    server.shutdown()
    assert 'greenline_acts_total{outcome="accepted",register="report"} 1.0' in text
    assert 'greenline_acts_total{outcome="already",register="report"} 1.0' in text
    assert 'greenline_acts_total{outcome="invalid",register="report"} 1.0' in text
    assert 'route="/api/report/{ref}",status="404"} 1.0' in text
    assert "greenline_ledger_entries 1.0" in text
    assert "greenline_ledger_writable 1.0" in text
    assert CANARY not in text
    assert client.get("/metrics").status_code == 404, "not on the page's port"


def test_a_name_a_proxy_uses_is_answered_only_when_given(desk: Desk) -> None:
    for names, status in (((), 403), (("ops.example.org",), 200)):
        client = web(desk, names=names)
        for host in ("ops.example.org", "ops.example.org:8443", "OPS.example.org"):
            assert client.get("/api/mission", headers={"Host": host}).status_code == status
        assert client.get("/api/mission", headers={"Host": "evil.example"}).status_code == 403
    act = {"key": key(), "values": report()}
    good = {"Host": "ops.example.org", "Origin": "https://ops.example.org"}
    assert client.post("/api/report", json=act, headers=good).status_code == 201
    assert client.post("/api/report", json=act, headers={**good, "Origin": "https://evil.example"}).status_code == 403
