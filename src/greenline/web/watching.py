"""What the people who run a server see: logs, health, metrics. None of them holds a value of a record, a reference, an
address or a question: a request is its route, its answer's status and its time."""

from __future__ import annotations

import logging
import shutil
import sys
import threading
import time
import traceback
from collections.abc import Mapping, MutableMapping
from contextlib import suppress
from queue import Full, Queue
from typing import Any, TextIO

import orjson
import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .. import __version__
from ..core.errors import Refusal, Unavailable
from ..desk.desk import Desk

LEAST_FREE = 200_000_000  # bytes on the disk of the data folder below which there is a warning
MOST_LINES = 10_000  # of the log that may wait to be written
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
log = structlog.get_logger("greenline")


# --- logs


class Lines:
    """A stream whose writer never waits: a thread of its own passes lines on, and where nobody takes them (a full pipe,
    a stalled journal) they are dropped and counted rather than holding up a server."""

    def __init__(self, stream: TextIO) -> None:
        self.stream, self.lost = stream, 0
        self._waiting: Queue[str | None] = Queue(MOST_LINES)
        self._thread = threading.Thread(target=self._pass_on, name="logs", daemon=True)
        self._thread.start()

    def write(self, text: str) -> None:
        """Take a line, or drop it."""
        try:
            self._waiting.put_nowait(text)
        except Full:
            self.lost += 1

    def flush(self) -> None:
        """Nothing: the thread flushes."""

    def close(self) -> None:
        """Pass on what waits, for a moment at most."""
        with suppress(Full):
            self._waiting.put_nowait(None)
        self._thread.join(1.0)

    def _pass_on(self) -> None:
        while (text := self._waiting.get()) is not None:
            if self.lost:
                lost, self.lost = self.lost, 0
                text += f'{{"event": "{lost} lines of the log were lost", "level": "warning"}}\n'
            with suppress(OSError, ValueError):
                self.stream.write(text)
                self.stream.flush()


def start_logs(form: str, stream: TextIO | None = None) -> Lines | None:
    """Write logs to a stream, standard error by default: `json` one object a line, `text` for a terminal, `quiet` for
    what went wrong only. Whatever else in this process logs (the web server, the driver) is written the same way.

    Returns what to close in the end.
    """
    lines = Lines(sys.stderr) if stream is None else None
    target: Any = lines or stream
    before: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        _where,
    ]
    last: Any = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    if form == "json":
        last = structlog.processors.JSONRenderer(
            serializer=lambda event, **_: orjson.dumps(event, default=str).decode()
        )
    structlog.configure(  # our own lines by the shortest way: there is one for each request
        processors=[*before, last],
        logger_factory=structlog.WriteLoggerFactory(target),
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING if form == "quiet" else logging.INFO),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(target)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=before,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    return lines


def _where(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An error as its kind and the lines it came through, never its words: they may hold what somebody wrote."""
    told = event.pop("exc_info", None)
    error = told[1] if isinstance(told, tuple) else told if isinstance(told, BaseException) else sys.exc_info()[1]
    if told and isinstance(error, BaseException):
        event["error"] = type(error).__name__
        frames = traceback.extract_tb(error.__traceback__)
        event["through"] = [f"{f.filename.rpartition('site-packages/')[2]}:{f.lineno} {f.name}" for f in frames[-12:]]
    return event


# --- metrics


class Metrics:
    """Prometheus's numbers of one process."""

    def __init__(self, desk: Desk) -> None:
        self.registry = CollectorRegistry()
        self.desk = desk
        self.requests = self._of(Counter, "greenline_requests", "Requests answered", ("method", "route", "status"))
        self.seconds = Histogram(
            "greenline_request_seconds", "Time to answer", ("method", "route"), registry=self.registry, buckets=_SECONDS
        )
        self.acts = self._of(Counter, "greenline_acts", "Acts by what became of them", ("register", "outcome"))
        self.streams = self._of(Gauge, "greenline_streams", "Rooms that listen", ())
        about = {
            "greenline_ledger_entries": ("Newest position of the ledger", self._entries),
            "greenline_ledger_queued": ("Acts that wait for the writer", desk.ledger.queued),
            "greenline_ledger_writable": ("1 when the last batch could be written", self._writable),
            "greenline_disk_free_bytes": ("Free on the disk of the data folder", lambda: free(desk)),
        }
        for name, (words, reads) in about.items():
            Gauge(name, words, registry=self.registry).set_function(reads)
        version = Gauge("greenline_info", "The version that runs", ("version", "database"), registry=self.registry)
        version.labels(__version__, desk.ledger.reader.dialect.name).set(1)

    def _of(self, kind: Any, name: str, words: str, labels: tuple[str, ...]) -> Any:
        return kind(name, words, labels, registry=self.registry)

    def _entries(self) -> float:
        try:
            return self.desk.ledger.pos()
        except Unavailable:
            return float("nan")

    def _writable(self) -> float:
        return 0.0 if self.desk.ledger.health else 1.0

    def serve(self, port: int) -> Any:
        """Answer Prometheus on a port of loopback. Raises Refusal when it is taken."""
        try:
            server, _ = start_http_server(port, "127.0.0.1", self.registry)
        except OSError as error:
            raise Refusal(f"Port {port} for metrics cannot be used: {error.strerror}. Name another.") from None
        return server


class Measured:
    """Counts and times every request by its route, and logs it."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app, self.metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and tell how it went."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting)
        finally:
            spent = time.perf_counter() - began
            route = getattr(scope.get("route"), "path", None) or "(page)"
            method = scope["method"] if scope["method"] in _METHODS else "other"
            self.metrics.requests.labels(method, route, str(status)).inc()
            if route != STREAM:
                self.metrics.seconds.labels(method, route).observe(spent)
            say = log.warning if status >= 500 else log.info
            say("request", method=method, route=route, status=status, ms=round(spent * 1000, 1))


_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
STREAM = "/api/stream"


# --- health


def free(desk: Desk) -> int:
    """Free bytes on the disk of the data folder."""
    folder = desk.data
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def trouble(desk: Desk) -> str | None:
    """What the people in the room must know of the server, in a sentence: it cannot write, or soon will not."""
    if desk.ledger.health:
        return f"{desk.ledger.health} What was acknowledged is kept; nothing new can be recorded until this is mended."
    left = free(desk)
    if left < LEAST_FREE:
        return f"The disk of the server is nearly full ({left // 1_000_000} MB left); make room before recording stops."
    return None


def health(desk: Desk, following: bool, streams: int) -> tuple[int, Mapping[str, Any]]:
    """(HTTP status, what is well and what is not): the ledger can be read, the writer can write, followers keep up,
    there is room on the disk. It tells no counts of entries, for anyone may ask."""
    told: dict[str, Any] = {"version": __version__, "database": desk.ledger.reader.dialect.name}
    try:
        desk.ledger.pos()
        told["ledger"] = {"ok": True}
    except Unavailable as refusal:
        told["ledger"] = {"ok": False, "sentence": refusal.sentence}
    stuck = desk.ledger.health
    told["writer"] = {"ok": stuck is None, "queued": desk.ledger.queued()}
    if stuck:
        told["writer"]["sentence"] = stuck
    told["followers"] = {"ok": following, "streams": streams}
    left = free(desk)
    told["disk"] = {"ok": left >= LEAST_FREE, "free_mb": left // 1_000_000}
    told["ok"] = all(part["ok"] for part in told.values() if isinstance(part, dict))
    stops = not (told["ledger"]["ok"] and told["writer"]["ok"])
    return (503 if stops else 200), told
