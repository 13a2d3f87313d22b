"""Alerts into a room of a real Matrix homeserver (Synapse, `make judges`) on loopback."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from alerted import opened
from test_channels import parcel

from greenline.desk.alerts.channels.matrix import Room

PYTHON = Path(__file__).resolve().parents[3] / ".judges" / "bin" / "python"
SECRET = "registering"


class Homeserver:
    """A running homeserver and what a client asks of it."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"

    def ask(self, method: str, path: str, token: str = "", body: Any = None) -> Any:
        """What it answers; raises HTTPError."""
        sent = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}{path}", sent, method=method)
        if token:
            request.add_header("Authorization", f"Bearer {token}")
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())

    def person(self, name: str) -> str:
        """A new account's access token, by the secret shared with the homeserver."""
        nonce = self.ask("GET", "/_synapse/admin/v1/register")["nonce"]
        parts = [part.encode() for part in (nonce, name, "a long word", "notadmin")]
        mac = hmac.new(SECRET.encode(), b"\0".join(parts), hashlib.sha1).hexdigest()
        asked = {"nonce": nonce, "username": name, "password": "a long word", "admin": False, "mac": mac}
        return str(self.ask("POST", "/_synapse/admin/v1/register", body=asked)["access_token"])

    def said(self, room: str, token: str) -> list[str]:
        """The words of every message in a room."""
        told = self.ask("GET", f"/_matrix/client/v3/rooms/{room}/messages?dir=b&limit=100", token)["chunk"]
        return [event["content"]["body"] for event in told if event["type"] == "m.room.message"]


@pytest.fixture(scope="module")
def homeserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Homeserver]:
    if not PYTHON.exists() or subprocess.run([PYTHON, "-c", "import synapse"], check=False).returncode:
        if os.environ.get("GREENLINE_BROWSER") == "required":
            pytest.fail("Synapse (make judges) is required here")
        pytest.skip("Synapse (make judges) is not installed")
    folder = tmp_path_factory.mktemp("synapse")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    listener = {"bind_addresses": ["127.0.0.1"], "port": port, "type": "http", "tls": False,
                "resources": [{"names": ["client"], "compress": False}]}  # fmt: skip
    (folder / "log.yaml").write_text("version: 1\nroot: {level: ERROR}\n", encoding="utf-8")
    settings = {
        "server_name": "localhost", "listeners": [listener], "pid_file": str(folder / "pid"), "report_stats": False,
        "database": {"name": "sqlite3", "args": {"database": str(folder / "home.db")}}, "trusted_key_servers": [],
        "registration_shared_secret": SECRET, "macaroon_secret_key": "m", "form_secret": "f",
        "media_store_path": str(folder / "media"), "signing_key_path": str(folder / "key"),
        "log_config": str(folder / "log.yaml"), "suppress_key_server_warning": True,
    }  # fmt: skip
    file = folder / "home.json"
    file.write_text(json.dumps(settings), encoding="utf-8")  # JSON is YAML too
    begins = [str(PYTHON), "-m", "synapse.app.homeserver", "--config-path", str(file)]
    subprocess.run([*begins, "--generate-keys"], check=True, cwd=folder, capture_output=True)
    with subprocess.Popen(begins, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            made = Homeserver(port)
            _awake(made, process)
            yield made
        finally:
            process.terminate()
            process.wait(30)


def _awake(made: Homeserver, process: subprocess.Popen[bytes]) -> None:
    last = time.monotonic() + 90
    while True:
        assert process.poll() is None, "the homeserver ended"
        assert time.monotonic() < last, "the homeserver did not begin"
        try:
            made.ask("GET", "/_matrix/client/versions")
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)


def test_an_alert_comes_into_the_room_once(
    homeserver: Homeserver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = homeserver.person("greenline")
    room = homeserver.ask("POST", "/_matrix/client/v3/createRoom", token, {"preset": "private_chat"})["room_id"]
    monkeypatch.setenv("MATRIX_TOKEN", token)
    settings = f'[alerting.matrix]\nurl = "{homeserver.url}"\nsecret_env = "MATRIX_TOKEN"\n'
    with opened(tmp_path, settings) as desk:
        gateway = Room(desk.mission)
        first = gateway.send(parcel(address=room))
        again = gateway.send(parcel(address=room))  # as after a kill: under the same transaction
        other = gateway.send(parcel(id="c3d4", address=room, text="EXERCISE EXERCISE EXERCISE\n\nDrill"))
        gateway.close()
    assert first.state == again.state == other.state == "sent"
    assert first.receipt == again.receipt != other.receipt
    told = homeserver.said(room, token)
    assert len(told) == 2
    assert told[0].startswith("EXERCISE EXERCISE EXERCISE")


def test_a_room_that_is_not_ours_and_a_token_that_ended_are_told_apart(
    homeserver: Homeserver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, stranger = homeserver.person("ours"), homeserver.person("stranger")
    theirs = homeserver.ask("POST", "/_matrix/client/v3/createRoom", stranger, {"preset": "private_chat"})["room_id"]
    monkeypatch.setenv("MATRIX_TOKEN", token)
    settings = f'[alerting.matrix]\nurl = "{homeserver.url}"\nsecret_env = "MATRIX_TOKEN"\n'
    with opened(tmp_path, settings) as desk:
        gateway = Room(desk.mission)
        refused = gateway.send(parcel(address=theirs))
        homeserver.ask("POST", "/_matrix/client/v3/logout", token, {})
        ended = gateway.send(replace(parcel(address=theirs), id="e5f6"))
        gateway.close()
    assert refused.state == "failed"
    assert ended.state in ("down", "retry", "failed")
    assert token not in refused.reason + ended.reason
    assert homeserver.said(theirs, stranger) == []
