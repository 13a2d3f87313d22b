"""The command line: exit codes, one JSON document, an example for each command."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from made import make_folder, report

from greenline.cli import main as cli

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run `greenline` as a shell does; (exit code, standard output, standard error)."""
    monkeypatch.setenv("GREENLINE_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("COLUMNS", "200")

    def go(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["greenline", *map(str, words)])
        code = 0
        try:
            cli.main()
        except SystemExit as done:
            code = int(done.code or 0)
        told = capsys.readouterr()
        return code, told.out, told.err

    return go


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "alpha")


def document(out: str) -> dict[str, Any]:
    """Standard output as one JSON document and nothing else."""
    body = json.loads(out)
    assert out.count("\n") == 1
    return dict(body)


def test_help_has_an_example_for_each_command(run: Run) -> None:
    for command in cli.app.registered_commands:
        name = command.name or command.callback.__name__  # type: ignore[union-attr]
        code, out, _ = run(name, "--help")
        assert code == 0
        assert "Example:" in out
        assert f"greenline {name}" in out


def test_a_whole_day(run: Run, place: Path, tmp_path: Path) -> None:
    """check, import, submit, history, export, verify, rebuild, verify."""
    assert document(run("check", place, "--json")[1]) == {"folder": str(place), "ok": True, "issues": []}
    (tmp_path / "more.csv").write_text("id,day,lon,lat,code,dead,words,side\n9,2020-01-01,33,35,CFV-SAF,1,Boom,B\n")
    words = ("import", "csv", tmp_path / "more.csv", "--map", place / "maps" / "events.toml", "-m", place, "--json")
    code, out, _ = run(*words)
    assert (code, document(out)["accepted"]) == (0, 1)
    assert document(run(*words)[1])["already"] == 1
    acts = [{"register": "report", "key": "k", "values": report()}, {"register": "report", "key": "l", "values": {}}]
    (tmp_path / "acts.jsonl").write_text("\n".join(map(json.dumps, acts)))
    code, out, _ = run("submit", tmp_path / "acts.jsonl", "-m", place, "--json")
    told = document(out)
    assert (code, told["accepted"], told["refused"]) == (1, 1, 1)
    ref = told["results"][0]["ref"]
    code, out, _ = run("history", ref, "-m", place, "--json")
    assert (code, document(out)["versions"][0]["step"]) == (0, "send")
    assert document(run("history", ref, "-m", place, "--audience", "public", "--json")[1])["versions"]
    for form in ("csv", "geojson", "jsonl"):
        file = tmp_path / f"out.{form}"
        code, out, _ = run("export", "report", "-m", place, "--format", form, "--out", file, "--json")
        assert (code, document(out)["bytes"]) == (0, file.stat().st_size)
    out = run("export", "report", "-m", place, "--out", "-")[1]
    assert out == (tmp_path / "out.csv").read_bytes().decode()
    assert run("export", "ledger", "-m", place, "--format", "jsonl", "--out", tmp_path / "l.jsonl")[0] == 0
    code, out, _ = run("verify", place, "--json")
    verdict = document(out)
    assert (code, verdict["whole"], verdict["entries"]) == (0, True, 8)
    assert document(run("rebuild", place, "--json")[1]) == {"folded": 8}
    assert document(run("verify", place, "--json")[1]) == verdict
    for command in ("verify", "rebuild", "check"):
        code, out, _ = run(command, place)
        assert code == 0
        assert out.strip()


def test_a_tampered_ledger_is_problem_1(run: Run, place: Path, tmp_path: Path) -> None:
    import sqlite3

    assert run("rebuild", place, "--data", tmp_path / "d")[0] == 0
    assert run("history", "REP-00000", "-m", place, "--data", tmp_path / "d")[0] == 2
    connection = sqlite3.connect(tmp_path / "d" / "ledger.sqlite")
    assert connection.execute("UPDATE report SET account = 'x'").rowcount
    connection.commit()
    connection.close()
    code, out, _ = run("verify", place, "--data", tmp_path / "d", "--json")
    assert (code, document(out)["whole"]) == (1, False)
    code, out, _ = run("verify", place, "--data", tmp_path / "d")
    assert code == 1
    assert "problem" in out


def test_a_new_folder(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("init", tmp_path / "beta", "--json")
    assert code == 0
    assert "mission.toml" in document(out)["files"]
    assert run("check", tmp_path / "beta")[0] == 0
    assert run("init", tmp_path / "beta")[0] == 1


def test_a_folder_with_problems(run: Run, place: Path) -> None:
    (place / "mission.toml").write_text("colour = 1")
    code, out, _ = run("check", place, "--json")
    body = document(out)
    assert (code, body["ok"]) == (1, False)
    assert {i["field"] for i in body["issues"]} >= {"mission.toml: colour", "mission.toml: name"}
    code, out, _ = run("check", place)
    assert code == 1
    assert "mission.toml: colour" in out


WRONG: list[tuple[list[str], int]] = [
    ([], 2),
    (["fly"], 2),
    (["check"], 2),
    (["check", "nowhere"], 2),
    (["verify", "nowhere"], 2),
    (["import", "xml", "a.csv", "-m", "MISSION"], 2),
    (["import", "csv", "a.csv", "-m", "MISSION"], 2),
    (["import", "ucdp-ged", "nowhere.csv", "-m", "MISSION"], 2),
    (["import", "ucdp-ged", "nowhere.csv", "-m", "MISSION", "--as", "site"], 2),
    (["submit", "nowhere.jsonl", "-m", "MISSION"], 2),
    (["export", "planet", "-m", "MISSION", "--out", "x"], 2),
    (["export", "report", "-m", "MISSION", "--out", "x", "--audience", "enemy"], 2),
    (["export", "report", "-m", "MISSION", "--out", "x", "--format", "xml"], 1),
    (["history", "nonsense", "-m", "MISSION"], 2),
    (["history", "INC-00000", "-m", "MISSION"], 2),
    (["demo", "nowhere"], 2),
    (["serve", "MISSION", "--host", "0.0.0.0"], 1),
    (["serve", "MISSION", "--port", "99999"], 2),
]


@pytest.mark.parametrize(("words", "code"), WRONG, ids=lambda x: " ".join(x) if isinstance(x, list) else str(x))
def test_wrong_use(run: Run, place: Path, words: list[str], code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    told = [str(place) if w == "MISSION" else w for w in words]
    got, out, err = run(*told)
    assert got == code, out + err
    assert out + err
    assert "Traceback" not in out + err
    if words and words[0] in ("verify", "history"):
        got, out, _ = run(*told, "--json")
        assert (got, bool(document(out)["sentence"])) == (code, True)


def test_verify_before_anything_was_written(run: Run, place: Path) -> None:
    assert run("verify", place)[0] == 2


def test_export_into_nowhere(run: Run, place: Path, tmp_path: Path) -> None:
    code, _, err = run("export", "report", "-m", place, "--out", tmp_path / "no" / "x.csv")
    assert code == 1
    assert "cannot be written" in err
    shutil.rmtree(tmp_path / "data")
