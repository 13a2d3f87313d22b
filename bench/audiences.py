"""What redaction costs: the public beside the mission on the same records, in one run, each on a fresh server.

    python bench/audiences.py                                   500,000 records, all of them open
    GREENLINE_BENCH_HIDDEN=50 python bench/audiences.py         half of them hidden from the public
    GREENLINE_BENCH_FOLDER=… python bench/audiences.py          on a folder that an earlier run left there

Bar: the public gets at least 75 % of the mission's throughput with cold caches. What is hidden is not there to be told,
so that with hidden records figures by record say more than figures by question.
"""

from __future__ import annotations

import csv
import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import run

from greenline.desk.archive import Archive
from greenline.desk.desk import Desk
from greenline.mission import load

MAP = """\
register = "incident"
key = "bench:{id}"
step = ""
[fields]
"happened_at.start" = "day"
"place.lon" = "lon"
"place.lat" = "lat"
kind = "kind"
account = "words"
"deaths.best" = "dead"
sensitivity = "level"
"""
CLIENTS = 4
ROUNDS = 2


def prepared(folder: Path) -> str:
    """A mission with many incidents, so many of a hundred of them hidden."""
    made = folder / "m"
    if made.exists():
        os.environ["GREENLINE_DATA"] = str(folder / "data")
        return str(made)
    count = int(os.environ.get("GREENLINE_BENCH_RECORDS", "500000"))
    hidden = int(os.environ.get("GREENLINE_BENCH_HIDDEN", "0"))
    draw = random.Random(7)
    with (folder / "events.csv").open("w", newline="") as out:
        rows = csv.writer(out)
        rows.writerow(["id", "day", "lon", "lat", "kind", "words", "dead", "level"])
        for number in range(count):
            day = date(1990, 1, 1) + timedelta(days=draw.randrange(11_000))
            level = draw.choice("123") if draw.randrange(100) < hidden else "0"
            place = f"{draw.uniform(-17, 48):.4f}", f"{draw.uniform(-34, 34):.4f}"
            words = f"Shots were heard near post {draw.randrange(400)}, told by source {draw.randrange(9000)}"
            kind = draw.choice(["CFV-SAF", "CFV-IDF", "CMB-CLH", "CIV-ATK"])
            rows.writerow([number, day, *place, kind, words, draw.randrange(20), level])
    (folder / "map.toml").write_text(MAP.replace('step = ""\n', ""), encoding="utf-8")
    mission = run.mission(folder)
    command = [run.GREENLINE, "import", "csv", str(folder / "events.csv"), "--map", str(folder / "map.toml")]
    subprocess.run([*command, "--mission", mission, "--json"], check=True, capture_output=True)
    return mission


def paths(kind: str, seed: int, times: int) -> list[str]:
    """Questions of a kind, none of them twice."""
    draw = random.Random(f"{kind}{seed}")
    found = []
    for _ in range(times):
        lon, lat, year = draw.uniform(-17, 45), draw.uniform(-34, 31), draw.randrange(1990, 2017)
        box = f"bbox={lon:.3f},{lat:.3f},{lon + 3:.3f},{lat + 3:.3f}"
        time_ = f"since={year}-{draw.randrange(1, 13):02d}-01&until={year + 3}-12-31"
        found.append(
            {
                "box": f"/api/incident?limit=100&{box}&{time_}",
                "time": f"/api/incident?limit=100&{time_}&kind={draw.choice(['CFV-SAF', 'CIV-ATK'])}",
                "count": f"/api/incident/count?{box}&{time_}",
                "items": f"/ogc/collections/incident/items?limit=100&{box}&datetime={quote(f'{year}-01-01/..')}",
            }[kind]
        )
    return found


def asked(port: int, kind: str, audience: str, seed: int, times: int) -> float:
    """Questions answered in a second by so many clients at once."""
    lists = [paths(kind, seed * 100 + n, times) for n in range(CLIENTS)]

    def client(some: list[str]) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        for path in some:
            connection.request("GET", f"{path}&audience={audience}")
            answer = connection.getresponse()
            assert answer.status == 200, answer.read()
            answer.read()

    threads = [threading.Thread(target=client, args=(some,)) for some in lists]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return CLIENTS * times / (time.perf_counter() - began)


def fetched(port: int, path: str) -> float:
    """Seconds for one answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    began = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "deflate"})
    answer = connection.getresponse()
    assert answer.status == 200, answer.read()
    answer.read()
    return time.perf_counter() - began


def packed(mission: str, audience: str) -> float:
    """Seconds for packing an archive of all versions anew, at best of three; a server has the mission's ready."""
    desk = Desk(load(Path(mission)))
    try:
        spent = []
        for _ in range(3):
            began = time.perf_counter()
            Archive(desk).whole("incident", desk.audience(audience))
            spent.append(time.perf_counter() - began)
        return min(spent)
    finally:
        desk.close()


def measured(mission: str, audience: str, seed: int, rows: dict[str, int]) -> dict[str, float]:
    """Every figure of one audience on a fresh server."""
    server = run.Server(mission)
    try:
        rows[audience] = server.get(f"/api/incident/count?audience={audience}")["count"]
        told = {kind: asked(server.port, kind, audience, seed, 40) for kind in ("box", "time", "count", "items")}
        told["archive"] = rows[audience] / packed(mission, audience)
        told["csv"] = rows[audience] / fetched(server.port, f"/api/incident/export?format=csv&audience={audience}")
        return told
    finally:
        server.stop()


def main() -> None:
    """Both audiences in turns, in changing order."""
    given = os.environ.get("GREENLINE_BENCH_FOLDER")
    with tempfile.TemporaryDirectory(prefix="greenline-bench-") as fresh:
        folder = Path(given or fresh)
        folder.mkdir(exist_ok=True)
        mission = prepared(folder)
        found: dict[str, list[dict[str, float]]] = {"mission": [], "public": []}
        rows: dict[str, int] = {}
        for turn in range(ROUNDS):
            for audience in sorted(found, reverse=bool(turn % 2)):
                found[audience].append(measured(mission, audience, turn, rows))
    for kind in found["mission"][0]:
        mission_s, public_s = (statistics.mean(one[kind] for one in found[a]) for a in ("mission", "public"))
        run.say(kind, mission_per_s=mission_s, public_per_s=public_s, ratio=public_s / mission_s)
    told = "; archive and csv by record, else by question"
    print(f"records: mission {rows['mission']:,}, public {rows['public']:,}{told}")


if __name__ == "__main__":
    sys.exit(main())
