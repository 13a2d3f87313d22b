"""People made up for tests: a store of their own, a clock that is moved by hand, a password that may be used."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from greenline.desk.desk import Desk
from greenline.desk.people import accounts
from greenline.desk.people.store import People
from greenline.web.app import create_app

PASSWORD = "seven grey herons stand"
ROLES = {
    "ADMIN-1": ("administrator",), "DESK-7": ("desk",), "OBS-7": ("observer",),
    "ALL-7": ("observer", "desk", "verifier"),
}  # fmt: skip


class Clock:
    """Seconds since 1970 that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def __iadd__(self, seconds: float) -> Clock:
        self.now += seconds
        return self


def populate(desk: Desk, **bound: str) -> People:
    """The usual people and, by call sign with underscores, outsiders bound to an audience; all with one password,
    hashed once."""
    people = People(desk.place)
    kept = None
    for sign, roles in {**ROLES, **{name.replace("_", "-"): () for name in bound}}.items():
        wanted = bound.get(sign.replace("-", "_"))
        if kept is None:
            accounts.add(people, desk.mission, sign, roles, wanted, PASSWORD)
            kept = accounts.find(people, sign).password
        else:
            accounts.add(people, desk.mission, sign, roles, wanted)
            with people.writing() as connection:
                connection.execute(
                    accounts.persons.update().where(accounts.persons.c.call_sign == sign).values(password=kept)
                )
    return people


@contextmanager
def browser(desk: Desk, **more: Any) -> Iterator[Any]:
    """A client of the web of a mission with people, as a browser on this machine is."""
    from fastapi.testclient import TestClient

    with TestClient(create_app(desk, **more), base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        yield client


def sign_in(client: Any, sign: str, password: str = PASSWORD, **more: str) -> Any:
    """The answer to a try."""
    return client.post("/api/session", json={"call_sign": sign, "password": password, **more})
