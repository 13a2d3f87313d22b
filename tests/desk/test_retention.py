"""Retention: what is due by the mission's rules, listed by the machine and erased by a person."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from made import make_folder, report, send
from places import place

from greenline.cli import main as cli
from greenline.core.handling import MISSION
from greenline.desk import picture
from greenline.desk.desk import Desk
from greenline.desk.retention import due
from greenline.faces.query import Question
from greenline.mission import check, load

RULES = """
[[retention]]
register = "report"
fields = ["observer", "deaths"]
after_d = 30
reason = "House rule 7."
"""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    folder = make_folder(tmp_path / "alpha")
    with (folder / "mission.toml").open("a", encoding="utf-8") as text:
        text.write(RULES)
    return folder


def test_due_after_its_days_and_no_sooner(kept: Path, tmp_path: Path) -> None:
    desk = Desk(load(kept), place(tmp_path / "data"))
    try:
        one = send(desk, "report", "send", values=report(observer="OP-1", deaths={"best": 2, "low": 1})).ref
        send(desk, "report", "send", values=report(account="Nothing of it"))
        now = datetime.now(UTC)
        assert due(desk, now + timedelta(days=29)) == []
        ((rule, target),) = due(desk, now + timedelta(days=31))
        assert (target.ref, target.paths, rule.reason) == (one, ("observer", "deaths"), "House rule 7.")
    finally:
        desk.close()


def test_the_command_lists_and_erases(kept: Path, tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    from greenline.desk import retention

    where = place(tmp_path / "data")
    desk = Desk(load(kept), where)
    send(desk, "report", "send", values=report(observer="OP-1"))
    desk.close()

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return datetime.now(tz) + timedelta(days=40)

    monkeypatch.setattr(retention, "datetime", Later)

    def run(*more: str) -> dict[str, Any]:
        monkeypatch.setattr(sys, "argv", ["greenline", "retention", str(kept), "--data", where, "--json", *more])
        with pytest.raises(SystemExit):
            cli.main()
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        return told

    listed = run()
    observed = [one for one in listed["due"] if one["paths"] == ["observer"]]
    assert len(observed) == 1
    assert not listed["erased"]
    assert run("--apply", "--yes")["erased"]
    assert run()["due"] == []
    desk = Desk(load(kept), where)
    values = [r["values"] for r in picture.page(desk, "report", MISSION, Question(limit=1000))["records"]]
    assert not any("observer" in one for one in values)
    desk.close()


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ('register = "gone"\nfields = ["a"]\nafter_d = 1', "no register gone"),
        ('register = "report"\nfields = ["a"]\nafter_d = 1', "no field a"),
        ('register = "report"\nfields = []\nafter_d = 0', "after_d"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_told(tmp_path: Path, rule: str, words: str) -> None:
    folder = make_folder(tmp_path / "alpha")
    with (folder / "mission.toml").open("a", encoding="utf-8") as text:
        text.write(f"\n[[retention]]\n{rule}\n")
    _, issues = check(folder)
    assert any(words in f"{one.field} {one.sentence}" for one in issues), issues
