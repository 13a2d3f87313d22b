"""What a table is told beside: neighbours by name, other counts of the same units."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenline.core.errors import BadRequest, Invalid, NotFound
from greenline.exchange.beside import Pairs, fitted, read_pairs
from greenline.exchange.wide import Wide

UNITS = ("A", "B", "C", "Côte d'Ivoire")


def pairs(folder: Path, body: str | bytes) -> Pairs:
    file = folder / "pairs.csv"
    file.write_bytes(body.encode() if isinstance(body, str) else body)
    return read_pairs(file, UNITS)


@pytest.mark.parametrize("head", ["", "one,other\n", "country_a,country_b,since\n"])
def test_pairs_go_both_ways(tmp_path: Path, head: str) -> None:
    more = ",2001" if "since" in head else ""
    told = pairs(tmp_path, f"{head}A,B{more}\nB,A{more}\nC, A {more}\n")
    assert told == Pairs(((1, 2), (0,), (0,), ()), 0)


def test_rows_that_name_no_two_units_are_counted(tmp_path: Path) -> None:
    assert pairs(tmp_path, "a,b\nA,B\nA,Atlantis\nA,A\nA\nA,B,C\n").unknown == 4
    assert pairs(tmp_path, "A,B\nA,Atlantis\n").unknown == 1


@pytest.mark.parametrize("body", ["a,b\nX,Y\n", "a,b\n", "A\nB\n", "a,b\nA,A\n", "A B\nB A\n"])
def test_no_pair_fits(tmp_path: Path, body: str) -> None:
    with pytest.raises(Invalid, match="No pair"):
        pairs(tmp_path, body)


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04", "A,B\n".encode("utf-16"), b"\x00\x01\x02"])
def test_no_table_of_pairs(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(BadRequest):
        pairs(tmp_path, body)


def test_no_file_of_pairs(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_pairs(tmp_path / "none.csv", UNITS)


def table(first: int, *rows: list[float], units: tuple[str, ...] = ("A", "B")) -> Wide:
    return Wide("month", first, units, np.array(rows))


def test_another_table_in_the_shape_of_the_first() -> None:
    mine = table(10, [1, 2, 3], [4, 5, 6])
    found, shared = fitted(table(9, [7, 8, 9], units=("B",)), mine)
    np.testing.assert_array_equal(found, [[np.nan] * 3, [8, 9, np.nan]])
    assert shared == 1


@given(st.integers(0, 12), st.integers(1, 6))
def test_every_cell_comes_from_the_same_step_or_is_unknown(first: int, long: int) -> None:
    mine = table(6, [0.0] * 3, [0.0] * 3)
    other = table(first, [float(first + n) for n in range(long)], units=("A",))
    if first > 8 or first + long <= 6:
        with pytest.raises(Invalid, match="no month"):
            fitted(other, mine)
        return
    found, _ = fitted(other, mine)
    for n in range(3):
        assert found[0, n] == 6 + n if first <= 6 + n < first + long else np.isnan(found[0, n])


def test_nothing_shared() -> None:
    with pytest.raises(Invalid, match="no unit"):
        fitted(table(10, [1.0], units=("Z",)), table(10, [1.0], [2.0]))
    with pytest.raises(Invalid, match="by week"):
        fitted(Wide("week", 10, ("A",), np.array([[1.0]])), table(10, [1.0], [2.0]))
