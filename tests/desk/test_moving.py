"""A ledger carried: moved and back, backed up while others write, restored; nothing that is not whole is said to be."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path
from typing import Any

import places
import pytest
from made import incident, make_folder, report, send
from sqlalchemy import text

from greenline.core.errors import NotFound, Refusal
from greenline.core.handling import MISSION, PUBLIC
from greenline.desk import moving, share
from greenline.desk.desk import Desk
from greenline.desk.verifying import verify
from greenline.ledger.store import FILE, open_place, place_of
from greenline.mission import Mission, load


def there(folder: Path, name: str) -> str:
    """A place of the other kind than the desk's, or another folder."""
    return str(folder / name) if places.on_server() else places.place(folder / name)


def fill(desk: Desk, count: int = 6) -> None:
    cited = [send(desk, "report", "send", values=report(account=f"Shot {n}")).ref for n in range(count)]
    one = send(desk, "incident", "open", values=incident(reports=cited))
    send(desk, "incident", "amend", ref=one.ref, saw=one.pos, reason="r", values={"women": 1})


def told(desk: Desk) -> list[Any]:
    """Everything two audiences can export."""
    return [
        list(share.export(desk, noun, audience, "jsonl"))
        for noun in ("report", "incident", "ledger") for audience in (MISSION, PUBLIC)
    ]  # fmt: skip


def change(place: str, statement: str) -> None:
    engine = open_place(place, write=True)
    with engine.begin() as connection:
        assert connection.execute(text(statement)).rowcount
    engine.dispose()


# --- moving


def test_there_and_back(desk: Desk, mission: Mission, tmp_path: Path) -> None:
    fill(desk)
    before, first = told(desk), desk.place
    desk.close()
    other = there(tmp_path, "other")
    said: list[str] = []
    carried = moving.move(mission, first, other, lambda what, done, of: said.append(what))
    assert carried.entries == 8
    assert {"copied", "folded", "verified"} >= set(said) >= {"copied", "verified"}
    moved = Desk(mission, other)
    assert told(moved) == before
    send(moved, "report", "send", values=report(account="After the move"))
    after = told(moved)
    moved.close()
    with pytest.raises(Refusal, match="was moved to"):
        Desk(mission, first)
    assert verify(first).problems == [], "the old one can still be checked"
    assert moving.move(mission, other, first).entries == 9
    back = Desk(mission, first)
    assert told(back) == after
    back.close()


def test_a_server_that_runs_on_cannot_write_where_it_was(desk: Desk, mission: Mission, tmp_path: Path) -> None:
    fill(desk)
    moving.move(mission, desk.place, there(tmp_path, "other"))
    with pytest.raises(Refusal, match="was moved to"):
        send(desk, "report", "send", values=report())
    assert desk.ledger.pos() == 8
    desk.ledger.recover()
    assert "was moved to" in (desk.ledger.health or ""), "it does not call itself well again"


def test_what_has_entries_of_its_own_is_not_overwritten(desk: Desk, mission: Mission, tmp_path: Path) -> None:
    fill(desk)
    other = Desk(mission, there(tmp_path, "other"))
    send(other, "report", "send", values=report(account="Only here"))
    before = told(other)
    with pytest.raises(Refusal, match="entries of the site hq that are not in the ledger"):
        moving.move(mission, desk.place, other.place)
    assert told(other) == before
    send(desk, "report", "send", values=report())  # and the source goes on
    other.close()


def test_a_spoilt_ledger_is_not_moved(desk: Desk, mission: Mission, tmp_path: Path) -> None:
    fill(desk)
    change(desk.place, "UPDATE ledger_entry SET root = hash WHERE pos = 2")
    with pytest.raises(Refusal) as caught:
        moving.move(mission, desk.place, there(tmp_path, "other"))
    assert "hq/2" in caught.value.sentence + str([i.sentence for i in caught.value.issues])
    send(desk, "report", "send", values=report(account="The source goes on"))


def test_into_itself(desk: Desk, mission: Mission) -> None:
    with pytest.raises(Refusal, match="already"):
        moving.move(mission, desk.place, desk.place)


