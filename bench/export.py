"""Files of a large register read from a running server: rows a second, and the server's largest memory.

    python bench/export.py [csv] [xlsx] [geojson] [jsonl]      csv without names

GREENLINE_BENCH_MISSION names a mission that was imported before (`--as incident`); else 500,000 made-up events are.
"""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import generate
import run


def prepared(folder: Path) -> str:
    """A mission with many incidents: the one named in the environment, or a new one."""
    if given := os.environ.get("GREENLINE_BENCH_MISSION"):
        return given
    count = int(os.environ.get("GREENLINE_BENCH_RECORDS", "500000"))
    generate.write(folder / "events.csv", count)
    made = run.mission(folder)
    command = [run.GREENLINE, "import", "ucdp-ged", str(folder / "events.csv"), "--mission", made, "--as", "incident"]
    subprocess.run(command, check=False, capture_output=True)
    return made


def peak_mb(pid: int) -> float:
    """The largest resident memory of a process so far; of its own pages, and of those it shares with the file cache."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def own_mb(pid: int) -> float:
    """The resident memory that is the process's own, without the database file mapped into it."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


def read(server: run.Server, form: str) -> None:
    """One file from end to end."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    began = time.perf_counter()
    connection.request("GET", f"/api/incident/export?format={form}")
    answer = connection.getresponse()
    assert answer.status == 200, answer.read()
    size = lines = 0
    first, own = None, 0.0
    while piece := answer.read(1 << 20):
        first = first or time.perf_counter() - began
        size += len(piece)
        lines += piece.count(b"\n")
        own = max(own, own_mb(server.process.pid))
    spent = time.perf_counter() - began
    rows = server.get("/api/incident/count")["count"]
    assert form == "xlsx" or lines >= rows, (lines, rows)
    run.say(
        form, rows=rows, rows_per_s=rows / spent, MB=size / 1e6, first_byte_s=first or 0.0, own_MB=own,
        peak_MB=peak_mb(server.process.pid),
    )  # fmt: skip


def main() -> None:
    """Each format on a server of its own."""
    with tempfile.TemporaryDirectory(prefix="greenline-bench-") as folder:
        mission = prepared(Path(folder))
        for form in sys.argv[1:] or ["csv"]:
            server = run.Server(mission)
            try:
                read(server, form)
            finally:
                server.stop()


if __name__ == "__main__":
    main()
