"""Many reports, one event, at size (`make bench`): a new report against 1,000,000 incidents in a ledger of SQLite.

    python bench/fusion.py            1,000,000 incidents
    GREENLINE_BENCH_ROWS=100000 python bench/fusion.py

Told is how long one report takes from its words to its candidates with their reasons: the search of the ledger, and
the weighing. How long it takes to learn what is common in the mission, once in a while, is told apart.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from greenline.core.handling import DESK, Actor
from greenline.core.parse import parse
from greenline.desk import sayings
from greenline.desk.desk import Desk
from greenline.desk.fusing import candidates_of
from greenline.desk.intake import Act, begun, new_refs, submit_all
from greenline.mission import load
from greenline.registers import REGISTERS

ROWS = int(os.environ.get("GREENLINE_BENCH_ROWS", "1000000"))
BATCH, ASKED = 5000, 300
WEST, SOUTH, EAST, NORTH = 32.0, 34.0, 35.0, 36.0
BY = Actor("BENCH-1", frozenset({DESK}))
KINDS = "CFV-SAF CFV-IDF CFV-UAS CFV-MOV CFV-INC CMB-CLH CIV-ATK EXR-ACC".split()
WORDS = [a + b for a in "kar bel mun tos gano pe dul rina sof lam".split() for b in "ga vo min ste ru ka lo".split()]


def values(chance: random.Random) -> dict[str, Any]:
    """An incident somewhere in the region on some day of nine years, in ten words; one in ten is known by the week."""
    day = f"20{chance.randrange(16, 25)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 22):02}"
    happened: Any = day if chance.random() < 0.9 else {"start": day, "end": f"{day[:8]}{int(day[8:]) + 6:02}"}
    return {
        "happened_at": happened, "kind": chance.choice(KINDS),
        "place": {"lon": round(chance.uniform(WEST, EAST), 5), "lat": round(chance.uniform(SOUTH, NORTH), 5)},
        "parties": [{"actor": one, "role": "actor"} for one in chance.sample("ABCD", 2)],
        "deaths": {"best": chance.randrange(6)}, "account": " ".join(chance.choices(WORDS, k=10)),
    }  # fmt: skip


def fill(desk: Desk, chance: random.Random) -> list[str]:
    """So many incidents; the refs of some."""
    register, kept = REGISTERS["incident"], []
    step = register.step("open")
    assert step is not None
    for start in range(0, ROWS, BATCH):
        with desk.reading() as connection:
            refs = new_refs(connection, desk.state, register, min(BATCH, ROWS - start))
        acts = [Act("incident", "open", f"i{start + n}", values(chance)) for n in range(len(refs))]
        drafts = [begun(register, step, a, BY, parse(register, a.values), r) for a, r in zip(acts, refs, strict=True)]
        submit_all(desk, drafts)
        kept.extend(refs[:ASKED])
        print(f"\r{start + len(refs):,} incidents", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return kept


def main() -> None:
    """Fill a ledger, then compare reports with it one by one."""
    chance = random.Random(7)
    with tempfile.TemporaryDirectory(prefix="greenline-bench-") as root:
        place = Path(root) / "m"
        place.mkdir()
        (place / "mission.toml").write_text('name = "bench"\nid = "bench"\n', encoding="utf-8")
        parties = "".join(f'[[party]]\ncode = "{code}"\nname = {{ en = "Party {code}" }}\n' for code in "ABCD")
        (place / "parties.toml").write_text(parties, encoding="utf-8")
        desk = Desk(load(place), Path(root) / "data")
        refs = fill(desk, chance)
        took, near, right = [], [], 0
        with desk.reading() as connection:
            began = time.perf_counter()
            mission = sayings.learnt(desk, connection)
            print(f"learnt    what is common: {time.perf_counter() - began:.1f} s")
            events = sayings.sayings(desk, connection, "incident", chance.choices(refs, k=ASKED))
            for event in events:
                said = replace(event, ref="REP-NEW", pos=0, words=frozenset(sorted(event.words)[::2]))
                began = time.perf_counter()
                found = candidates_of(desk, connection, said, mission)
                took.append((time.perf_counter() - began) * 1000)
                near.append(len(sayings.near(desk, connection, "incident", said)))
                right += bool(found) and found[0][1].event == event.ref
        desk.close()
    took.sort()
    print(
        f"matched   {len(took)} new reports among {ROWS:,} incidents   p50 {statistics.median(took):.1f} ms   "
        f"p95 {took[int(len(took) * 0.95)]:.1f} ms (most 50)   {statistics.median(near):.0f} weighed each, "
        f"{right} found first   peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024:,} MB"
    )


if __name__ == "__main__":
    main()
