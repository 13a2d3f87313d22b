"""What is marked, or too sensitive, appears in no output of the public: canaries in every field of every register.

Each canary word and each exact place is planted in records of every sensitivity, with versions that rise and fall.
"""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from made import PHOTO, PHOTO_FILE, cited, key
from streaming import first_event
from thing import Thing
from ticking import BASE, Ticking, pos_of

from greenline.core.codes import code_lists
from greenline.core.handling import MACHINE, PARTICIPANT, PUBLIC, ROLES, Actor
from greenline.core.place import coarse
from greenline.core.register import Field, Register
from greenline.desk import picture, releasing, sealing, share
from greenline.desk.desk import Desk
from greenline.desk.handing import Handout
from greenline.desk.intake import Act, submit
from greenline.ledger.sshsig import Signer
from greenline.registers import REGISTERS

pytestmark = pytest.mark.usefixtures("unconditioned")
EVERY = Actor("CANARYSIGN", frozenset({*ROLES, MACHINE, PARTICIPANT}))
LEVELS = ["0", "1", "2", "3", "0>2", "2>0", "0>3>0", "3>1", "1>0"]
FEWER = 7  # people, too few to be counted in front of others
LON, LAT = "33.36131", "35.17279"  # exact to a metre; its coarse cell has other digits


class Planter:
    """Values full of canaries: those the public may see begin with OPEN, all others with CANARY."""

    def __init__(self, level: str) -> None:
        self.level = level
        self.number = 0

    def value(self, one: Field, hidden: bool) -> Any:
        hidden = hidden or one.marking.level > 0
        self.number += 1
        word = f"{'CANARY' if hidden else 'OPEN'}{self.number}"
        codes = list(code_lists()[one.codes].labels) if one.codes else []
        number = FEWER if one.marking.floor else 777_131_001
        made: dict[str, Any] = {
            "text": f"{word} text", "line": f"{word} line", "count": number if hidden else 3,
            "number": 77.7131 if hidden else 5.5, "flag": True, "code": codes[-1] if codes else None,
            "codes": codes[-2:], "moment": "1977-07-17" if hidden else "2025-03-02",
        }  # fmt: skip
        lon, lat = (float(LON), float(LAT)) if hidden else (0.5, 0.5)
        made["file"] = PHOTO_FILE
        made["shape"] = f"LINESTRING ({lon} {lat}, 0.7 0.5)"
        made["place"] = {"lon": lon, "lat": lat, "prec": 1, "name": f"{word} place"}
        return made.get(one.kind)

    def values(self, register: type[Register]) -> dict[str, Any]:
        row = self.level != "0"
        told: dict[str, Any] = {}
        for one in register.fields:
            hidden = row or one.marking.level > 0
            if one.kind == "group":
                part = {p.name: v for p in one.parts if (v := self.value(p, hidden)) is not None}
                told[one.name] = [part, part] if one.repeats else part
            elif one.kind not in ("ref", "refs") and (value := self.value(one, hidden)) is not None:
                told[one.name] = value
        for name in ("source_kind",):
            if name in told:
                told[name] = "NGO"
        if "sensitivity" in told:
            told["sensitivity"] = self.level
        return told


@pytest.fixture(scope="module", autouse=True)
def clock() -> Iterator[Ticking]:
    with pytest.MonkeyPatch.context() as patch:
        yield Ticking(patch)


