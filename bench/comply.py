"""The terms at size (`make bench`): incidents x 200 provisions over 200 zones of 60 vertices, beside the bare join.

    python bench/comply.py            1,000,000 incidents
    GREENLINE_BENCH_ROWS=200000 python bench/comply.py

Told are: the geometry of all points beside Shapely's own STRtree join of the same points and zones; the whole check
with its findings stored, and its memory; how long a new incident takes to be told as a finding, with all that there.
"""

from __future__ import annotations

import json
import math
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from greenline.analysis.bulk import Columns, Sieve
from greenline.core.handling import DESK, HEAD, Actor
from greenline.core.parse import parse
from greenline.desk.clauses import read_text
from greenline.desk.complying import check_all
from greenline.desk.desk import Desk
from greenline.desk.intake import Act, begun, new_refs, submit, submit_all
from greenline.desk.react import Reacting
from greenline.mission import load
from greenline.registers import REGISTERS

ROWS = int(os.environ.get("GREENLINE_BENCH_ROWS", "1000000"))
ZONES, CORNERS, BATCH = 200, 60, 5000
WEST, SOUTH, EAST, NORTH = 32.0, 34.0, 35.0, 36.0
BY = Actor("BENCH-1", frozenset({DESK, HEAD}))
TERMS = ("stay_out", "no_small_arms_fire", "no_indirect_fire", "no_construction", "no_overflight", "no_drone_flight")
KINDS = (
    "CFV-SAF CFV-IDF CFV-AIR CFV-UAS CFV-MOV CFV-CON CFV-INC CFV-PRV CMB-CLH CIV-ATK CIV-ABD CRM-HOM CRM-KID CUN-PEA "
    "CUN-VIO FOM-DEN FOM-RST EXR-ACC ACC-VEH POS-OPN"
).split()


def star(chance: random.Random) -> list[list[float]]:
    """A closed ring of 60 corners somewhere in the region, some ten kilometres wide."""
    lon, lat, size = chance.uniform(WEST, EAST), chance.uniform(SOUTH, NORTH), chance.uniform(0.03, 0.09)
    ring = []
    for corner in range(CORNERS):
        angle, reach = 2 * math.pi * corner / CORNERS, size * chance.uniform(0.8, 1.0)
        ring.append([round(lon + reach * math.cos(angle), 6), round(lat + reach * math.sin(angle), 6)])
    return [*ring, ring[0]]


