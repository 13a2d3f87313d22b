"""What-if of a mission: the base from its own record, the troops it holds, the refusal where the sample ends."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import places
import pytest
from made import make_folder, report, send

from greenline.core.errors import BadRequest, NotAllowed
from greenline.core.handling import PLANNER, Actor
from greenline.desk.authority import day
from greenline.desk.desk import Desk
from greenline.desk.killed import killed
from greenline.desk.whatif import Asked, plain, table, told
from greenline.mission import load

UTC = ZoneInfo("UTC")
DAY = day("2025-04-15", UTC, 0)
STAFF = Actor("STAFF-1", frozenset({PLANNER, "desk"}))
PARTIES = """\
[[party]]
code = "REB"
name = { en = "Rebels" }
kind = "armed_group"
[[party]]
code = "GOV"
name = { en = "Government" }
kind = "state"
"""
OUTSIDE = {"lon": 34.5, "lat": 34.5, "prec": 1}  # of the zone BZ


def attack(desk: Desk, dead: int | None, actor: str = "REB", **more: Any) -> str:
    """An incident of harm to civilians."""
    deaths = {"unknown": 3} if dead is None else {"civilians": dead}
    values = {"happened_at": "2025-03-02", "kind": "CIV-ATK", "place": {"lon": 33.36, "lat": 35.17, "prec": 1},
              "parties": [{"actor": actor, "role": "actor"}], "deaths": deaths, **more}  # fmt: skip
    return send(desk, "incident", "open", values=values).ref


@pytest.fixture
def africa(tmp_path: Path) -> Iterator[Desk]:
    """A mission as those studied, with 2,000 troops by one source and six people killed in March, two in January."""
    folder = make_folder(tmp_path / "mission")
    (folder / "parties.toml").write_text(PARTIES, encoding="utf-8")
    with (folder / "mission.toml").open("a", encoding="utf-8") as file:
        file.write('[whatif]\noperation = "un_africa"\n')
    (folder / "maps" / "events.toml").unlink()
    (folder / "zones.geojson").write_text((folder / "zones.geojson").read_text().replace(', "party": "A"', ""))
    (folder / "history" / "events.csv").unlink()
    desk = Desk(load(folder), places.place(tmp_path / "data"))
    force = {"name": "Force", "kind": "operation", "strengths": [
        {"at": "2025-03-01", "military": 2000, "source": "Return", "reliability": "A", "credibility": "2"},
        {"at": "2025-04-01", "military": 9000, "source": "Rebels", "source_kind": "party"}]}  # fmt: skip
    send(desk, "unit", "enter", STAFF, values=force)
    attack(desk, 4)
    attack(desk, 2, "GOV", place=OUTSIDE)
    attack(desk, 2, "somebody", happened_at="2025-01-10")
    yield desk
    desk.close()


def ask(desk: Desk, *changes: str, **more: Any) -> dict[str, Any]:
    return told(desk, desk.audience("mission"), Asked(changes, **more), DAY)


def last(body: dict[str, Any]) -> dict[str, Any]:
    assert body["refusal"] is None, body["refusal"]
    return {one["of"]: one for one in body["result"]["months"]}


def issues(body: dict[str, Any]) -> list[str]:
    assert body["result"] is None
    return [one["code"] for one in body["refusal"]["issues"]]


def test_the_base_is_what_is_recorded_of_twelve_whole_months(africa: Desk) -> None:
    body = ask(africa)
    assert body["record"]["mean"] == {"rebels": 4 / 12, "government": 2 / 12, "unattributed": 2 / 12}
    assert (body["record"]["months"][0], body["record"]["months"][-1]) == ("2024-04", "2025-03")
    assert (body["there"]["troops"]["number"], body["there"]["police"]["number"]) == (2000, None)
    assert "result" not in body


def test_what_is_no_count_is_left_out_and_told(africa: Desk) -> None:
    saying = send(africa, "report", "send", values=report(source_kind="NGO"))
    attack(africa, 90, reports=[saying.ref])
    send(africa, "report", "amend", ref=saying.ref, saw=saying.pos, reason="A party said so", source_kind="party")
    attack(africa, 80, clarity="2")
    attack(africa, None)
    attack(africa, 70, happened_at="2024")
    attack(africa, 60, happened_at="2025-04-02")  # this month is not over
    attack(africa, 50, kind="CIV-PKH")
    attack(africa, 40, kind="CFV-SAF")
    found = killed(africa, DAY)
    assert float(sum(told.sum() for told in found.counts.values())) == 8
    assert found.left == {"claim": 1, "total": 1, "unknown": 1, "wide": 1, "other": 2}


def test_troops_come_from_what_is_held_never_from_a_claim(africa: Desk) -> None:
    body = ask(africa, "all:troops:->4000")
    assert body["changes"] == [{"place": "", "kind": "troops", "before": 2000.0, "after": 4000}]
    found = last(body)
    assert list(found) == ["civilian"]  # E1 does not tell who killed
    changed, base = found["civilian"]["changed"], found["civilian"]["base"]
    assert changed["middle"] == pytest.approx(base["middle"] * 0.61**2, rel=0.15)
    assert base["mean"] == pytest.approx(8 / 12, rel=0.05)
    assert body["used"] == ["E1"]


def test_in_one_place_rebels_alone_kill_fewer(africa: Desk) -> None:
    body = ask(africa, "BZ:troops:0->100")
    assert body["used"] == ["E5"]
    found = last(body)
    assert found["rebels"]["changed"]["mean"] < found["rebels"]["base"]["mean"]
    assert found["government"]["base"]["mean"] == 0  # that was elsewhere
    assert found["unattributed"]["changed"] == found["unattributed"]["base"]


def test_what_is_of_one_place_is_not_said_of_the_whole(africa: Desk) -> None:
    assert issues(ask(africa, "all:troops:0->100", effects=("E5",))) == ["one_place"]
    assert issues(ask(africa, "all:troops:0->100", effects=("E5",), deaths="rebels", base=10)) == ["one_place"]
    assert issues(ask(africa, "all:troops:0->100", deaths="government")) == ["one_place"]
    assert issues(ask(africa, "all:troops:0->100", deaths="government", effects=("E1",))) == ["found_none"]


def test_the_total_moves_as_a_place_does(africa: Desk) -> None:
    body = ask(africa, "BZ:troops:200->700", effects=("E1",))
    assert body["changes"] == [{"place": "", "kind": "troops", "before": 2000.0, "after": 2500.0}]
    assert last(body)["civilian"]["base"]["mean"] == pytest.approx(8 / 12, rel=0.05)


def test_what_is_not_held_is_asked_for(africa: Desk) -> None:
    assert "not_held" in issues(ask(africa, "all:police:->200"))
    assert "not_held" in issues(ask(africa, "BZ:troops:->200"))
    assert issues(ask(africa, "all:troops:->9000", base=5)) == ["beyond_sample"]
    assert issues(ask(africa, "all:troops:->3000", deaths="battle")) == ["missing"]
    assert last(ask(africa, "all:troops:->3000", deaths="battle", base=100))["battle"]["base"]["mean"] == 100


@pytest.mark.parametrize(
    "change",
    ["", "troops", "all:troops", "all:cats:0->3", "all:troops:-1->3", "all:troops:0->1e9", "MOON:troops:0->3"],
)
def test_what_cannot_be_read_is_refused(africa: Desk, change: str) -> None:
    with pytest.raises(BadRequest) as caught:
        ask(africa, change)
    assert [one.field for one in caught.value.issues] == ["change"]


def test_others_are_not_told(africa: Desk) -> None:
    with pytest.raises(NotAllowed):
        told(africa, africa.audience("public"), Asked(), DAY)


@pytest.mark.parametrize(("name", "code"), [("cyprus", "outside_sample"), ("somalia", "outside_sample")])
def test_outside_the_sample_the_effects_are_told_all_the_same(
    shipped_desks: dict[str, Desk], name: str, code: str
) -> None:
    desk = shipped_desks[name]
    body = told(desk, desk.audience("mission"), Asked(("all:troops:1000->2000",), base=5), DAY)
    assert issues(body) == [code]
    assert body["covered"] == "outside"
    assert len(body["effects"]) == 15


def test_haiti_is_warned_of(shipped_desks: dict[str, Desk]) -> None:
    desk = shipped_desks["haiti"]
    body = told(desk, desk.audience("mission"), Asked(("all:troops:->7900",), base=12), day("2006-06-01", UTC, 0))
    assert body["changes"][0]["before"] == 7505
    assert last(body)["civilian"]["base"]["mean"] == 12
    assert any("elsewhere" in words for words in body["result"]["warnings"])


def test_a_mission_that_does_not_say_what_it_is_gets_no_number(shared: Desk) -> None:
    assert issues(ask(shared, "all:troops:0->2000", base=5)) == ["operation_unknown"]


def test_without_a_mission_it_holds_for_those_studied() -> None:
    body = plain(Asked(("all:troops:0->8000",), base=106))
    assert body["result"]["months"][-1]["changed"]["middle"] == pytest.approx(2.03, abs=0.02)
    with pytest.raises(BadRequest):
        plain(Asked(("all:troops:->8000",), base=106))
    assert issues(plain(Asked(("all:troops:0->1000",), "rebels", 10, ("E5",)))) == ["one_place"]
    two = Asked(("HERE:troops:0->1000", "THERE:troops:0->1000"), "rebels", 10)
    assert issues(plain(two)) == ["one_place"]
    assert issues(plain(Asked(("HERE:troops:0->1000",), base=10, effects=("E1",)))) == ["whole_country"]
    assert [one["id"] for one in table()] == [f"E{number}" for number in range(1, 16)]