@pytest.fixture(scope="module")
def planted(shared: Desk, clock: Ticking) -> tuple[Desk, dict[str, set[str]]]:
    """Records of every register and course of levels; the refs that the public may know of, and all the others."""
    refs: dict[str, set[str]] = {"seen": set(), "hidden": set()}
    shared.files.put(PHOTO, "CANARYSIGN")
    for register in REGISTERS.values():
        begins = [s for s in register.steps if s.begins is None]
        amend = register.step("amend")
        told = [s for s in begins if s.ends not in register.veiled and amend is not None and s.ends in amend.froms]
        first = (told or begins)[0]
        needed = cited(shared, register, EVERY)
        for course in LEVELS:
            levels = course.split(">")
            if register.field("sensitivity") is None and len(levels) > 1:
                continue
            values = {**Planter(levels[0]).values(register), **needed}
            begin = Act(register.noun, first.name, key(), values, as_received={"c": "CANARY0"})
            ref = submit(shared, begin, EVERY).ref
            for level in levels[1:]:
                more = Planter(level).values(register)
                act = Act(register.noun, "amend", key(), more, ref=ref, reason="CANARY reason", basis="CANARY basis")
                submit(shared, act, EVERY)
            open_now = (
                first.ends not in register.veiled
                and levels[-1] == "0"
                and register.field("sensitivity") is not None
                and not register.apart
            )
            refs["seen" if open_now else "hidden"].add(ref)
    return shared, refs


def outputs(desk: Desk, refs: set[str]) -> Iterator[tuple[str, str]]:
    """(what, text) of everything the public can get without asking for a word."""
    from fastapi.testclient import TestClient

    from greenline.web.app import create_app

    client = TestClient(create_app(desk), base_url="http://127.0.0.1", raise_server_exceptions=False)
    first, last = BASE, BASE + desk.ledger.pos()

    def get(path: str) -> tuple[str, str]:
        return path, client.get(path, params=None).text

    for path in ("mission", "registers", "words/en", "picture"):
        yield get(f"/api/{path}?audience=public")
    for pos in (0, 1, *range(first + 3, last + 1, 17)):
        yield get(f"/api/picture?audience=public&since={pos}")
        yield get(f"/api/picture?audience=public&at={pos}")
    for pos in (1, last - first):
        yield get(f"/api/entry/{pos}/proof?audience=public")
    for path in ("cells", "ticks?n=1000", f"cells?at={first + 9}", f"ticks?at={first + 9}"):
        yield get(f"/api/{path}{'&' if '?' in path else '?'}audience=public")
    every = desk.numbers(PUBLIC).names(range(1, last - first + 1)).tolist()
    everything = [",".join(map(str, every[i : i + 200])) for i in range(0, len(every), 200)]
    everything.append(",".join(map(str, range(1, 200))))
    for noun in (noun for noun, register in REGISTERS.items() if not register.apart):  # those: test_threads.py
        yield get(f"/api/{noun}/columns?audience=public")
        yield get(f"/api/{noun}/columns?audience=public&since={first + (last - first) // 2}")
        yield get(f"/api/{noun}/versions?audience=public&q=CANARY")
        for some in everything:
            yield get(f"/api/{noun}/rows?audience=public&versions={some}")
        yield get(f"/api/{noun}?audience=public&limit=1000")
        for pos in range(first + 3, last + 1, 19):
            yield get(f"/api/{noun}?audience=public&limit=1000&at={pos}")
        for form in ("csv", "geojson", "jsonl"):
            yield get(f"/api/{noun}/export?audience=public&format={form}")
            yield get(f"/api/{noun}/export?audience=public&format={form}&at={(first + last) // 2}&since=1900")
        yield get(f"/api/{noun}/export?audience=public&format=csv&hxl")
        book = client.get(f"/api/{noun}/export?audience=public&format=xlsx").content
        yield f"{noun}.xlsx", unzipped(book)
        yield from features(client, noun, [r for r in refs if r.startswith(REGISTERS[noun].prefix)], last)
        for ref in (r for r in refs if r.startswith(REGISTERS[noun].prefix)):
            yield get(f"/api/{noun}/{ref}?audience=public")
            yield get(f"/api/{noun}/{ref}?audience=public&at={(first + last) // 2}")
            yield get(f"/api/{noun}/{ref}/history?audience=public")
    for path in ("", "/api", "/conformance", "/collections"):
        yield f"/ogc{path}", client.get(f"/ogc{path}?audience=public").text
    yield "ledger", "".join(share.export(desk, "ledger", PUBLIC, "jsonl"))
    sealing.give(desk, Signer.made(), anew=True)
    always = releasing.period("2000-01-01..2100-01-01", "UTC")
    released = releasing.release(desk, PUBLIC, always, Handout("OPERATOR"), "2026-11-24T00:00:00Z")
    yield "release", b"".join(released).decode()
    yield get("/api/seals?audience=public")


