"""Erasure: what was forgotten is nowhere, and everything that was ever proven still is."""

from __future__ import annotations

import csv
import sys
from pathlib import Path
from typing import Any

import orjson
import places
import pytest
from made import ALL, ROOT, incident, report, send
from sqlalchemy import text

from greenline.core.errors import Invalid, KeyConflict, NotAllowed, NotFound
from greenline.core.handling import MISSION, RECORDS, Actor
from greenline.desk import moving, picture, share
from greenline.desk.desk import Desk
from greenline.desk.erasing import Target, finish, forget, preview
from greenline.desk.importing import import_file
from greenline.desk.intake import Act, submit
from greenline.desk.verifying import verify
from greenline.faces.query import Question
from greenline.ledger.tables import meta

KEEPER = Actor("REC-1", frozenset({RECORDS}))
WORD = "CANARY-7731 Maria"


def plant(desk: Desk, count: int = 3) -> str:
    """A record with a name in its account, in three versions of it, among others."""
    ref = send(desk, "report", "send", values=report(account=f"{WORD} saw it", source=WORD, sensitivity="2")).ref
    for n in range(count):
        values = {"account": f"{WORD} saw it, {n}", "parties": [{"actor": WORD}]}
        send(desk, "report", "amend", ref=ref, reason=f"{WORD} called again", values=values)
        send(desk, "report", "send", values=report(account=f"Another, {n}"))
    return ref


PATHS = ("account", "source", "parties", "@reason")


def everything(desk: Desk) -> bytes:
    """What the mission itself can get: every version, every entry, every export."""
    refs = [r["ref"] for r in picture.page(desk, "report", MISSION, Question(limit=1000))["records"]]
    told = [orjson.dumps(picture.history(desk, "report", ref, MISSION)) for ref in refs]
    told += [piece.encode() for noun in ("report", "ledger") for piece in share.export(desk, noun, MISSION, "jsonl")]
    return b"".join(told)


def kept_files(desk: Desk) -> bytes:
    """Every byte that the database keeps, but a server's own log of writes."""
    if not places.on_server():
        return b"".join(file.read_bytes() for file in Path(desk.place).parent.rglob("*") if file.is_file())
    with desk.ledger.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("CHECKPOINT"))
        folder = Path(connection.execute(text("SHOW data_directory")).scalar_one())
        told = text(_FILES)
        names = connection.execute(told).scalars().all()
    assert len(names) > 20
    return b"".join((folder / name).read_bytes() for name in names)


# Tables, indexes and what is kept outside the rows, of this ledger alone: other tests' ledgers are on the same server.
_FILES = """
    WITH own AS (SELECT oid, reltoastrelid FROM pg_class WHERE relnamespace = current_schema()::regnamespace),
    wide AS (SELECT reltoastrelid AS oid FROM own WHERE reltoastrelid <> 0)
    SELECT pg_relation_filepath(oid) FROM (
        SELECT oid FROM own UNION SELECT oid FROM wide
        UNION SELECT indexrelid FROM pg_index WHERE indrelid IN (SELECT oid FROM wide)) AS every
    WHERE pg_relation_filepath(oid) IS NOT NULL
"""


def test_nothing_of_it_remains_and_the_chain_is_whole(desk: Desk, tmp_path: Path) -> None:
    ref = plant(desk)
    with desk.reading() as connection:
        before = {(e.site, e.seq): e.hash for e in desk.ledger.read(connection)}
    assert WORD.encode() in everything(desk)
    assert WORD.encode() in kept_files(desk)
    (receipt,) = forget(desk, [Target(ref, PATHS)], "The source asked for it.", KEEPER, "k1")
    assert WORD.encode() not in everything(desk)
    assert WORD.encode() not in kept_files(desk)
    assert verify(desk.place).problems == []
    with desk.reading() as connection:
        after = {(e.site, e.seq): e.hash for e in desk.ledger.read(connection)}
    assert before.items() <= after.items(), "every hash that was given out stands"
    assert len(after) == len(before) + 1
    versions = picture.history(desk, "report", ref, MISSION)["versions"]
    assert (versions[-1]["step"], versions[-1]["by"], versions[-1]["reason"]) == (
        "erase", "REC-1", "The source asked for it.",
    )  # fmt: skip
    assert versions[-1]["erased"] == sorted(PATHS)
    assert versions[-1]["entry"]["pos"] == receipt.pos
    assert picture.one(desk, "report", ref, MISSION)["values"]["kind"] == "CFV-SAF"
    desk.rebuild()
    assert WORD.encode() not in everything(desk)
    assert verify(desk.place).problems == []
    moving.back_up(desk, tmp_path / "backup")
    kept = b"".join(file.read_bytes() for file in (tmp_path / "backup").rglob("*") if file.is_file())
    assert WORD.encode() not in kept


def test_others_verify_it_with_their_own_tool(desk: Desk, tmp_path: Path) -> None:
    import subprocess

    ref = plant(desk)
    forget(desk, [Target(ref, PATHS)], "Asked for.", KEEPER, "k1")
    file = tmp_path / "ledger.jsonl"
    file.write_text("".join(share.export(desk, "ledger", MISSION, "jsonl")), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, ROOT / "tools/verify_ledger.py", file], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout


