"""`greenline whatif` as a shell runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made import make_folder
from test_cli import Run, run

from greenline.cli.supposing import _share

__all__ = ["run"]  # the fixture


def test_without_a_mission(run: Run) -> None:
    code, out, _ = run("whatif", "--base", "106", "--deaths", "civilian", "--troops", "0:8000")
    assert code == 0
    assert "106  ->  2.03 (" in out
    assert "no guarantee" in out
    code, out, _ = run("whatif", "--base", "96", "--police", "0:200")
    assert "96  ->  13.9 (" in out


def test_who_killed_is_asked_of_one_place(run: Run) -> None:
    code, _, err = run("whatif", "--base", "10", "--deaths", "government", "--troops", "0:1000")
    assert code == 1
    assert "E5 is of one place" in err
    here = ("--change", "HERE:troops:0->1000", "--base", "10", "--deaths")
    code, out, _ = run("whatif", *here, "government")
    assert code == 0
    assert "month 3  government   10  ->  10;" in out
    code, out, _ = run("whatif", *here, "rebels")
    assert "10  ->  6 (" in out


def test_a_seed_that_cannot_be_is_refused(run: Run) -> None:
    code, _, err = run("whatif", "--base", "106", "--troops", "0:8000", "--seed", "-1")
    assert code == 2
    assert "--seed" in err


@pytest.mark.parametrize(
    ("chance", "told"),
    [(0, "0"), (0.001, "under 1"), (0.29, "29"), (0.996, "over 99"), (0.9999, "over 99"), (1, "100")],
)
def test_a_share_is_rounded_and_never_called_certain(chance: float, told: str) -> None:
    assert _share(chance) == told


def test_beyond_the_sample(run: Run) -> None:
    code, _, err = run("whatif", "--base", "96", "--police", "0:600")
    assert code == 1
    assert "ends at 500" in err
    code, out, _ = run("whatif", "--base", "96", "--police", "0:600", "--saturate", "--json")
    assert code == 0
    assert any("the answer there" in words for words in json.loads(out)["result"]["warnings"])


def test_a_mission_outside_the_sample_is_told_the_effects(run: Run, tmp_path: Path) -> None:
    folder = make_folder(tmp_path / "alpha")
    with (folder / "mission.toml").open("a", encoding="utf-8") as file:
        file.write('[whatif]\noperation = "au_combat"\n')
    code, out, err = run("whatif", folder, "--change", "all:troops:1000->2000", "--base", "5")
    assert code == 1
    assert "combat mission" in err
    assert "E15" in out


def test_the_table_and_what_cannot_be_read(run: Run) -> None:
    code, out, _ = run("whatif", "effects")
    assert code == 0
    assert "0.61 (0.476 to 1) for each 1,000 troops" in out
    code, out, _ = run("whatif", "--effects", "--json")
    assert len(json.loads(out)) == 15
    code, _, err = run("whatif", "--base", "5", "--troops", "many")
    assert code == 1
    assert "PLACE:KIND:BEFORE->AFTER" in err
