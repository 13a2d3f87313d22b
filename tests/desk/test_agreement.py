"""`agreement.toml`: every problem at once, and what becomes of a change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from made import make_folder
from places import place as place_for

from greenline.core.errors import Invalid
from greenline.desk import picture
from greenline.desk.beginning import check_folder
from greenline.desk.desk import Desk
from greenline.desk.loading import load_folder
from greenline.faces.query import Question
from greenline.mission import load

GOOD = """
[[agreement]]
code = "A1"
title = "Truce"
effective = 2020-01-01T10:00:00+02:00
parties = ["A", "B"]
[[provision]]
code = "P-1"
agreement = "A1"
title = "Stay out"
bound = ["A", { actor = "B", contested = true }]
term = "stay_out"
ground = ["BZ"]
[[provision]]
code = "P-2"
agreement = "A1"
title = "Incitement"
state = "suspended"
pauses = [{ since = 2020-03-01 }]
bound = ["A"]
manual = true
[[position]]
code = "MILL"
name = "Mill"
actor = "A"
at = { lon = 33.2, lat = 35.1 }
agreement = "A1"
status = "unmanned"
[[notification]]
code = "N1"
actor = "A"
activity = "movement"
starts = 2020-05-01
given_at = 2020-04-01
[[case]]
code = "K1"
title = "The mill"
accused = ["A"]
incidents = ["1"]
provisions = ["P-1"]
standing = true
since = 2020-06-01
"""


def folder_with(tmp_path: Path, text: str) -> Path:
    folder = make_folder(tmp_path / "alpha")
    (folder / "agreement.toml").write_text(text, encoding="utf-8")
    with (folder / "maps" / "events.toml").open("a", encoding="utf-8") as table:
        table.write("")
    map_ = (folder / "maps" / "events.toml").read_text(encoding="utf-8")
    (folder / "maps" / "events.toml").write_text(
        map_.replace("[fields]\n", '[fields]\nsource_id = "id"\n', 1), encoding="utf-8"
    )
    return folder


def records(desk: Desk, noun: str) -> list[dict[str, Any]]:
    return picture.page(desk, noun, desk.audience("mission"), Question(limit=100))["records"]


def test_a_good_one_becomes_records(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, GOOD)
    assert check_folder(folder) == []
    desk = Desk(load(folder), place_for(tmp_path / "data"))
    load_folder(desk)
    (agreement,) = records(desk, "agreement")
    provisions = {one["values"]["code"]: one for one in records(desk, "provision")}
    assert provisions["P-1"]["values"]["agreement"] == agreement["ref"]
    assert provisions["P-1"]["values"]["bound"][1] == {"actor": "B", "contested": True}
    assert provisions["P-2"]["state"] == "suspended"
    (case,) = records(desk, "case")
    assert case["state"] == "standing"
    assert case["values"]["incidents"] == [r["ref"] for r in records(desk, "incident") if "06-03" in str(r["values"])]
    assert len(records(desk, "baseline")) == len(records(desk, "notification")) == 1
    pos = desk.ledger.pos()
    load_folder(desk)
    assert desk.ledger.pos() == pos
    desk.close()
    (folder / "agreement.toml").write_text(GOOD.replace('title = "Truce"', 'title = "Second truce"'), encoding="utf-8")
    desk = Desk(load(folder), place_for(tmp_path / "data"))
    load_folder(desk)
    (agreement,) = records(desk, "agreement")
    assert agreement["values"]["title"] == "Second truce"
    assert len(records(desk, "provision")) == 2
    assert len(records(desk, "case")) == 1
    desk.close()


@pytest.mark.parametrize(
    ("was", "becomes", "where", "code"),
    [
        ('term = "stay_out"', 'term = "stay_in"', "provision 1: term", "unknown_code"),
        ('term = "stay_out"', "", "provision 1: term", "term_or_manual"),
        ('term = "stay_out"', 'term = "stay_out"\nmanual = true', "provision 1: term", "term_or_manual"),
        ('term = "stay_out"', 'term = "notify"', "provision 1: activity", "missing"),
        ('ground = ["BZ"]', 'ground = ["NOWHERE"]', "provision 1: ground.zone", "unknown_zone"),
        ('bound = ["A", {', 'bound = ["Z", {', "provision 1: bound.actor", "unknown_party"),
        ('= "A1"\ntitle = "Stay out"', '= "A9"\ntitle = "Stay out"', "provision 1: agreement", "unknown_code"),
        ('code = "P-2"', 'code = "P-1"', "provision 2: code", "twice"),
        ('code = "P-2"', "code = 7", "provision 2: code", ""),
        ("effective = 2020-01-01T10:00:00+02:00", "effective = 2020-01-01T10:00:00", "agreement 1: effective", ""),
        ("effective = 2020-01-01T10:00:00+02:00", "effective = 7", "agreement 1: effective", ""),
        ('parties = ["A", "B"]', "parties = 7", "agreement 1: parties", ""),
        ('parties = ["A", "B"]', "parties = [7, [1]]", "agreement 1: parties", ""),
        ('state = "suspended"', 'state = "asleep"', "provision 2: state", "unknown_state"),
        ('incidents = ["1"]', "incidents = [1]", "case 1: incidents", "wrong_type"),
        ('ground = ["BZ"]', "ground = [[1], 3]", "provision 1: ground", ""),
        ("at = { lon = 33.2, lat = 35.1 }", 'at = "here"', "position 1: place", ""),
        ('title = "Truce"', 'titel = "Truce"', "agreement 1: titel", ""),
        ("[[notification]]", "[notification]", "notification", "not_a_list"),
        ("[[notification]]", "[[message]]", "message", "extra_forbidden"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(tmp_path: Path, was: str, becomes: str, where: str, code: str) -> None:
    assert was in GOOD
    folder = folder_with(tmp_path, GOOD.replace(was, becomes, 1))
    told = check_folder(folder)
    assert any(where in issue.field and code in (issue.code, "") for issue in told), told


def test_nothing_is_written_when_something_is_wrong(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, GOOD.replace('ground = ["BZ"]', 'ground = ["NOWHERE"]'))
    desk = Desk(load(folder), place_for(tmp_path / "data"))
    with pytest.raises(Invalid, match="nothing of them was written"):
        load_folder(desk)
    assert desk.ledger.pos() == 0
    desk.close()
