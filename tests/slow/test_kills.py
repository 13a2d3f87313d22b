"""Kill -9 of real processes, a disk that fills up, an ordered stop: what was acknowledged is there, nothing is half.

12 kills of each kind in the normal run, 500 with GREENLINE_SOAK=1. The moments are drawn from a seed.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from made import ROOT, make_folder
from running import GREENLINE, KILLS, Client, Server, members, posting, process, rows, serving, until, values

from greenline.desk.verifying import verify
from greenline.exchange.rows import open_table, read_chunks
from greenline.ledger.store import FILE
from greenline.mission import load

SEED = 20261122
FOLD_EVERY = 4  # rounds
MOST_ENTRIES = 3500  # then a fresh data folder: one more, and verifying starts processes


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("mission") / "alpha")


def whole(file: Path, folding: bool = True) -> int:
    """How many entries a ledger has, which must be whole."""
    if not file.exists() or not rows(file, "SELECT 1 FROM sqlite_master WHERE name = 'ledger_entry'"):
        return 0  # killed before it made its tables
    verdict = verify(file, folding)
    assert not verdict.problems, verdict.problems[:5]
    return verdict.entries


# --- imports


def table(file: Path, count: int) -> None:
    """A made-up table of events."""
    subprocess.run([sys.executable, str(ROOT / "bench" / "generate.py"), str(count), str(file)], check=True, timeout=60)


def boundaries(file: Path, acts: int) -> set[int]:
    """After how many acts a batch of a table ends, when each row makes so many."""
    with open_table(file) as source:
        return {0, *accumulate(len(chunk) * acts for chunk in read_chunks(source)[1])}


def imported(file: Path) -> list[str]:
    """The keys of everything that imports wrote, in order."""
    if not file.exists() or not rows(file, "SELECT 1 FROM sqlite_master WHERE name = 'ledger_receipt'"):
        return []
    return [key for (key,) in rows(file, "SELECT key FROM ledger_receipt WHERE by = 'IMPORT' ORDER BY pos")]


class Wave:
    """One table on its way into one data folder, over as many killed imports as it takes."""

    def __init__(self, mission: Path, table: Path, data: Path, more: tuple[str, ...], acts: int = 1) -> None:
        self.arguments = ("import", "ucdp-ged", str(table), "--mission", str(mission), "--json", *more)
        self.environment = {**os.environ, "GREENLINE_DATA": str(data)}
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("GREENLINE_DATA", str(data))
            self.file = load(mission).data_folder() / FILE
        self.table, self.ends = table, boundaries(table, acts)
        self.wal = self.file.with_name(FILE + "-wal")

    def killed(self, draw: random.Random) -> None:
        """Start an import and kill it: as it starts, as it writes to the log, or after a batch, however slow it is."""
        with process(*self.arguments, env=self.environment) as running:
            moment = draw.choice(("start", "write", "batch", "batch"))
            if moment == "start":
                time.sleep(draw.uniform(0.0, 1.2))
            elif moment == "write":
                before = self._written()
                until(lambda: running.poll() is not None or self._written() != before, within_s=30)
                time.sleep(draw.uniform(0.0, 0.05))
            else:
                had = len(imported(self.file))
                until(lambda: running.poll() is not None or len(imported(self.file)) != had, within_s=30, every_s=0.01)
                time.sleep(draw.uniform(0.0, 0.3))
            running.send_signal(signal.SIGKILL)

    def _written(self) -> int:
        with suppress(OSError):
            return self.wal.stat().st_mtime_ns
        return 0

    def undisturbed(self) -> dict[str, Any]:
        """The summary of an import that runs to its end."""
        told = subprocess.run(
            [GREENLINE, *self.arguments], check=False, env=self.environment, capture_output=True, text=True, timeout=120
        )
        assert told.returncode == 0, told.stderr
        return json.loads(told.stdout)

    def finish(self, expected: list[str]) -> None:
        """An undisturbed import brings in what is missing and nothing twice."""
        had = len(imported(self.file))
        summary = self.undisturbed()
        count = sum(1 for _ in self.table.open(encoding="utf-8")) - 1
        assert summary["refused"] == 0
        assert summary["accepted"] + summary["already"] == summary["read"] == count
        assert summary["already"] * len(expected) == had * count, "what was there is what is told as already there"
        assert imported(self.file) == expected
        assert rows(
            self.file, "SELECT count(*), count(DISTINCT ref) FROM ledger_received WHERE source_id LIKE 'ucdp%'"
        ) == [(count, count)]
        whole(self.file)


def test_a_killed_import_keeps_whole_batches_and_the_next_goes_on(mission: Path, tmp_path: Path) -> None:
    draw = random.Random(SEED)
    small, large = tmp_path / "small.csv", tmp_path / "large.csv"
    table(small, 1300)
    table(large, 3300)
    forms: list[tuple[Path, tuple[str, ...], int]] = [(large, (), 1), (small, ("--as", "incident"), 2)]
    expected = []
    for number, (file, more, acts) in enumerate(forms):
        wave = Wave(mission, file, tmp_path / f"reference-{number}", more, acts)
        wave.undisturbed()
        expected.append(imported(wave.file))
        assert len(set(expected[-1])) == len(expected[-1])
    number, wave, reached = 0, None, set()
    for kill in range(KILLS):
        form = number % len(forms)
        keys = expected[form]
        if wave is None:
            file, more, acts = forms[form]
            wave = Wave(mission, file, tmp_path / f"wave-{number}", more, acts)
        wave.killed(draw)
        whole(wave.file, folding=kill % FOLD_EVERY == 0)
        there = imported(wave.file)
        assert there == keys[: len(there)], "what is there is a prefix of the table"
        assert len(there) in wave.ends, "no half batch"
        reached.add(len(there))
        if there == keys or kill == KILLS - 1:
            wave.finish(keys)
            number, wave = number + 1, None
    assert len(reached) > 2, "kills fell at different stages"


def test_a_killed_import_leaves_no_process_behind(mission: Path, tmp_path: Path) -> None:
    """A large file is read by processes of their own; they must not outlive the one that started them."""
    file = tmp_path / "large.csv"
    table(file, 16_000)
    assert file.stat().st_size > 4_000_000
    wave = Wave(mission, file, tmp_path / "data", ())
    with process(*wave.arguments, env=wave.environment) as running:
        assert until(lambda: len(members(running.pid)) >= 3, within_s=30), "the readers were started"
        assert until(lambda: len(imported(wave.file)) > 0, within_s=60, every_s=0.02)
        running.send_signal(signal.SIGKILL)
        running.wait(10)
        left = [pid for pid in members(running.pid) if pid != running.pid]
        gone = until(lambda: not members(running.pid), within_s=8, every_s=0.05)
        assert gone, f"{len(members(running.pid))} of {len(left)} readers live on"
    whole(wave.file, folding=False)


# --- the server


class Known:
    """What the clients of one data folder know over many lives of its server."""

    def __init__(self, base: int) -> None:
        self.base = base
        self.receipts: dict[str, dict[str, Any]] = {}

    def check(self, server: Server, clients: list[Client]) -> None:
        """Everything that was answered is there, unchanged; the unanswered goes in once; then nothing is more."""
        for client in clients:
            assert not client.refused, client.refused[:2]
            for register, act, status, told in client.answered:
                assert status == 201
                again, now = server.post(register, act)
                assert (again, now) == (200, {**told, "already": True})
                self.receipts[act["key"]] = told
            for register, act in client.unanswered:
                first, told = server.post(register, act)
                assert first in (200, 201), told
                second, now = server.post(register, act)
                assert (second, now) == (200, {**told, "already": True})
                self.receipts[act["key"]] = told

    def total(self) -> int:
        """How many entries there must be now."""
        return self.base + len(self.receipts)


def test_a_killed_server_has_all_it_acknowledged(mission: Path, tmp_path: Path) -> None:
    draw = random.Random(SEED + 1)
    number, known = 0, None
    amended = False
    data = tmp_path
    clients: list[Client] = []
    for kill in range(KILLS):
        if known is None:
            number += 1
            data = tmp_path / f"data-{number}"
        with serving(mission, data) as server:
            if known is None:
                known = Known(len(rows(data / FILE, "SELECT pos FROM ledger_entry")))
            known.check(server, clients)
            assert server.ask("/api/mission")["pos"] == known.total()
            clients = posting(server.port)
            until(lambda now=clients: any(c.answered for c in now))
            time.sleep(draw.choice((draw.uniform(0, 0.02), draw.uniform(0, 0.4))))
            server.process.send_signal(signal.SIGKILL)
            server.process.wait(10)
        for client in clients:
            client.join(10)
            assert not client.is_alive()
        assert sum(len(c.answered) for c in clients) > 0
        amended = amended or any(act["step"] == "amend" for c in clients for _, act, _, _ in c.answered)
        there = whole(data / FILE, folding=kill % FOLD_EVERY == 0)
        answered = sum(len(c.answered) for c in clients)
        unsure = sum(len(c.unanswered) for c in clients)
        assert known.total() + answered <= there <= known.total() + answered + unsure
        if there > MOST_ENTRIES or kill == KILLS - 1:
            with serving(mission, data) as server:
                known.check(server, clients)
            assert whole(data / FILE) == known.total()
            held = dict(rows(data / FILE, "SELECT key, pos FROM ledger_receipt"))
            assert {key: held[key] for key in known.receipts} == {k: r["pos"] for k, r in known.receipts.items()}
            known, clients = None, []
    assert amended, "some of the acts were amendments"


def _stopped(server: Server, sign: int, clients: list[Client]) -> tuple[int, float]:
    """(exit code, seconds) of a server asked to stop."""
    assert until(lambda: all(len(c.answered) > 5 for c in clients))
    began = time.monotonic()
    server.process.send_signal(sign)
    code = server.process.wait(30)
    took = time.monotonic() - began
    for client in clients:
        client.enough.set()
        client.join(10)
    return code, took


def _asked_to_stop(mission: Path, data: Path) -> tuple[int, float]:
    with serving(mission, data) as server:
        base = len(rows(data / FILE, "SELECT pos FROM ledger_entry"))
        clients = posting(server.port)
        code, took = _stopped(server, signal.SIGTERM, clients)
    there = whole(data / FILE)
    answered = sum(len(c.answered) for c in clients)
    assert base + answered <= there <= base + answered + sum(len(c.unanswered) for c in clients)
    held = dict(rows(data / FILE, "SELECT key, pos FROM ledger_receipt"))
    for client in clients:
        for _, act, _, told in client.answered:
            assert held[act["key"]] == told["pos"]
    return code, took


def test_a_server_asked_to_stop_ends_by_itself_with_all_it_acknowledged(mission: Path, tmp_path: Path) -> None:
    _, took = _asked_to_stop(mission, tmp_path / "data")
    assert took < 10


def test_a_server_asked_to_stop_ends_with_code_0(mission: Path, tmp_path: Path) -> None:
    code, _ = _asked_to_stop(mission, tmp_path / "data")
    assert code == 0


def test_a_demo_asked_to_stop_takes_its_data_folder_with_it(tmp_path: Path) -> None:
    with process("demo", "--port", "0", "--no-browser", env={**os.environ, "TMPDIR": str(tmp_path)}) as running:
        Server(running)
        assert list(tmp_path.glob("greenline-demo-*"))
        running.send_signal(signal.SIGTERM)
        running.wait(20)
    assert not list(tmp_path.glob("greenline-demo-*"))


def test_a_server_with_open_streams_stops_soon_and_quietly(mission: Path, tmp_path: Path) -> None:
    """Rooms that listen, of either audience, do not hold the server up; their streams are ended."""
    from http.client import HTTPConnection

    with serving(mission, tmp_path / "data") as server:
        lines = []
        for query in ("", "?audience=public"):
            line = HTTPConnection("127.0.0.1", server.port, timeout=20)
            line.request("GET", f"/api/stream{query}")
            answer = line.getresponse()
            assert answer.readline().startswith(b"event: pos")
            lines.append((line, answer))
        began = time.monotonic()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(30) == 0
        assert time.monotonic() - began < 4
        for line, answer in lines:
            answer.read()  # to its end: it was closed in order
            line.close()
        assert server.process.stderr is not None
        logged = server.process.stderr.read().decode()
    assert '"error"' not in logged
    assert '"event":"stopped"' in logged


# --- a full disk


def _act(number: int) -> dict[str, Any]:
    return {
        "step": "send",
        "key": f"full-{number}",
        "values": {**values(number), "place": values(0)["place"], "source_kind": "NGO"},
    }


def _long(number: int) -> dict[str, Any]:
    """An act of some size, so that room runs out soon."""
    act = _act(number)
    act["values"]["account"] = "x" * 20_000
    return act


def _filled_up(server: Server, data: Path, fill: Callable[[], None], empty: Callable[[], None]) -> None:
    """Acts are refused in words while there is no room, reading goes on, and with room they go on."""
    for number in range(5):
        assert server.post("report", _act(number))[0] == 201
    fill()
    status, number, accepted = 201, 5, 5
    while status == 201 and number < 3000:
        status, told = server.post("report", _long(number))
        accepted += status == 201
        number += 1
    assert status == 503, told
    assert told["code"] == "unavailable"
    assert len(told["sentence"]) > 20
    before = server.ask("/api/report/count")["count"]
    for later in range(number, number + 10):  # and it stays so, without harm
        status, told = server.post("report", _long(later))
        assert (status, told["code"]) == (503, "unavailable")
    assert server.ask("/api/report/count")["count"] == before == accepted + 2, "two came with the mission's folder"
    told = server.ask("/api/report?limit=50")
    assert len(told.get("records", ())) == min(50, before), told
    assert server.ask("/api/picture")["pos"] == server.ask("/api/mission")["pos"]
    whole(data / FILE)
    empty()
    last = number + 10
    for later in range(number - 1, last):  # those that were refused, under their own keys
        status, told = server.post("report", _long(later))
        assert (status, told.get("already")) == (201, False), told
    assert server.ask("/api/report/count")["count"] == before + last - number + 1
    whole(data / FILE)


def test_a_file_that_may_not_grow_refuses_acts_in_words(mission: Path, tmp_path: Path) -> None:
    """A limit of the system on the size of files, set on the running server and lifted again."""
    data = tmp_path / "data"
    with serving(mission, data) as server:
        pid = server.process.pid
        _, hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)
        grown = max(f.stat().st_size for f in data.iterdir())
        _filled_up(
            server, data,
            fill=lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, (grown + 500_000, hard)),
            empty=lambda: resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard)),
        )  # fmt: skip
    assert whole(data / FILE)


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of six megabytes. Skips where it may not be mounted."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)], check=False, capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"a small file system cannot be mounted here: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # verifying keeps its file open


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="mounting a small file system needs root")
def test_a_full_disk_refuses_acts_in_words(mission: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        data, filler = disk / "data", disk / "filler"

        def fill() -> None:
            into = os.open(filler, os.O_WRONLY | os.O_CREAT)
            with suppress(OSError):
                while os.write(into, b"\0" * 4096):
                    pass
            os.close(into)

        with serving(mission, data) as server:
            _filled_up(server, data, fill, filler.unlink)
        assert whole(data / FILE)