def test_a_preview_tells_what_and_where_else_and_what_not(desk: Desk) -> None:
    ref = plant(desk, 1)
    cites = send(desk, "incident", "open", values=incident(account=f"As {WORD} saw it told", title="x")).ref
    body = preview(desk, Target(ref, ("source", "parties")))
    assert body["paths"] == {"parties[0].actor": 1, "parties[0].role": 1, "source": 1}
    assert {(e["ref"], *e["paths"]) for e in body["elsewhere"]} == {(cites, "account"), (ref, "@reason", "account")}
    words = " ".join(body["promises"])
    assert ("VACUUM FULL" in words) == places.on_server()
    assert "older backups" in words
    assert WORD.encode() in everything(desk), "a preview changes nothing"


@pytest.mark.parametrize(
    ("paths", "code"),
    [(("nothing",), "no_such_value"), (("@by",), "not_erasable"), ((), "no_such_value"), (("accou",), "no_such_value")],
)
def test_what_cannot_be_erased_is_told(desk: Desk, paths: tuple[str, ...], code: str) -> None:
    ref = plant(desk, 1)
    pos = desk.ledger.pos()
    with pytest.raises(Invalid) as refused:
        forget(desk, [Target(ref, paths)], "r", KEEPER, "k1")
    assert [i.code for i in refused.value.issues] == [code]
    with pytest.raises(Invalid):
        preview(desk, Target(ref, paths))
    assert desk.ledger.pos() == pos


def test_who_may_and_why(desk: Desk) -> None:
    ref = plant(desk, 1)
    with pytest.raises(NotAllowed):
        forget(desk, [Target(ref, ("account",))], "r", ALL, "k1")
    with pytest.raises(Invalid, match="needs a reason"):
        forget(desk, [Target(ref, ("account",))], "  ", KEEPER, "k1")
    with pytest.raises(NotFound):
        forget(desk, [Target("REP-00000000", ("account",))], "r", KEEPER, "k1")
    with pytest.raises(NotFound):
        preview(desk, Target("nothing", ("account",)))
    with pytest.raises(Invalid):  # not by the common door: it would only take the present value away
        submit(desk, Act("report", "erase", "k2", {"account": None}, ref=ref, reason="r"), KEEPER)


def test_all_or_none_of_several_records(desk: Desk) -> None:
    one, two = plant(desk, 1), plant(desk, 1)
    pos = desk.ledger.pos()
    with pytest.raises(Invalid):
        forget(desk, [Target(one, ("account",)), Target(two, ("nothing",))], "r", KEEPER, "k1")
    assert desk.ledger.pos() == pos
    assert picture.one(desk, "report", one, MISSION)["values"]["account"]
    assert len(forget(desk, [Target(one, ("account",)), Target(two, ("account",))], "r", KEEPER, "k1")) == 2
    assert "account" not in picture.one(desk, "report", two, MISSION)["values"]


def test_sent_twice_it_is_one_act(desk: Desk) -> None:
    ref = plant(desk, 1)
    (first,) = forget(desk, [Target(ref, ("account",))], "r", KEEPER, "k1")
    (again,) = forget(desk, [Target(ref, ("account",))], "r", KEEPER, "k1")
    assert (again.pos, again.already) == (first.pos, True)


def test_an_act_that_was_erased_comes_again(desk: Desk) -> None:
    """A phone that sends its report once more gets its receipt, and the value does not come back."""
    act = Act("report", "send", "phone-1", report(account=WORD))
    first = submit(desk, act, ALL)
    forget(desk, [Target(first.ref, ("account",))], "r", KEEPER, "k1")
    again = submit(desk, act, ALL)
    assert (again.ref, again.already) == (first.ref, True)
    assert WORD.encode() not in everything(desk)
    with pytest.raises(KeyConflict):
        submit(desk, Act("report", "send", "phone-1", report(kind="CFV-MOV")), ALL)


def test_an_import_does_not_bring_it_back(desk: Desk, tmp_path: Path) -> None:
    table = {"file": "t.csv", "register": "report", "key": "t:{id}", "constants": {"source_kind": "NGO"},
             "fields": {"happened_at.start": "day", "account": "words", "deaths.best": "dead"}}  # fmt: skip
    rows = {"id": "1", "day": "2025-01-01", "words": WORD, "dead": "1", "witness": f"{WORD} too"}

    def take(**more: str) -> Any:
        with (tmp_path / "t.csv").open("w", newline="") as out:
            writer = csv.DictWriter(out, rows)
            writer.writeheader()
            writer.writerow({**rows, **more})
        return import_file(desk, tmp_path / "t.csv", [table])

    take()
    ref = picture.page(desk, "report", MISSION, Question())["records"][0]["ref"]
    forget(desk, [Target(ref, ("account", "@as_received"))], "r", KEEPER, "k1")
    assert take().already == 1
    assert take(dead="2", words=f"{WORD} again").amended == 1
    assert picture.one(desk, "report", ref, MISSION)["values"]["deaths"]["best"] == 2
    assert WORD.encode() not in everything(desk)


def test_what_could_not_be_finished_is_finished_later(desk: Desk, monkeypatch: Any) -> None:
    """Killed between the erasure and the rewriting, it is rewritten at the next opening."""
    from greenline.desk import erasing

    ref = plant(desk)
    monkeypatch.setattr(erasing, "scrub", lambda *_: "Stopped here.")
    forget(desk, [Target(ref, PATHS)], "r", KEEPER, "k1")
    monkeypatch.undo()
    with desk.reading() as connection:
        assert connection.execute(meta.select().where(meta.c.name == "unscrubbed")).first()
    assert finish(desk) is None
    assert WORD.encode() not in kept_files(desk)
    with desk.reading() as connection:
        assert not connection.execute(meta.select().where(meta.c.name == "unscrubbed")).first()
