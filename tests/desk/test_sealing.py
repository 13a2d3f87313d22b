"""Seals of a real ledger: the key, one a day, kept through moves and backups, handed out as files."""

from __future__ import annotations

import shutil
import stat
import subprocess
import threading
from pathlib import Path
from typing import Any

import places
import pytest
from made import report, send
from sqlalchemy import text

from greenline.core.errors import Invalid, NotFound, Refusal
from greenline.core.handling import PUBLIC, Audience
from greenline.desk import moving, sealing
from greenline.desk.desk import Desk
from greenline.desk.verifying import verify
from greenline.ledger.sshsig import Signer
from greenline.ledger.store import open_place
from greenline.mission import Mission

DAY, NEXT = "2026-11-22T09:00:00Z", "2026-11-23T00:00:05Z"


def fill(desk: Desk, count: int = 3) -> None:
    for n in range(count):
        send(desk, "report", "send", values=report(account=f"Shot {n}"))


@pytest.fixture
def filled(desk: Desk) -> Desk:
    fill(desk)
    return desk


def give(desk: Desk, at: str = DAY, **more: Any) -> sealing.Given:
    return sealing.give(desk, sealing.signer(desk), at, **more)


def there(folder: Path, name: str) -> str:
    return str(folder / name) if places.on_server() else places.place(folder / name)


# --- the key


def test_a_key_is_made_once_and_only_its_owner_reads_it(desk: Desk) -> None:
    key = sealing.signer(desk).public
    file = sealing.key_file(desk)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert sealing.signer(desk).public == key
    assert not file.is_relative_to(desk.mission.folder)
    assert [f.name for f in file.parent.iterdir() if sealing.KEY in f.name] == [sealing.KEY], (
        "nothing is left beside it"
    )


def test_a_key_that_others_may_read_is_refused(desk: Desk) -> None:
    sealing.signer(desk)
    sealing.key_file(desk).chmod(0o640)
    with pytest.raises(Refusal, match="chmod 600"):
        sealing.signer(desk)


