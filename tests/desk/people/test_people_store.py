"""Where people are kept, who they are, what is carried along: on both kinds of database."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import places
import pytest
from peopled import PASSWORD, Clock

from greenline.core.errors import Invalid, NotFound, Refusal
from greenline.core.handling import ADMIN, DESK, OBSERVER, VERIFIER
from greenline.desk import moving
from greenline.desk.desk import Desk
from greenline.desk.people import accounts, sessions, tokens
from greenline.desk.people.store import People, newest_notes
from greenline.ledger.store import place_of
from greenline.mission import Mission


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def people(tmp_path: Path, clock: Clock) -> Iterator[People]:
    store = People(place_of(places.place(tmp_path / "data")), clock)
    yield store
    store.close()


def test_nobody_is_nobody_and_asking_makes_nothing(people: People, tmp_path: Path) -> None:
    assert not people.exist()
    assert accounts.everybody(people) == []
    assert tokens.every(people) == []
    assert not (tmp_path / "data").exists()
    with pytest.raises(NotFound, match="people add"):
        accounts.find(people, "OBS-7")


@pytest.mark.sqlite_only
def test_the_file_is_its_owners_alone_and_no_ledger(people: People, mission: Mission, tmp_path: Path) -> None:
    accounts.add(people, mission, "OBS-7", [OBSERVER])
    file = tmp_path / "data" / "people.sqlite"
    for one in file.parent.iterdir():
        assert stat.S_IMODE(one.stat().st_mode) == 0o600, one
    with sqlite3.connect(file) as connection:
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert all(name.startswith("people_") for name in names)


@pytest.mark.sqlite_only
def test_another_process_takes_nothing_away(people: People, mission: Mission, tmp_path: Path) -> None:
    """Found in use: a file opened and closed beside SQLite drops its locks, and whoever comes and goes next (every
    command does) clears the log away under the server's feet."""
    accounts.add(people, mission, "OBS-7", [OBSERVER])
    people.close()
    server, file = People(people.place), tmp_path / "data" / "people.sqlite"
    accounts.find(server, "OBS-7")  # reads first, as a server does, and writes later
    asked = "SELECT count(*) FROM people_session"
    for count in (1, 2, 3):
        sessions.begin(server, "OBS-7", "password")
        command = [sys.executable, "-c", "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); "
                   "print(c.execute(sys.argv[2]).fetchone()[0]); c.close()", str(file), asked]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == str(count)
    server.close()


def test_an_account(people: People, mission: Mission, clock: Clock) -> None:
    accounts.add(people, mission, "OBS-7", [OBSERVER], password=PASSWORD, must_change=True)
    assert people.exist()
    told = accounts.find(people, "OBS-7")
    assert told.plain(mission) == {
        "call_sign": "OBS-7", "roles": ["observer"], "roles_from": "account", "audience": None, "ways": ["password"],
        "must_change": True, "disabled": False, "made_at": int(clock.now), "signed_in_at": None,
    }  # fmt: skip
    assert "argon2" not in repr(told)


def test_all_that_is_wrong_at_once(people: People, mission: Mission) -> None:
    with pytest.raises(Invalid) as told:
        accounts.add(people, mission, "jane doe", ["king"], "press", "short")
    assert [i.code for i in told.value.issues] == ["bad_call_sign", "unknown_role", "unknown_audience", "weak_password"]
    with pytest.raises(Invalid, match="cannot be added"):
        accounts.add(people, mission, "OBS-7", [])
    assert not people.exist()


def test_a_call_sign_is_somebodys_once(people: People, mission: Mission) -> None:
    accounts.add(people, mission, "OBS-7", [OBSERVER])
    with pytest.raises(Invalid) as told:
        accounts.add(people, mission, "OBS-7", [DESK])
    assert told.value.issues[0].code == "twice"
    assert accounts.find(people, "OBS-7").roles == {OBSERVER}


def test_roles_of_the_folder_go_before(people: People, mission: Mission) -> None:
    accounts.add(people, mission, "VER-1", [OBSERVER])
    told = accounts.find(people, "VER-1")
    assert told.roles_in(mission) == {VERIFIER}
    assert told.plain(mission)["roles_from"] == "people.toml"
    accounts.add(people, mission, "DESK-1")  # the folder says what DESK-1 may do
    assert accounts.find(people, "DESK-1").roles_in(mission) == {DESK}


def test_the_last_administrator_stays(people: People, mission: Mission) -> None:
    accounts.add(people, mission, "OBS-7", [OBSERVER])
    accounts.disable(people, mission, "OBS-7")  # there never was one to be kept
    accounts.add(people, mission, "ADMIN-1", [ADMIN])
    for taking in (
        lambda: accounts.disable(people, mission, "ADMIN-1"),
        lambda: accounts.set_rights(people, mission, "ADMIN-1", [OBSERVER], None),
    ):
        with pytest.raises(Refusal, match="last administrator"):
            taking()
    assert accounts.find(people, "ADMIN-1").roles == {ADMIN}
    accounts.add(people, mission, "ADMIN-2", [ADMIN])
    accounts.disable(people, mission, "ADMIN-1")
    assert accounts.find(people, "ADMIN-1").disabled


