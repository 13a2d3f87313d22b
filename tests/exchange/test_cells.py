"""Texts made of several cells."""

from __future__ import annotations

import pytest

from greenline.exchange.cells import names, template

HEADER = ["day", "time", "lat", "id"]


def filled(text: str, *cells: str, missing: tuple[str, ...] = ("",)) -> str | None:
    columns, fill = template(text, HEADER.index, frozenset(missing))
    assert [HEADER[c] for c in columns] == names(text)
    return fill(cells)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{day} {time:04}+0000", "2024-05-01 0234+0000"),
        ("x:{id}", "x:12"),
        ("{lat:.5}", "4.85000"),
        ("{lat:.1}/{id:06}", "4.8/000012"),
        ("no column", "no column"),
        ("{id}{id}", "1212"),
    ],
)
def test_filling(text: str, expected: str) -> None:
    assert filled(text, "2024-05-01", "234", "4.85", "12.0") == expected


def test_a_missing_cell_fills_nothing() -> None:
    assert filled("{day}-{time}", "", "234", "1", "2") is None
    assert filled("{day}-{time}", "NA", "234", "1", "2", missing=("NA",)) is None
    assert filled("{lat}", "", "", "1", "") == "1"


def test_a_number_that_is_none() -> None:
    with pytest.raises(ValueError, match="no number"):
        filled("{lat:.2}", "", "", "north", "")
