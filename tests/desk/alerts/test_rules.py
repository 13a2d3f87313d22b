"""Rules approved beforehand: all that is wrong with them at once; raised once a record; silent when approval ended."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alerted import folder, opened
from made import DSK, incident, send

from greenline.core.handling import MISSION
from greenline.core.moment import utc
from greenline.desk import picture
from greenline.desk.alerts.raising import raise_alerts
from greenline.desk.beginning import check_folder
from greenline.desk.desk import Desk
from greenline.desk.picture import Question
from greenline.mission import check

NOW_S = int(time.time())
RULE = """
[[alert_rule]]
name = "shots"
approved_by = "HOM"
approved_on = 2020-01-01
expires_on = 2199-01-01
register = "incident"
codes = ["CFV-SAF"]
zone = "BZ"
level = 2
degree = "amber"
to = ["watch"]
escalate_min = 15
escalate_to = "heads"
[alert_rule.text.en]
headline = "{kind} near {place}"
[alert_rule.text.tr]
headline = "{place}: {kind}"
"""


@pytest.fixture
def ruled(tmp_path: Path) -> Iterator[Desk]:
    with opened(tmp_path, RULE, now_s=NOW_S) as desk:
        yield desk


def happened(desk: Desk, **more: Any) -> str:
    told = {"happened_at": utc(NOW_S - 600), "severity": "2", "place": {"lon": 33.2, "lat": 35.1, "prec": 1}, **more}
    return send(desk, "incident", "open", DSK, values=incident(**{"kind": "CFV-SAF", **told})).ref


def alerts(desk: Desk) -> list[dict[str, Any]]:
    records: list[dict[str, Any]] = picture.page(desk, "alert", MISSION, Question())["records"]
    return records


def look(desk: Desk) -> list[str]:
    return raise_alerts(desk, 0, desk.ledger.pos(), NOW_S)


def test_a_rule_raises_and_releases_once_however_often_it_looks(ruled: Desk) -> None:
    ref = happened(ruled)
    assert len(look(ruled)) == 1
    assert look(ruled) == []
    send(ruled, "incident", "amend", DSK, ref=ref, reason="more", values={"account": "More was heard."})
    assert look(ruled) == []
    (alert,) = alerts(ruled)
    values = alert["values"]
    assert (alert["state"], values["rule"], values["cause"], values["groups"]) == ("released", "shots", ref, "watch")
    assert values["escalate_min"] == 15
    by = [version["by"] for version in picture.history(ruled, "alert", alert["ref"], MISSION)["versions"]]
    assert by == ["ALERTS", "ALERTS"]


@pytest.mark.parametrize("more", [
    {"severity": "1"}, {"severity": None}, {"kind": "CFV-MOV"}, {"happened_at": "1996-06-03"},
    {"place": {"lon": 34.5, "lat": 35.1, "prec": 1}}, {"place": {"lon": 33.2, "lat": 35.1, "prec": 4}},
])  # fmt: skip
def test_what_is_not_so_or_not_known_raises_nothing(ruled: Desk, more: dict[str, Any]) -> None:
    happened(ruled, **more)
    assert look(ruled) == []


def test_an_ended_approval_does_nothing_and_is_told(tmp_path: Path) -> None:
    told = RULE.replace("2199-01-01", "2020-06-01")
    with opened(tmp_path, told, now_s=NOW_S) as desk:
        happened(desk)
        assert look(desk) == []
    assert [issue.code for issue in check_folder(tmp_path / "alpha")] == ["approval_ended"]


def test_all_that_is_wrong_with_rules_is_told_at_once(tmp_path: Path) -> None:
    second = RULE.replace('"shots"', '"others"').replace('"HOM"', '"NOBODY"').replace('"BZ"', '"NOWHERE"')
    made = folder(tmp_path / "a", RULE + RULE + second)
    codes = [issue.code for issue in check(made)[1]]
    assert codes == ["twice", "unknown_person", "unknown_zone"]
    wrong = RULE.replace("{place}", "{place.lon}").replace('"CFV-SAF"', '"XXX"').replace('"amber"', '"purple"')
    _, issues = check(folder(tmp_path / "b", wrong))
    words = " ".join(issue.sentence for issue in issues)
    assert "place.lon" in words
    _, issues = check(folder(tmp_path / "c", wrong.replace("{place.lon}", "{place}")))
    words = " ".join(issue.sentence for issue in issues)
    assert "'XXX'" in words
    assert "'purple'" in words