def test_a_subject_is_one_persons(people: People, mission: Mission) -> None:
    for sign in ("OBS-7", "OBS-8"):
        accounts.add(people, mission, sign, [OBSERVER])
    accounts.set_subject(people, "OBS-7", "abc")
    with pytest.raises(Refusal, match="Another account"):
        accounts.set_subject(people, "OBS-8", "abc")
    found = accounts.of_subject(people, "abc")
    assert found is not None
    assert found.call_sign == "OBS-7"
    accounts.set_subject(people, "OBS-7", None)
    assert accounts.of_subject(people, "abc") is None
    accounts.set_subject(people, "OBS-8", None)  # nobody is not a subject


def test_changes_of_nobody(people: People, mission: Mission) -> None:
    accounts.add(people, mission, "OBS-7", [OBSERVER])
    for change in (
        lambda: accounts.disable(people, mission, "OBS-8"),
        lambda: accounts.set_password(people, mission, "OBS-8", PASSWORD),
        lambda: accounts.set_totp(people, "OBS-8", "A" * 32),
        lambda: accounts.set_rights(people, mission, "OBS-8", [OBSERVER], None),
        lambda: sessions.of(people, "OBS-8"),
        lambda: tokens.make(people, mission, "OBS-8", ()),
    ):
        with pytest.raises(NotFound, match="OBS-8"):
            change()


def test_what_was_done_is_noted(people: People, mission: Mission, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenline.desk.people.store.MOST_NOTES", 3)
    accounts.add(people, mission, "OBS-7", [OBSERVER], password=PASSWORD, by="ADMIN-1")
    accounts.set_password(people, mission, "OBS-7", PASSWORD + "s")
    accounts.disable(people, mission, "OBS-7")
    accounts.disable(people, mission, "OBS-7", False, by="ADMIN-2")
    told = newest_notes(people)
    assert [(n["by"], n["did"], n["whom"]) for n in told] == [
        ("ADMIN-2", "enabled", "OBS-7"), ("terminal", "disabled", "OBS-7"),
        ("terminal", "set the password of", "OBS-7"),
    ]  # fmt: skip
    assert PASSWORD not in str(told)


def test_whether_anybody_could_sign_in(people: People, mission: Mission) -> None:
    assert not accounts.may_enter(people, mission)
    accounts.add(people, mission, "OBS-7", [OBSERVER])
    accounts.set_subject(people, "OBS-7", "abc")
    assert not accounts.may_enter(people, mission), "there is no provider"
    accounts.set_password(people, mission, "OBS-7", PASSWORD)
    assert accounts.may_enter(people, mission)
    accounts.disable(people, mission, "OBS-7")
    assert not accounts.may_enter(people, mission)


def test_people_go_along_when_a_ledger_is_moved(desk: Desk, mission: Mission, tmp_path: Path) -> None:
    """Else a moved mission would have no people, and let in whoever asks."""
    people = People(desk.place)
    accounts.add(people, mission, "OBS-7", [OBSERVER], password=PASSWORD)
    secret, _ = tokens.make(people, mission, "OBS-7", ("read",))
    signed_in = sessions.begin(people, "OBS-7", "password")
    people.close()
    source = desk.place
    desk.close()
    target = str(tmp_path / "other")
    moving.move(mission, source, target)
    there = People(place_of(target))
    assert accounts.find(there, "OBS-7").password == accounts.find(People(source), "OBS-7").password
    assert tokens.look(there, tokens.rules.digest(secret)) is not None
    assert sessions.look(there, sessions.rules.digest(signed_in)) is None
    there.close()


def test_people_are_in_a_backup_and_come_back(desk: Desk, mission: Mission, tmp_path: Path) -> None:
    people = People(desk.place)
    accounts.add(people, mission, "OBS-7", [OBSERVER], password=PASSWORD)
    people.close()
    moving.back_up(desk, tmp_path / "backup")
    assert stat.S_IMODE((tmp_path / "backup" / "people.sqlite").stat().st_mode) == 0o600
    moving.restore(tmp_path / "backup", tmp_path / "again", str(tmp_path / "restored"))
    there = People(place_of(tmp_path / "restored"))
    assert there.exist()
    accounts.set_password(there, mission, "OBS-7", None)
    moving.restore(tmp_path / "backup", tmp_path / "once-more", str(tmp_path / "restored"))
    assert accounts.find(there, "OBS-7").password is None, "those who are there stay as they are"
    there.close()


def test_a_backup_of_a_mission_without_people(desk: Desk, tmp_path: Path) -> None:
    moving.back_up(desk, tmp_path / "backup")
    assert not (tmp_path / "backup" / "people.sqlite").exists()
