"""Alerts for tests: a mission with gateways on this machine, recipients, and a real SMTP server that counts."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socket import socket
from typing import Any

import places
import pytest
from made import MISSION, make_folder, send

from greenline.core.handling import DESK, HEAD, Actor
from greenline.core.moment import utc
from greenline.desk.alerts.recipients import Recipient, put
from greenline.desk.desk import Desk
from greenline.mission import Mission, load

RAISER, RELEASER = Actor("DESK-1", frozenset({DESK})), Actor("HOM", frozenset({HEAD}))
NOW_S = 1_800_000_000
WORDS = {"language": "en", "headline": "{kind} near {place}", "description": "At {time}.", "instruction": "Stay in."}
PLACE = {"lon": 33.36131, "lat": 35.17279, "prec": 1, "name": "Exact house"}


class Post:
    """A real SMTP server on loopback: what arrived, by Message-ID. `down` refuses everything for now."""

    def __init__(self, port: int | None = None) -> None:
        controller = pytest.importorskip("aiosmtpd.controller", reason="aiosmtpd, a real SMTP server, is not installed")
        self.messages: list[EmailMessage] = []
        self.down = False
        self._controller = controller.Controller(self, hostname="127.0.0.1", port=port or free_port())
        self._controller.start()
        self.port = int(self._controller.port)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.down:
            return "451 Not now"
        self.messages.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        return "250 Taken"

    def counts(self) -> Counter[str]:
        """How often each recipient got each message."""
        return Counter(f"{m['To']} {m['Message-ID']}" for m in self.messages)

    def close(self) -> None:
        if self._controller.server is not None:
            self._controller.stop(no_assert=True)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


class Ear:
    """A real HTTP server on loopback: requests taken, answers as told."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, Mapping[str, str], bytes]] = []
        self.status, self.body, self.headers = 200, b"{}", {}  # type: ignore[var-annotated]
        ear = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                ear.asked.append((self.command, self.path, dict(self.headers), body))
                self.send_response(ear.status)
                for name, value in ear.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    for piece in [ear.body] if isinstance(ear.body, bytes) else ear.body:
                        self.wfile.write(piece)
                except OSError:
                    pass

            do_PUT = do_POST

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def folder(where: Path, told: str) -> Path:
    """A mission folder with more settings."""
    made = make_folder(where)
    (made / "mission.toml").write_text(MISSION + told, encoding="utf-8")
    with (made / "people.toml").open("a", encoding="utf-8") as people:
        people.write('[[person]]\ncall_sign = "HOM"\nroles = ["head"]\n')
    return made


def mail(port: int) -> str:
    """Settings of e-mail to a port of this machine."""
    return (
        '[alerting]\naddress = "http://127.0.0.1:8000"\nsender = "ops@example.org"\n'
        f'[alerting.email]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nsender = "ops@example.org"\n'
    )


@contextmanager
def opened(where: Path, told: str, place: str | Path | None = None, now_s: float = NOW_S) -> Iterator[Desk]:
    """A desk whose clock stands at `desk.now_s`."""
    mission: Mission = load(folder(where / "alpha", told))
    desk = Desk(mission, place or places.place(where / "data"))
    held = {"now": now_s}
    desk.clock = lambda: utc(int(held["now"]))
    desk.held = held  # type: ignore[attr-defined]
    try:
        yield desk
    finally:
        desk.close()


def people(desk: Desk, count: int = 2, **more: Any) -> None:
    """Recipients R1, R2, … of the group `all`, with e-mail."""
    told = {"groups": ("all",), "audience": "mission", **more}
    put(desk.alerts, desk.mission, (
        Recipient(f"R{n}", addresses={"email": f"r{n}@example.org"}, **told) for n in range(1, count + 1)
    ))  # fmt: skip


def raised(desk: Desk, now_s: float = NOW_S, **more: Any) -> str:
    """An alert that waits for its release."""
    told = {
        "degree": "amber", "at": utc(int(now_s)), "text": "SECRET source says so", "info": [WORDS], "place": PLACE,
        "kind": "CFV-SAF", "groups": "all", "expires": utc(int(now_s) + 7200), "sensitivity": "0", **more,
    }  # fmt: skip
    return send(desk, "alert", "raise", RAISER, **told).ref


def released(desk: Desk, now_s: float = NOW_S, **more: Any) -> str:
    """An alert that a second person released."""
    ref = raised(desk, now_s, **more)
    send(desk, "alert", "release", RELEASER, ref=ref)
    return ref
