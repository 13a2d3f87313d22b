"""The field's own files, as published: how many rows are read, flagged and refused, and that their sums survive."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import ROOT
from sqlalchemy import func, select

from greenline.desk.desk import Desk
from greenline.desk.importing import Summary, import_file, shipped_map

DATA = ROOT.parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the field's files are not beside this project")


def take(desk: Desk, name: str) -> Summary:
    file: Path = DATA / name
    return import_file(desk, file, [shipped_map("ucdp-deco"), shipped_map("ucdp-ged")])


@pytest.mark.parametrize(
    ("name", "read", "refused", "flagged", "best"),
    [
        ("events_ucdp_candidate_2023_10.csv", 2391, 0, 15, None),
        ("events_ucdp_car_1991_2020.csv", 1576, 0, 19, 13095),
        ("events_ucdp_syria_2016.csv", 6170, 0, 15, 48710),
        ("events_ucdp_deco_1989_2015.csv", 3805, 6, None, None),
    ],
)
def test_a_published_file(
    desk: Desk, name: str, read: int, refused: int, flagged: int | None, best: int | None
) -> None:
    first = take(desk, name)
    assert (first.read, first.refused, first.accepted) == (read, refused, read - refused)
    assert flagged is None or first.flagged == flagged
    if refused:
        assert all("place" in reason for reason in first.reasons)
    table = desk.shapes["report"].table
    with desk.reading() as connection:
        total = connection.execute(select(func.sum(table.c.deaths__best))).scalar()
    assert best is None or total == best
    second = take(desk, name)
    assert (second.already, second.accepted, second.amended) == (read - refused, 0, 0)
