"""Tables as they really come: a broken row costs that row and nothing else."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenline.core.errors import BadRequest, NotFound, Refusal
from greenline.exchange.rows import MOST_COLUMNS, MOST_LINE, MOST_LINES, Row, from_bytes, open_table, read_rows


def table(body: bytes | str, **more: str) -> tuple[list[str], list[Row]]:
    header, rows = read_rows(from_bytes(body.encode() if isinstance(body, str) else body), **more)
    return header, list(rows)


def cells(body: bytes | str, **more: str) -> list[list[str]]:
    return [row.cells for row in table(body, **more)[1] if not row.wrong]


def wrong(body: bytes | str, **more: str) -> list[tuple[int, str]]:
    return [(row.line, row.wrong) for row in table(body, **more)[1] if row.wrong]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a,b\n1,2\n3,4\n", [["1", "2"], ["3", "4"]]),
        ("a,b\n1,2", [["1", "2"]]),
        ("a,b\r\n1,2\r\n", [["1", "2"]]),
        ("a;b\n1,5;2\n", [["1,5", "2"]]),
        ("a\tb\n1\t2\n", [["1", "2"]]),
        ("a|b\n1|2\n", [["1", "2"]]),
        ("\ufeffa,b\n1,2\n", [["1", "2"]]),
        ('a,b\n"1\n2",3\n', [["1\n2", "3"]]),
        ('a,b\r\n"1\r\n2",3\r\n4,5\r\n', [["1\r\n2", "3"], ["4", "5"]]),
        ('a,b\n"say ""yes""",2\n', [['say "yes"', "2"]]),
        ('a,b\n"1,2",3\n', [["1,2", "3"]]),
        ("a,b\n\n1,2\n\n\n3,4\n", [["1", "2"], ["3", "4"]]),
        ("a,b\n,\n1,2\n", [["", ""], ["1", "2"]]),
        ("a,b\nΑθήνα,İzmir\n", [["Αθήνα", "İzmir"]]),
        ("a\n1\n2\n", [["1"], ["2"]]),
        ("a,b\n", []),
        ("a,b", []),
        ("a,b\n1,x\x0by\x1cz\u2028w\n", [["1", "x\x0by\x1cz\u2028w"]]),
        ('a,b\n"1\u2028\n2",3\n', [["1\u2028\n2", "3"]]),
        ("a,b,c,d\n1,2,3,4\n", [["1", "2", "3", "4"]]),
        ('a,b\n5" pipe,2\nx,y\n', [['5" pipe', "2"], ["x", "y"]]),
        ('a,b\n5" pipe,2\nx,y\n3" pipe,4\n', [['5" pipe', "2"], ["x", "y"], ['3" pipe', "4"]]),
        ('a,b\n"1\n2",x\x0by\n3,4\n', [["1\n2", "x\x0by"], ["3", "4"]]),
    ],
)
def test_read(body: str, expected: list[list[str]]) -> None:
    header, rows = table(body)
    assert header[0] == "a"
    assert [r.cells for r in rows] == expected
    assert not any(r.wrong for r in rows)


def test_lines_are_those_of_the_file() -> None:
    assert [r.line for r in table('a,b\n"1\n2\n3",4\n\n5,6\n')[1]] == [2, 6]


def test_header_cells_are_trimmed() -> None:
    assert table(" a , b \n1,2\n")[0] == ["a", "b"]


def test_encodings() -> None:
    body = "a,b\n1,Köln\n".encode("latin-1")
    assert cells(body, encoding="latin-1") == [["1", "Köln"]]
    assert wrong(body) == [(2, "byte 4 of this line is not utf-8")]
    assert wrong(b"a,b\n1,\xff\n2,3\n", encoding="ascii") == [(2, "byte 3 of this line is not ascii")]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "empty"),
        ("a,b\n1,2\n".encode("utf-16"), "UTF-16"),
        ("a,b\n1,2\n".encode("utf-16-le"), "UTF-16"),
        ("a,b\n1,2\n".encode("utf-16-be"), "UTF-16"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x00\x00\x00\x00", "UTF-16 or binary"),
        (b"K\xf6ln,b\n1,2\n", "not utf-8"),
        (b"\n1,2\n", "it is empty"),
        (b'a,"b\n1,2\n', "never closed"),
        (b"x" * (MOST_LINE + 1), "longer than"),
        ((",".join("a" * 10_000)).encode(), "at most 2000"),
    ],
)
def test_no_table_at_all(body: bytes, words: str) -> None:
    with pytest.raises(BadRequest) as refused:
        table(body)
    assert words in refused.value.sentence


