"""What a mission folder says of its outlook, checked at once and filled in where it says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import make_folder

from greenline.alerting.warning import Foreseen, areas
from greenline.desk.beginning import check_folder
from greenline.mission import load, shipped

RULE = '\n[[warning_rule]]\nname = "r"\nsince = 2025-01-01\nchance = 0.3\n'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "alpha")


def told(folder: Path, more: str) -> set[tuple[str, str]]:
    file = folder / "mission.toml"
    file.write_text(file.read_text(encoding="utf-8") + more, encoding="utf-8")
    return {(issue.field, issue.code) for issue in check_folder(folder)}


def test_without_a_word_it_is_cells_by_month_and_with_sectors_weeks(place: Path) -> None:
    filled = load(place).settings.outlook.filled({"features": []})
    assert (filled.unit, filled.step, filled.memory, filled.delay_d) == ("priogrid", "month", 36.0, 7)
    square = {"type": "Polygon", "coordinates": []}
    zones = {"features": [{"properties": {"kind": "sector", "code": "S1"}, "geometry": square}, None, 3]}
    assert areas(zones, "sector") == ["S1"]
    assert (Foreseen().filled(zones).unit, Foreseen().filled(zones).step) == ("sector", "week")


@pytest.mark.parametrize(("more", "field", "code"), [
    ('\n[outlook]\nunit = "country"\n', "mission.toml: outlook.unit", "string_pattern_mismatch"),
    ('\n[outlook]\nkinds = ["WAR-"]\n', "mission.toml: outlook.kinds", "value_error"),
    ('\n[outlook]\nunit = "sector"\n', "mission.toml: outlook.unit", "no_units"),
    ("\n[outlook]\nahead = 2\n" + RULE + "within = 3\n", "mission.toml: warning_rule r: within", "too_far"),
    (RULE + RULE, "mission.toml: warning_rule r", "twice"),
    (RULE + 'approver = "machine"\n', "mission.toml: warning_rule.0.approver", "value_error"),
    (RULE.replace("0.3", "1.5"), "mission.toml: warning_rule.0.chance", "less_than"),
])  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(place: Path, more: str, field: str, code: str) -> None:
    assert (field, code) in told(place, more)


def test_no_alert_rule_looks_at_warnings(place: Path) -> None:
    rule = (
        '\n[[alert_rule]]\nname = "w"\napproved_by = "HEAD-1"\napproved_on = 2025-01-01\nexpires_on = 2026-01-01\n'
        'register = "warning"\ndegree = "red"\nto = ["watch"]\n[alert_rule.text.en]\nheadline = "x"\n'
    )
    file = place / "mission.toml"
    file.write_text(file.read_text(encoding="utf-8") + rule, encoding="utf-8")
    assert any("no rule looks at" in issue.sentence.lower() for issue in check_folder(place))


@pytest.mark.parametrize("name", sorted(shipped()))
def test_each_shipped_mission_names_its_rules(name: str) -> None:
    settings = load(shipped()[name]).settings
    assert settings.warning_rule
    assert settings.outlook.filled(load(shipped()[name]).zones).unit in ("priogrid", "sector")
