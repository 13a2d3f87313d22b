"""What an operator marked: CSV and JSON lines, and lines that are wrong."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenline.core.errors import Refusal
from greenline.exchange.marks import MOST_MARKS, read_marks

AT = "2026-05-02T08:31:00Z"


def test_both_forms_say_the_same() -> None:
    told = {"time": AT, "words": "Two lorries", "kind": "CFV-MOV", "lon": 33.3, "lat": 35.1}
    table = f"time,words,kind,lon,lat\n{AT},Two lorries,CFV-MOV,33.3,35.1\n"
    (one,), no_issues = read_marks(json.dumps(told).encode())
    (other,), none_either = read_marks(table.encode())
    assert (no_issues, none_either) == ([], [])
    assert (one.at_s, one.words, one.kind, one.place) == (other.at_s, other.words, other.kind, other.place)
    assert one.place == (33.3, 35.1)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("soon,x,,,", "time"),
        ("2026-05-02,x,,,", "time"),
        ("2026-05-02T08:31:00,x,,,", "offset"),
        (f"{AT},,,,", "words"),
        (f"{AT},x,,north,1", "longitude"),
        (f"{AT},x,,,91", "longitude"),
        (f"{AT},x,,1,91", "latitude"),
        (f"{AT},x,,nan,1", "longitude"),
    ],
)
def test_a_line_that_is_wrong_is_told_and_the_next_is_taken(line: str, word: str) -> None:
    marks, (issue,) = read_marks(f"time,words,kind,lon,lat\n{line}\n{AT},good,,,\n".encode())
    assert [mark.words for mark in marks] == ["good"]
    assert issue.field == "line 2"
    assert word in issue.sentence


def test_a_column_that_is_not_known_is_told() -> None:
    marks, issues = read_marks(f"time,words,secret\n{AT},x,y\n".encode())
    assert not marks
    assert "secret" in issues[0].sentence


def test_no_more_marks_than_stated() -> None:
    marks, issues = read_marks(b"time,words\n" + f"{AT},x\n".encode() * (MOST_MARKS + 5))
    assert len(marks) == MOST_MARKS
    assert issues[-1].code == "too_many"


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda t: ("{" + t).encode("utf-8", "replace")))
def test_whatever_comes_is_told(content: bytes) -> None:
    try:
        read_marks(content)
    except Refusal as refusal:
        assert refusal.sentence  # noqa: PT017