@pytest.mark.parametrize("encoding", ["klingon", "utf-8\x00", "hex", "base64", "rot13", "idna", "punycode", ""])
def test_no_such_encoding(encoding: str) -> None:
    with pytest.raises(BadRequest):
        table("a,b\n1,2\n", encoding=encoding)


def test_as_many_columns_as_the_bound() -> None:
    names = ",".join(f"c{i}" for i in range(MOST_COLUMNS))
    assert len(table(names + "\n" + names + "\n")[0]) == MOST_COLUMNS


@pytest.mark.parametrize(
    ("bad", "lost", "words"),
    [
        ('"never closed,2', 1, "never closed"),
        ("1,2,3", 1, "has 3 cells, the header 2"),
        ("1", 1, "has 1 cells"),
        ('"a"b,2', 1, "not CSV"),
        ('1,"a"b', 1, "not CSV"),
        ("x" * (MOST_LINE + 1), 1, "longer than"),
        ("x" * (3 * MOST_LINE), 1, "longer than"),
    ],
)
def test_a_broken_row_costs_itself(bad: str, lost: int, words: str) -> None:
    body = f"a,b\n1,2\n{bad}\n3,4\n5,6\n"
    assert cells(body) == [["1", "2"], ["3", "4"], ["5", "6"]]
    told = wrong(body)
    assert len(told) == lost
    assert told[0][0] == 3
    assert words in told[0][1]


def test_nul_bytes_are_told_or_kept_never_a_crash() -> None:
    header, rows = table(b"a,b\n1,x\x00y\n3,4\n")
    assert header == ["a", "b"]
    assert rows[-1].cells == ["3", "4"]


def test_a_lone_carriage_return_inside_a_row() -> None:
    assert cells("a,b\n1,2\rx\n3,4\n")[-1] == ["3", "4"]


def test_the_line_at_the_bound_is_read() -> None:
    line = "1," + "x" * (MOST_LINE - 3)
    assert cells(f"a,b\n{line}\n")[0][1] == "x" * (MOST_LINE - 3)


def test_a_record_of_many_lines() -> None:
    long = '"' + "\n" * MOST_LINES + '",2'
    assert cells(f"a,b\n{long}\n3,4\n") == [["\n" * MOST_LINES, "2"], ["3", "4"]]
    longer = '"' + "\n" * (MOST_LINES + 5) + '",2'
    assert cells(f"a,b\n{longer}\n3,4\n")[-1] == ["3", "4"]


def test_many_open_quotes_cost_their_lines_only() -> None:
    """Each open quote looks ahead; what it took must come back in order."""
    body = "a,b\n" + "".join(f'"x{i},y\n{i},good\n' if i % 2 else f"{i},good\n" for i in range(11)) + "z,last\n"
    assert cells(body)[-1] == ["z", "last"]


@given(st.binary(max_size=400))
def test_arbitrary_bytes_are_read_or_refused(body: bytes) -> None:
    for encoding in ("utf-8", "latin-1", "cp1252", "ascii"):
        with suppress(Refusal):
            header, rows = table(body, encoding=encoding)
            assert all(row.wrong or len(row.cells) == len(header) for row in rows)


_bits = st.lists(st.sampled_from(['"', ",", "\n", "\r", "a", ";", "\x00", "é", "'", "\\", " "]), max_size=40).map(
    "".join
)


@given(_bits.filter(lambda t: t.count('"') % 2 == 0))
def test_good_rows_before_and_after_survive(middle: str) -> None:
    """Whatever stands between them, as long as its quotes are even."""
    told = cells(f"a,b\nfirst,1\nsecond,2\n{middle}\nthird,3\nfourth,4\n")
    assert told[:2] == [["first", "1"], ["second", "2"]]
    assert told[-2:] == [["third", "3"], ["fourth", "4"]]


@given(_bits.map(lambda t: t.replace("\n", "").replace('"', "")), st.integers(0, 3))
def test_an_unclosed_quote_costs_one_row(text: str, after: int) -> None:
    rest = "".join(f"{i},x\n" for i in range(after))
    told = cells(f'a,b\nfirst,1\n"{text}\n{rest}')
    assert told == [["first", "1"], *([str(i), "x"] for i in range(after))]


def test_open_table(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        open_table(tmp_path / "no.csv")
    with pytest.raises(BadRequest, match="cannot be read"):
        open_table(tmp_path)
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    with open_table(tmp_path / "a.csv") as source:
        assert read_rows(source)[0] == ["a", "b"]
