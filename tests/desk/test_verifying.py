"""Is the ledger whole? Each kind of tampering with the database file is found; a rebuild gives what was there."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import incident, report, send

from greenline.desk.desk import Desk
from greenline.desk.verifying import verify
from greenline.ledger.store import FILE
from greenline.mission import Mission

pytestmark = pytest.mark.sqlite_only  # what a hand does to the file; the server has its own tests


@pytest.fixture(scope="module")
def whole(mission: Mission, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a small ledger, closed."""
    folder = tmp_path_factory.mktemp("whole")
    desk = Desk(mission, folder)
    cited = [send(desk, "report", "send", values=report(account=f"Shot {i}", women=i)).ref for i in range(4)]
    one = send(desk, "incident", "open", values=incident(reports=cited, deaths={"best": 1}))
    send(desk, "incident", "amend", ref=one.ref, saw=one.pos, reason="r", values={"deaths": None, "women": 1})
    send(desk, "report", "amend", ref=cited[0], reason="r", values={"account": "More"})
    send(desk, "incident", "triage", ref=one.ref, values={})
    desk.close()
    return folder


@pytest.fixture
def copy(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "copy")
    return tmp_path / "copy" / FILE


def change(file: Path, *statements: str | tuple[str, tuple[Any, ...]]) -> None:
    connection = sqlite3.connect(file)
    for one in statements:
        done = connection.execute(*((one,) if isinstance(one, str) else one))
        assert done.rowcount != 0, one
    connection.commit()
    connection.close()


def test_a_whole_one(copy: Path) -> None:
    done: list[tuple[int, int]] = []
    verdict = verify(copy, progress=lambda n, of: done.append((n, of)))
    assert verdict.problems == []
    assert (verdict.entries, verdict.versions) == (8, 8)
    assert verdict.plain()["whole"]
    assert done[-1][0] == done[-1][1]


TAMPERING: dict[str, tuple[Any, ...]] = {
    "a value": (
        "UPDATE ledger_entry SET leaves = CAST(replace(CAST(leaves AS TEXT), 'Shot 1', 'Shot 7') AS BLOB)"
        " WHERE pos = 2",
    ),
    "leaves emptied": ("UPDATE ledger_entry SET leaves = x'' WHERE pos = 2",),
    "leaves of another": (
        "UPDATE ledger_entry SET leaves = (SELECT leaves FROM ledger_entry WHERE pos = 3) WHERE pos = 2",
    ),
    "root": (("UPDATE ledger_entry SET root = ? WHERE pos = 2", (bytes(32),)),),
    "hash": (("UPDATE ledger_entry SET hash = ? WHERE pos = 2", (bytes(32),)),),
    "prev": (("UPDATE ledger_entry SET prev = ? WHERE pos = 2", (bytes(32),)),),
    "prev of the first": (("UPDATE ledger_entry SET prev = ? WHERE pos = 1", (b"\x01" * 32,)),),
    "seq": ("UPDATE ledger_entry SET seq = 50 WHERE pos = 8",),
    "site": ("UPDATE ledger_entry SET site = 'other' WHERE pos = 8",),
    "the first dropped": ("DELETE FROM ledger_entry WHERE pos = 1",),
    "one dropped": ("DELETE FROM ledger_entry WHERE pos = 3",),
    "the last dropped": ("DELETE FROM ledger_entry WHERE pos = 8",),
    "all dropped": ("DELETE FROM ledger_entry",),
    "two swapped": (
        "UPDATE ledger_entry SET pos = 99 WHERE pos = 2",
        "UPDATE ledger_entry SET pos = 2 WHERE pos = 3",
        "UPDATE ledger_entry SET pos = 3 WHERE pos = 99",
    ),
    "head's size": ("UPDATE ledger_site SET size = size - 1",),
    "head's hash": (("UPDATE ledger_site SET head = ?", (bytes(32),)),),
    "head's peaks": (("UPDATE ledger_site SET peaks = ?", (bytes(32),)),),
    "head dropped": ("DELETE FROM ledger_site",),
    "a head too many": ("INSERT INTO ledger_site SELECT 'other', size, head, peaks FROM ledger_site",),
    "a state row's value": ("UPDATE report SET account = 'Nothing' WHERE from_pos = 2",),
    "a state row's state": ("UPDATE incident SET state = 'verified' WHERE from_pos = 8",),
    "a state row's by": ("UPDATE report SET by = 'X' WHERE from_pos = 2",),
    "a state row's place": ("UPDATE report SET place__lonc = 0 WHERE from_pos = 2",),
    "a state row's sensitivity": ("UPDATE report SET sensitivity = '3' WHERE from_pos = 2",),
    "a state row dropped": ("DELETE FROM report WHERE from_pos = 2",),
    "an older state row dropped": ("DELETE FROM incident WHERE from_pos = 5",),
    "a state row too many": (
        "INSERT INTO folder (from_pos, to_pos, ref, state, by, recorded_at) VALUES (99, 9, 'x', 'y', 'z', 'w')",
    ),
    "a version ended late": ("UPDATE report SET to_pos = 8 WHERE from_pos = 1",),
    "a version not ended": (f"UPDATE report SET to_pos = {2**63 - 1} WHERE from_pos = 1",),
}
UNSEEN = {
    "a version ended that nothing replaced": "UPDATE report SET to_pos = 7 WHERE from_pos = 2",
    "leaves that are no text": "UPDATE ledger_entry SET leaves = x'ff00ff' WHERE pos = 2",
    "leaves that are a number": "UPDATE ledger_entry SET leaves = 7 WHERE pos = 2",
    "links to find parties and refs by": "DELETE FROM incident_many",
    "other links": "UPDATE incident_many SET value = 'REP-00000'",
    "receipts": "UPDATE ledger_receipt SET pos = 1",
}


