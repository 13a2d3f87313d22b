"""Signing in: the same answer whatever is wrong, growing waits, codes once, no queue without end."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import places
import pyotp
import pytest
from peopled import PASSWORD, Clock

from greenline.core.errors import NotAllowed, NotSignedIn, Refusal, TooMany
from greenline.core.handling import OBSERVER
from greenline.desk.people import accounts, rules, signin
from greenline.desk.people.signin import SignIn, network
from greenline.desk.people.store import People
from greenline.ledger.store import place_of
from greenline.mission import Mission

MANY = 1_000_000


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(mission: Mission, tmp_path: Path, clock: Clock) -> Iterator[People]:
    store = People(place_of(places.place(tmp_path / "data")), clock)
    accounts.add(store, mission, "OBS-7", [OBSERVER], password=PASSWORD)
    yield store
    store.close()


@pytest.fixture
def door(people: People) -> Iterator[SignIn]:
    made = SignIn(people, MANY, MANY)
    yield made
    made.close()


def tried(
    door: SignIn, sign: str = "OBS-7", password: str = PASSWORD, code: str = "", address: str = "10.0.0.1"
) -> str:
    """The call sign of whoever is in, or what was said."""
    try:
        door.knock(address)
        return door.offer(sign, password, code).result(20).call_sign
    except Refusal as refusal:
        return f"{refusal.status} {refusal.detail.get('needs') or refusal.detail.get('retry_s')}"


def test_right_and_wrong(door: SignIn, people: People, mission: Mission) -> None:
    assert tried(door) == "OBS-7"
    assert tried(door, " obs-7 ") == "OBS-7"
    assert tried(door, password=PASSWORD.upper()) == "401 sign_in"
    accounts.add(people, mission, "OBS-8", [OBSERVER])
    accounts.add(people, mission, "OBS-9", [OBSERVER], password=PASSWORD)
    accounts.disable(people, mission, "OBS-9")
    for sign in ("OBS-8", "OBS-9", "NOBODY-1", "", "ΑΒΓ", "x' OR 1=1 --", "A\x00B"):
        assert tried(door, sign) == "401 sign_in", sign


def test_whatever_is_wrong_the_answer_is_the_same(door: SignIn, people: People, mission: Mission) -> None:
    accounts.add(people, mission, "OBS-8", [OBSERVER])
    said = set()
    for sign in ("OBS-7", "OBS-8", "NOBODY-1"):
        with pytest.raises(NotSignedIn) as told:
            door.offer(sign, "wrong wrong wrong", "").result(20)
        said.add(str(told.value.plain()))
    assert len(said) == 1


def test_an_unknown_call_sign_takes_as_long(door: SignIn, people: People, clock: Clock) -> None:
    """Medians of tries in turn: a hash is made for nobody as well. Without it they differ by a factor of ten."""
    spent: dict[str, list[float]] = {"OBS-7": [], "NOBODY-1": []}
    tried(door, "NOBODY-2")  # the first makes the hash that is nobody's
    for _ in range(9):
        for sign, times in spent.items():
            clock += rules.CODE_STEP_S * 40  # no waiting between
            began = time.perf_counter()
            assert tried(door, sign, "wrong wrong wrong") == "401 sign_in"
            times.append(time.perf_counter() - began)
    known, unknown = (statistics.median(times) for times in spent.values())
    assert 0.5 < known / unknown < 2, (known, unknown)


def test_waits_grow_and_end(door: SignIn, people: People, mission: Mission, clock: Clock) -> None:
    for sign in ("OBS-7", "NOBODY-1"):  # whether there is such a person makes no difference
        for _ in range(signin.FREE_FAILURES):
            assert tried(door, sign, "wrong wrong wrong") == "401 sign_in"
        for wait in (1, 2, 4, 8):
            assert tried(door, sign, PASSWORD) == f"429 {wait}", "the right one has to wait as well"
            clock += wait
            assert tried(door, sign, "wrong wrong wrong") == "401 sign_in"
        clock += 10_000
    assert tried(door) == "OBS-7"
    assert tried(door, password="wrong wrong wrong") == "401 sign_in"
    assert tried(door) == "OBS-7", "counting begins anew"


def test_waits_have_an_end_and_are_forgotten_after_a_day(door: SignIn, people: People, clock: Clock) -> None:
    with people.writing() as connection:
        connection.execute(
            signin.attempts.insert().values(sign=rules.digest("OBS-7"), failed=500, failed_at=people.now())
        )
    assert tried(door) == f"429 {signin.MOST_WAIT_S}"
    clock += signin.MOST_WAIT_S
    assert tried(door) == "OBS-7"


def test_waits_outlive_a_restart_and_hold_for_other_processes(people: People) -> None:
    first, second = SignIn(people, MANY, MANY), SignIn(people, MANY, MANY)
    for _ in range(signin.FREE_FAILURES):
        tried(first, password="wrong wrong wrong")
    first.close()
    assert tried(second) == "429 1"
    second.close()


def test_an_administrator_ends_the_waiting(door: SignIn, people: People, mission: Mission) -> None:
    for _ in range(signin.FREE_FAILURES):
        tried(door, password="wrong wrong wrong")
    assert tried(door) == "429 1"
    accounts.set_password(people, mission, "OBS-7", PASSWORD)
    assert tried(door) == "OBS-7"


def test_what_was_typed_is_not_kept(door: SignIn, people: People, tmp_path: Path) -> None:
    tried(door, "HUNTER2HUNTER2", "WRONGPASSWORD1")
    with people.reading() as connection:
        for table in people_tables():
            for row in connection.execute(table.select()):
                assert "HUNTER2" not in str(row)
                assert "WRONGPASSWORD1" not in str(row)


def people_tables() -> list[object]:
    from greenline.desk.people.store import metadata

    return list(metadata.tables.values())  # type: ignore[return-value]


def test_limits_per_address_and_person(people: People, clock: Clock) -> None:
    door = SignIn(people, 3, 100)
    assert [tried(door, f"N-{n}") for n in range(3)] == ["401 sign_in"] * 3
    with pytest.raises(TooMany) as told:
        door.knock("10.0.0.1")
    assert 1 <= told.value.detail["retry_s"] <= 60
    assert tried(door, address="10.0.0.2") == "OBS-7"
    door.close()
    door = SignIn(people, MANY, 2)
    assert [tried(door, address=f"10.0.0.{n}") for n in range(2)] == ["OBS-7"] * 2
    with pytest.raises(TooMany):
        door.offer("obs-7", PASSWORD, "")
    door.close()


@pytest.mark.parametrize(
    ("address", "counted"),
    [("10.0.0.1", "10.0.0.1"), ("::1", "::/64"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
     ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"), ("::ffff:10.0.0.1", "10.0.0.1"), ("nonsense\r\n", "unknown")],
)  # fmt: skip
def test_addresses_that_count_as_one(address: str, counted: str) -> None:
    assert network(address) == counted


def test_a_full_queue_says_so_and_nobody_else_waits(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    going = threading.Event()
    monkeypatch.setattr(signin.rules, "matches", lambda kept, password: going.wait(20))
    door = SignIn(people, MANY, MANY)
    waiting = [door.offer("OBS-7", PASSWORD, "") for _ in range(signin.MOST_WAITING)]
    began = time.monotonic()
    with pytest.raises(TooMany, match="Many people"):
        door.offer("OBS-7", PASSWORD, "")
    with pytest.raises(TooMany, match="Many people"):
        door.knock("10.0.0.1")
    assert time.monotonic() - began < 1
    going.set()
    assert {future.result(20).call_sign for future in waiting} == {"OBS-7"}
    assert tried(door) == "OBS-7", "there is room again"
    door.close()


def test_codes(door: SignIn, people: People, mission: Mission, clock: Clock) -> None:
    secret = rules.new_totp()
    codes = accounts.set_totp(people, "OBS-7", secret)
    totp = pyotp.TOTP(secret)
    assert tried(door) == "401 code"
    assert tried(door, password="wrong wrong wrong") == "401 sign_in", "a code is asked of whoever has the password"
    accounts.set_password(people, mission, "OBS-7", PASSWORD)
    now = totp.at(int(clock.now))
    assert tried(door, code=now) == "OBS-7"
    assert tried(door, code=now) == "401 code", "each is taken once"
    assert tried(door, code=totp.at(int(clock.now) - 30)) == "401 code", "nor an older one after it"
    clock += 60
    assert tried(door, code=totp.at(int(clock.now))) == "OBS-7"
    assert tried(door, code=codes[3]) == "OBS-7"
    assert tried(door, code=codes[3]) == "401 code", "a recovery code is taken once"
    assert tried(door, code=codes[4].lower().replace("-", " ")) == "OBS-7"
    accounts.set_totp(people, "OBS-7", None)
    assert tried(door) == "OBS-7"
    assert tried(door, code=codes[5]) == "OBS-7", "no code is asked for"


def test_codes_cannot_be_tried_out(door: SignIn, people: People) -> None:
    accounts.set_totp(people, "OBS-7", rules.new_totp())
    said = [tried(door, code=f"{n:06}") for n in range(signin.FREE_FAILURES + 1)]
    assert said == ["401 code"] * signin.FREE_FAILURES + ["429 1"]


def test_a_code_taken_twice_at_once_is_taken_once(people: People, clock: Clock) -> None:
    """By two processes: the database decides."""
    secret = rules.new_totp()
    accounts.set_totp(people, "OBS-7", secret)
    doors = [SignIn(people, MANY, MANY) for _ in range(4)]
    code = pyotp.TOTP(secret).at(int(clock.now))
    futures = [door.offer("OBS-7", PASSWORD, code) for door in doors]
    said = [type(future.exception(20)).__name__ for future in futures]
    assert sorted(said) == ["NoneType", *["NotSignedIn"] * 3]
    for door in doors:
        door.close()


def test_hashes_follow_the_cost_of_today(door: SignIn, people: People, mission: Mission) -> None:
    from argon2 import PasswordHasher

    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with people.writing() as connection:
        connection.execute(accounts.persons.update().values(password=cheap))
    assert tried(door) == "OBS-7"
    kept = accounts.find(people, "OBS-7").password
    assert kept != cheap
    assert kept is not None
    assert not rules.outdated(kept)
    assert tried(door) == "OBS-7"


def test_where_nobody_was_added(tmp_path: Path) -> None:
    people = People(place_of(places.place(tmp_path / "empty")))
    door = SignIn(people, MANY, MANY)
    with pytest.raises(NotAllowed, match="people add"):
        door.offer("OBS-7", PASSWORD, "").result(20)
    door.close()
    people.close()
