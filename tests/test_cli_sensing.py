"""`sortie`, `change` and `fires` as a shell runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ground import pair, write
from made import make_folder
from test_cli import Run, run  # noqa: F401

START = "2026-05-02T08:31:00Z"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "alpha")


def test_an_exercise_from_film_to_windows(run: Run, place: Path, tmp_path: Path) -> None:  # noqa: F811
    film = tmp_path / "x.ts"
    code, out, _ = run("sortie", "--simulate", film, "--seed", "3", "--minutes", "2", "--received", START, "--json")
    assert code == 0
    assert json.loads(out)["bytes"] == film.stat().st_size
    marks = tmp_path / "marks.csv"
    marks.write_text("time,words\n2026-05-02T08:30:00Z,A lorry\nnow,nothing\n")
    code, out, _ = run("sortie", place, film, "--marks", marks, "--received", START, "--json")
    told = json.loads(out)
    assert code == 0
    assert (len(told["windows"]), len(told["reports"]), len(told["problems"])) == (2, 2, 1)
    code, out, err = run("sortie", place, film, "--marks", marks, "--received", START)
    assert code == 0
    assert "4 of them were there already" in out
    assert run("sortie", place, marks)[0] == 1
    assert run("sortie", place, tmp_path / "none.ts")[0] == 2
    assert run("sortie", place)[0] == 2
    assert run("sortie", "--simulate", film, "--centre", "x")[0] == 2
    assert not err


def test_two_pictures(run: Run, place: Path, tmp_path: Path) -> None:  # noqa: F811
    before, after, _ = pair(3)
    files = write(tmp_path / "a.tif", before), write(tmp_path / "b.tif", after)
    code, out, _ = run("change", place, *files, "--at", START, "--at", "2026-06-01T08:31:00Z", "--json")
    assert code == 0
    assert len(json.loads(out)["reports"]) == 5
    assert run("change", place, *files, "--at", START)[0] == 2
    code, _, err = run("change", place, *files, "--at", START, "--at", "2026-04-01T08:31:00Z")
    assert code == 1
    assert "older" in err


def test_fires_of_a_mission_that_has_none(run: Run, place: Path) -> None:  # noqa: F811
    code, out, _ = run("fires", place, "--json")
    assert (code, json.loads(out)) == (0, {"hotspots": [], "windows": [], "already": 0})
    assert run("fires", place, "--since", "soon")[0] == 2
