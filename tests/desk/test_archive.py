"""The archive and the first picture against the records themselves: packed, brought up to date, as known then."""

from __future__ import annotations

import gzip
import struct
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pytest
from made import incident, report, send
from ticking import BASE, Ticking, pos_of, seen
from ticking import told as told_as

from greenline.core.handling import MISSION, PUBLIC, Audience
from greenline.desk import archive as archive_module
from greenline.desk import overview as overview_module
from greenline.desk import picture
from greenline.desk.archive import Archive
from greenline.desk.desk import Desk
from greenline.desk.overview import Overview
from greenline.desk.ticks import ticks
from greenline.faces.columns import DEGREE, LAYOUT, NEVER, NOWHERE, UNKNOWN_U32, block, unblock
from greenline.faces.query import Question

AUDIENCES = pytest.mark.parametrize("audience", [MISSION, PUBLIC], ids=lambda a: a.name)


def pieces(stream: list[bytes]) -> Iterator[bytes]:
    """The pieces of an answer, as any client reads them; zlib itself checks the sum that was put together."""
    raw = zlib.decompress(b"".join(stream))
    at = 0
    while at < len(raw):
        (length,) = struct.unpack_from("<I", raw, at)
        yield raw[at + 4 : at + 4 + length]
        at += 4 + length


def read(stream: list[bytes], desk: Desk | None = None, audience: Audience = MISSION) -> Any:
    """The head, and each version by its `from_pos`, which for who lives by the clock is told from the tests' own."""
    first, *others = pieces(stream)
    versions: dict[int, dict[str, Any]] = {}
    for one in others:
        names, columns = unblock(one)
        for i in range(names["count"]):
            row = {name: columns[name][i].item() for name, _ in LAYOUT}
            row["state"] = names["states"][row["state"]]
            row["kind"] = names["kinds"][row["kind"]] if row["kind"] < len(names["kinds"]) else None
            if desk is not None and not audience.inside:
                pos = pos_of(desk, audience, row["id"])
                assert row["from"] == BASE + pos
                row |= {"from": pos, "to": row["to"] and row["to"] - BASE, "id": pos}
            versions[row["from"]] = row
    head = orjson.loads(first)
    if desk is not None:
        head["drop"] = [pos_of(desk, audience, name) for name in head.get("drop", [])]
    return head, versions


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Ticking:
    return Ticking(monkeypatch)


@pytest.fixture
def told(desk: Desk) -> list[str]:
    """Ten incidents; one amended, one made secret, one that was secret in between."""
    places = [{"lon": 33 + i / 10, "lat": 35.0, "prec": 1 + i % 7} for i in range(10)]
    refs = [
        send(desk, "incident", "open", values=incident(place=p, sensitivity="0", happened_at=f"2025-03-{i + 1:02}")).ref
        for i, p in enumerate(places)
    ]
    send(desk, "incident", "amend", ref=refs[0], reason="r", values={"deaths": {"best": 3}})
    send(desk, "incident", "amend", ref=refs[1], reason="r", values={"sensitivity": "2"})
    send(desk, "incident", "amend", ref=refs[2], reason="r", values={"sensitivity": "2"})
    send(desk, "incident", "amend", ref=refs[2], reason="r", values={"sensitivity": "0"})
    return refs


def held(versions: dict[int, dict[str, Any]], at: int | None) -> set[int]:
    """The versions that hold now or held then, by what the columns say alone."""
    if at is None:
        return {pos for pos, row in versions.items() if row["to"] == 0}
    return {pos for pos, row in versions.items() if pos <= at and (row["to"] == 0 or row["to"] > at)}


@AUDIENCES
def test_columns_tell_what_held_at_every_pos(desk: Desk, told: list[str], audience: Audience) -> None:
    head, versions = read(Archive(desk).whole("incident", audience), desk, audience)
    assert head["since"] is None
    for at in (None, *range(desk.ledger.pos() + 1)):
        rows = picture.picture(desk, audience, at=told_as(audience, at))["rows"]
        mine = {pos_of(desk, audience, row["version"]) for row in rows if row["register"] == "incident"}
        assert held(versions, at) == mine, at


