"""The sheet face: every cell in its column, formulas defused, HXL that a judge of the field accepts."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from made import lines, values_of
from store import Store
from thing import Thing

from greenline.faces.sheet import columns, defused, sheet
from greenline.registers import REGISTERS

EVERY = {**REGISTERS, "thing": Thing}


def told(store: Store, ref: str, hxl: bool = False) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(sheet(store.shape, [store.record(ref)], hxl)), newline="")))


@pytest.mark.parametrize("noun", list(EVERY))
def test_every_register(noun: str) -> None:
    register = EVERY[noun]
    store = Store(register)

    @given(values_of(register))
    def holds(values: dict[str, Any]) -> None:
        flat = store.put("XXX-00001", values, register.states()[0])
        header, tags, row = told(store, "XXX-00001", hxl=True)
        assert len(header) == len(tags) == len(row) == len(set(header))
        cells = dict(zip(header, row, strict=True))
        for path, value in flat.items():
            if isinstance(value, int) and not isinstance(value, bool) and path in cells:
                assert cells[path] == str(value)
            elif isinstance(value, str) and path in cells and not re.fullmatch(r"-?[\d.]+", value):
                assert cells[path] == defused(value)

    holds()


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"])
def test_formulas_are_defused(cell: str) -> None:
    assert defused(cell) == "'" + cell
    assert defused("a" + cell) == "a" + cell
    assert defused(-1) == -1


@given(lines)
def test_no_text_begins_a_formula(text: str) -> None:
    assert not str(defused(text)).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_full_width_signs_are_defused() -> None:
    assert str(defused("\uff1d1+1")).startswith("'")


@pytest.mark.parametrize("cell", [" =1+1", "\n=1+1", "\u00a0=1"])
def test_formulas_behind_a_blank_are_defused(cell: str) -> None:
    """Some programs trim a cell before they look at it, and take the full-width signs for signs."""
    assert str(defused(cell)).startswith("'")


def test_a_line_a_record_whatever_the_text() -> None:
    store = Store(Thing)
    base = {"at": "2025-03-02", "place": [0, 0], "kind": "CFV-SAF"}
    store.put("THG-00001", {**base, "text": 'a "quoted", text\nof two lines', "line": "=HYPERLINK(1)"})
    header, row = told(store, "THG-00001")
    cells = dict(zip(header, row, strict=True))
    assert cells["text"] == 'a "quoted", text\nof two lines'
    assert cells["line"] == "'=HYPERLINK(1)"
    assert (cells["at.start"], cells["place.lon"], cells["flag"]) == ("2025-03-02", "0.0", "")


def test_columns_and_tags() -> None:
    tags = dict(columns(Store(REGISTERS["incident"]).shape))
    assert tags["happened_at.start"] == "#date+occurred"
    assert tags["place.lon"] == "#geo+lon"
    assert tags["deaths.best"] == "#affected+killed"
    assert tags["ref"] == "#meta+id"


@pytest.mark.parametrize("noun", list(EVERY))
def test_hxl_is_valid(noun: str, tmp_path: Path) -> None:
    import hxl

    store = Store(EVERY[noun])
    values = {
        "at": "2025-03-02", "happened_at": "2025-03-02", "place": [33, 35], "kind": "CFV-SAF", "name": "n",
        "source_kind": "NGO", "mission": "m", "deaths": {"best": 1},
    }  # fmt: skip
    names = {f.name for f in EVERY[noun].fields}
    if noun in ("site", "unit", "asset"):
        values.pop("kind")
    store.put("XXX-00001", {k: v for k, v in values.items() if k in names}, "held")
    file = tmp_path / "out.csv"
    file.write_text("".join(sheet(store.shape, [store.record("XXX-00001")], hxl=True)), encoding="utf-8", newline="")
    assert hxl.validate(hxl.data(str(file), hxl.InputOptions(allow_local=True)))
    assert len(list(hxl.data(str(file), hxl.InputOptions(allow_local=True)))) == 1
