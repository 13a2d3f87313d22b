"""Wide tables: read as they are meant, and nothing read from a table in which anything is wrong."""

from __future__ import annotations

import math
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenline.core.calendar import STEPS, label, number
from greenline.core.errors import BadRequest, Invalid, NotFound, Refusal
from greenline.exchange.rows import from_bytes
from greenline.exchange.wide import MOST_COUNT, MOST_ISSUES, Wide, read_wide, wide, written


def read(body: str | bytes) -> Wide:
    return wide(from_bytes(body.encode() if isinstance(body, str) else body))


def wrong(body: str | bytes) -> list[tuple[str, str]]:
    """Where and what, of every issue."""
    with pytest.raises(Invalid) as told:
        read(body)
    assert all(issue.sentence.endswith(".") for issue in told.value.issues)
    return [(issue.field, issue.code) for issue in told.value.issues]


def test_a_table() -> None:
    table = read("month,A,B\n2020-01,1,\n2020-02,0,2.5\n")
    assert (table.step, table.first, table.units) == ("month", number("month", "2020-01"), ("A", "B"))
    np.testing.assert_array_equal(table.counts, [[1, 0], [np.nan, 2.5]])


@pytest.mark.parametrize(
    ("body", "step"),
    [
        ("month;A\n2020-01;3\n2020-02;4\n", "month"),
        ("\ufeffmonth\tA\r\n2020-01\t3\r\n2020-02\t4\r\n", "month"),
        ("date,A\n2020-01-01,3\n2020-02-01,4\n", "month"),
        ("week,A\n2020-W53,3\n2021-W01,4\n", "week"),
        ("day,A\n2020-02-29,3\n2020-03-01,4\n", "day"),
        ("month,A\n2020-02,4\n2020-01,3\n", "month"),
        ("month, A \n\n2020-01, 3 \n2020-02,4e0\n,\n", "month"),
    ],
)
def test_forms_of_a_table(body: str, step: str) -> None:
    table = read(body)
    assert table.step == step
    np.testing.assert_array_equal(table.counts, [[3, 4]])
    assert table.units == ("A",)


names = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=8).map(str.strip).filter(bool)
cells = st.none() | st.integers(0, MOST_COUNT) | st.floats(0, MOST_COUNT)


@given(st.sampled_from(STEPS), st.integers(30_000, 36_000), st.lists(names, min_size=1, max_size=4, unique=True),
       st.integers(1, 5), st.data())  # fmt: skip
def test_written_and_read(step: str, first: int, units: list[str], length: int, data: st.DataObject) -> None:
    made = [data.draw(st.lists(cells, min_size=length, max_size=length)) for _ in units]
    counts = np.array([[math.nan if v is None else float(v) for v in row] for row in made])
    at = number(step, label(step, first))  # type: ignore[arg-type]
    table = Wide(step, at, tuple(units), counts)  # type: ignore[arg-type]
    again = read("".join(written(table)))
    np.testing.assert_array_equal(again.counts, counts)
    assert (again.units, again.first) == (tuple(units), at)
    assert again.step == step


@pytest.mark.parametrize("name", ["a;b;c", "a|b|c", 'say "x"', "two\nlines", "a,b", "Côte d'Ivoire", "=1+1", "tab\tx"])
def test_names_that_look_like_a_table(name: str) -> None:
    table = Wide("month", number("month", "2020-01"), (name,), np.array([[1.0]]))
    assert read("".join(written(table))).units == (name,)