def test_a_leaf_dropped_is_found(copy: Path) -> None:
    change(copy, "UPDATE ledger_entry SET leaves = substr(leaves, instr(leaves, x'0a') + 1) WHERE pos = 2")
    assert verify(copy).problems


@pytest.mark.parametrize("name", list(TAMPERING))
def test_tampering_is_found(copy: Path, name: str) -> None:
    change(copy, *TAMPERING[name])
    verdict = verify(copy)
    assert verdict.problems, name
    assert not verdict.plain()["whole"]


@pytest.mark.parametrize("name", list(UNSEEN))
def test_tampering_that_goes_unseen(copy: Path, name: str) -> None:
    change(copy, UNSEEN[name])
    assert verify(copy).problems


def test_without_folding_only_the_chain(copy: Path) -> None:
    change(copy, "DELETE FROM report WHERE from_pos = 2")
    assert verify(copy, folding=False).problems == []


def test_any_changed_byte_of_the_entries_is_found(whole: Path, tmp_path: Path) -> None:
    """Each byte of each column of each entry, one changed at a time."""
    file = tmp_path / FILE
    shutil.copytree(whole, tmp_path, dirs_exist_ok=True)
    connection = sqlite3.connect(file)
    columns = ("prev", "root", "hash", "leaves")

    @settings(max_examples=60)
    @given(st.integers(1, 8), st.sampled_from(columns), st.integers(0, 10**6), st.integers(1, 255))
    def holds(pos: int, column: str, at: int, flip: int) -> None:
        (body,) = connection.execute(f"SELECT {column} FROM ledger_entry WHERE pos = ?", (pos,)).fetchone()
        at %= len(body)
        changed = body[:at] + bytes([body[at] ^ flip]) + body[at + 1 :]
        connection.execute(f"UPDATE ledger_entry SET {column} = ? WHERE pos = ?", (changed, pos))
        connection.commit()
        problems = verify(file, folding=False).problems
        connection.execute(f"UPDATE ledger_entry SET {column} = ? WHERE pos = ?", (body, pos))
        connection.commit()
        assert problems, (pos, column, at, flip)

    holds()
    assert verify(file).problems == []
    connection.close()


def dump(file: Path) -> dict[str, list[Any]]:
    connection = sqlite3.connect(file)
    names = [n for (n,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    body = {n: sorted(map(repr, connection.execute(f'SELECT * FROM "{n}"'))) for n in names}
    connection.close()
    return body


@pytest.mark.parametrize(
    "spoil", ["SELECT 1", "DELETE FROM report", "UPDATE report SET account = 'x'", "DROP TABLE incident"]
)
def test_a_rebuild_gives_what_was_there(mission: Mission, copy: Path, spoil: str) -> None:
    before = dump(copy)
    connection = sqlite3.connect(copy)
    connection.execute(spoil)
    connection.commit()
    connection.close()
    desk = Desk(mission, copy.parent)
    assert desk.rebuild() == 8
    desk.close()
    assert dump(copy) == before
    assert verify(copy).problems == []


def test_a_changed_declaration_is_folded_anew(mission: Mission, copy: Path) -> None:
    before = dump(copy)
    change(
        copy, "UPDATE ledger_meta SET value = 'older' WHERE name = 'shape:report'", "UPDATE report SET account = 'x'"
    )
    Desk(mission, copy.parent).close()
    assert dump(copy) == before
