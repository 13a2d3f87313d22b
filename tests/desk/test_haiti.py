"""Haiti as it ships: how many of each, the rows that are only reported, and the rivals it keeps."""

from __future__ import annotations

from test_shipped import all_of, table

from greenline.core.handling import MISSION, PUBLIC
from greenline.desk import picture
from greenline.desk.desk import Desk
from greenline.faces.query import Question

ONLY_REPORTED = (
    "H03 H04 H05 H06 H07 H08 H10 H11 H13 H14 H15 H21 H22 H26 H29 H30 H34 H36 H37 H38 H40 H41 H42 H43 H44 H45 H46 H47 "
    "H52"
).split()  # marked unverified in the case, whatever the mark, read by hand


def test_how_many(haiti: Desk) -> None:
    assert [row["id"] for row in table(haiti, "history/incidents.csv")] == [f"H{n:02}" for n in range(1, 53)]
    assert len(all_of(haiti, "incident")) == 52
    assert len(all_of(haiti, "report")) == 52 + 35
    assert len(all_of(haiti, "site")) == 28
    assert [len(u["values"]["strengths"]) for u in all_of(haiti, "unit")] == [20]
    files = ("mandate", "ceilings", "tasks", "sources")
    assert [len(table(haiti, f"history/{name}.csv")) for name in files] == [18, 12, 13, 42]
    assert len(haiti.mission.zones["features"]) == 31


def test_which_rows_are_only_reported(haiti: Desk) -> None:
    assert [row["id"] for row in table(haiti, "history/incidents.csv") if row["doubt"]] == ONLY_REPORTED
    assert len(ONLY_REPORTED) == 29


def test_tolls_of_the_raid_of_july_2005_stay_rivals(haiti: Desk) -> None:
    (one,) = [r for r in all_of(haiti, "incident") if r["values"]["title"].startswith("Operation Iron Fist")]
    assert one["values"]["deaths"] == {"low": 5, "best": 23, "high": 80}
    told = {r["values"]["source_id"]: r["values"] for r in all_of(haiti, "report")}
    assert [told[f"H14-{n}"]["claims"][0]["best"] for n in (1, 2)] == [400, 1440]
    assert (told["H14-3"]["source_kind"], told["H14-3"]["claims"][0]["best"]) == ("party", 0)


def test_the_authorities_figure_is_a_claim(haiti: Desk) -> None:
    (row,) = [r for r in table(haiti, "history/incidents.csv") if r["id"] == "H05"]
    assert (row["low"], row["best"], row["high"]) == ("7", "", "100")


def test_five_totals_of_the_missions_deaths(haiti: Desk) -> None:
    told = [r for r in table(haiti, "history/rivals.csv") if r["about"] == "deaths of the mission's personnel"]
    assert [int(r["best"]) for r in told] == [13, 9, 33, 57, 187]


def test_a_survivor_is_not_for_the_public(haiti: Desk) -> None:
    guarded = {r["id"] for r in table(haiti, "history/incidents.csv") if r["sensitivity"] == "3"}
    assert guarded == {"H42", "H44"}
    seen = {r["ref"] for r in picture.page(haiti, "incident", PUBLIC, Question(limit=1000))["records"]}
    own = {r["ref"] for r in picture.page(haiti, "incident", MISSION, Question(limit=1000))["records"]}
    assert len(own - seen) == 2
