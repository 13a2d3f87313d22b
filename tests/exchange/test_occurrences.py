"""Tables of events: a broken row costs that row and is told; nothing is made up to fill a cell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenline.core.errors import BadRequest, Invalid, Issue, NotFound
from greenline.exchange.occurrences import Columns, Occurrence, read_occurrences, this_day

HEAD = "id,date_start,date_end,longitude,latitude,best,country,type_of_violence\n"


def read(
    folder: Path, body: str | bytes, columns: Columns | None = None, **only: str
) -> tuple[list[Occurrence], list[Issue]]:
    file = folder / "events.csv"
    file.write_bytes(body.encode() if isinstance(body, str) else body)
    return read_occurrences(file, columns or Columns(), only)


def test_events_of_ucdp(tmp_path: Path) -> None:
    found, issues = read(
        tmp_path,
        HEAD + "1,2020-01-01,2020-01-03,18.5,4.4,7,Chad,1\n"
        "2,2020-02-01 00:00:00.000,2/29/2020 0:00,,,0,Chad,1\n3,2020-01-01,2020-01-01,18,4,1,Chad,3\n",
        type_of_violence="1",
    )
    assert not issues
    assert found == [
        Occurrence(date(2020, 1, 1), date(2020, 1, 3), 7, 18.5, 4.4, "Chad", None),
        Occurrence(date(2020, 2, 1), date(2020, 2, 29), 0, None, None, "Chad", None),
    ]


def test_columns_of_ones_own(tmp_path: Path) -> None:
    columns = Columns(start="when", end="", lon="", lat="", value="", unit="where", known="told")
    found, issues = read(tmp_path, ",when,where,told\n500,2020-01-01,North,2020-02-01\n501,2020-01-02,,\n", columns)
    assert not issues
    day = date(2020, 1, 1)
    assert found == [
        Occurrence(day, day, 1, None, None, "North", "2020-02-01"),
        Occurrence(date(2020, 1, 2), date(2020, 1, 2), 1, None, None, None, None),
    ]


def test_every_column_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(Invalid) as told:
        read(tmp_path, "a,best\n1,2\n", None, type_of_violence="1")
    assert [issue.field for issue in told.value.issues] == ["date_start", "date_end", "type_of_violence"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("1,,,18,4,1,Chad,1", "no day"),
        ("1,yesterday,2020-13-01,18,4,1,Chad,1", "no day"),
        ("1,2020-02-02,2020-01-01,18,4,1,Chad,1", "before it starts"),
        ("1,2020-01-01,2020-01-01,18,4,,Chad,1", "best is ''"),
        ("1,2020-01-01,2020-01-01,18,4,-1,Chad,1", "best is '-1'"),
        ("1,2020-01-01,2020-01-01,18,4,1e300,Chad,1", "best is '1e300'"),
        ("1,2020-01-01,2020-01-01,18,4,nan,Chad,1", "no number"),
        ("1,2020-01-01,2020-01-01,18,4,=1+1,Chad,1", "no number"),
        ("1,2020-01-01,2020-01-01,east,4,1,Chad,1", "no number"),
        ("1,2020-01-01,2020-01-01,181,4,1,Chad,1", "no place on earth"),
        ("1,2020-01-01,2020-01-01,18,-91,1,Chad,1", "no place on earth"),
        ("1,2020-01-01", "2 cells"),
        ("1," + "x" * 1_100_000, "longer than"),
    ],
)
def test_a_broken_row_costs_that_row(tmp_path: Path, row: str, words: str) -> None:
    good = "9,2020-01-01,2020-01-01,18,4,1,Chad,1\n"
    found, issues = read(tmp_path, f"{HEAD}{good}{row}\n{good}")
    assert len(found) == 2
    assert [(issue.field, issue.code) for issue in issues] == [("line 3", "bad_row")]
    assert words in issues[0].sentence
    assert issues[0].sentence.endswith(".")


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", HEAD.encode("utf-16"), b"\x00" * 50, b'"never closed\n'])
def test_no_table_of_events(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(BadRequest):
        read(tmp_path, body)


def test_no_file_of_events(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_occurrences(tmp_path / "none.csv", Columns())


@given(st.dates(), st.sampled_from(["", " 00:00:00", "T12:30:00Z"]))
def test_days_however_written(day: date, rest: str) -> None:
    assert this_day(f" {day.isoformat()}{rest}") == day
    assert this_day(f"{day.month}/{day.day}/{day.year}") == day


@given(st.text(max_size=20))
def test_any_text_is_a_day_or_none(text: str) -> None:
    assert this_day(text) is None or isinstance(this_day(text), date)
