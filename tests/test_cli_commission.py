"""The joint commission on the command line."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from made import ALL, send
from typer.testing import CliRunner

from greenline.cli.main import app
from greenline.desk.desk import Desk
from greenline.desk.minutes.issuing import issue
from greenline.mission import load, of_stories

RUN = CliRunner()


def recorded(data: Path) -> str:
    desk = Desk(load(of_stories()), data)
    ref = send(desk, "meeting", "propose", ALL, body="JMC", agenda=[{"words": "Road"}]).ref
    held = {"held": "2025-03-08", "attendance": [{"actor": "A", "delegates": 3}]}
    outcome = {"agenda": [{"words": "Road", "outcome": "deferred"}]}
    for step, values in (("agree", {}), ("schedule", {"scheduled": "2025-03-08"}), ("hold", held), ("record", outcome)):
        send(desk, "meeting", step, ALL, ref=ref, **values)
    issue(desk, ref, ALL, "issue-1")
    desk.close()
    return ref


def test_docket_and_minutes(tmp_path: Path) -> None:
    mission, data = str(of_stories()), str(tmp_path / "data")
    ref = recorded(tmp_path / "data")
    told = RUN.invoke(app, ["docket", mission, "--body", "JMC", "--data", data])
    assert told.exit_code == 0, told.output
    assert "Road" in told.output
    assert "on 1 agendas since 2025-03-08; last: deferred" in told.output
    seen = json.loads(RUN.invoke(app, ["docket", mission, "--audience", "public", "--data", data, "--json"]).stdout)
    assert seen["items"] == []
    file = tmp_path / "minutes.pdf"
    made = json.loads(RUN.invoke(app, ["minutes", mission, ref, "--out", str(file), "--data", data, "--json"]).stdout)
    assert made["file"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert RUN.invoke(app, ["minutes", mission, "MTG-00000000", "--out", str(file), "--data", data]).exit_code != 0
