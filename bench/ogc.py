"""Features of a box out of many: Greenline beside pygeoapi, same data, same boxes, in turns, 8 clients each.

    GREENLINE_BENCH_PEER=/path/to/venv/bin python bench/ogc.py

The peer is pygeoapi under gunicorn, a process a core, reading a GeoPackage with its R-tree through GDAL: the quickest
of its file providers (the one for SQLite does not use the index; those for CSV and GeoJSON read the whole file for each
answer). It lives in an environment of its own, which is made beside the data when none is named; GDAL's bindings come
from Debian's python3-gdal, so that environment is one of /usr/bin/python3 with --system-site-packages.

GREENLINE_BENCH_MISSION names a mission with imported reports, else 500,000 made-up events are imported.
GREENLINE_BENCH_GPKG names the GeoPackage of its reports, if it was made before.
"""

from __future__ import annotations

import http.client
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import run
from export import prepared

CONFIG = """\
server:
  bind: {{host: 127.0.0.1, port: {port}}}
  url: http://127.0.0.1:{port}
  mimetype: application/json; charset=UTF-8
  encoding: utf-8
  languages: [en-US]
  limits: {{default_items: 100, max_items: 1000}}
  map: {{url: http://127.0.0.1/, attribution: none}}
logging: {{level: ERROR}}
metadata:
  identification: {{title: t, description: d, keywords: [k], keywords_type: theme, terms_of_service: x, url: http://x}}
  license: {{name: n, url: http://x}}
  provider: {{name: n, url: http://x}}
  contact: {{name: n, email: e}}
resources:
  report:
    type: collection
    title: report
    description: d
    keywords: [k]
    links: []
    extents: {{spatial: {{bbox: [-180, -90, 180, 90], crs: "http://www.opengis.net/def/crs/OGC/1.3/CRS84"}}}}
    providers:
      - type: feature
        name: OGR
        data:
          source_type: GPKG
          source: {gpkg}
          source_capabilities: {{paging: true}}
        id_field: id
        layer: report
        storage_crs: http://www.opengis.net/def/crs/OGC/1.3/CRS84
"""


def boxes(seed: int, count: int) -> list[str]:
    """Boxes of about a hundred points each: 500,000 lie on 68 by 71 degrees."""
    draw = random.Random(seed)
    corners = [(draw.uniform(-16, 49), draw.uniform(-33, 35)) for _ in range(count)]
    return [f"{lon:.3f},{lat:.3f},{lon + 0.98:.3f},{lat + 0.98:.3f}" for lon, lat in corners]


def _ask(port: int, path: str, seed: int, times: int, out: Any) -> None:
    """One client process with four connections."""
    spent: list[float] = []

    def ask(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        for box in boxes(seed * 100 + number, times):
            began = time.perf_counter()
            connection.request("GET", f"{path}/collections/report/items?limit=100&bbox={box}")
            answer = connection.getresponse()
            body = answer.read()
            spent.append(time.perf_counter() - began)
            assert answer.status == 200, body[:300]
            assert b'"FeatureCollection"' in body, body[:300]

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    out.put(spent)


def asked(port: int, path: str, seed: int, times: int) -> list[float]:
    """Seconds that each answer took with eight clients asking at once."""
    context = get_context("spawn")
    out = context.Queue()
    clients = [context.Process(target=_ask, args=(port, path, seed * 10 + n, times, out)) for n in range(2)]
    for client in clients:
        client.start()
    spent = [t for _ in clients for t in out.get()]
    for client in clients:
        client.join()
    return spent


@contextmanager
def peer(folder: Path, gpkg: Path) -> Any:
    """pygeoapi on a free port; its environment is made when none is named."""
    given = os.environ.get("GREENLINE_BENCH_PEER")
    programs = Path(given) if given else folder / "peer" / "bin"
    if not given:
        subprocess.run(["/usr/bin/python3", "-m", "venv", "--system-site-packages", programs.parent], check=True)
        subprocess.run([programs / "pip", "install", "-q", "pygeoapi", "gunicorn"], check=True)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    config, api = folder / "peer.yml", folder / "peer-openapi.yml"
    config.write_text(CONFIG.format(port=port, gpkg=gpkg))
    more = {"PYGEOAPI_CONFIG": str(config), "PYGEOAPI_OPENAPI": str(api)}
    made = [programs / "pygeoapi", "openapi", "generate", config, "--output-file", api]
    subprocess.run(made, check=True, env={**os.environ, **more}, capture_output=True)
    command = [programs / "gunicorn", "-w", str(os.cpu_count()), "-b", f"127.0.0.1:{port}", "pygeoapi.flask_app:APP"]
    process = subprocess.Popen(command, env={**os.environ, **more}, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def main() -> None:
    """Three runs each, in turns."""
    if not shutil.which("ogr2ogr"):
        sys.exit("needs ogr2ogr (Debian packages gdal-bin and python3-gdal)")
    with tempfile.TemporaryDirectory(prefix="greenline-bench-") as name:
        folder = Path(name)
        mission = prepared(folder)
        gpkg = Path(os.environ.get("GREENLINE_BENCH_GPKG", folder / "report.gpkg"))
        if not gpkg.exists():
            plain = folder / "report.geojson"
            told = [run.GREENLINE, "export", "report", "-m", mission, "--format", "geojson", "--out", str(plain)]
            subprocess.run(told, check=True, capture_output=True)
            subprocess.run(["ogr2ogr", "-f", "GPKG", gpkg, plain, "-nln", "report"], check=True)
        server = run.Server(mission)
        spent: dict[str, list[float]] = {"ours": [], "peer": []}
        try:
            with peer(folder, gpkg) as port:
                for seed in range(3):
                    spent["ours"] += asked(server.port, "/ogc", seed, 40)
                    spent["peer"] += asked(port, "", seed, 12)
            records = server.get("/api/report/count")["count"]
        finally:
            server.stop()
    p50 = {who: statistics.median(found) * 1000 for who, found in spent.items()}
    p95 = {who: sorted(found)[int(len(found) * 0.95)] * 1000 for who, found in spent.items()}
    run.say(
        "ogc", records=records, clients=8, p50_ms=p50["ours"], p95_ms=p95["ours"], peer_p50_ms=p50["peer"],
        peer_p95_ms=p95["peer"], p50_ratio=p50["peer"] / p50["ours"], p95_ratio=p95["peer"] / p95["ours"],
    )  # fmt: skip


if __name__ == "__main__":
    main()