def test_keys_that_cannot_sign(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        sealing.signer(desk, tmp_path / "nowhere")
    (tmp_path / "odd").touch(0o600)
    (tmp_path / "odd").write_text("hello")
    with pytest.raises(Refusal, match="cannot sign seals"):
        sealing.signer(desk, tmp_path / "odd")
    with pytest.raises(Refusal, match="cannot be read"):
        sealing.read_key(tmp_path / "odd" / "inside")


def test_another_key_only_when_told(filled: Desk, tmp_path: Path) -> None:
    first = give(filled).signed
    sealing.key_file(filled).rename(tmp_path / "away")
    with pytest.raises(Refusal, match=r"--new-key") as refusal:
        sealing.signer(filled)
    assert first.key().fingerprint in refusal.value.sentence
    with pytest.raises(Refusal, match=r"--new-key"):
        sealing.give(filled, Signer.made(), NEXT)
    fresh = sealing.signer(filled, anew=True)
    second = sealing.give(filled, fresh, DAY, anew=True)
    assert second.new, "another key is another seal, also on the same day"
    assert second.signed.seal.previous == first.seal.digest()
    assert second.signed.key() == fresh.public != first.key()
    assert verify(filled.place).problems == []
    newer = sealing.signer(filled, anew=True)
    kept = [f for f in sealing.key_file(filled).parent.iterdir() if "retired" in f.name]
    assert [sealing.read_key(f).public for f in kept] == [fresh.public]
    assert newer.public != fresh.public


# --- giving seals


def test_one_a_day_unless_it_grew(filled: Desk) -> None:
    first = give(filled)
    assert (first.new, first.signed.seal.number) == (True, 1)
    assert give(filled, "2026-11-22T23:59:59Z") == sealing.Given(first.signed, False)
    second = give(filled, NEXT)
    assert second.signed.seal.heads == first.signed.seal.heads
    assert second.new, "that nothing came is told too"
    fill(filled, 1)
    third = give(filled, NEXT)
    assert (third.new, third.signed.seal.sizes()) == (True, {"hq": 4})
    assert [one.seal.number for one in sealing.every(filled)] == [1, 2, 3]
    assert sealing.newest(filled) == third.signed
    assert sealing.one(filled, 2) == second.signed
    with pytest.raises(NotFound):
        sealing.one(filled, 4)


def test_nothing_to_seal(desk: Desk) -> None:
    with pytest.raises(Invalid, match="nothing to seal"):
        give(desk)
    assert sealing.every(desk) == []


def test_a_clock_that_was_turned_back(filled: Desk) -> None:
    give(filled, NEXT)
    with pytest.raises(Refusal, match="clock"):
        give(filled, DAY)


def test_due(filled: Desk) -> None:
    assert not sealing.due(filled, DAY), "no key, no seal"
    sealing.signer(filled)
    assert sealing.due(filled, DAY)
    give(filled)
    assert not sealing.due(filled, "2026-11-22T23:59:59Z")
    assert sealing.due(filled, NEXT)


def test_several_at_once_give_one(filled: Desk, mission: Mission) -> None:
    """Desks of their own, as processes have, on one ledger."""
    key = sealing.signer(filled)
    desks = [Desk(mission, filled.place) for _ in range(4)]
    found: list[sealing.Given] = []
    threads = [threading.Thread(target=lambda d=d: found.append(sealing.give(d, key, DAY))) for d in desks]  # type: ignore[misc]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for one in desks:
        one.close()
    assert sorted(one.new for one in found) == [False, False, False, True]
    assert len(sealing.every(filled)) == 1


def test_a_kept_seal_that_was_changed(filled: Desk) -> None:
    give(filled)
    engine = open_place(filled.place, write=True)
    with engine.begin() as connection:
        assert connection.execute(text("UPDATE ledger_seal SET body = replace(body, '2026', '2025')")).rowcount
    assert any("signature" in problem for problem in verify(filled.place).problems)
    with pytest.raises(Refusal, match="Run verify"):
        give(filled, NEXT)
    with engine.begin() as connection:
        connection.execute(text("UPDATE ledger_seal SET body = 'x'"))
    engine.dispose()
    assert any("cannot be read" in problem for problem in verify(filled.place).problems)
    for ask in (sealing.every, sealing.newest, lambda d: sealing.one(d, 1)):
        with pytest.raises(Refusal, match="Run verify"):
            ask(filled)


# --- carried along


def test_moved_there_and_back(filled: Desk, mission: Mission, tmp_path: Path) -> None:
    given, first = give(filled).signed, filled.place
    filled.close()
    other = there(tmp_path, "other")
    moving.move(mission, first, other)
    moved = Desk(mission, other)
    assert sealing.every(moved) == [given]
    key = sealing.read_key(sealing.key_file(filled))
    second = sealing.give(moved, key, NEXT).signed
    moved.close()
    moving.move(mission, other, first)
    back = Desk(mission, first)
    assert sealing.every(back) == [given, second]
    back.close()


def test_a_server_that_runs_on_cannot_seal_where_it_was(filled: Desk, mission: Mission, tmp_path: Path) -> None:
    key = sealing.signer(filled)
    moving.move(mission, filled.place, there(tmp_path, "other"))
    with pytest.raises(Refusal, match="moved elsewhere"):
        sealing.give(filled, key, DAY)


def test_backups_hold_the_seals_and_never_the_key(
    filled: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = give(filled).signed
    moving.back_up(filled, tmp_path / "backup")
    secret = sealing.key_file(filled).read_bytes().splitlines()[3]
    for file in (tmp_path / "backup").rglob("*"):
        assert not file.is_file() or (sealing.KEY not in file.name and secret not in file.read_bytes())
    assert verify(tmp_path / "backup", folding=False).seals == [given]
    monkeypatch.setenv("GREENLINE_DATA", str(tmp_path / "elsewhere"))
    moving.restore(tmp_path / "backup", tmp_path / "m", places.place(tmp_path / "restored"))
    give(filled, NEXT)
    with pytest.raises(Refusal, match="keeps seal 2"):
        moving.restore(tmp_path / "backup", tmp_path / "m2", filled.place)


# --- handed out


def test_files(filled: Desk, tmp_path: Path) -> None:
    signed = give(filled).signed
    file, signature, signers = sealing.write_files(signed, tmp_path / "out")
    sealing.write_files(signed, tmp_path / "out")
    assert signers.read_text().count("\n") == 1
    assert file.read_bytes() == signed.seal.text()
    if shutil.which("ssh-keygen") is None:
        pytest.skip("there is no ssh-keygen here")
    words = ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", "alpha", "-n", "greenline-seal", "-s", signature]
    done = subprocess.run(words, input=file.read_bytes(), capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    with pytest.raises(Refusal, match="cannot be written"):
        sealing.write_files(signed, file)


def test_to_whom() -> None:
    names = {"mission": True, "guarantor": True, "party:A": True, "humanitarian": False, "local_authority": False}
    assert {name: sealing.receives(Audience(name, 2)) for name in names} == names
    assert not sealing.receives(PUBLIC)
