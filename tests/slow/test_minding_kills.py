"""kill -9 on a real server between the second a patrol is due and its alarm: never no alert, never two."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import places
from alerted import folder
from made import send
from running import SOAK, Server, process, until
from sqlalchemy import select

from greenline.core.handling import DESK, Actor
from greenline.core.moment import utc
from greenline.desk.desk import Desk
from greenline.ledger.state import NOW
from greenline.mission import load

STAFF = Actor("DESK-1", frozenset({DESK}))
PATROLS, KILLS = 20, 20 if SOAK else 3


def test_killed_around_the_second_it_is_due(tmp_path: Path) -> None:
    made, place = folder(tmp_path / "alpha", "[clocks]\ngrace_min = 0\n"), places.place(tmp_path / "data")
    desk = Desk(load(made), place)
    now_s = int(time.time())
    refs = []
    for number in range(PATROLS):
        ref = send(desk, "patrol", "plan", STAFF, kind="day", team="ALPHA-1").ref
        send(desk, "patrol", "depart", STAFF, ref=ref, departed=utc(now_s - 60), expected_back=utc(now_s + number))
        refs.append(ref)
    desk.close()
    for kill in range(KILLS):
        with process("serve", str(made), "--data", str(place), "--port", "0") as running:
            Server(running)
            time.sleep(0.3 + 0.7 * (kill % 3))
            running.kill()
            running.wait(20)
    with (
        process("serve", str(made), "--data", str(place), "--port", "0") as first,
        process("serve", str(made), "--data", str(place), "--port", "0") as second,
    ):
        Server(first), Server(second)
        desk = Desk(load(made), place)
        try:
            assert until(lambda: len(standing(desk)) >= PATROLS, within_s=PATROLS + 30, every_s=0.2)
            time.sleep(3)  # whoever would say it twice has had the time
            assert sorted(row["cause"] for row in standing(desk)) == sorted(refs)
        finally:
            desk.close()


def standing(desk: Desk) -> list[Any]:
    t = desk.shapes["alert"].table
    with desk.reading() as connection:
        return list(connection.execute(select(t.c.cause).where(t.c.to_pos == NOW)).mappings())
