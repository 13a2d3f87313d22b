"""Imported hotspots: usual, new or unknown; a window for each pass that leaves cloud unknown; rows as they come."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import Any

from made import ALL

from greenline.core.handling import MISSION
from greenline.desk import picture
from greenline.desk.desk import Desk
from greenline.desk.fires import fires, plain
from greenline.desk.importing import import_file, shipped_maps

HEAD = "latitude longitude bright_ti4 scan track acq_date acq_time satellite instrument confidence version bright_ti5 frp daynight"  # noqa: E501


def rows(*lines: str, head: str = HEAD) -> list[dict[str, str]]:
    return [dict(zip(head.split(), line.split(), strict=True)) for line in lines]


def bring(desk: Desk, tmp_path: Path, told: list[dict[str, str]]) -> Any:
    file = tmp_path / "fires.csv"
    with file.open("w", newline="") as out:
        table = csv.DictWriter(out, list(told[0]))
        table.writeheader()
        table.writerows(told)
    return import_file(desk, file, shipped_maps("firms"), refused=tmp_path / "refused.csv")


def test_hotspots_are_judged_and_passes_leave_windows_once(desk: Desk, tmp_path: Path) -> None:
    brought = bring(desk, tmp_path, rows(
        "35.1 33.3 340 0.4 0.4 2023-06-02 0034 N VIIRS n 2.0NRT 290 3.4 N",
        "35.1 33.3 340 0.4 0.4 2024-06-05 1034 N VIIRS l 2.0NRT 290 3.4 D",
        "35.1 33.3 340 0.4 0.4 2025-06-01 234 N VIIRS h 2.0NRT 290 3.4 N",
        "35.3 33.9 340 0.4 0.4 2025-06-01 240 N VIIRS 77 2.0NRT 290 9.9 N",
        "35.3 33.9 340 0.4 0.4 2025-06-01 9 1 VIIRS n 2.0NRT 290 9.9 N",
    ))  # fmt: skip
    assert brought.refused == 0
    told, windows, already = fires(desk, ALL, "2025-01-01")
    assert {(one["at"], one["value"], one["confidence"]) for one in plain(told)} == {
        ("2025-06-01T02:34:00Z", "usual", "h"), ("2025-06-01T02:40:00Z", "new", "77"),
        ("2025-06-01T00:09:00Z", "new", "n"),
    }  # fmt: skip
    assert (len(windows), already) == (2, 0)
    for ref in windows:
        values = picture.one(desk, "window", ref, MISSION)["values"]
        assert (values["means"], values["sensor"]) == ("satellite_pass", "satellite_thermal")
        assert "cloud_pct" not in values
        assert "there may have been fire" in values["account"]
    assert fires(desk, ALL, "2025-01-01")[1:] == (windows, 2)
    bring(desk, tmp_path, rows("35.2 33.4 340 0.4 0.4 2025-06-01 229 N VIIRS n 2.0NRT 290 3.4 N"))
    assert fires(desk, ALL, "2025-01-01")[1:] == (windows, 2), "a later file tells of more in the same pass"
    assert len(fires(desk, ALL)[0]) == 6
    assert picture.count(desk, "report", MISSION, picture.Question()) == 6


def test_a_mission_without_hotspots_has_none(desk: Desk) -> None:
    assert fires(desk, ALL) == ([], [], 0)


def test_rows_that_are_broken_are_refused_one_by_one(desk: Desk, tmp_path: Path) -> None:
    rng = random.Random(4)
    good = "35.1 33.3 340 0.4 0.4 2025-06-01 {time} N VIIRS n 2.0NRT 290 3.4 N"
    told = rows(*(good.format(time=f"{n // 60:02d}{n % 60:02d}") for n in range(120)))
    broken = 0
    for one in told:
        if rng.random() < 0.5:
            name = rng.choice(["latitude", "longitude", "acq_date", "acq_time", "satellite"])
            one[name] = rng.choice(["", "x" * 400, "9999", "nan", "-1e9", "\u0660", "1;2"])
            broken += 1
    summary = bring(desk, tmp_path, told)
    assert summary.read == 120
    assert summary.accepted >= 120 - broken
    assert summary.accepted + summary.refused + summary.already == 120
    assert len(fires(desk, ALL)[0]) == summary.accepted