def test_each_value_comes_through(desk: Desk) -> None:
    values = incident(place=[33.36131, -35.17279], deaths={"best": 2}, severity="3", happened_at="1969-12-31T23:59:58Z")
    pos = send(desk, "incident", "open", values=values).pos
    row = read(Archive(desk).whole("incident", MISSION))[1][pos]
    assert (row["lon"], row["lat"]) == (round(33.36131 * DEGREE), round(-35.17279 * DEGREE))
    assert (row["day"], row["second"], row["lasts"]) == (-1, 86_398, 1)
    assert (row["deaths"], row["severity"], row["prec"], row["grid_km"], row["flags"]) == (2, 3, 1, 0, 0)
    assert (row["state"], row["kind"]) == ("registered", "CFV-SAF")
    values = {"source_kind": "NGO", "happened_at": "2025"}
    other = send(desk, "report", "send", values=values).pos
    bare = read(Archive(desk).whole("report", MISSION))[1][other]
    assert (bare["lon"], bare["lat"], bare["deaths"]) == (NOWHERE, NOWHERE, UNKNOWN_U32)
    assert bare["day"] != NEVER
    assert read(Archive(desk).whole("incident", PUBLIC), desk, PUBLIC)[1][pos]["grid_km"] == 10


def test_an_empty_block_is_a_block() -> None:
    head, columns = unblock(block([]))
    assert head["count"] == 0
    assert all(len(column) == 0 for column in columns.values())