@pytest.mark.parametrize(
    ("body", "issues"),
    [
        ("month,A\n2020-01,1\n2020-03,1\n2020-07,1\n", [("line 3", "missing"), ("line 4", "missing")]),
        ("month,A\n2020-01,1\n2020-01,1\n", [("line 3", "duplicate")]),
        ("month,A\n2020-01,-1\n", [("line 2, A", "negative")]),
        ("month,A,B\n2020-01,many,12 dead\n", [("line 2, A", "no_number"), ("line 2, B", "no_number")]),
        ("month,A,B,C\n2020-01,=1+1,'3,@SUM(A1)\n", [("line 2, " + unit, "no_number") for unit in "ABC"]),
        ("month,A,B,C,D\n2020-01,nan,inf,1_000,0x1f\n", [("line 2, " + unit, "no_number") for unit in "ABCD"]),
        ("month,A\n2020-01,10000001\n", [("line 2, A", "too_many")]),
        ("month,A,,A\n2020-01,1,2,3\n", [("column 3", "no_name"), ("column 4", "duplicate")]),
        ("month,A\nJanuary,1\n", [("line 2", "no_step")]),
        ("month,A\n2020-01,1\ntotal,2\n", [("line 3", "no_step")]),
        ("month,A\n2020-01-01,1\n2020-02-01,2\ntotal,3\n", [("line 4", "no_step")]),
        ("month,A\n2020-01,1\n2020-W06,2\n", [("line 3", "no_step")]),
        ("month,A\n2020-01,1\n2020-02,1,1\n2020-03\n", [("line 3", "bad_row"), ("line 4", "bad_row")]),
        ("month,A\n", [("table", "empty")]),
        ("month\n2020-01\n", [("table", "empty")]),
        (b"month,A\n2020-01,1\n2020-02,\xff\n", [("line 3", "bad_row")]),
        ('month,A\n2020-01,1\n2020-02,"1\n', [("line 3", "bad_row")]),
    ],
)
def test_every_issue_at_once(body: str | bytes, issues: list[tuple[str, str]]) -> None:
    assert wrong(body) == issues


def test_many_kinds_at_once() -> None:
    body = "month,A,A\n2020-01,-1,x\n2020-01,1,99999999999\n2020-04,1\n"
    assert {code for _, code in wrong(body)} == {
        "duplicate", "negative", "no_number", "too_many", "missing", "bad_row",
    }  # fmt: skip


def test_issues_are_bounded_and_counted() -> None:
    with pytest.raises(Invalid) as told:
        read("month,A\n" + "".join(f"{1990 + n // 12}-{n % 12 + 1:02d},x\n" for n in range(120)))
    assert len(told.value.issues) == MOST_ISSUES
    assert told.value.sentence == f"120 things to mend in the table. The first {MOST_ISSUES} are told."


@pytest.mark.parametrize(
    "body",
    [
        b"", b"PK\x03\x04rest of a zip", "month,A\n2020-01,1\n".encode("utf-16"), bytes(range(256)) * 40,
        b"\x00" * 1000, b"month," + b"A" * 2_000_000 + b"\n2020-01,1\n", b"\x89PNG\r\n\x1a\n" + bytes(100),
    ],
)  # fmt: skip
def test_no_table(body: bytes) -> None:
    with pytest.raises(BadRequest):
        read(body)


def test_an_enormous_row_costs_no_more_than_its_words() -> None:
    assert wrong("month,A\n2020-01," + "1" * 2_000_000 + "\n") == [("line 2", "bad_row")]
    with pytest.raises(Invalid, match="thing to mend"):
        read("month,A\n2020-01," + "9" * 900_000 + "\n")


def test_a_small_file_of_short_rows_takes_no_memory() -> None:
    units = ",".join(map(str, range(60_000)))
    assert wrong(f"month,{units}\n" + "x\n" * 4_000) == [("table", "too_large")]


def test_too_many_rows() -> None:
    days = "".join(f"{label('day', 700_000 + n)},1\n" for n in range(20_001))
    assert wrong("day,A\n" + days) == [("table", "too_long")]


@given(st.binary(max_size=300))
def test_any_bytes_after_a_header(body: bytes) -> None:
    with suppress(Refusal):
        assert read(b"month,A,B\n2020-01,1,2\n" + body).units == ("A", "B")


def test_files(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_wide(tmp_path / "none.csv")
    with pytest.raises(BadRequest):
        read_wide(tmp_path)
