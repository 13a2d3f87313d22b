"""A ledger on a PostgreSQL: shared by processes, robbed of its server, pointed at the wrong database."""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import places
import psycopg
import pytest
from made import OBS, report, send
from psycopg import sql

from greenline.core.errors import Refusal, Unavailable
from greenline.desk.desk import Desk
from greenline.desk.intake import Act, draft, submit, submit_all
from greenline.desk.verifying import verify
from greenline.ledger import chain, store
from greenline.ledger.state import State
from greenline.ledger.store import shown
from greenline.mission import Mission, load, shipped

pytestmark = pytest.mark.postgres_only


class Own:
    """A server of this test's own, to be stopped and started again."""

    def __init__(self) -> None:
        self.running = places.started()
        self.numbers = 0

    def database(self, how: str = "") -> str:
        """The URL of a new database."""
        self.numbers += 1
        name = f"d{self.numbers}"
        with psycopg.connect(self.running.get_uri(), autocommit=True) as line:
            line.execute(f"CREATE DATABASE {name} {how}")  # type: ignore[arg-type]
        return str(self.running.get_uri(name))

    def die(self) -> None:
        """Stop at once, as when the power fails."""
        pid = self.running.get_pid()
        os.kill(pid, signal.SIGQUIT)
        while Path(f"/proc/{pid}").exists() and "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text():
            time.sleep(0.02)

    def rise(self) -> None:
        """Start again; what is left of the killed one is in the way for a moment."""
        for _ in range(100):
            with suppress(subprocess.SubprocessError):
                self.running.ensure_postgres_running()
                return
            time.sleep(0.2)
        raise AssertionError("the server does not start again")


@pytest.fixture(scope="module")
def own() -> Own:
    return Own()


def whole(place: str) -> int:
    verdict = verify(place)
    assert verdict.problems == []
    return verdict.entries


def positions(place: str) -> dict[str, int]:
    """The pos of each key, asked through the driver and none of our code."""
    with psycopg.connect(place) as line:
        return dict(line.execute("SELECT key, pos FROM ledger_receipt").fetchall())


# --- several that write


