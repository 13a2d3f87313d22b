"""kill -9 on a real server between the release of an alert and its sending, and in the middle of sending: every
recipient has every message, and never two that are not known as one."""

from __future__ import annotations

import random
import sqlite3
import time
from pathlib import Path
from typing import Any

import pytest
from alerted import Post, folder, mail, people, raised
from running import SOAK, Server, process, until

from greenline.core.moment import utc
from greenline.desk.alerts import outbox
from greenline.desk.desk import Desk
from greenline.mission import load

pytestmark = [pytest.mark.soak] if SOAK else []
RECIPIENTS, KILLS = 120, 30 if SOAK else 4


def release(server: Server, ref: str, number: int) -> None:
    act = {"step": "release", "key": f"release-{number}", "ref": ref, "values": {}}
    status, told = server.post("alert", act)
    assert status in (200, 201), told


def test_killed_between_decision_and_sending_and_in_the_middle(tmp_path: Path) -> None:
    post, draw = Post(), random.Random(7)
    made = folder(tmp_path / "alpha", mail(post.port))
    desk = Desk(load(made), tmp_path / "data")
    people(desk, RECIPIENTS)
    now_s = time.time()
    refs = [raised(desk, now_s, expires=utc(int(now_s) + 86_400)) for _ in range(KILLS)]
    desk.close()
    in_hand = 0
    try:
        for number, ref in enumerate(refs):
            had = len(post.messages)
            with process("serve", str(made), "--data", str(tmp_path / "data"), "--port", "0") as running:
                server = Server(running)
                release(server, ref, number)
                if number % 2:  # in the middle of sending
                    until(lambda had=had: len(post.messages) > had + draw.randrange(1, 60))
                running.kill()
                running.wait(20)
            in_hand += lapse(tmp_path / "data")
        with process("serve", str(made), "--data", str(tmp_path / "data"), "--port", "0") as running:
            Server(running)
            wanted = RECIPIENTS * KILLS
            assert until(lambda: len(post.counts()) == wanted, within_s=60, every_s=0.1), len(post.counts())
            assert until(lambda: states(tmp_path / "data") == {"sent": wanted}, within_s=20, every_s=0.1)
    finally:
        post.close()
    again = [name for name, times in post.counts().items() if times > 1]
    assert len(again) <= KILLS * 3, "at a kill each of three connections may have one that was taken and not noted"
    assert in_hand > 0


def lapse(data: Path) -> int:
    """The leases of a killed process run out; how many messages it had in hand."""
    with sqlite3.connect(data / "alerts.sqlite", timeout=30) as line:
        found = line.execute("UPDATE alert_delivery SET lease_at = 0 WHERE state = 'sending'").rowcount
    line.close()
    return found


def states(data: Path) -> dict[str, int]:
    with sqlite3.connect(data / "alerts.sqlite", timeout=30) as line:
        found: Any = dict(line.execute("SELECT state, count(*) FROM alert_delivery GROUP BY state").fetchall())
    line.close()
    return dict(found)


@pytest.mark.postgres_only
def test_two_processes_on_one_database_share_the_outbox(tmp_path: Path) -> None:
    import places

    post = Post()
    place = places.place(tmp_path / "data")
    made = folder(tmp_path / "alpha", mail(post.port))
    desk = Desk(load(made), place)
    now_s = time.time()
    people(desk, RECIPIENTS)
    ref = raised(desk, now_s, expires=utc(int(now_s) + 86_400))
    try:
        with (
            process("serve", str(made), "--data", str(place), "--port", "0") as first,
            process("serve", str(made), "--data", str(place), "--port", "0") as second,
        ):
            server, _ = Server(first), Server(second)
            release(server, ref, 1)
            assert until(lambda: len(post.messages) >= RECIPIENTS, within_s=60, every_s=0.1)
            time.sleep(2)
    finally:
        desk.close()
        post.close()
    assert set(post.counts().values()) == {1}
    assert len(post.counts()) == RECIPIENTS
    assert outbox.LEASE_S > 2
