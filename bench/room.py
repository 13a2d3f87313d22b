"""The room at size: bytes on the wire, warm seconds, and how quick the map is in a real browser with software drawing.

    python bench/room.py                     1,000,000 generated records (the import takes some minutes)
    python bench/room.py 100000              another size
    python bench/room.py 1000000 --keep DIR  keep the data folder there, or use the one that is there

Without Chromium only the server is measured.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
sys.path.insert(0, str(HERE.parent / "tools"))
import run  # noqa: E402
from pictures import FLAGS  # noqa: E402

BOUNDS = "bounds = [-18.0, -35.0, 52.0, 38.0]"  # where the generated places lie
BARS = {"picture_kB": 300, "archive_MB": 15, "warm_s": 2, "filter_ms": 200, "pan_frames_per_s": 8}


def prepared(folder: Path, count: int) -> Path:
    """A mission with so many imported records; one that is there is used again."""
    mission = folder / "m"
    os.environ["GREENLINE_DATA"] = str(folder / "data")
    if not mission.exists():
        folder.mkdir(parents=True, exist_ok=True)
        told, _ = run.imported(folder, count)
        assert told["accepted"] == count, told
    settings = mission / "mission.toml"
    settings.write_text(re.sub(r"^bounds = .*$", BOUNDS, settings.read_text(), flags=re.MULTILINE))
    return mission


def fetched(port: int, path: str, packed: str) -> tuple[int, float]:
    """Bytes on the wire and seconds of one answer, packed as asked."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    began = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": packed})
    answer = connection.getresponse()
    size = len(answer.read())
    assert answer.status == 200, (path, answer.status)
    return size, time.perf_counter() - began


def act(port: int, lon: float = 20.0) -> None:
    """One more report."""
    values = {"happened_at": "2024-01-01", "place": [lon, 5.0], "kind": "CFV-SAF", "source_kind": "NGO"}
    body = json.dumps({"step": "send", "key": str(uuid.uuid4()), "values": values})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", "/api/report", body, {"Content-Type": "application/json"})
    assert connection.getresponse().status == 201


def wire(port: int) -> dict[str, float]:
    """The server's part: the first picture and the archive, cold, warm, and after one more entry."""
    _, cold = fetched(port, "/api/report/columns", "deflate")
    picture, _ = fetched(port, "/api/picture", "gzip")
    archive, warm = fetched(port, "/api/report/columns", "deflate")
    act(port)
    _, again = fetched(port, "/api/report/columns", "deflate")
    return {
        "picture_kB": picture / 1e3, "archive_MB": archive / 1e6, "cold_s": cold, "warm_s": warm,
        "warm_after_entry_s": again,
    }  # fmt: skip


# Clicks a chip and waits until a frame that shows the new answer has been handed over.
FILTER = """async name => {
  const chips = [...document.querySelectorAll('.filter-choices .chip')];
  const chip = chips.find(each => each.textContent.includes(name));
  const before = window.greenline.drawn, began = performance.now();
  chip.click();
  while (window.greenline.drawn === before && performance.now() - began < 10000)
    await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame); return performance.now() - began; }"""
# Moves the map a little before each frame for some seconds; counts the frames that the map has drawn.
PAN = """async seconds => {
  const map = window.greenline.map, began = performance.now(); let frames = 0, drawn = 0;
  const count = () => { drawn += 1; };
  map.on('render', count);
  while (performance.now() - began < seconds * 1000) {
    map.panBy([frames % 40 < 20 ? 6 : -6, 2 - frames % 5], { duration: 0 }); frames += 1;
    await new Promise(requestAnimationFrame); }
  map.off('render', count);
  return drawn / (performance.now() - began) * 1000; }"""


def browser(port: int) -> dict[str, float]:
    """The page's part, with the archive loaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = chromium.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce").new_page()
        began = time.perf_counter()
        page.goto(f"http://127.0.0.1:{port}/")
        page.wait_for_selector("[data-testid=list-row]", state="attached", timeout=120_000)
        listed = time.perf_counter() - began
        page.wait_for_function("() => window.greenline?.map?.loaded?.() ?? false", timeout=60_000)
        page.wait_for_timeout(2000)
        page.locator(".filter-button").click()
        began = time.perf_counter()
        page.get_by_label("Severity from").select_option("1")
        page.wait_for_function("() => window.greenline.drawn > 0", timeout=120_000)
        loaded = time.perf_counter() - began
        page.get_by_label("Severity from").select_option("0")
        page.wait_for_timeout(1500)
        name = "Combat"  # three quarters of the generated records
        spent = []
        for _ in range(9):
            spent.append(page.evaluate(FILTER, name))
            page.wait_for_timeout(400)
        told = {
            "list_s": listed,
            "archive_loaded_s": loaded,
            "filter_ms": statistics.median(spent),
            "filter_worst_ms": max(spent),
        }
        told["pan_cells_frames_per_s"] = page.evaluate(PAN, 4)
        told["marks"] = zoom_to_marks(page)
        told["pan_marks_frames_per_s"] = page.evaluate(PAN, 4)
        chromium.close()
    return told


def zoom_to_marks(page: Any) -> float:
    """Zoom in until marks are drawn, as many as there ever are; how many."""
    for step in range(24):
        page.evaluate("zoom => { window.greenline.map.jumpTo({ center: [20, 5], zoom }); }", 5 + step / 8)
        page.wait_for_timeout(600)
        note = page.locator("[data-testid=shown-note]")
        text = note.inner_text() if note.count() else ""
        if "marks" in text:
            page.wait_for_timeout(1000)
            return float(re.sub(r"\D", "", text.partition(" marks")[0]))
    return 0.0


def main() -> None:
    """Measure, and print each figure."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("rows", type=int, nargs="?", default=1_000_000)
    asked.add_argument("--keep", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="greenline-room-") as fresh:
        server = run.Server(str(prepared(given.keep or Path(fresh), given.rows)))
        try:
            run.say("room", rows=given.rows)
            run.say("wire", **wire(server.port))
            if shutil.which("chromium"):
                run.say("page", **browser(server.port))
        finally:
            server.stop()
    print("bars    " + "   ".join(f"{name} {bar}" for name, bar in BARS.items()))


if __name__ == "__main__":
    main()
