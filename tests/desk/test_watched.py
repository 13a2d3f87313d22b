"""Clauses seen to be kept: what is kept up to date step by step is what a fresh look would find."""

from __future__ import annotations

import random
from typing import Any

from made import ALL, send

from greenline.core.handling import HEAD, ROLES, Actor
from greenline.desk.clauses import read_text
from greenline.desk.complying import check_all
from greenline.desk.desk import Desk
from greenline.desk.findings import listing
from greenline.desk.watched import Keeper

CHIEF = Actor("HOM-1", frozenset({*ROLES, HEAD}))
NOW = 1_800_000_000
SQUARE = "POLYGON ((33.28 35.08, 33.34 35.08, 33.34 35.14, 33.28 35.14, 33.28 35.08))"


def told(desk: Desk) -> list[tuple[Any, ...]]:
    found = listing(desk, desk.audience("mission"))
    return sorted(
        (one["provision"], str(one["party"]), one["answer"], str(one["window"]), str(one["entries"])) for one in found
    )


def test_step_by_step_is_as_at_once(desk: Desk) -> None:
    zones = [f for f in desk.mission.zones["features"] if "Polygon" in f["geometry"]["type"]]
    assert zones
    zone = zones[0]["properties"]["code"]
    of = send(desk, "agreement", "enter", CHIEF, code="A1", title="Truce", effective="1990-01-01").ref
    for number, term in enumerate(("stay_out", "no_construction")):
        send(
            desk, "provision", "enter", CHIEF, code=f"P-{number}", title="clause", agreement=of, term=term,
            bound=[{"actor": "A"}, {"actor": "B"}], ground=[{"zone": zone}],
        )  # fmt: skip
    text, chance = read_text(desk), random.Random(4)
    check_all(desk, NOW, text=text)
    keeper = Keeper(desk)
    keeper.catch_up(NOW, text)
    refs: list[str] = []
    met = 0
    for number in range(25):
        if refs and chance.random() < 0.3:
            ref = chance.choice(refs)
            refs.remove(ref)
            with desk.reading() as connection:
                saw = desk.state.current(connection, "window", [ref])[ref]
            send(desk, "window", "withdraw", ALL, ref=ref, saw=saw, reason="It was not so")
        else:
            since = chance.randrange(20)
            watched = f"2025-03-02T{since:02}:00:00Z/2025-03-02T{min(since + chance.randrange(1, 4), 23):02}:59:59Z"
            sent = {"means": "camera", "sensor": "thermal_camera", "watched_at": watched, "zone": zone}
            refs.append(send(desk, "window", "watch", ALL, **sent).ref)
        keeper.catch_up(NOW, text)
        if number % 8 == 7:
            step = told(desk)
            met = max(met, sum(one[2] == "met" for one in step))
            fresh = Keeper(desk).catch_up(NOW, text)
            assert (fresh.proposed, fresh.revised, fresh.withdrawn) == (0, 0, 0)
            assert told(desk) == step
    assert met >= 4
    keeper.catch_up(NOW, text)
    assert keeper.catch_up(NOW, text).unchanged == 0  # nothing changed: nothing is looked at
