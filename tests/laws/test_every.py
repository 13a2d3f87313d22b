"""Every face with every kind: a made-up register that uses all of them goes the whole way, door to page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import places
import pytest
from hypothesis import given, settings
from made import key, values_of
from thing import Thing

from greenline.core.handling import DESK, MISSION, OBSERVER, PUBLIC, Actor
from greenline.core.parse import parse
from greenline.core.register import Register
from greenline.desk import picture, share
from greenline.desk.desk import Desk
from greenline.desk.intake import Act, submit
from greenline.desk.verifying import verify
from greenline.faces.query import Question
from greenline.mission import Mission
from greenline.registers import REGISTERS

MAKER = Actor("MAKER-1", frozenset({OBSERVER, DESK}))
CITED = ("whole", "parts")  # refs of records that would have to be there


@pytest.fixture(scope="module")
def shop(mission: Mission, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that also knows things; many are made, amended and used."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(REGISTERS, "thing", Thing)
        desk = Desk(mission, places.place(tmp_path_factory.mktemp("shop")))

        @settings(max_examples=25)
        @given(values_of(Thing), values_of(Thing))
        def fill(first: dict[str, Any], second: dict[str, Any]) -> None:
            made = submit(desk, Act("thing", "make", key(), bare(first), as_received={}), MAKER)
            amend = Act(
                "thing", "amend", key(), bare(second), ref=made.ref, reason="r", as_received={}, source=("x", b"x")
            )
            submit(desk, amend, MAKER)
            submit(desk, Act("thing", "use", key(), {}, ref=made.ref, basis="b"), MAKER)

        fill()
        yield desk
        desk.close()


def bare(values: dict[str, Any]) -> dict[str, Any]:
    """Values without refs of records that are not there."""
    return {k: v for k, v in values.items() if k not in CITED}


def test_pages_counts_and_single_records_agree(shop: Desk) -> None:
    for audience in (MISSION, PUBLIC):
        records = picture.page(shop, "thing", audience, Question(limit=1000))["records"]
        assert picture.count(shop, "thing", audience, Question()) == len(records) > 3
        for record in records:
            assert picture.one(shop, "thing", record["ref"], audience) == record
            assert parse(Thing, without_cells(record["values"]), as_received=True).issues == () or audience is PUBLIC


def without_cells(values: dict[str, Any]) -> dict[str, Any]:
    return {k: {n: v for n, v in x.items() if n != "grid_km"} if isinstance(x, dict) else x for k, x in values.items()}


@pytest.mark.parametrize("form", share.FORMATS)
@pytest.mark.parametrize("audience", [MISSION, PUBLIC], ids=lambda a: a.name)
def test_exports(shop: Desk, form: str, audience: Any) -> None:
    pieces = [p.encode() if isinstance(p, str) else p for p in share.export(shop, "thing", audience, form)]
    text = b"".join(pieces)
    if form == "geojson":
        assert json.loads(text)["features"]
    assert len(text) > 100


def test_history_and_picture(shop: Desk) -> None:
    for record in picture.page(shop, "thing", MISSION, Question(limit=1000))["records"]:
        versions = picture.history(shop, "thing", record["ref"], MISSION)["versions"]
        assert [v["step"] for v in versions] == ["make", "amend", "use"]
        assert versions[2]["changes"] == []
    assert {r["register"] for r in picture.picture(shop, MISSION)["rows"]} == {"thing"}


def test_the_web_has_it(shop: Desk) -> None:
    from fastapi.testclient import TestClient

    from greenline.web.app import create_app

    web = TestClient(create_app(shop), base_url="http://127.0.0.1")
    document = web.get("/api/openapi.json").json()
    assert "/api/thing" in document["paths"]
    assert "thing" in document["components"]["schemas"]
    body = {"key": key(), "values": {"at": "2025-03-02", "place": [33, 35], "kind": "CFV-SAF"}}
    assert web.post("/api/thing", json=body).status_code == 201
    assert web.get("/api/thing?bbox=32,34,34,36&since=2025-03-02&kind=CFV").json()["records"]


def test_it_is_whole_and_a_rebuild_changes_nothing(shop: Desk) -> None:
    assert verify(shop.place).problems == []
    before = list(share.records(shop, "thing", MISSION))
    shop.rebuild()
    assert list(share.records(shop, "thing", MISSION)) == before
    assert verify(shop.place).problems == []


@pytest.mark.parametrize("noun", list(REGISTERS))
def test_an_older_declaration_still_folds(noun: str) -> None:
    """Paths that no field has any more neither break a row nor come back."""
    from sqlalchemy import MetaData

    from greenline.faces.table import RegisterTable

    register: type[Register] = REGISTERS[noun]
    shape = RegisterTable(register, MetaData())
    cells, _ = shape.row({"gone": "x", "gone_group[0].part": 3, "gone_part.inner": {"start": "x"}})
    assert shape.flat(dict(zip(shape.names, cells, strict=True))) == {}
