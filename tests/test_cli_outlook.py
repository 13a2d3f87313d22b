"""`greenline outlook` as a shell runs it."""

from __future__ import annotations

import json
from pathlib import Path

from test_cli import Run, run

__all__ = ["run"]  # the fixture


def test_a_unit_is_told_with_what_carries_it(run: Run, tmp_path: Path) -> None:
    given = ("outlook", "somalia", "--at", "2013-06-30", "--data", str(tmp_path / "data"))
    code, out, _ = run(*given, "--unit", "SECTOR-1")
    assert code == 0
    assert "SECTOR-1" in out
    assert "skill" in out
    assert "carried by" in out
    assert "INC-" in out
    code, out, _ = run(*given, "--steps", "1", "--json")
    told = json.loads(out)
    assert {one["unit"] for one in told["units"]} >= {"SECTOR-1"}
    assert all(len(one["ahead"]) <= 1 for one in told["units"])
    for one in told["units"]:
        assert one["unknown"] == (not one["ahead"])
        assert all(past["refs"] or past["count"] for past in one["why"])


def test_what_cannot_be_asked_is_said_in_words(run: Run, tmp_path: Path) -> None:
    given = ("outlook", "somalia", "--data", str(tmp_path / "data"))
    for asked, said in ((("--unit", "ATLANTIS"), "ATLANTIS"), (("--at", "someday"), "someday")):
        code, _, err = run(*given, *asked)
        assert code != 0
        assert said in err
        assert "Traceback" not in err