def test_a_killed_move_can_be_made_again(
    desk: Desk, mission: Mission, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it left in the target is the beginning of this very ledger, so nothing is lost by writing it anew."""
    fill(desk)
    other = there(tmp_path, "other")
    whole = moving._whole

    def stopped(*more: Any) -> Any:
        raise KeyboardInterrupt

    monkeypatch.setattr(moving, "_whole", stopped)
    with pytest.raises(KeyboardInterrupt):
        moving.move(mission, desk.place, other)
    monkeypatch.setattr(moving, "_whole", whole)
    send(desk, "report", "send", values=report())
    assert moving.move(mission, desk.place, other).entries == 9


# --- backups


@pytest.fixture
def own(tmp_path: Path) -> Mission:
    """A mission folder of its own, whose data folder is not the user's."""
    return load(make_folder(tmp_path / "alpha"))


def test_a_backup_comes_back(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENLINE_DATA", str(tmp_path / "user"))
    fill(desk)
    before = told(desk)
    carried = moving.back_up(desk, tmp_path / "b")
    assert carried.entries == 8
    assert not list(tmp_path.glob("*.part"))
    send(desk, "report", "send", values=report(account="Later"))
    moving.restore(tmp_path / "b", tmp_path / "m")
    assert sorted(f.name for f in (tmp_path / "m").iterdir()) == sorted(f.name for f in desk.mission.folder.iterdir())
    again = Desk(load(tmp_path / "m"))
    assert told(again) == before
    again.close()
    moving.restore(tmp_path / "b", tmp_path / "m2", data=there(tmp_path, "elsewhere"))


def test_a_backup_while_others_write(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    enough = threading.Event()

    def write() -> None:
        while not enough.is_set():
            send(desk, "report", "send", values=report())

    writing = threading.Thread(target=write)
    writing.start()
    sizes = [moving.back_up(desk, tmp_path / f"b{n}").entries for n in range(3)]
    enough.set()
    writing.join()
    assert sizes == sorted(sizes)
    assert sizes[-1] > sizes[0]
    assert desk.ledger.pos() >= sizes[-1]
    assert verify(place_of(tmp_path / "b2"), folding=False).entries == sizes[2]


@pytest.mark.parametrize("spoil", ["leaves", "head", "file", "file gone", "note", "entry gone", "no note"])
def test_a_damaged_backup_is_not_restored(desk: Desk, tmp_path: Path, spoil: str) -> None:
    fill(desk)
    b = tmp_path / "b"
    moving.back_up(desk, b)
    if spoil == "leaves":
        change(str(b / FILE), "UPDATE ledger_entry SET leaves = (SELECT leaves FROM ledger_entry WHERE pos = 3)")
    elif spoil == "entry gone":
        change(str(b / FILE), "DELETE FROM ledger_entry WHERE pos = 8")
    elif spoil == "head":
        note = json.loads((b / "backup.json").read_text())
        note["heads"][0]["root"] = "00" * 32
        (b / "backup.json").write_text(json.dumps(note))
    elif spoil == "file":
        (b / "mission" / "parties.toml").write_text("")
    elif spoil == "file gone":
        (b / "mission" / "parties.toml").unlink()
    elif spoil == "note":
        (b / "backup.json").write_text("{")
    else:
        (b / "backup.json").unlink()
    with pytest.raises((Refusal, NotFound)):
        moving.restore(b, tmp_path / "m", data=str(tmp_path / "d"))
    assert not (tmp_path / "m").exists()
    assert not (tmp_path / "d" / FILE).exists()


def test_a_path_that_leads_out_of_a_backup_is_refused(desk: Desk, tmp_path: Path) -> None:
    moving.back_up(desk, tmp_path / "b")
    note = json.loads((tmp_path / "b" / "backup.json").read_text())
    note["files"]["../../outside"] = "00" * 32
    (tmp_path / "b" / "backup.json").write_text(json.dumps(note))
    with pytest.raises(Refusal) as caught:
        moving.restore(tmp_path / "b", tmp_path / "m")
    assert caught.value.issues[0].field == "../../outside"


def test_nothing_in_the_way_is_overwritten(desk: Desk, tmp_path: Path) -> None:
    fill(desk)
    (tmp_path / "b").mkdir()
    with pytest.raises(Refusal, match="there already"):
        moving.back_up(desk, tmp_path / "b")
    moving.back_up(desk, tmp_path / "c")
    (tmp_path / "m").mkdir()
    (tmp_path / "m" / "mine.txt").write_text("mine")
    with pytest.raises(Refusal, match="not empty"):
        moving.restore(tmp_path / "c", tmp_path / "m")
    assert (tmp_path / "m" / "mine.txt").read_text() == "mine"


def test_a_backup_that_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Refusal, match="cannot be written"):
        moving.back_up(desk, tmp_path / "file" / "b")


def test_an_interrupted_backup_leaves_nothing(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*more: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(Refusal, match="No space left"):
        moving.back_up(desk, tmp_path / "b")
    assert list(tmp_path.glob("b*")) == []