def unzipped(book: bytes) -> str:
    """Everything in an XLSX file as one text."""
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist())


def features(client: Any, noun: str, refs: list[str], last: int) -> Iterator[tuple[str, str]]:
    """What a collection of features tells the public: pages, single features, extents, filtered pages."""
    path = f"/ogc/collections/{noun}"
    asked = ["", "limit=1", "bbox=-180,-90,180,90&limit=1000", "state=reported"]
    asked += [f"at={pos}&limit=1000" for pos in range(BASE + 3, last + 1, 19)]
    for more in asked:
        yield f"{path} {more}", client.get(f"{path}/items?audience=public&{more}").text
    for more in (f"bbox={LON},{LAT},{LON},{LAT}", "datetime=1977-07-17"):  # the links say again what was asked
        yield f"{path} {more}", client.get(f"{path}/items?audience=public&{more}").text.replace(more, "")
    yield path, client.get(f"{path}?audience=public").text
    for ref in refs:
        for at in ("", f"&at={(BASE + last) // 2}"):
            yield f"{path}/{ref}{at}", client.get(f"{path}/items/{ref}?audience=public{at}").text


def test_no_canary_and_no_exact_place_in_any_output(planted: tuple[Desk, dict[str, set[str]]]) -> None:
    desk, refs = planted
    near = coarse(float(LON), float(LAT), 10)
    assert LON not in str(near)
    for what, text in outputs(desk, refs["seen"] | refs["hidden"]):
        for secret in ("CANARY", PHOTO_FILE, LON, LAT, "777131001", "77.7131", "1977-07-17", "CANARYSIGN"):
            assert secret not in text, (what, secret)
        if not what.startswith(("/api/registers", "/api/words", "/ogc/api")):
            assert f'"women":{FEWER}' not in text, what
            assert f'"children":{FEWER}' not in text, what
        if "sensitivity" in text and not what.startswith(("/api/registers", "/api/words", "/api/mission")):
            for level in "123":
                assert f'"sensitivity":"{level}"' not in text, what


def test_the_canaries_are_there_for_the_mission(planted: tuple[Desk, dict[str, set[str]]]) -> None:
    """Else the law above would hold for an empty desk."""
    desk, _ = planted
    mission = "".join(share.export(desk, "ledger", desk.audience("mission"), "jsonl"))
    assert all(secret in mission for secret in ("CANARY", PHOTO_FILE, LON, LAT, "777131001", "77.7131", "1977-07-17"))
    public = "".join(share.export(desk, "report", PUBLIC, "jsonl"))
    assert "OPEN" in public
    assert '"grid_km":10' in public


@pytest.mark.parametrize("noun", list(REGISTERS))
def test_asking_for_a_canary_finds_nothing(planted: tuple[Desk, dict[str, set[str]]], noun: str) -> None:
    from greenline.faces.query import Question

    desk, refs = planted
    last = desk.ledger.pos()
    for at in (None, *range(BASE, BASE + last + 1, 13)):
        for word in ("CANARY", "canary", LON, "777131001"):
            assert picture.count(desk, noun, PUBLIC, Question(text=word, at=at)) == 0, (word, at)
        seen = [r["ref"] for r in picture.page(desk, noun, PUBLIC, Question(limit=1000, at=at))["records"]]
        assert not set(seen) & refs["hidden"]
        assert picture.count(desk, noun, PUBLIC, Question(at=at)) == len(seen)
    if noun in ("report", "incident"):
        for party in (f"CANARY{i} line" for i in range(40)):
            assert picture.count(desk, noun, PUBLIC, Question(party=party)) == 0


