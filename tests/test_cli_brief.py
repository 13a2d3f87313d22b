"""`greenline brief` and `greenline log`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from test_cli import Run, place, run  # noqa: F401


def test_a_day_is_written_in_every_form(run: Run, place: Path, tmp_path: Path) -> None:  # noqa: F811
    files = [tmp_path / f"day.{ending}" for ending in ("pdf", "html", "json")]
    outs = [word for file in files for word in ("--out", file)]
    code, out, _ = run("brief", place, "--day", "1996-06-03", "--purpose", "Handover", *outs, "--json")
    assert code == 0
    told = json.loads(out)
    assert hashlib.sha256(files[2].read_bytes()).hexdigest() == told["digest"]
    assert told["digest"] in files[1].read_text(encoding="utf-8")
    assert files[0].read_bytes().startswith(b"%PDF")
    figures = {one["key"]: one["value"] for one in json.loads(files[2].read_text(encoding="utf-8"))["figures"]}
    assert figures["incidents"] == 1
    code, out, _ = run("access", place, "--did", "export")
    assert "Handover" in out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--day", "1996-06-03", "--out", "day.doc"], ".pdf"),
        (["--day", "1996-13-03", "--out", "day.pdf"], "is no day"),
        (["--out", "day.pdf"], "Say which day"),
        (["--day", "1996-06-03", "--out", "/nowhere/day.json"], "cannot be written"),
        (["--day", "1996-06-03", "--out", "day.pdf", "--language", "xx"], "no words"),
        (["--kind", "flash", "--out", "day.pdf"], "name it by its reference"),
    ],
)
def test_what_is_wrong_is_told(run: Run, place: Path, words: list[str], says: str) -> None:  # noqa: F811
    code, _, err = run("brief", place, *words)
    assert code == 1
    assert says in err


def test_an_audience_that_does_not_exist(run: Run, place: Path) -> None:  # noqa: F811
    code, _, err = run("brief", place, "--day", "1996-06-03", "--out", "d.pdf", "--audience", "everybody")
    assert code == 2
    assert "everybody" in err


def test_a_line_at_three_in_the_morning(run: Run, place: Path) -> None:  # noqa: F811
    code, out, _ = run("log", place)
    assert (code, out.strip()) == (0, "Nobody took the watch.")
    words = ("log", place, "Patrol back [4 men]", "--by", "DESK-1", "--matter", "patrol", "--from", "P-4", "--key", "k",
             "--when", "2025-03-02T03:00:00+02:00")  # fmt: skip
    assert run(*words)[0] == 0
    assert "(already)" in run(*words)[1]
    code, out, _ = run("log", place)
    assert "P-4 > ?  Patrol back [4 men]" in out
    code, _, err = run("log", place, "x", "--by", "NOBODY-1")
    assert code == 1
    assert "people.toml" in err
