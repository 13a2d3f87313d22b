"""The printed tables against the views themselves: what a table promises is what an audience's view can give."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from made import make_folder

from greenline.cli import main as cli
from greenline.core.handling import CIRCLES, PARTICIPANT, ROLES
from greenline.desk import rights
from greenline.registers import REGISTERS


def test_every_role_has_a_duty_and_every_step_a_role() -> None:
    assert [role for role, _ in rights.duties()] == list(ROLES)
    told = list(rights.steps())
    assert len(told) == sum(len(register.steps) for register in REGISTERS.values())
    apart = {noun for noun, register in REGISTERS.items() if register.apart}
    for noun, *_, by in told:  # in a thread it is taking part that counts, which is no role
        assert set(by) <= ({*ROLES, PARTICIPANT} if noun in apart else set(ROLES)), noun
        assert by, noun


@pytest.mark.parametrize(
    ("noun", "path", "audience", "sight"),
    [
        ("report", "observer", "mission", "full"),
        ("report", "observer", "guarantor", "-"),
        ("report", "observer_place", "public", "10 km cell after 30 d"),
        ("incident", "women", "public", "from 10 on"),
        ("incident", "place", "party", "full"),
        ("incident", "place", "public", "10 km cell"),
        ("site", "tenants", "humanitarian", "-"),
    ],
)
def test_sight(noun: str, path: str, audience: str, sight: str) -> None:
    told = dict(rights.fields(REGISTERS[noun], [CIRCLES[audience]]))
    assert told[path] == [sight]


def test_the_command_tells_a_mission_s_own_terms(tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    folder = make_folder(tmp_path / "alpha")
    with (folder / "mission.toml").open("a", encoding="utf-8") as text:
        text.write('[audience.public]\nplace = "50km"\n[audience.public.state.reported]\nshown = false\n')
    for more in ([], ["--json"]):
        monkeypatch.setattr(sys, "argv", ["greenline", "roles", str(folder), *more])
        with pytest.raises(SystemExit) as left:
            cli.main()
        assert left.value.code == 0
        told = capsys.readouterr().out
        assert "party:A" in told
    body = json.loads(told)
    incident = body["registers"]["incident"]
    assert incident["records"]["public"] == "sensitivity up to 0, but reported"
    assert "50 km cell while registered" in incident["fields"]["place"]["public"]
    assert incident["fields"]["place"]["party:B"] == "full"
    assert body["people"]["VER-1"] == ["verifier"]


@pytest.mark.parametrize(
    ("more", "issue"),
    [
        ('[audience.mission]\nplace = "10km"\n', "audience: Mission cannot be set"),
        ('[audience.public]\nplace = "5km"\n', "audience.public.place"),
        ("[audience.public]\nclearance = 3\n", "audience.public.clearance"),
        ("[audience.public.state.gone]\nshown = false\n", "no register has a state gone"),
        ("[audience.press]\n", "audience: Press cannot be set"),
    ],
)
def test_what_is_wrong_with_an_audience_is_told(tmp_path: Path, more: str, issue: str) -> None:
    from greenline.mission import check

    folder = make_folder(tmp_path / "alpha")
    with (folder / "mission.toml").open("a", encoding="utf-8") as text:
        text.write(more)
    _, issues = check(folder)
    assert any(issue.lower() in f"{one.field}: {one.sentence}".lower() for one in issues), issues
