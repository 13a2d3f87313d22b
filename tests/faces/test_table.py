"""The table face: flat records to rows and back, and what each audience's view holds."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from made import values_of
from sqlalchemy import MetaData
from store import Store
from thing import Thing

from greenline.core.handling import MISSION, PUBLIC
from greenline.core.parse import nest, parse
from greenline.core.place import coarse
from greenline.faces.table import RegisterTable, leaves_of
from greenline.registers import REGISTERS

EVERY = {**REGISTERS, "thing": Thing}
BASE = {"at": "2025-03-02", "place": [33.361234, 35.171234], "kind": "CFV-SAF"}


@pytest.mark.parametrize("noun", list(REGISTERS))
def test_row_and_flat_are_inverse(noun: str) -> None:
    register = EVERY[noun]
    shape = RegisterTable(register, MetaData())
    assert [c.name for c in shape.table.c][-len(shape.names) :] == shape.names

    @given(values_of(register))
    def holds(values: dict[str, Any]) -> None:
        flat = parse(register, values, as_received=True).flat
        cells, links = shape.row(flat)
        row = dict(zip(shape.names, cells, strict=True))
        assert shape.flat(row) == flat
        assert shape.values(row) == nest(register.fields, flat)
        assert len(set(links)) == len(links)

    holds()


@pytest.mark.parametrize("name", [f.name for f in Thing.fields if f.kind != "group" or not f.repeats])
def test_every_kind_goes_through(name: str) -> None:
    goes_through(name)


def goes_through(name: str) -> None:
    shape = RegisterTable(Thing, MetaData())

    @given(values_of(Thing, only=name))
    def holds(values: dict[str, Any]) -> None:
        flat = parse(Thing, values, as_received=True).flat
        row = dict(zip(shape.names, shape.row(flat)[0], strict=True))
        assert shape.flat(row) == flat
        assert shape.values(row) == nest(Thing.fields, flat)

    holds()


@pytest.mark.parametrize("name", ["many", "secret"])
def test_every_kind_goes_through_a_repeated_group(name: str) -> None:
    goes_through(name)


def test_a_place_goes_through_a_repeated_group() -> None:
    shape = RegisterTable(Thing, MetaData())
    flat = parse(Thing, {**BASE, "many": [{"place": [33.5, 35]}]}).flat
    row = dict(zip(shape.names, shape.row(flat)[0], strict=True))
    assert shape.values(row)["many"] == [{"place": {"lon": 33.5, "lat": 35.0, "prec": 1}}]


def test_leaves() -> None:
    paths = {leaf.path: leaf.column for leaf in leaves_of(Thing)}
    assert paths["toll.best"] == "toll__best"
    assert paths["many"] == "many"
    assert "many.line" not in paths


def seen(audience: Any, state: str, **values: Any) -> dict[str, Any]:
    store = Store(Thing)
    store.put("THG-00001", {**BASE, **values}, state)
    return store.record("THG-00001", audience)["values"]


def test_the_mission_sees_everything() -> None:
    values = {"text": "t", "bearing": 3.5, "hidden_at": "2025-01-01", "hidden_place": [1, 2], "later": "l"}
    values |= {"earlier": "e", "secret": [{"line": "s"}], "later_place": [5, 6]}
    told = seen(MISSION, "new", **values)
    assert told["text"] == "t"
    assert told["hidden_place"] == {"lon": 1.0, "lat": 2.0, "prec": 1}
    assert told["place"] == {"lon": 33.361234, "lat": 35.171234, "prec": 1}
    assert {"bearing", "hidden_at", "later", "earlier", "secret", "later_place"} <= told.keys()


def test_what_is_marked_is_empty_or_coarse() -> None:
    values = {"text": "t", "bearing": 3, "hidden_at": "2025-01-01", "secret": [{"line": "s"}], "line": "open"}
    place = {"lon": 33.361234, "lat": 35.171234, "prec": 2, "name": "The very house"}
    told = seen(PUBLIC, "new", **values, hidden_place=[1, 2], place=place)
    assert told.keys() == {"at", "place", "kind", "line", "sensitivity"}
    lon, lat = coarse(33.361234, 35.171234, 10)
    assert told["place"] == {"lon": lon, "lat": lat, "prec": 2, "grid_km": 10}


@pytest.mark.parametrize(("state", "names"), [("new", {"earlier"}), ("used", {"later"})])
def test_markings_that_follow_the_state(state: str, names: set[str]) -> None:
    told = seen(PUBLIC, state, earlier="e", later="l", later_place=[33.001, 35.001])
    assert {"earlier", "later"} & told.keys() == names
    assert (told["later_place"].get("grid_km") == 25) == (state == "new")
    assert (told["later_place"]["lon"] == 33.001) == (state == "used")


@pytest.mark.parametrize(("sensitivity", "visible"), [("0", True), ("1", False), ("2", False), ("3", False)])
def test_rows_above_the_clearance_are_not_there(sensitivity: str, visible: bool) -> None:
    store = Store(Thing)
    store.put("THG-00001", {**BASE, "sensitivity": sensitivity})
    assert (store.ask(PUBLIC) == ["THG-00001"]) == visible
    assert store.ask(MISSION) == ["THG-00001"]


@pytest.mark.parametrize("noun", ["folder"])
def test_a_register_without_a_level_of_its_own_is_not_public(noun: str) -> None:
    store = Store(REGISTERS[noun])
    store.put("FLD-00001", {"mission": "m"}, "loaded")
    assert (store.ask(PUBLIC), store.ask(MISSION)) == ([], ["FLD-00001"])


def test_the_sql_of_each_view_is_there_for_each_audience() -> None:
    """A view lists every column the mission's has, so that one question fits all."""
    for register in EVERY.values():
        shape = RegisterTable(register, MetaData())
        names = [[c.name for c in shape.view(a).c] for a in (MISSION, PUBLIC)]
        assert names[0] == names[1]
        assert "by" not in names[0]


def test_links() -> None:
    shape = RegisterTable(Thing, MetaData())
    values = {
        **BASE,
        "others": ["CFV-IDF"],
        "parts": ["THG-00002"],
        "many": [{"line": "A"}, {"line": "A"}, {"text": "x"}],
    }
    _, links = shape.row(parse(Thing, values).flat)
    assert links == [("many.line", "A"), ("others", "CFV-IDF"), ("parts", "THG-00002")]
