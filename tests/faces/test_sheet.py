"""The sheet face: every cell in its column, formulas defused, HXL that a judge of the field accepts."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from made import lines, required, values_of
from store import Store
from thing import Thing

from greenline.faces import sheet as face
from greenline.faces.sheet import MOST_CELL, columns, defused, fitting, sheet, workbook
from greenline.registers import REGISTERS

EVERY = {**{noun: one for noun, one in REGISTERS.items() if not one.apart}, "thing": Thing}  # no way out has the others


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


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\tx", "\rx", "＝1", "＋1", "－1", "＠A", "=cmd|' /C calc'!A0"],
)
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
    refs = {one.name: "XXX-00002" for one in EVERY[noun].fields if one.required and one.kind == "ref"}
    store.put("XXX-00001", {**required(EVERY[noun]), **refs}, "held")
    file = tmp_path / "out.csv"
    file.write_text("".join(sheet(store.shape, [store.record("XXX-00001")], hxl=True)), encoding="utf-8", newline="")
    assert hxl.validate(hxl.data(str(file), hxl.InputOptions(allow_local=True)))
    assert len(list(hxl.data(str(file), hxl.InputOptions(allow_local=True)))) == 1


# --- XLSX


def opened(data: bytes) -> dict[str, list[list[Any]]]:
    """The sheets of a workbook as another program reads them."""
    from python_calamine import load_workbook

    book = load_workbook(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def made(records: list[dict[str, Any]], store: Store, hxl: bool = False) -> bytes:
    return b"".join(workbook(store.shape, records, hxl))


@pytest.fixture
def thing() -> Store:
    store = Store(Thing)
    base = {"at": "2025-03-02T14:05:00+02:00", "place": [33.5, 35], "kind": "CFV-SAF", "count": 12, "flag": True}
    store.put("THG-00001", {**base, "line": "=HYPERLINK(1)", "text": "+1\n\t@x", "low": 1.5, "reach": 3})
    return store


def test_cells_have_their_types(thing: Store) -> None:
    header, row = opened(made([thing.record("THG-00001")], thing))["thing"]
    cells = dict(zip(header, row, strict=True))
    assert (cells["count"], cells["low"], cells["place.lon"], cells["flag"]) == (12, 1.5, 33.5, True)
    assert (cells["at.start"], cells["at.prec"]) == ("2025-03-02T14:05:00+02:00", 1)
    assert (cells["line"], cells["text"]) == ("=HYPERLINK(1)", "+1\n\t@x")
    assert cells["bearing"] == ""


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@A", "\t=1", "\r=1", "＝1+1", "{=1}", "http://x.org", "1", "\x01"]
)
def test_nothing_becomes_a_formula_a_link_or_a_number(thing: Store, text: str) -> None:
    import zipfile

    record = thing.record("THG-00001")
    record["values"]["text"] = text
    data = made([record], thing)
    page = zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml").decode()
    assert not re.search(r"<f[ >]|<hyperlink", page)
    (cell,) = (v for k, v in zip(*opened(data)["thing"], strict=True) if k == "text")
    assert isinstance(cell, str)
    assert cell.replace("\r", "\n") == text.replace("\r", "\n")


@pytest.mark.parametrize("text", ["x" * 40_000, "\U0001f600" * 20_000, "x" + "\U0001f600" * 20_000, "x" * MOST_CELL])
def test_a_cell_that_is_too_long_is_cut_and_says_so(thing: Store, text: str) -> None:
    record = thing.record("THG-00001")
    record["values"]["text"] = text
    header, row = opened(made([record], thing))["thing"]
    cell = row[header.index("text")]
    assert len(cell.encode("utf-16-le")) // 2 <= MOST_CELL
    assert cell == text or (cell.endswith("longer than a cell may be]") and text.startswith(cell[:16_000]))
    assert fitting("short") == "short"


def test_more_rows_than_a_sheet_holds(thing: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(face, "MOST_ROWS", 5)
    record = thing.record("THG-00001")
    sheets = opened(made([{**record, "version": n} for n in range(8)], thing, hxl=True))
    assert list(sheets) == ["thing", "thing 2", "thing 3"]
    assert [row[2] for rows in sheets.values() for row in rows[2:]] == list(range(8))
    assert len({tuple(rows[1]) for rows in sheets.values()}) == 1


def test_an_empty_register_is_a_header(thing: Store) -> None:
    assert len(opened(made([], thing))["thing"]) == 1


def test_temporary_files_are_gone(thing: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import tempfile

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    record = thing.record("THG-00001")
    pieces = workbook(thing.shape, [record])
    next(pieces)
    assert list(tmp_path.iterdir())
    pieces.close()
    assert not list(tmp_path.iterdir())

    def broken() -> Any:
        yield record
        raise RuntimeError

    with pytest.raises(RuntimeError):
        list(workbook(thing.shape, broken()))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("noun", [noun for noun, one in REGISTERS.items() if not one.apart])
def test_a_workbook_with_tags_is_valid_hxl(noun: str, tmp_path: Path) -> None:
    import hxl

    store = Store(REGISTERS[noun])
    refs = {one.name: "XXX-00002" for one in REGISTERS[noun].fields if one.required and one.kind == "ref"}
    store.put("XXX-00001", {**required(REGISTERS[noun]), **refs}, "held")
    file = tmp_path / "out.xlsx"
    file.write_bytes(made([store.record("XXX-00001")], store, hxl=True))
    data = hxl.data(str(file), hxl.InputOptions(allow_local=True))
    assert hxl.validate(data)
    assert "#meta+id" in data.display_tags
