"""kill -9 on two servers that share one PostgreSQL, and on the PostgreSQL itself: nothing acknowledged is lost, nothing
is written twice, and the one that lives goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import places
import psycopg
import pytest
from made import make_folder
from running import SOAK, Client, Server, posting, process, until

from greenline.desk.verifying import verify

pytestmark = [pytest.mark.postgres_only, *([pytest.mark.soak] if SOAK else [])]
KILLS = 1000 if SOAK else 50
SEED = int(os.environ.get("GREENLINE_SEED", "3"))
MOST_ENTRIES = 6000  # then a new ledger is begun, so that verifying stays short


class Pair:
    """Two servers of one mission on one ledger, started again when killed."""

    def __init__(self, mission: Path, place: str) -> None:
        self.mission, self.place = mission, place
        self.open: list[tuple[ExitStack, Server] | None] = [None, None]
        self.keys: dict[str, int] = {}  # pos of every act that was answered

    def server(self, number: int) -> Server:
        held = self.open[number]
        if held is None or held[1].process.poll() is not None:
            if held is not None:
                held[0].close()
            stack = ExitStack()
            running = stack.enter_context(process("serve", str(self.mission), "--data", self.place, "--port", "0"))
            held = self.open[number] = (stack, Server(running))
        return held[1]

    def close(self) -> None:
        for held in self.open:
            if held is not None:
                held[0].close()
        self.open = [None, None]

    def settle(self, clients: list[Client]) -> None:
        """Take in what clients know: the answered is kept, the unanswered goes in once, through the other server."""
        for number, client in enumerate(clients):
            for _, act, _, told in client.answered:
                self.keys[act["key"]] = told["pos"]
            for register, act in client.unanswered:
                first, told = self.server(number % 2).post(register, act)
                assert first in (200, 201), told
                second, again = self.server((number + 1) % 2).post(register, act)
                assert (second, again["pos"]) == (200, told["pos"])
                self.keys[act["key"]] = told["pos"]

    def held(self) -> dict[str, int]:
        with psycopg.connect(self.place) as line:
            rows = line.execute("SELECT key, pos FROM ledger_receipt WHERE by <> 'MISSION' AND by <> 'IMPORT'")
            return dict(rows.fetchall())

    def check(self) -> int:
        """Whether the ledger holds what was answered, and nothing else but the mission's own; its entries."""
        held = self.held()
        assert {key: held.get(key) for key in self.keys} == self.keys
        verdict = verify(self.place)
        assert verdict.problems == []
        assert len(self.keys) == len(held), "what was refused or broken off went in once at most, under its key"
        return verdict.entries


@pytest.fixture(scope="module")
def mission(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_folder(tmp_path_factory.mktemp("mission") / "alpha")


@pytest.fixture(scope="module")
def database() -> Any:
    """A PostgreSQL that may be killed."""
    return places.started()


def fresh(database: Any, number: int) -> str:
    with psycopg.connect(database.get_uri(), autocommit=True) as line:
        line.execute(f"CREATE DATABASE k{number}")  # type: ignore[arg-type]
    return str(database.get_uri(f"k{number}"))


def killed(database: Any) -> None:
    """The PostgreSQL ends at once, as when the power fails, and is started again."""
    pid = database.get_pid()
    os.kill(pid, signal.SIGQUIT)
    assert until(lambda: not (database.pgdata / "postmaster.pid").exists() or dead(pid), every_s=0.02)
    assert until(lambda: risen(database), within_s=30, every_s=0.2)


def risen(database: Any) -> bool:
    """Whether it could be started; what is left of the killed one is in the way for a moment."""
    with suppress(subprocess.SubprocessError):
        database.ensure_postgres_running()
        return True
    return False


def dead(pid: int) -> bool:
    status = Path(f"/proc/{pid}/status")
    return not status.exists() or "\nState:\tZ" in status.read_text()


def test_one_of_two_servers_or_their_database_is_killed(mission: Path, database: Any) -> None:
    draw = random.Random(SEED)
    ledgers, pair = 0, None
    victims: list[str] = []
    lived_on = 0
    try:
        for kill in range(KILLS):
            if pair is None:
                ledgers += 1
                pair = Pair(mission, fresh(database, ledgers))
            servers = [pair.server(0), pair.server(1)]
            clients = [client for server in servers for client in posting(server.port, 2)]
            until(lambda now=clients: all(c.answered for c in now))
            time.sleep(draw.choice((draw.uniform(0, 0.02), draw.uniform(0, 0.3))))
            victim = draw.choice(("first", "second") * 4 + ("database",))
            victims.append(victim)
            if victim == "database":
                killed(database)
            else:
                one = servers[victim == "second"]
                one.process.send_signal(signal.SIGKILL)
                one.process.wait(10)
                others = clients[:2] if victim == "second" else clients[2:]
                goal = [(client, len(client.answered)) for client in others]
                assert until(lambda now=goal: all(len(client.answered) > had for client, had in now))
                lived_on += 1
            for client in clients:
                client.enough.set()
            for client in clients:
                client.join(30)
                assert not client.is_alive()
            for client in clients:
                assert all(status == 503 and told["code"] == "unavailable" for status, told in client.refused)
            pair.settle(clients)
            last = kill == KILLS - 1
            if (kill % 10 == 9 or last) and (pair.check() > MOST_ENTRIES or last):
                pair.close()
                pair = None
    finally:
        if pair is not None:
            pair.close()
    assert {"first", "second", "database"} == set(victims)
    assert lived_on == sum(victim != "database" for victim in victims)
