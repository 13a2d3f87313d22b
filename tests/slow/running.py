"""Real processes of Greenline for the crash tests: started in a session of their own, always ended by their pid."""

from __future__ import annotations

import json
import os
import random
import re
import selectors
import signal
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import create_connection
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

GREENLINE = str(Path(sys.executable).with_name("greenline"))
SOAK = bool(os.environ.get("GREENLINE_SOAK"))
KILLS = 500 if SOAK else 12


@contextmanager
def process(*arguments: str, **more: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A `greenline` process that is gone, with all it started, when the block ends."""
    running = subprocess.Popen(
        [GREENLINE, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, **more
    )
    try:
        yield running
    finally:
        end(running)
        for pid in members(running.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)


def end(running: subprocess.Popen[bytes]) -> None:
    """Kill -9 one process and wait for it."""
    if running.poll() is None:
        running.kill()
    running.wait(20)
    for pipe in (running.stdout, running.stderr):
        if pipe is not None:
            pipe.close()


def members(session: int) -> list[int]:
    """The pids of a session's processes that still live."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError, ValueError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session and fields[0] not in "ZX":
                found.append(int(folder.name))
    return found


class Server:
    """A running `greenline serve`: its process and where it listens."""

    def __init__(self, running: subprocess.Popen[bytes]) -> None:
        self.process = running
        self.address = _address(running)
        self.port = urlsplit(self.address).port or 0
        assert until(self._listens, within_s=30, every_s=0.02), "the server does not listen at the address it told"

    def _listens(self) -> bool:
        with suppress(OSError), create_connection(("127.0.0.1", self.port), timeout=5):
            return True
        return False

    def ask(self, path: str) -> Any:
        """The JSON answer to a GET."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=20)) as line:
            line.request("GET", path)
            return json.loads(line.getresponse().read())

    def post(self, register: str, act: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """(status, answer) of an act."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=60)) as line:
            return post(line, register, act)


def post(line: HTTPConnection, register: str, act: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Send an act over a connection and read the whole answer."""
    line.request("POST", f"/api/{register}", json.dumps(act), {"Content-Type": "application/json"})
    answer = line.getresponse()
    return answer.status, json.loads(answer.read())


@contextmanager
def serving(mission: Path, data: Path) -> Iterator[Server]:
    """A server on a free port of loopback."""
    with process("serve", str(mission), "--data", str(data), "--port", "0") as running:
        yield Server(running)


def _address(running: subprocess.Popen[bytes], within_s: float = 30) -> str:
    """The address on the server's first line."""
    assert running.stdout is not None
    with selectors.DefaultSelector() as ready:
        ready.register(running.stdout, selectors.EVENT_READ)
        assert ready.select(within_s), "the server told no address in time"
    told = running.stdout.readline().decode()
    found = re.search(r"http://\S+", told)
    if not found:
        assert running.stderr is not None
        raise AssertionError(f"the server did not start: {told}{running.stderr.read().decode()}")
    return found[0]


def rows(file: Path, query: str) -> list[Any]:
    """What a question to the database file gives, asked through SQLite itself and none of our code."""
    with closing(sqlite3.connect(file, timeout=30)) as connection:
        return connection.execute(query).fetchall()


class Client(Thread):
    """Posts acts one after the other until told to stop or the line breaks; keeps what was answered and what was not.

    Most are reports; every fifth begins an incident, and the two after it take a step on it and amend it.
    """

    def __init__(self, port: int, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.port = port
        self.answered: list[tuple[str, dict[str, Any], int, dict[str, Any]]] = []
        self.unanswered: list[tuple[str, dict[str, Any]]] = []
        self.refused: list[tuple[int, dict[str, Any]]] = []
        self.enough = Event()

    def run(self) -> None:
        held: dict[str, Any] = {}
        number = 0
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            while not self.enough.is_set():
                register, act = self._next(number, held)
                number += 1
                try:
                    status, told = post(line, register, act)
                except (OSError, HTTPException, ValueError):
                    self.unanswered.append((register, act))
                    return
                if status not in (200, 201):
                    self.refused.append((status, told))
                    self.unanswered.append((register, act))
                    return
                self.answered.append((register, act, status, told))
                if register == "incident":
                    held = told

    def _next(self, number: int, held: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        turn, key = number % 5, str(uuid.uuid4())
        seen = {"key": key, "ref": held.get("ref"), "saw": held.get("pos")}
        if turn == 1:
            return "incident", {"step": "open", "key": key, "values": values(random.getrandbits(40))}
        if turn == 2:
            return "incident", {"step": "triage", **seen}
        if turn == 3:
            return "incident", {
                "step": "amend",
                **seen,
                "reason": "Counted again.",
                "values": {"deaths": {"best": number}},
            }
        return "report", {
            "step": "send",
            "key": key,
            "values": {**values(random.getrandbits(40)), "source_kind": "NGO"},
        }


def values(number: int) -> dict[str, Any]:
    """The values of a made-up happening, far in time and place from all others: the machine, which proposes what may
    belong together, finds nothing to say and adds no entries of its own."""
    place = {
        "lon": number * 7919 % 3400 / 10 - 170,
        "lat": number % 1201 / 10 - 60,
        "prec": 1,
        "name": f"Post {number}",
    }
    day = (date(1850, 1, 1) + timedelta(days=number * 37 % 120_000)).isoformat()
    return {"happened_at": f"{day}T14:05:00+02:00", "place": place, "kind": "CFV-SAF", "account": f"Shot {number}"}


def posting(port: int, count: int = 4) -> list[Client]:
    """Clients at work."""
    clients = [Client(port, f"client-{n}") for n in range(count)]
    for client in clients:
        client.start()
    return clients


def until(met: Any, within_s: float = 20, every_s: float = 0.002) -> bool:
    """Whether something came true in time."""
    last = time.monotonic() + within_s
    while not met():
        if time.monotonic() > last:
            return False
        time.sleep(every_s)
    return True
