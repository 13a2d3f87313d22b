"""Two satellite pictures: windows and reports made of them once, cloud told or unknown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from ground import THINGS, pair, write
from made import ALL, VER

from greenline.core.errors import BadRequest, Invalid
from greenline.core.handling import MISSION
from greenline.desk import picture
from greenline.desk.desk import Desk
from greenline.desk.passes import change

AT = ("2026-05-02T08:31:00Z", "2026-06-01T08:31:00Z")


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    before, after, _ = pair(3)
    return write(tmp_path / "may.tif", before), write(tmp_path / "june.tif", after)


def values(desk: Desk, noun: str, ref: str) -> dict[str, Any]:
    return dict(picture.one(desk, noun, ref, MISSION)["values"])


def test_passes_and_changes_are_recorded_once(desk: Desk, files: tuple[Path, Path]) -> None:
    told = change(desk, *files, AT, ALL)
    assert (len(told.windows), len(told.reports), told.already) == (2, len(THINGS), 0)
    again = change(desk, *files, AT, VER)
    assert (again.windows, again.reports, again.already) == (told.windows, told.reports, 2 + len(THINGS))
    assert picture.count(desk, "report", MISSION, picture.Question()) == len(THINGS)
    assert picture.count(desk, "incident", MISSION, picture.Question()) == 0


def test_a_change_is_a_report_that_nobody_has_judged(desk: Desk, files: tuple[Path, Path]) -> None:
    told = values(desk, "report", change(desk, *files, AT, ALL).reports[0])
    assert (told["source_kind"], told["credibility"], told["observation"]) == ("technical_forensic", "6", "other")
    assert "kind" not in told
    assert told["happened_at"]["start"].startswith("2026-05-02")
    assert told["happened_at"]["end"].startswith("2026-06-01")
    assert "Outline: POLYGON" in told["account"]
    assert len(told["attachments"]) == 2
    outline = shapely.from_wkt(told["account"].partition("Outline: ")[2])
    assert outline.intersects(shapely.Point(told["place"]["lon"], told["place"]["lat"]).buffer(1e-4))


def test_cloud_is_unknown_until_somebody_tells(desk: Desk, files: tuple[Path, Path], tmp_path: Path) -> None:
    told = change(desk, *files, AT, ALL)
    window = values(desk, "window", told.windows[0])
    assert (window["means"], window["sensor"]) == ("satellite_pass", "satellite_optical")
    assert "cloud_pct" not in window
    assert "Nobody told" in window["account"]
    assert shapely.from_wkt(window["area"]).area > 0


def test_cloud_that_is_told_is_blind(desk: Desk, files: tuple[Path, Path], tmp_path: Path) -> None:
    mask = np.zeros((1, 300, 300), np.uint8)
    mask[0, :75] = 1
    cloud = write(tmp_path / "cloud.tif", mask)
    told = change(desk, *files, AT, ALL, clouds=(None, cloud))
    first, second = (values(desk, "window", ref) for ref in told.windows)
    assert "cloud_pct" not in first
    assert second["cloud_pct"] == 25
    hidden = shapely.from_wkt(second["blind"][0]["area"])
    assert hidden.area == pytest.approx(shapely.from_wkt(second["area"]).area / 4, rel=0.02)
    assert told.not_compared == pytest.approx(0.25)
    assert len(told.reports) == len(THINGS) - 1


def test_what_does_not_hold_leaves_nothing(desk: Desk, files: tuple[Path, Path], tmp_path: Path) -> None:
    for at in (("yesterday", AT[1]), (AT[1], AT[0])):
        with pytest.raises(Invalid):
            change(desk, *files, at, ALL)
    with pytest.raises(Invalid):
        change(desk, *files, AT, ALL, observation="tank")
    half = tmp_path / "half.tif"
    half.write_bytes(files[1].read_bytes()[:50_000])
    with pytest.raises(BadRequest, match="cut off"):
        change(desk, files[0], half, AT, ALL)
    assert picture.count(desk, "window", MISSION, picture.Question()) == 0
    assert picture.count(desk, "report", MISSION, picture.Question()) == 0
