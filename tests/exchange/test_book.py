"""Tables in their wrappings: spreadsheets read as the CSV they would be, archives, and what hostile files do."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from greenline.core.errors import BadRequest, NotFound
from greenline.exchange import book
from greenline.exchange.book import opened, sheets


def write(file: Path, *rows: list[Any], sheet: str = "Data", before: str | None = None) -> Path:
    with xlsxwriter.Workbook(str(file), {"default_date_format": "yyyy-mm-dd hh:mm"}) as made:
        if before:
            made.add_worksheet(before)
        page = made.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return file


def read(file: Path, **more: Any) -> tuple[list[str], list[list[str]]]:
    with opened(file, **more) as (header, chunks):
        rows = [row for chunk in chunks for row in chunk]
    assert not [row.wrong for row in rows if row.wrong]
    return header, [row.cells for row in rows]


def test_cells_are_what_a_csv_would_have(tmp_path: Path) -> None:
    cells = ["a", 12, 1.5, True, date(2025, 3, 2), datetime(2025, 3, 2, 14, 5), "  x ", "0012"]
    file = write(tmp_path / "t.xlsx", list("abcdefgh"), cells)
    told = ["a", "12", "1.5", "true", "2025-03-02", "2025-03-02 14:05:00", "x", "0012"]
    assert read(file) == (list("abcdefgh"), [told])


def test_empty_rows_and_columns_are_passed_over(tmp_path: Path) -> None:
    file = write(tmp_path / "t.xlsx", [], ["a", "b", ""], [], [1, 2], ["", "", ""], [3])
    assert read(file) == (["a", "b"], [["1", "2"], ["3", ""]])


def test_a_row_beyond_the_header_costs_itself(tmp_path: Path) -> None:
    file = write(tmp_path / "t.xlsx", ["a", "b"], [1, 2, 3], [4, 5])
    with opened(file) as (_, chunks):
        rows = [row for chunk in chunks for row in chunk]
    assert [row.line for row in rows] == [2, 3]
    assert "beyond the header's 2 columns" in rows[0].wrong
    assert rows[1].cells == ["4", "5"]


def test_the_first_sheet_with_anything_in_it_or_the_named_one(tmp_path: Path) -> None:
    file = write(tmp_path / "t.xlsx", ["a"], [1], sheet="Second", before="First")
    assert sheets(file) == ["First", "Second"]
    assert read(file)[0] == ["a"]
    assert read(file, sheet="Second")[0] == ["a"]
    with pytest.raises(BadRequest, match="no sheet 'Third'; there are First, Second"):
        read(file, sheet="Third")
    with pytest.raises(BadRequest, match="empty"):
        read(file, sheet="First")


def test_parts_together_are_the_whole(tmp_path: Path) -> None:
    file = write(tmp_path / "t.xlsx", ["n"], *([n] for n in range(2500)))
    got = [read(file, part=part, parts=2)[1] for part in range(2)]
    assert sorted(int(n) for rows in got for (n,) in rows) == list(range(2500))
    assert all(got)


def pack(file: Path, **entries: bytes) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in entries.items():
            archive.writestr(name.replace("__", "/").replace("_csv", ".csv"), body)
    return file


def test_an_archive_with_one_table(tmp_path: Path) -> None:
    file = pack(tmp_path / "t.zip", ged_csv=b"a,b\n1,2\n", readme=b"words")
    assert read(file) == (["a", "b"], [["1", "2"]])


@pytest.mark.parametrize("names", [("one_csv", "two_csv"), ("readme",)])
def test_an_archive_with_several_or_none(tmp_path: Path, names: tuple[str, ...]) -> None:
    with pytest.raises(BadRequest, match="tables; unpack it"):
        read(pack(tmp_path / "t.zip", **dict.fromkeys(names, b"a\n1\n")))


def test_a_name_that_leads_out_is_only_a_name(tmp_path: Path) -> None:
    file = tmp_path / "t.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("../../evil.csv", b"a\n1\n")
    assert read(file) == (["a"], [["1"]])
    assert [f.name for f in tmp_path.iterdir()] == ["t.zip"]


def test_a_bomb_is_not_opened(tmp_path: Path) -> None:
    file = pack(tmp_path / "t.zip", bomb_csv=b"a\n" + b"0" * 60_000_000)
    assert file.stat().st_size < 100_000
    with pytest.raises(BadRequest, match="far more than a table should"):
        read(file)


def test_a_spreadsheet_that_is_a_bomb(tmp_path: Path) -> None:
    file = pack(tmp_path / "t.xlsx", **{"[Content_Types].xml": b"<a/>", "xl__sheet": b" " * 60_000_000})
    with pytest.raises(BadRequest, match="far more"):
        read(file)


@pytest.mark.parametrize("far", [(1_048_575, 16_383), (1_048_575, 299), (2, 5_000)])
def test_cells_in_far_corners_are_not_spread_out(tmp_path: Path, far: tuple[int, int]) -> None:
    file = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(file)) as made:
        page = made.add_worksheet()
        page.write(0, 0, "a")
        page.write(*far, "b")
    assert file.stat().st_size < 10_000
    with pytest.raises(BadRequest, match="too far apart"):
        read(file)


def test_too_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "MOST_PARTS", 2)
    with pytest.raises(BadRequest, match="far more"):
        read(pack(tmp_path / "t.zip", a_csv=b"a\n", b=b"", c=b""))


def test_entities_are_not_unfolded(tmp_path: Path) -> None:
    """Billion laughs in the sheet itself: refused or read as nothing, and soon."""
    file = write(tmp_path / "t.xlsx", ["a"], ["b"])
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%b">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9)
    )
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    head, _, rest = entries[name].partition(b"?>")
    entries[name] = head + b"?>" + laughs + b"]>" + rest.replace(b"<sheetData>", b"<sheetData>&j;")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for one, body in entries.items():
            archive.writestr(one, body)
    try:
        header, rows = read(file)
    except BadRequest:
        return
    assert len(str((header, rows))) < 1000


@pytest.mark.parametrize("body", [b"PK\x03\x04rubbish", b"PK", b"\xd0\xcf\x11\xe0rubbish" * 100, b"\x00\x01\x02\x03"])
def test_what_is_none_is_refused_in_words(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "t.xlsx").write_bytes(body)
    with pytest.raises(BadRequest):
        read(tmp_path / "t.xlsx")


@pytest.mark.parametrize("cut", [30, 200, 0.5, 0.9])
def test_half_a_spreadsheet(tmp_path: Path, cut: float) -> None:
    whole = write(tmp_path / "t.xlsx", ["a"], *([n] for n in range(500))).read_bytes()
    (tmp_path / "half.xlsx").write_bytes(whole[: int(cut if cut > 1 else len(whole) * cut)])
    with pytest.raises(BadRequest):
        read(tmp_path / "half.xlsx")


def test_damage_inside_an_archive_is_told(tmp_path: Path) -> None:
    body = bytearray(io.BytesIO(pack(tmp_path / "t.zip", a_csv=b"a,b\n" + b"1,2\n" * 5000).read_bytes()).getvalue())
    body[60] ^= 0xFF
    (tmp_path / "t.zip").write_bytes(bytes(body))
    with pytest.raises((BadRequest, AssertionError)):
        read(tmp_path / "t.zip")


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read(tmp_path / "none.xlsx")
