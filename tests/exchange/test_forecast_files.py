"""Forecasts as files: what was written is read, from any tool; what is not whole is refused."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenline.core.calendar import STEPS, label, number
from greenline.core.errors import BadRequest, Invalid, NotFound, Refusal
from greenline.exchange.forecast import Told, read_forecast, write_forecast

ROWS = {
    "unit": ["A", "A", "A", "A", "B", "B", "B", "B"],
    "month": ["2020-01", "2020-01", "2020-02", "2020-02"] * 2,
    "draw": [0, 1] * 4,
    "value": [1, 2, 3, 4, 5, 6, 7, 8],
}
DRAWS = np.arange(1, 9).reshape(2, 2, 2)
ENDINGS = ("parquet", "csv")


def given_rows(folder: Path, ending: str = "parquet", order: list[int] | None = None, **columns: Any) -> Path:
    """A forecast as another tool might write it; a column given as None is left out."""
    held = {name: column for name, column in {**ROWS, **columns}.items() if column is not None}
    table = pa.table(held)
    if order is not None:
        table = table.take(order)
    file = folder / f"given.{ending}"
    if ending == "csv":
        import pyarrow.csv

        pyarrow.csv.write_csv(table, file)
    else:
        pq.write_table(table, file)
    return file


names = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=6) | st.sampled_from(
    ["007", "1e5", "true", "NA", "null", "2020-01-01", "two\nlines", 'a "b", c', "=1+1", "nan", " A "]
)


@given(st.sampled_from(ENDINGS), st.sampled_from(STEPS), st.lists(names, min_size=1, max_size=3, unique=True),
       st.integers(1, 3), st.integers(1, 4), st.integers(0, 2**32 - 1))  # fmt: skip
def test_written_and_read(ending: str, step: str, units: list[str], steps: int, draws: int, seed: int) -> None:
    first = number(step, {"month": "2020-11", "week": "2020-W52", "day": "2020-02-28"}[step])  # type: ignore[arg-type]
    labels = tuple(label(step, first + n) for n in range(steps))  # type: ignore[arg-type]
    made = np.random.default_rng(seed).integers(0, 2**31 - 1, (len(units), steps, draws)).astype(np.int32)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"x.{ending}"
        told = Told(step, tuple(units), labels, made, {"model": "zero", "seed": 3})  # type: ignore[arg-type]
        assert write_forecast(file, told) == file.stat().st_size
        again = read_forecast(file)
        assert [each.name for each in Path(folder).iterdir()] == [file.name]
    assert (again.step, again.steps) == (step, labels)
    assert again.about == ({"model": "zero", "seed": 3} if ending == "parquet" else {})
    np.testing.assert_array_equal(again.draws[[again.units.index(unit) for unit in units]], made)


@pytest.mark.parametrize("ending", ENDINGS)
def test_rows_in_any_order(tmp_path: Path, ending: str) -> None:
    for seed in range(5):
        told = read_forecast(given_rows(tmp_path, ending, np.random.default_rng(seed).permutation(8).tolist()))
        places = [told.units.index(unit) for unit in "AB"]
        np.testing.assert_array_equal(told.draws[places], DRAWS)
        assert told.steps == ("2020-01", "2020-02")


def test_a_file_of_several_row_groups(tmp_path: Path) -> None:
    units = tuple(f"U{n}" for n in range(600))
    made = np.arange(600 * 2 * 1000, dtype=np.int32).reshape(600, 2, 1000)
    write_forecast(tmp_path / "x.parquet", Told("month", units, ("2020-01", "2020-02"), made))
    told = read_forecast(tmp_path / "x.parquet")
    assert told.units == units
    np.testing.assert_array_equal(told.draws, made)


@pytest.mark.parametrize("ending", ENDINGS)
def test_draws_of_other_tools(tmp_path: Path, ending: str) -> None:
    told = read_forecast(given_rows(tmp_path, ending, value=[n / 4 for n in ROWS["value"]]))  # type: ignore[operator]
    np.testing.assert_array_equal(told.draws, DRAWS / 4)
    whole = read_forecast(given_rows(tmp_path, ending, value=[float(n) for n in ROWS["value"]]))  # type: ignore[arg-type]
    assert whole.draws.dtype == np.int32
    write_forecast(tmp_path / f"again.{ending}", told)
    np.testing.assert_array_equal(read_forecast(tmp_path / f"again.{ending}").draws, DRAWS / 4)


def test_units_and_draws_of_other_kinds(tmp_path: Path) -> None:
    cells = [110001] * 4 + [110002] * 4
    assert read_forecast(given_rows(tmp_path, unit=cells)).units == ("110001", "110002")
    spare = pa.DictionaryArray.from_arrays(pa.array([1] * 4 + [2] * 4), pa.array(["none", "A", "B", "spare"]))
    assert read_forecast(given_rows(tmp_path, unit=spare)).units == ("A", "B")
    twice = pa.DictionaryArray.from_arrays(pa.array([0, 1, 0, 1, 2, 2, 2, 2]), pa.array(["A", "A", "B"]))
    np.testing.assert_array_equal(read_forecast(given_rows(tmp_path, unit=twice)).draws, DRAWS)
    np.testing.assert_array_equal(
        read_forecast(given_rows(tmp_path, draw=[float(n % 2) for n in range(8)])).draws, DRAWS
    )


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"draw": [0, 0, 0, 1, 0, 1, 0, 1]}, "twice"),
        ({"month": ["2020-01"] * 3 + ["2020-02"] + ROWS["month"][4:]}, "not whole"),  # type: ignore[operator]
        ({"unit": ["A"] * 5 + ["B"] * 3}, "not whole"),
        ({"unit": ["A"] * 3 + ["B"] * 3 + ["C"] * 2}, "not whole"),
        ({"value": [1, 2, 3, -4, 5, 6, 7, 8]}, "negative"),
        ({"value": [1, 2, 3, None, 5, 6, 7, 8]}, "missing"),
        ({"value": [1, 2, 3, 2**31, 5, 6, 7, 8]}, "too large"),
        ({"value": [1, 2, 3, float("nan"), 5, 6, 7, 8]}, "missing"),
        ({"value": [1, 2, 3, float("inf"), 5, 6, 7, 8]}, "too large"),
        ({"value": list("abcdefgh")}, "numbers"),
        ({"value": [True, False] * 4}, "numbers"),
        ({"draw": [None, 1, 0, 1, 0, 1, 0, 1]}, "without a draw"),
        ({"draw": list("abababab")}, "numbers"),
        ({"month": ["2020-13", "2020-13", "2020-02", "2020-02"] * 2}, "cannot be read"),
        ({"month": ["January", "January", "2020-02", "2020-02"] * 2}, "cannot be read"),
        ({"unit": [], "month": [], "draw": [], "value": []}, "not whole|numbers"),
    ],
)
def test_what_is_not_whole(tmp_path: Path, ending: str, columns: dict[str, Any], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        read_forecast(given_rows(tmp_path, ending, **columns))


@pytest.mark.parametrize(
    "columns",
    [
        {"unit": [None] + ["A"] * 3 + ["B"] * 4}, {"month": [None, *ROWS["month"][1:]]},  # type: ignore[misc]
        {"unit": [["A"]] * 4 + [["B"]] * 4}, {"unit": [b"\xff"] * 4 + [b"\xfe"] * 4}, {"unit": [{"a": 1}] * 8},
        {"value": [[1]] * 8}, {"value": [{"a": 1}] * 8}, {"draw": [[1]] * 8},
    ],
)  # fmt: skip
def test_columns_that_hold_no_names_and_no_numbers(tmp_path: Path, columns: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        read_forecast(given_rows(tmp_path, **columns))


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("missing", ["unit", "month", "draw", "value"])
def test_a_column_is_missing(tmp_path: Path, ending: str, missing: str) -> None:
    with pytest.raises(BadRequest, match="unit, month"):
        read_forecast(given_rows(tmp_path, ending, **{missing: None}))


def test_a_column_is_there_twice(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("unit,month,draw,value,unit\nA,2020-01,0,1,B\n")
    with pytest.raises(BadRequest, match="each once"):
        read_forecast(tmp_path / "x.csv")


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    "body",
    [
        b"", b"PAR1", b"PAR1" + bytes(40) + b"PAR1", b"PK\x03\x04" + bytes(50), bytes(range(256)) * 20, b"\x00" * 100,
        "unit,month,draw,value\nA,2020-01,0,1\n".encode("utf-16"), b"unit,month,draw,value\nA,2020-01\n",
        b"unit,month,draw,value\n\xff,2020-01,0,1\n", b"unit,month,draw,value\nA,2020-01,0,=1+1\n",
        b"unit,month,draw,value\n" + b"A" * 3_000_000,
    ],
)  # fmt: skip
def test_no_forecast_at_all(tmp_path: Path, ending: str, body: bytes) -> None:
    file = tmp_path / f"x.{ending}"
    file.write_bytes(body)
    with pytest.raises((BadRequest, Invalid)):
        read_forecast(file)


def test_a_parquet_cut_short(tmp_path: Path) -> None:
    whole = given_rows(tmp_path).read_bytes()
    for share in (0.2, 0.5, 0.9, 0.99):
        (tmp_path / "cut.parquet").write_bytes(whole[: int(len(whole) * share)])
        with pytest.raises(BadRequest, match="cannot be read"):
            read_forecast(tmp_path / "cut.parquet")


@given(st.integers(4, 2000), st.integers(0, 255))
def test_a_byte_of_a_parquet_changed(at: int, byte: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = given_rows(Path(folder))
        held = bytearray(file.read_bytes())
        held[at % len(held)] = byte
        file.write_bytes(bytes(held))
        with suppress(Refusal):
            assert read_forecast(file).draws.min() >= 0


@pytest.mark.parametrize("about", [b"\xff", b"[1]", b"{", b"null"])
def test_what_is_told_beside_may_be_anything(tmp_path: Path, about: bytes) -> None:
    pq.write_table(pa.table(ROWS).replace_schema_metadata({b"greenline": about}), tmp_path / "x.parquet")
    assert read_forecast(tmp_path / "x.parquet").about == {}


def test_files_that_cannot_be(tmp_path: Path) -> None:
    told = Told("month", ("A", "B"), ("2020-01", "2020-02"), DRAWS.astype(np.int32))
    with pytest.raises(NotFound):
        read_forecast(tmp_path / "none.parquet")
    (tmp_path / "a.file").write_text("kept")
    for ending in ENDINGS:
        for place in (tmp_path / "none", tmp_path / "a.file"):
            with pytest.raises(Refusal, match="cannot be written"):
                write_forecast(place / f"x.{ending}", told)
        (tmp_path / f"folder.{ending}").mkdir()
        with pytest.raises(Refusal, match="cannot be written"):
            write_forecast(tmp_path / f"folder.{ending}", told)
        with pytest.raises(Refusal, match="cannot be written"):
            write_forecast(tmp_path / f"{'x' * 300}.{ending}", told)
    with pytest.raises(BadRequest, match="ends otherwise"):
        write_forecast(tmp_path / "x.xlsx", told)
    assert {each.name for each in tmp_path.iterdir()} == {"a.file", "folder.csv", "folder.parquet"}
