"""How long a day's report takes: so many incidents and reports on one day, composed and printed, cold.

    python bench/brief.py                              10,000 observations
    GREENLINE_BENCH_RECORDS=2000 python bench/brief.py

Bar: a daily report within 60 s; aim 10 s. Beside it the time that SQLite takes to read the same day's rows bare.
"""

from __future__ import annotations

import csv
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import run

DAY = "2025-03-02"
MAP = """\
register = "report"
key = "bench:{id}"
[constants]
source_kind = "own_observation"
[fields]
"happened_at.start" = "at"
"place.lon" = "lon"
"place.lat" = "lat"
kind = "kind"
account = "words"
"deaths.best" = "dead"
"""


def prepared(folder: Path, count: int) -> str:
    """A mission with so many observations on one day, each with the incident that cites it."""
    draw = random.Random(7)
    with (folder / "events.csv").open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["id", "at", "lon", "lat", "kind", "words", "dead"])
        for number in range(count):
            at = f"{DAY}T{draw.randrange(24):02d}:{draw.randrange(60):02d}:00+00:00"
            place = f"{draw.uniform(-17, 48):.4f}", f"{draw.uniform(-34, 34):.4f}"
            dead = draw.choice(["", "0", "1"])
            kind = draw.choice(["CFV-SAF", "CFV-IDF", "CMB-CLH", "CIV-ATK", "FOM-DEN"])
            rows.writerow([number, at, *place, kind, f"Shots near post {number}", dead])
    (folder / "map.toml").write_text(MAP, encoding="utf-8")
    mission = run.mission(folder)
    command = [run.GREENLINE, "import", "csv", str(folder / "events.csv"), "--map", str(folder / "map.toml")]
    subprocess.run([*command, "--as", "incident", "--mission", mission, "--json"], check=True, capture_output=True)
    return mission


def written(mission: str, folder: Path, ending: str, *more: str) -> float:
    """Seconds for one report, from starting the command to its end."""
    began = time.perf_counter()
    out = str(folder / f"day.{ending}")
    command = [run.GREENLINE, "brief", mission, "--day", DAY, "--out", out, *more]
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - began


def bare_s(folder: Path) -> float:
    """Seconds to read the day's incidents and reports from the database, nothing else."""
    began = time.perf_counter()
    with sqlite3.connect(run.database(folder)) as connection:
        for table in ("incident", "report"):
            connection.execute(f"SELECT * FROM {table}").fetchall()
    return time.perf_counter() - began


def main() -> None:
    """Every form, each in a process of its own."""
    count = int(os.environ.get("GREENLINE_BENCH_RECORDS", "10000"))
    with tempfile.TemporaryDirectory(prefix="greenline-bench-") as fresh:
        folder = Path(fresh)
        mission = prepared(folder, count)
        told = {f"{ending}_s": written(mission, folder, ending) for ending in ("json", "html", "pdf")}
        figures = {one["key"]: one["value"] for one in json.loads((folder / "day.json").read_bytes())["figures"]}
        assert figures["incidents"] == count, figures["incidents"]
        told["weekly_pdf_s"] = written(mission, folder, "pdf", "--kind", "weekly")
        told["public_pdf_s"] = written(mission, folder, "pdf", "--audience", "public")
        bare = bare_s(folder)
        run.say("brief", records=count, **told, bare_read_s=bare, ratio=told["pdf_s"] / bare)


if __name__ == "__main__":
    sys.exit(main())
