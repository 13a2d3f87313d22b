"""The access log: every handing out is known before its first byte; a changed line shows; values are never in it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from made import report, send
from sqlalchemy import text

from greenline.core.errors import BadRequest
from greenline.core.handling import MISSION, PUBLIC
from greenline.desk.desk import Desk
from greenline.desk.handing import Handout, hand_out, handout
from greenline.desk.logbook import Line, Logbook
from greenline.faces.query import Question

LATER = (datetime.now(UTC).date() + timedelta(days=30)).isoformat()
GIVEN = Handout("OPERATOR", "Weekly meeting", "Joint commission", LATER)


def test_an_export_is_known_by_its_digest(desk: Desk) -> None:
    send(desk, "report", "send", values=report())
    pieces = hand_out(desk, GIVEN, "report", MISSION, "csv", asked=Question(text="secret", states=("sent",)))
    (line,) = desk.logbook.page()
    assert (line["did"], line["by"], line["purpose"], line["recipient"], line["expires"]) == (
        "export", "OPERATOR", "Weekly meeting", "Joint commission", LATER,
    )  # fmt: skip
    assert line["detail"]["filters"] == {"states": "('sent',)"}, "the words that were asked for may be a name"
    sent = b"".join(pieces)
    desk.logbook.note().result()
    last = desk.logbook.page()[0]
    assert last["did"] == "exported"
    assert last["detail"]["sha256"] == hashlib.sha256(sent).hexdigest()
    assert last["detail"]["handout"] == line["detail"]["handout"]
    assert last["detail"]["whole"]


def test_what_breaks_off_is_known_too(desk: Desk) -> None:
    for _ in range(40):
        send(desk, "report", "send", values=report(account="x" * 4000))
    pieces: Any = hand_out(desk, GIVEN, "report", MISSION, "jsonl")
    next(pieces)
    pieces.close()
    desk.logbook.note().result()
    last = desk.logbook.page()[0]
    assert (last["did"], last["detail"]["whole"]) == ("exported", False)
    assert "sha256" not in last["detail"]


def test_files_carry_what_they_are_for(desk: Desk) -> None:
    send(desk, "report", "send", values=report())
    told = json.loads(b"".join(hand_out(desk, GIVEN, "report", MISSION, "geojson")))
    assert told["about"] == {
        "audience": "mission", "purpose": "Weekly meeting", "recipient": "Joint commission", "expires": LATER,
    }  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(b"".join(hand_out(desk, GIVEN, "report", MISSION, "xlsx")))) as book:
        words = "".join(book.read(name).decode() for name in book.namelist())
    assert "Joint commission" in words
    bare = json.loads(b"".join(hand_out(desk, Handout("OPERATOR"), "report", PUBLIC, "geojson")))
    assert "about" not in bare
    unsaid = json.loads(b"".join(hand_out(desk, Handout("OPERATOR"), "report", MISSION, "geojson")))
    assert unsaid["about"]["purpose"] == "not said"


@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ((None, None, None), ["purpose", "recipient", "expires"]),
        (("a", "b", "2020-01-01"), ["expires"]),
        (("a", "b", "soon"), ["expires"]),
        (("a\nb", "b" * 500, LATER), ["purpose", "recipient"]),
    ],
)
def test_what_is_said_badly_is_told_at_once(given: Any, fields: list[str]) -> None:
    with pytest.raises(BadRequest) as refused:
        handout("OPERATOR", *given, needed=True)
    assert [issue.field for issue in refused.value.issues] == fields


def test_lines_are_found_by_what_they_are_about(desk: Desk) -> None:
    book = desk.logbook
    book.note(Line("OBS-1", "read", "mission", "report", ["REP-1", "REP-2"])).result()
    book.note(Line("VER-1", "read", "mission", "report", ["REP-22"])).result()
    assert [line["by"] for line in book.page(ref="REP-2")] == ["OBS-1"]
    assert [line["by"] for line in book.page(by="VER-1")] == ["VER-1"]
    assert [line["number"] for line in book.page(before=2)] == [1]
    assert book.page(ref="%") == []


def test_many_write_at_once_and_the_chain_is_whole(desk: Desk) -> None:
    other = Logbook(desk.place)
    with ThreadPoolExecutor(8) as pool:
        books = (desk.logbook, other)
        told = [pool.submit(books[n % 2].note, Line(f"OBS-{n}", "read", "mission")) for n in range(60)]
        for done in told:
            done.result().result()
    other.close()
    assert len(desk.logbook.page(most=1000)) == 60
    assert desk.logbook.check() == []


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE access_log SET refs = NULL WHERE number = 2", "line 2 was changed"),
        ("DELETE FROM access_log WHERE number = 2", "after line 1 another one is missing"),
    ],
)
def test_a_line_that_was_changed_shows(desk: Desk, statement: str, problem: str) -> None:
    for n in range(4):
        desk.logbook.note(Line("OBS-1", "read", "mission", "report", [f"REP-{n}"])).result()
    assert desk.logbook.check() == []
    with desk.logbook.kept.writing() as connection:
        connection.execute(text(statement))
    assert any(problem in one for one in desk.logbook.check())


@pytest.mark.sqlite_only
def test_its_file_is_its_owner_s_alone(desk: Desk) -> None:
    desk.logbook.note(Line("OBS-1", "read", "mission")).result()
    assert Path(desk.logbook.kept.place).stat().st_mode & 0o077 == 0
