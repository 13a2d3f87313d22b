"""`greenline attach`: a file on a record in one command, and what is wrong with it in words."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from made import report, send
from places import place

from greenline.cli import main as cli
from greenline.desk.desk import Desk
from greenline.mission import Mission


def run(capsys: Any, monkeypatch: Any, *words: str) -> tuple[int, str]:
    monkeypatch.setattr(sys, "argv", ["greenline", "attach", *words])
    with pytest.raises(SystemExit) as left:
        cli.main()
    return int(left.value.code or 0), capsys.readouterr().out


def test_a_file_hangs_on_a_record(mission: Mission, tmp_path: Path, capsys: Any, monkeypatch: Any) -> None:
    where = place(tmp_path / "data")
    desk = Desk(mission, where)
    ref = send(desk, "report", "send", values=report()).ref
    desk.close()
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"%PDF-1.7 words")
    common = ("--mission", str(mission.folder), "--data", where, "--json")
    for _ in range(2):
        code, told = run(capsys, monkeypatch, ref, str(paper), "--caption", "A paper", *common)
        assert code == 0, told
    assert json.loads(told)["media"] == "application/pdf"
    desk = Desk(mission, where)
    from greenline.core.handling import MISSION
    from greenline.desk import picture

    parts = picture.one(desk, "report", ref, MISSION)["values"]["attachments"]
    assert [(part["name"], part["caption"]) for part in parts] == [("paper.pdf", "A paper")] * 2
    desk.close()
    assert run(capsys, monkeypatch, ref, str(tmp_path / "none"), *common)[0] == 1
    assert run(capsys, monkeypatch, "REP-00000000", str(paper), *common)[0] == 2
