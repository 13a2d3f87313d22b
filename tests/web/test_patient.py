"""Slow clients, on real sockets: heads that never end, bodies byte by byte, answers that nobody reads."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest

from greenline.desk.desk import Desk
from greenline.web import patient
from greenline.web.app import create_app

HEAD = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@contextmanager
def serving(desk: Desk, per_address: int = 0) -> Iterator[int]:
    """The port of a server with our protocol, in a thread."""
    import uvicorn

    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        create_app(desk), log_config=None, http=patient.patient(per_address), timeout_keep_alive=2,
        timeout_graceful_shutdown=1,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield listener.getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Patience of a second instead of half a minute."""
    monkeypatch.setattr(patient, "HEAD_S", 1.0)
    monkeypatch.setattr(patient, "STALLED_S", 1.0)
    monkeypatch.setattr("greenline.web.asking.PATIENCE_S", 1.0)


def line(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=10)


def rest(conn: socket.socket) -> bytes:
    """Everything until the server hangs up."""
    told = b""
    with suppress(ConnectionError):
        while piece := conn.recv(65_536):
            told += piece
    return told


def well(port: int) -> bool:
    with line(port) as conn:
        conn.sendall(HEAD + b"Connection: close\r\n\r\n")
        return rest(conn).startswith(b"HTTP/1.1 200")


@pytest.mark.parametrize("begun", [b"", b"G", HEAD, b"\r\n\r\n", HEAD + b"X: " + b"y" * 1000])
def test_a_head_that_never_ends(desk: Desk, quick: None, begun: bytes) -> None:
    with serving(desk) as port, line(port) as conn:
        began = time.monotonic()
        conn.sendall(begun)
        assert rest(conn) == b""
        assert 0.5 < time.monotonic() - began < 4
        assert well(port)


def test_a_head_byte_by_byte(desk: Desk, quick: None) -> None:
    """Each byte does not buy more time."""
    with serving(desk) as port, line(port) as conn:
        began = time.monotonic()
        conn.sendall(HEAD)
        with suppress(OSError):
            while time.monotonic() - began < 8:
                conn.sendall(b"x")
                time.sleep(0.1)
        assert time.monotonic() - began < 4


def test_a_second_head_that_never_ends(desk: Desk, quick: None) -> None:
    """After a whole request on the same line, and what keeps such a line open without one."""
    for begun, more in ((HEAD + b"X: ", b"y"), (b"\r\n", b"\r\n")):
        with serving(desk) as port, line(port) as conn:
            conn.sendall(HEAD + b"\r\n")
            assert conn.recv(65_536).startswith(b"HTTP/1.1 200")
            began = time.monotonic()
            conn.sendall(begun)
            with suppress(OSError):
                while time.monotonic() - began < 8:
                    conn.sendall(more)
                    time.sleep(0.1)
            assert time.monotonic() - began < 4


def test_a_head_without_bound(desk: Desk) -> None:
    with serving(desk) as port, line(port) as conn:
        conn.sendall(HEAD)
        sent = 0
        with suppress(OSError):
            while sent < 5_000_000:
                sent += conn.send(b"X-" + b"y" * 1000 + b": z\r\n")
        assert sent < 5_000_000, "the server hung up long before"


def test_a_body_byte_by_byte(desk: Desk, quick: None) -> None:
    head = b"POST /api/report HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    with serving(desk) as port, line(port) as conn:
        conn.sendall(head + b"Content-Length: 9999\r\n\r\n")
        began = time.monotonic()
        with suppress(OSError):
            while time.monotonic() - began < 8:
                conn.sendall(b" ")
                conn.settimeout(0.1)
                with suppress(TimeoutError):
                    told = conn.recv(65_536)
                    break
        assert time.monotonic() - began < 4
        assert told.startswith(b"HTTP/1.1 408")
        assert b"connection: close" in told.lower()
        assert b'"too_slow"' in told
        conn.settimeout(5)
        assert rest(conn) == b"", "and hangs up"
        assert well(port)


def test_a_file_byte_by_byte(desk: Desk, quick: None) -> None:
    """An import may be large and its link slow; but it moves."""
    head = b"POST /api/import HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/octet-stream\r\n"
    with serving(desk) as port, line(port) as conn:
        conn.sendall(head + b"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n")
        assert rest(conn).startswith(b"HTTP/1.1 408")
    assert list((desk.data / "uploads").iterdir()) == [], "no part is left"


def test_a_slow_link_is_no_attack(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two kilobytes a second, longer than the patience for nothing at all."""
    monkeypatch.setattr("greenline.web.asking.PATIENCE_S", 0.5)
    body = b'{"step": "send", "key": "k1", "values": {"happened_at": "2025-03-02", "source_kind": "NGO"}}'.ljust(3000)
    head = b"POST /api/report HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\n"
    with serving(desk) as port, line(port) as conn:
        conn.sendall(head + f"Content-Length: {len(body)}\r\n\r\n".encode())
        for at in range(0, len(body), 400):
            conn.sendall(body[at : at + 400])
            time.sleep(0.2)
        assert rest(conn).startswith((b"HTTP/1.1 201", b"HTTP/1.1 422"))


def test_an_answer_that_nobody_reads(desk: Desk, quick: None) -> None:
    with serving(desk) as port, line(port) as conn:
        conn.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with suppress(OSError):
            for _ in range(200):  # more than any buffer on the way holds
                conn.sendall(b"GET /api/registers HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        began = time.monotonic()
        with suppress(OSError):
            while time.monotonic() - began < 40:
                conn.sendall(b"GET /api/registers HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                time.sleep(0.05)
        assert time.monotonic() - began < 30, "the server hung up"
        assert well(port)


def test_so_many_lines_from_one_address(desk: Desk) -> None:
    with serving(desk, per_address=5) as port:
        lines = [line(port) for _ in range(5)]
        with line(port) as sixth:
            assert rest(sixth) == b""
        for one in lines:
            one.close()
        time.sleep(0.2)
        assert well(port), "there is room again"


def test_two_hundred_dead_lines_hold_nobody_up(desk: Desk) -> None:
    with serving(desk) as port:
        lines = [line(port) for _ in range(200)]
        for one in lines:
            one.sendall(HEAD)
        began = time.monotonic()
        assert well(port)
        assert time.monotonic() - began < 2
        for one in lines:
            one.close()


def test_usual_clients_notice_nothing(desk: Desk, quick: None) -> None:
    """Many requests on one line, with pauses shorter than the patience."""
    with serving(desk) as port, line(port) as conn:
        for _ in range(5):
            conn.sendall(HEAD + b"\r\n")
            told: Any = conn.recv(65_536)
            assert told.startswith(b"HTTP/1.1 200")
            time.sleep(0.6)
