"""Coverage at size (`make bench`): one year, 50 posts, 20 patrols a day, on H3 cells; and rates over the same year.

    python bench/coverage.py
    GREENLINE_BENCH_DAYS=90 python bench/coverage.py

The windows stand in a real ledger; told is the time from the question to the answer, cold, and once more.
"""

from __future__ import annotations

import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from greenline.analysis.facts import Span
from greenline.core.handling import DESK, HEAD, OBSERVER, Actor
from greenline.core.parse import parse
from greenline.desk import coverage, rating
from greenline.desk.desk import Desk
from greenline.desk.intake import Act, begun, new_refs, submit_all
from greenline.mission import load
from greenline.registers import REGISTERS

DAYS = int(os.environ.get("GREENLINE_BENCH_DAYS", "365"))
POSTS, PATROLS, FIXES, EVENTS, BATCH = 50, 20, 24, 20, 2000
FIRST = int(datetime(2025, 1, 1, tzinfo=UTC).timestamp())
WEST, SOUTH, EAST, NORTH = 33.0, 35.0, 33.8, 35.3
BY = Actor("BENCH-1", frozenset({DESK, HEAD, OBSERVER}))


def folder(where: Path) -> Path:
    """A mission of two sectors."""
    where.mkdir(parents=True)
    (where / "mission.toml").write_text('name = "bench"\nid = "bench"\n', encoding="utf-8")
    middle = (WEST + EAST) / 2
    features = []
    for code, west, east in (("SECTOR-1", WEST, middle), ("SECTOR-2", middle, EAST)):
        ring = [[west, SOUTH], [east, SOUTH], [east, NORTH], [west, NORTH], [west, SOUTH]]
        features.append({
            "type": "Feature", "properties": {"code": code, "kind": "sector", "uncertainty_m": 100},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        })  # fmt: skip
    (where / "zones.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return where


def at(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat()


def windows(chance: random.Random) -> Iterator[dict[str, Any]]:
    """The year's windows: each post day by day, and each patrol with its fixes every ten minutes."""
    posts = [(chance.uniform(WEST, EAST), chance.uniform(SOUTH, NORTH)) for _ in range(POSTS)]
    for day in range(DAYS):
        begins = FIRST + day * 86_400
        for lon, lat in posts:
            told = f"{at(begins)}/{at(begins + 86_399)}"
            yield {"means": "post", "watched_at": told, "place": {"lon": round(lon, 5), "lat": round(lat, 5)}}
        for _ in range(PATROLS):
            lon, lat = chance.uniform(WEST, EAST), chance.uniform(SOUTH, NORTH)
            since, looks = begins + chance.randrange(72_000), []
            for fix in range(FIXES):
                lon, lat = lon + chance.uniform(-0.01, 0.01), lat + chance.uniform(-0.01, 0.01)
                place = {"lon": round(lon, 5), "lat": round(lat, 5)}
                looks.append({"at": at(since + fix * 600), "place": place})
            told = f"{at(since)}/{at(since + FIXES * 600)}"
            yield {"means": "vehicle_patrol", "watched_at": told, "looks": looks}


def reports(chance: random.Random) -> Iterator[dict[str, Any]]:
    """Own observations, at any place and hour."""
    for day in range(DAYS):
        for _ in range(EVENTS):
            place = {"lon": round(chance.uniform(WEST, EAST), 5), "lat": round(chance.uniform(SOUTH, NORTH), 5)}
            second = FIRST + day * 86_400 + chance.randrange(86_400)
            yield {"kind": "CFV-SAF", "happened_at": at(second), "place": place, "source_kind": "own_observation"}


def fill(desk: Desk, noun: str, step_name: str, told: Iterator[dict[str, Any]]) -> int:
    """So many records of a register."""
    register = REGISTERS[noun]
    step = register.step(step_name)
    assert step is not None
    count = 0
    values = list(told)
    for start in range(0, len(values), BATCH):
        part = values[start : start + BATCH]
        with desk.reading() as connection:
            refs = new_refs(connection, desk.state, register, len(part))
        acts = [Act(noun, step_name, f"{noun}{start + n}", one) for n, one in enumerate(part)]
        drafts = [begun(register, step, a, BY, parse(register, a.values), r) for a, r in zip(acts, refs, strict=True)]
        submit_all(desk, drafts)
        count += len(part)
        print(f"\r{count:,} of {noun}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return count


def main() -> None:
    """Fill, ask, tell."""
    chance = random.Random(6)
    with tempfile.TemporaryDirectory() as where:
        desk = Desk(load(folder(Path(where) / "mission")), Path(where) / "data")
        count = fill(desk, "window", "watch", windows(chance))
        fill(desk, "report", "send", reports(chance))
        span = Span(FIRST, FIRST + DAYS * 86_400)
        took = []
        for _ in range(2):
            began = time.perf_counter()
            found = coverage.find(desk, span)
            told = coverage.told(desk, desk.audience("mission"), span, FIRST + DAYS * 86_400)
            took.append(time.perf_counter() - began)
        print(f"coverage of {DAYS} days, {count:,} windows: {took[0]:.1f} s cold, {took[1]:.1f} s again (bar 30 s)")
        print(f"  {len(found.sure.cells):,} stretches in {len(told['cells']):,} cells")
        began = time.perf_counter()
        rated = rating.rated(desk, desk.audience("mission"), span, ("sector",))
        print(f"rates by sector and week: {time.perf_counter() - began:.1f} s, {rated['counted']:,} counted, "
              f"{rated['left_out_count']:,} left out")  # fmt: skip
        print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")
        desk.close()


if __name__ == "__main__":
    main()