@pytest.mark.parametrize("noun", ["report", "incident", "site"])
def test_the_box_at_the_exact_spot_tells_no_more_than_the_cell(planted: Any, noun: str) -> None:
    from greenline.faces.query import Question

    desk, _ = planted
    lon, lat = float(LON), float(LAT)
    east, north = coarse(lon, lat, 10)
    exact = picture.count(desk, noun, PUBLIC, Question(box=(lon - 1e-4, lat - 1e-4, lon + 1e-4, lat + 1e-4)))
    cell = picture.count(desk, noun, PUBLIC, Question(box=(east - 1e-4, north - 1e-4, east + 1e-4, north + 1e-4)))
    assert (exact, cell > 0) == (0, True)


def test_errors_tell_a_hidden_record_like_one_that_is_not_there(planted: Any) -> None:
    from fastapi.testclient import TestClient

    from greenline.web.app import create_app

    desk, refs = planted
    client = TestClient(create_app(desk), base_url="http://127.0.0.1")
    nouns = {register.prefix: noun for noun, register in REGISTERS.items()}
    for ref in refs["hidden"]:
        noun, none = nouns[ref[:3]], ref[:4] + "00000000"
        for end in ("", "/history"):
            there, nowhere = (client.get(f"/api/{noun}/{r}{end}?audience=public") for r in (ref, none))
            assert (there.status_code, nowhere.status_code) == (404, 404)
            assert there.text.replace(ref, none) == nowhere.text


@pytest.mark.parametrize("noun", ["report", "incident", "site", "unit", "asset"])
def test_what_is_hidden_now_is_not_told_as_of_then(planted: Any, noun: str) -> None:
    from greenline.faces.query import Question

    desk, refs = planted
    for pos in range(BASE, BASE + desk.ledger.pos() + 1):
        told = picture.page(desk, noun, PUBLIC, Question(limit=1000, at=pos))["records"]
        assert not {r["ref"] for r in told} & refs["hidden"], pos


def test_what_is_hidden_now_is_not_in_a_picture_of_then(planted: Any) -> None:
    desk, refs = planted
    for pos in range(BASE, BASE + desk.ledger.pos() + 1):
        assert not {r["ref"] for r in picture.picture(desk, PUBLIC, at=pos)["rows"]} & refs["hidden"], pos


def test_the_archive_is_of_versions_that_may_be_looked_up(planted: Any, monkeypatch: Any) -> None:
    """Columns and cells know nothing of a version that the public's own pages never show; no exact place, no
    hidden count, also where they are read again after an entry rather than made anew."""
    from greenline.desk import overview
    from greenline.desk.archive import Archive
    from greenline.faces.columns import DEGREE
    from greenline.faces.query import Question

    desk, _ = planted
    monkeypatch.setattr(overview, "MOST_WHOLE", 0)
    told: dict[str, set[int]] = {}
    for noun in REGISTERS:
        told[noun] = set()
        for at in range(BASE, BASE + desk.ledger.pos() + 1):
            page = picture.page(desk, noun, PUBLIC, Question(limit=1000, at=at))["records"]
            told[noun] |= {record["version"] for record in page}
        for columns in Archive(desk).columns(noun, PUBLIC):
            assert set(columns["id"].tolist()) == told[noun]
            assert 777_131_001 not in columns["deaths"].tolist()
            assert round(float(LON) * DEGREE) not in columns["lon"].tolist()
    every = set().union(*told.values())
    assert -1 not in {pos_of(desk, PUBLIC, name) for name in every}
    body = overview.Overview(Archive(desk)).picture(PUBLIC)
    assert {row["version"] for row in body["rows"]} <= every
    assert "CANARY" not in json.dumps(body)