@AUDIENCES
@pytest.mark.parametrize("span", [3, 65_536])
def test_kept_archives_follow_the_ledger(
    desk: Desk, audience: Audience, span: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After every act the kept archive is the one that a fresh desk would make."""
    monkeypatch.setattr(archive_module, "SPAN", span)
    kept = Archive(desk)
    refs = [send(desk, "incident", "open", values=incident(sensitivity="0")).ref for _ in range(4)]
    kept.whole("incident", audience)
    for ref, level in [(refs[0], "2"), (refs[1], "1"), (refs[0], "0"), (refs[3], "2"), (refs[2], "2")]:
        send(desk, "incident", "amend", ref=ref, reason="r", values={"sensitivity": level})
        assert read(kept.whole("incident", audience)) == read(Archive(desk).whole("incident", audience))


@AUDIENCES
def test_a_change_brings_any_old_archive_up_to_now(desk: Desk, told: list[str], audience: Audience) -> None:
    now = read(Archive(desk).whole("incident", audience), desk, audience)[1]
    for since in range(desk.ledger.pos() + 1):
        asked = seen(audience, since)
        head, added = read(Archive(desk).since("incident", audience, asked), desk, audience)
        assert head["since"] == asked
        changed = set(added)
        assert {pos for pos in now if pos > since} <= changed
        # what the reader had: everything up to then; without what is dropped and with what is added it is what is now
        before = {pos: row for pos, row in now.items() if pos <= since and pos not in head["drop"]}
        assert {**before, **added} == now


def test_too_large_a_change_is_told_as_the_whole(desk: Desk, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MOST_CHANGES", 3)
    assert read(Archive(desk).since("incident", MISSION, 0))[0]["since"] is None


def test_archives_in_memory_are_bounded(desk: Desk, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_module, "MOST_KEPT", 2)
    kept = Archive(desk)
    for noun in ("incident", "report", "site"):
        kept.whole(noun, MISSION)
    assert [noun for _, noun in kept._kept] == ["report", "site"]


def test_versions_are_those_that_answer(desk: Desk) -> None:
    named = send(desk, "report", "send", values=report(parties=[{"actor": "A"}], account="the old mill")).pos
    send(desk, "report", "send", values=report(parties=[{"actor": "B"}]))
    for asked in (Question(party="A"), Question(text="old mill"), Question(text="old mill", at=named)):
        first, found = pieces(Archive(desk).versions("report", MISSION, asked))
        assert orjson.loads(first)["count"] == 1
        assert np.frombuffer(found, np.uint8).tolist() == [named, 0, 0, 0]
    assert len(list(pieces(Archive(desk).versions("report", PUBLIC, Question(text="old mill"))))[1]) == 0


# --- the first picture


def test_a_small_mission_is_told_whole(desk: Desk, told: list[str]) -> None:
    body = Overview(Archive(desk)).picture(MISSION)
    assert body["whole"]
    assert {row["ref"] for row in body["rows"]} == set(told)
    assert body["counts"]["incident"] == 10


@AUDIENCES
def test_a_large_mission_is_told_by_its_newest_and_by_counts(
    desk: Desk, told: list[str], audience: Audience, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(overview_module, "MOST_WHOLE", 5)
    monkeypatch.setattr(overview_module, "MOST_RECENT", 4)
    first = Overview(Archive(desk))
    for pos in (None, 3, 10, desk.ledger.pos()):
        at = told_as(audience, pos)
        rows = [r for r in picture.picture(desk, audience, at=at)["rows"] if r["register"] == "incident"]
        body = first.picture(audience, at)
        assert not body["whole"]
        assert body["counts"]["incident"] == len(rows)
        newest = sorted((row["start"] for row in rows), reverse=True)[:4]
        assert [row["start"] for row in body["rows"]] == newest
        grid = body["cells"]
        column = 2 + grid["registers"].index("incident")
        assert sum(cell[column] for cell in grid["cells"]) == sum(1 for row in rows if row["prec"] <= 2)
        assert grid["areas"]["incident"] == sum(1 for row in rows if 3 <= row["prec"] <= 5)
        assert grid["nowhere"]["incident"] == sum(1 for row in rows if row["prec"] >= 6)
        for row in (r for r in rows if r["prec"] <= 2):
            inside = [
                c for c in grid["cells"]
                if c[0] <= row["lon"] < c[0] + grid["width"] and c[1] <= row["lat"] < c[1] + grid["height"]
            ]  # fmt: skip
            assert len(inside) == 1
        assert sum(body["times"]["counts"]) == len(rows)
        assert {k: body[k] for k in ("pos", "counts", "cells")} == {
            k: v for k, v in first.cells(audience, at).items() if k != "audience"
        }


def test_cells_are_coarse_enough_to_be_few(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for i in range(12):
        send(desk, "incident", "open", values=incident(place=[i * 10.0, i * 5.0]))
    monkeypatch.setattr(overview_module, "MOST_CELLS", 5)
    grid = Overview(Archive(desk)).cells(MISSION)["cells"]
    assert len(grid["cells"]) <= 5
    assert sum(sum(cell[2:]) for cell in grid["cells"]) == 12


def test_a_new_entry_is_in_the_next_picture(desk: Desk, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overview_module, "MOST_WHOLE", 5)
    first = Overview(Archive(desk))
    before = first.picture(MISSION)
    assert first.picture(MISSION)["rows"] is before["rows"]
    send(desk, "incident", "open", values=incident())
    assert first.picture(MISSION)["counts"]["incident"] == before["counts"]["incident"] + 1


# --- ticks


def test_the_mission_has_a_tick_for_every_pos_of_a_short_ledger(desk: Desk, told: list[str]) -> None:
    body = ticks(desk, MISSION, 1000, at=5)
    positions = [tick["pos"] for tick in body["ticks"]]
    assert positions == sorted(positions)
    assert positions[-1] == desk.ledger.pos()
    assert body["at"]["pos"] == 5
    assert len(ticks(desk, MISSION, 4)["ticks"]) <= 4


def test_the_public_hears_the_clock_whether_or_not_anything_was_recorded(
    desk: Desk, told: list[str], clock: Ticking
) -> None:
    mine = {pos for noun in desk.shapes for pos in read(Archive(desk).whole(noun, PUBLIC), desk, PUBLIC)[1]}
    clock.tick += 100
    body = ticks(desk, PUBLIC, 1000)
    assert [tick["pos"] for tick in body["ticks"]] == list(range(BASE + min(mine), clock.tick + 1))
    assert len(ticks(desk, PUBLIC, 7)["ticks"]) == 7
    assert ticks(desk, PUBLIC, 3, at=BASE)["at"] is None
    assert ticks(desk, PUBLIC, 3, at=BASE + 50)["at"]["pos"] == BASE + 50


def test_what_was_long_ago_is_told_anew(desk: Desk, told: list[str], clock: Ticking) -> None:
    clock.tick += picture.MOST_BACK
    assert picture.picture(desk, PUBLIC, since=BASE)["anew"]
    assert read(Archive(desk).since("incident", PUBLIC, BASE))[0]["since"] is None
    assert not picture.picture(desk, PUBLIC, since=clock.tick - 2)["anew"]


def test_no_block_tells_how_many_entries_there_are(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hidden entries between two open ones change nothing in what the public gets."""
    send(desk, "report", "send", values=report())
    before = len(list(pieces(Archive(desk).whole("report", PUBLIC))))
    monkeypatch.setattr(archive_module, "SPAN", 2)
    for _ in range(9):
        send(desk, "report", "send", values=report(sensitivity="3"))
    assert len(list(pieces(Archive(desk).whole("report", PUBLIC)))) == before


def test_a_quarter_of_a_megabyte_a_picture(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first picture and the archive of generated rows, extrapolated to a million."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
    import generate

    from greenline.desk.importing import import_file, shipped_map

    table = tmp_path / "events.csv"
    generate.write(table, 6_000)
    import_file(desk, table, [shipped_map("ucdp-ged")])
    body = Overview(Archive(desk)).picture(MISSION)
    assert not body["whole"]
    assert len(gzip.compress(orjson.dumps(body), 5)) < 300_000
    packed = sum(map(len, Archive(desk).whole("report", MISSION)))
    assert packed / 6_000 * 1_000_000 < 15_000_000