def test_two_share_one_chain(mission: Mission) -> None:
    place = places.schema()
    desks = [Desk(mission, place) for _ in range(2)]
    told: list[Any] = []

    def write(desk: Desk, name: str) -> None:
        for number in range(40):
            told.append(submit(desk, Act("report", "send", f"{name}-{number}", report()), OBS))

    threads = [
        threading.Thread(target=write, args=(desk, f"{n}-{m}")) for n, desk in enumerate(desks) for m in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({receipt.pos for receipt in told}) == len(told) == 240
    for desk in desks:
        assert desk.ledger.pos() == 240
        desk.close()
    assert whole(place) == 240


def test_a_key_sent_to_both_at_once_is_one_act(mission: Mission) -> None:
    place = places.schema()
    desks = [Desk(mission, place) for _ in range(2)]
    told: list[Any] = []

    def write(desk: Desk) -> None:
        told.extend(submit(desk, Act("report", "send", f"same-{n}", report()), OBS) for n in range(30))

    threads = [threading.Thread(target=write, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(not receipt.already for receipt in told) == 30
    assert len({receipt.ref for receipt in told}) == 30
    for desk in desks:
        desk.close()
    assert whole(place) == 30


def test_a_stale_step_is_refused_whichever_process_took_the_first(mission: Mission) -> None:
    place = places.schema()
    one, two = Desk(mission, place), Desk(mission, place)
    first = send(one, "report", "send", values=report())
    send(two, "report", "amend", ref=first.ref, saw=first.pos, reason="r", values={"account": "Two"})
    with pytest.raises(Refusal) as caught:
        send(one, "report", "amend", ref=first.ref, saw=first.pos, reason="r", values={"account": "One"})
    assert caught.value.code == "stale"
    one.close()
    two.close()


def test_a_follower_hears_of_anothers_entry_at_once(mission: Mission) -> None:
    place = places.schema()
    one, two = Desk(mission, place), Desk(mission, place)
    follower = two.ledger.follower()
    assert follower.wait(-1) == 0
    heard: list[tuple[int, float]] = []
    listening = threading.Thread(target=lambda: heard.append((follower.wait(0), time.monotonic())))
    listening.start()
    time.sleep(0.3)
    began = time.monotonic()
    send(one, "report", "send", values=report())
    listening.join()
    assert heard[0][0] == 1
    assert heard[0][1] - began < 0.6, "sooner than a look each second would tell"
    follower.close()
    one.close()
    two.close()


# --- a server that goes away


def test_a_batch_whose_connection_breaks_is_written_once(mission: Mission, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(mission, places.schema())
    broken = []
    write = State.write

    def breaking(self: State, connection: Any, rows: Any) -> None:
        write(self, connection, rows)
        if not broken:
            broken.append(True)
            line = connection.connection.dbapi_connection
            with psycopg.connect(places.server(), autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(%s)", (line.info.backend_pid,))

    monkeypatch.setattr(State, "write", breaking)
    receipt = send(desk, "report", "send", values=report(), key="once")
    assert broken
    assert receipt.pos == 1
    assert positions(desk.place) == {"once": 1}
    desk.close()
    assert whole(desk.place) == 1


def test_nothing_acknowledged_is_lost_when_the_server_dies(
    own: Own, mission: Mission, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It dies while four write, and comes back; what was refused in words goes in under its own key, once."""
    monkeypatch.setattr(chain, "RETRY_S", 0.5)
    place = own.database()
    desk = Desk(mission, place)
    kept: dict[str, int] = {}
    refused: dict[str, Unavailable] = {}
    enough = threading.Event()

    def write(name: str) -> None:
        number = 0
        while not enough.is_set():
            key = f"{name}-{number}"
            try:
                kept[key] = submit(desk, Act("report", "send", key, report()), OBS).pos
            except Unavailable as refusal:
                refused[key] = refusal
            number += 1

    threads = [threading.Thread(target=write, args=(str(n),)) for n in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(2):
        until = len(kept) + 20
        while len(kept) < until:
            time.sleep(0.01)
        own.die()
        had = len(refused)
        while len(refused) == had:
            time.sleep(0.01)
        own.rise()
    until = len(kept) + 20
    while len(kept) < until:
        time.sleep(0.01)
    enough.set()
    for thread in threads:
        thread.join()
    assert all("password" not in r.sentence and shown(place) in r.sentence for r in refused.values())
    assert desk.ledger.health is None, "it recovered by itself"
    held = positions(place)
    assert kept.items() <= held.items()
    for key in refused:
        submit(desk, Act("report", "send", key, report()), OBS)
    desk.close()
    assert whole(place) == len(kept) + len(refused)


def test_reading_from_a_server_that_is_away_is_refused_in_words(own: Own, mission: Mission) -> None:
    from fastapi.testclient import TestClient

    from greenline.web.app import create_app

    desk = Desk(mission, own.database())
    web = TestClient(create_app(desk, demo=True), base_url="http://127.0.0.1", raise_server_exceptions=False)
    assert web.get("/api/report").status_code == 200
    own.die()
    told = web.get("/api/report")
    assert (told.status_code, told.json()["code"]) == (503, "unavailable")
    assert "PostgreSQL" in told.json()["sentence"]
    own.rise()
    assert web.get("/api/report").status_code == 200
    desk.close()


def test_a_frozen_holder_of_the_head_is_told_of(mission: Mission, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "WAIT_S", 1)
    place = places.schema()
    desk = Desk(mission, place)
    send(desk, "report", "send", values=report())
    with psycopg.connect(place) as other:
        other.execute("SELECT * FROM ledger_site FOR UPDATE")
        with pytest.raises(Unavailable, match="another process has held it"):
            send(desk, "report", "send", values=report())
    send(desk, "report", "send", values=report())
    desk.close()
    assert whole(place) == 2


# --- a wrong database


def test_no_server_there(mission: Mission) -> None:
    with pytest.raises(Unavailable, match="cannot be reached") as caught:
        Desk(mission, "postgresql://someone:s3cret@127.0.0.1:9/none")
    assert "s3cret" not in caught.value.sentence
    assert "none on 127.0.0.1:9" in caught.value.sentence


def test_no_such_database(own: Own, mission: Mission) -> None:
    with pytest.raises(Unavailable, match="no such database"):
        Desk(mission, own.running.get_uri("nowhere"))


def test_another_missions_ledger(mission: Mission) -> None:
    place = places.schema()
    Desk(mission, place).close()
    with pytest.raises(Refusal, match="ledger of another mission \\(a1\\), not of cyprus"):
        Desk(load(shipped()["cyprus"]), place)
    assert whole(place) == 0


def test_somebody_elses_tables(mission: Mission) -> None:
    place = places.schema()
    with psycopg.connect(place) as line:
        line.execute("CREATE TABLE incident (id integer)")
    with pytest.raises(Refusal, match="not Greenline's \\(incident\\)"):
        Desk(mission, place)
    with psycopg.connect(place) as line:
        tables = line.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()
    assert tables == [("incident",)], "nothing was made there"


def test_an_older_server(mission: Mission, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "OLDEST", 990_000)
    with pytest.raises(Refusal, match="Greenline needs 99 or newer"):
        Desk(mission, places.schema())


def test_another_encoding(own: Own, mission: Mission) -> None:
    place = own.database("ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
    with pytest.raises(Refusal, match="keeps text as LATIN1"):
        Desk(mission, place)


def test_a_user_who_may_not(own: Own, mission: Mission) -> None:
    place = own.database()
    with psycopg.connect(place, autocommit=True) as line:
        line.execute("CREATE ROLE weak LOGIN")
    with pytest.raises(Refusal, match="does not allow it to this user"):
        Desk(mission, place.replace("postgres:@", "weak:@"))


@pytest.mark.skipif(os.geteuid() != 0, reason="mounting a small file system needs root")
def test_a_full_server(own: Own, mission: Mission, tmp_path: Path) -> None:
    """Its disk fills up: acts are refused in words, reading goes on, the ledger is whole, and with room they go on."""
    disk = Path("/tmp") / f"greenline-small-{os.getpid()}"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        disk.rmdir()
        pytest.skip("a small file system cannot be mounted here")
    try:
        owner = pwd.getpwnam(own.running.system_user)
        os.chown(disk, owner.pw_uid, owner.pw_gid)
        with psycopg.connect(own.running.get_uri(), autocommit=True) as line:
            line.execute(sql.SQL("CREATE TABLESPACE small LOCATION {}").format(sql.Literal(str(disk))))
        place = own.database("TABLESPACE small")
        desk = Desk(mission, place)
        kept, refused = 0, None
        while refused is None and kept < 4000:
            long = os.urandom(9_000).hex()  # what cannot be made smaller
            try:
                submit(desk, Act("report", "send", f"full-{kept}", report(account=long)), OBS)
                kept += 1
            except Unavailable as refusal:
                refused = refusal.sentence
        assert kept > 5
        assert "no room left" in (refused or "")
        assert "no room left" in (desk.ledger.health or "")
        assert desk.ledger.pos() == kept
        assert verify(place).problems == []
        desk.close()
        with psycopg.connect(own.running.get_uri(), autocommit=True) as line:
            line.execute(f"DROP DATABASE d{own.numbers} WITH (FORCE)")  # type: ignore[arg-type]
            line.execute("DROP TABLESPACE small")
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)
        disk.rmdir()


# --- what is done to its tables


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_entry SET root = decode(repeat('00', 32), 'hex') WHERE pos = 2",
        "UPDATE ledger_entry SET leaves = (SELECT leaves FROM ledger_entry WHERE pos = 3) WHERE pos = 2",
        "DELETE FROM ledger_entry WHERE pos = 4",
        "UPDATE ledger_site SET size = 3",
        "UPDATE report SET account = 'Nothing' WHERE from_pos = 2",
        "UPDATE report SET state = 'settled' WHERE from_pos = 2",
        "DELETE FROM report WHERE from_pos = 1",
        "DELETE FROM ledger_receipt WHERE pos = 2",
    ],
)
def test_tampering_is_found(mission: Mission, change: str) -> None:
    desk = Desk(mission, places.schema())
    submit_all(desk, [draft(desk, Act("report", "send", f"k{n}", report(account=f"Shot {n}")), OBS) for n in range(4)])
    desk.close()
    assert whole(desk.place) == 4
    with psycopg.connect(desk.place) as line:
        assert line.execute(change).rowcount  # type: ignore[arg-type]
    assert verify(desk.place).problems