def test_the_stream_tells_nothing_but_the_clock(desk: Desk, clock: Ticking) -> None:
    """The same words, at the same times, whether or not anything happened."""
    from greenline.web.app import create_app

    app = create_app(desk)
    text = asyncio.run(first_event(app, "audience=public"))
    assert json.loads(text.split("data: ")[1].splitlines()[0]) == {"pos": clock.tick}
    for level in "20":
        values = {"happened_at": "2025", "source_kind": "NGO", "sensitivity": level}
        submit(desk, Act("report", "send", key(), values), EVERY)
        clock.tick -= 1
        assert asyncio.run(first_event(create_app(desk), "audience=public")) == text


def test_a_made_up_register_keeps_its_secrets() -> None:
    """Every kind in every form, in both states of its life, read through the view alone."""
    from store import Store

    for state in Thing.states():
        store = Store(Thing)
        values = Planter("0").values(Thing)
        for name in ("earlier", "later", "later_place"):
            values.pop(name)
        values["parts"], values["whole"] = ["THG-00002"], "THG-00003"
        store.put("THG-00001", values, state)
        told = json.dumps([dict(row) for row in store.rows(PUBLIC)], default=str)
        assert all(secret not in told for secret in ("CANARY", "777131001", "77.7131", "1977-07-17"))
        assert store.ask(PUBLIC, text="CANARY") == []


@pytest.mark.parametrize("noun", [noun for noun, register in REGISTERS.items() if register.seen.where])
def test_features_are_numbered_and_filtered_in_the_public_view_alone(planted: Any, noun: str) -> None:
    """What is hidden from the public is in no number, and no parameter asks for it: one for a property it never sees is
    refused like one for a property that does not exist."""
    from fastapi.testclient import TestClient

    from greenline.web.app import create_app

    desk, refs = planted
    client = TestClient(create_app(desk), base_url="http://127.0.0.1")
    path = f"/ogc/collections/{noun}/items?audience=public"
    seen = {ref for ref in refs["seen"] if ref.startswith(REGISTERS[noun].prefix)}
    hidden = {one.name for one in REGISTERS[noun].fields if one.marking.level > 0}
    lon, lat = float(LON), float(LAT)
    box = f"{lon - 1e-4},{lat - 1e-4},{lon + 1e-4},{lat + 1e-4}"
    cell = coarse(lon, lat, 10)
    for more in ("", "&bbox=-180,-90,180,90", "&datetime=1800-01-01/.."):
        body = client.get(f"{path}{more}&limit=1000").json()
        assert body["numberMatched"] == len(body["features"]) == len(seen), more
        assert {feature["id"] for feature in body["features"]} == seen
    # the exact spot finds what the whole cell around it finds, no less and no more
    whole = f"{cell[0] - 1e-4},{cell[1] - 1e-4},{cell[0] + 1e-4},{cell[1] + 1e-4}"
    spots = [client.get(f"{path}&bbox={where}").json()["numberMatched"] for where in (box, whole)]
    assert spots[0] == spots[1]
    for name in hidden:
        for value in ("CANARY", "777131001", "1", "77.7131"):
            refused, unknown = client.get(f"{path}&{name}={value}"), client.get(f"{path}&nothing={value}")
            assert (refused.status_code, unknown.status_code) == (400, 400)
            told = refused.text.replace(f"'{name}'", "'nothing'").replace(f'"{name}"', '"nothing"')
            assert told == unknown.text
    for one in REGISTERS[noun].fields:
        if one.kind in ("count", "line") and one.name not in hidden:
            value = "777131001" if one.kind == "count" else "CANARY1 line"
            assert client.get(f"{path}&{one.name}={value}").json()["numberMatched"] == 0


@pytest.mark.parametrize("noun", [noun for noun, register in REGISTERS.items() if register.seen.where])
def test_an_extent_is_that_of_the_public_view(planted: Any, noun: str) -> None:
    from greenline.desk.features import Extents

    desk, _ = planted
    told = Extents(desk).of(noun, PUBLIC)
    if "temporal" in told:
        assert told["temporal"]["interval"][0] == ["2025-03-02T00:00:00Z", "2025-03-02T23:59:59Z"]