def folder(where: Path, chance: random.Random) -> Path:
    """A mission folder with the zones."""
    where.mkdir(parents=True)
    (where / "mission.toml").write_text('name = "bench"\nid = "bench"\n', encoding="utf-8")
    parties = "".join(f'[[party]]\ncode = "{code}"\nname = {{ en = "Party {code}" }}\n' for code in "AB")
    (where / "parties.toml").write_text(parties, encoding="utf-8")
    features = [
        {
            "type": "Feature", "properties": {"code": f"Z{n:03}", "kind": "buffer_zone", "uncertainty_m": 200},
            "geometry": {"type": "Polygon", "coordinates": [star(chance)]},
        }
        for n in range(ZONES)
    ]  # fmt: skip
    (where / "zones.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return where


def agreed(desk: Desk) -> None:
    """An agreement with a provision for each zone."""
    of = submit(desk, Act("agreement", "enter", "a", {"code": "A", "title": "A", "effective": "2015-01-01"}), BY).ref
    for number in range(ZONES):
        values = {
            "code": f"P-{number:03}", "title": "clause", "agreement": of, "term": TERMS[number % len(TERMS)],
            "bound": [{"actor": "A"}, {"actor": "B"}], "ground": [{"zone": f"Z{number:03}"}],
        }  # fmt: skip
        submit(desk, Act("provision", "enter", f"p{number}", values), BY)


def values(chance: random.Random) -> dict[str, Any]:
    """An incident somewhere in the region, by one of the two."""
    day = f"20{chance.randrange(16, 25)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
    return {
        "happened_at": day, "kind": chance.choice(KINDS),
        "place": {"lon": round(chance.uniform(WEST, EAST), 5), "lat": round(chance.uniform(SOUTH, NORTH), 5)},
        "parties": [{"actor": chance.choice("AB"), "role": "actor"}],
    }  # fmt: skip


def fill(desk: Desk, count: int, chance: random.Random) -> None:
    """So many incidents."""
    register = REGISTERS["incident"]
    step = register.step("open")
    assert step is not None
    for start in range(0, count, BATCH):
        with desk.reading() as connection:
            refs = new_refs(connection, desk.state, register, min(BATCH, count - start))
        acts = [Act("incident", "open", f"i{start + n}", values(chance)) for n in range(len(refs))]
        drafts = [begun(register, step, a, BY, parse(register, a.values), r) for a, r in zip(acts, refs, strict=True)]
        submit_all(desk, drafts)
        print(f"\r{start + len(refs):,} incidents", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def geometry(desk: Desk, count: int, chance: random.Random) -> None:
    """All points against all zones: ours beside Shapely's own join, three times each, in turn."""
    lon = np.array([chance.uniform(WEST, EAST) for _ in range(count)])
    lat = np.array([chance.uniform(SOUTH, NORTH) for _ in range(count)])
    shapes = np.array([shapely.geometry.shape(f["geometry"]) for f in desk.mission.zones["features"]], object)
    page = Columns([("CFV-SAF",)] * count, lon, lat, np.zeros(count))
    sieve = Sieve(read_text(desk).clauses)
    sieve.near(Columns([("CFV-SAF",)], lon[:1], lat[:1], np.zeros(1)))
    shapely.prepare(shapes)
    ours, bare = [], []
    for _ in range(3):
        began = time.perf_counter()
        tree = shapely.STRtree(shapes)
        points, zones = tree.query(shapely.points(lon, lat))
        inside = shapely.contains_xy(shapes[zones], lon[points], lat[points])
        bare.append(time.perf_counter() - began)
        began = time.perf_counter()
        near, _ = sieve.near(page)
        ours.append(time.perf_counter() - began)
    print(
        f"geometry  {count:,} points x {ZONES} zones   bare {min(bare):.2f} s ({int(inside.sum()):,} inside)   "
        f"ours {min(ours):.2f} s ({len(near):,} inside or near)   ratio {min(ours) / min(bare):.2f} (most 4)"
    )


def whole(place: str, data: str) -> None:
    """The whole check, in a process of its own, so that its memory is its own."""
    code = (
        "import sys, time, resource\n"
        "from greenline.desk.desk import Desk\nfrom greenline.desk.complying import check_all\n"
        "from greenline.mission import load\nfrom pathlib import Path\n"
        "desk = Desk(load(Path(sys.argv[1])), sys.argv[2])\n"
        "began = time.perf_counter()\ntold = check_all(desk, int(time.time()))\n"
        "took = time.perf_counter() - began\n"
        "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024\n"
        "print(f'check     {told.incidents:,} incidents x 200 provisions   {took:.1f} s (most 30)   '\n"
        "      f'{told.proposed:,} findings stored   {peak:,} MB (most 2,000)')\ndesk.close()\n"
    )
    subprocess.run([sys.executable, "-c", code, place, data], check=True)


def live(desk: Desk, chance: random.Random, count: int = 200) -> None:
    """From the moment a new incident is sent to the moment its finding can be read, as a stream's follower would."""
    shape = shapely.geometry.shape(desk.mission.zones["features"][1]["geometry"])
    inside = shape.representative_point()
    text = time.perf_counter()
    check_all(desk, int(time.time()))
    print(f"again     nothing new: {time.perf_counter() - text:.1f} s")
    reacting = Reacting(desk)
    time.sleep(5 + ROWS / 20_000)
    follower = desk.ledger.follower()
    table = desk.shapes["finding"].table
    took = []
    for number in range(count):
        told = {**values(chance), "kind": "CFV-SAF", "place": {"lon": inside.x, "lat": inside.y}}
        began = time.perf_counter()
        receipt = submit(desk, Act("incident", "open", f"live{number}", told), BY)
        pos = receipt.pos
        while True:
            pos = follower.wait(pos)
            with desk.reading() as connection:
                query = table.select().where(table.c.from_pos > receipt.pos, table.c.incident == receipt.ref)
                if connection.execute(query).first() is not None:
                    break
            if time.perf_counter() - began > 30:
                raise SystemExit("no finding came")
        took.append((time.perf_counter() - began) * 1000)
        time.sleep(0.02)
    reacting.close()
    took.sort()
    print(
        f"live      {count} new incidents   p50 {statistics.median(took):.0f} ms   "
        f"p95 {took[int(count * 0.95)]:.0f} ms (most 50)"
    )


def main() -> None:
    """Everything, on a fresh ledger."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory(prefix="greenline-bench-") as root:
        place = folder(Path(root) / "m", chance)
        data = Path(root) / "data"
        desk = Desk(load(place), data)
        agreed(desk)
        geometry(desk, ROWS, chance)
        fill(desk, ROWS, chance)
        desk.close()
        whole(str(place), str(data))
        desk = Desk(load(place), data)
        live(desk, chance)
        desk.close()
        print(f"          peak of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB")


if __name__ == "__main__":
    main()
