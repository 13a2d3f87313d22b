"""Somalia as it ships: how many of each, the rows that are only reported, and the rivals it keeps."""

from __future__ import annotations

from typing import Any

from test_shipped import all_of, table

from greenline.desk.desk import Desk

MARKED = "S01 S07 S08 S09 S14 S16 S19 S22 S32 S35 S42 S43 S47 S48 S49 S51 S52 S59 S60".split()  # in the case, by hand
OURS = ["S10", "S56"]  # a best figure without a source and a date in conflict; a plan
CLAIMS_ONLY = ["S27", "S30", "S46", "S53", "S55", "S63"]  # the range rests on the sides' sayings


def counts(desk: Desk) -> dict[str, dict[str, Any]]:
    reports = {r["ref"]: r["values"]["source_id"] for r in all_of(desk, "report")}
    return {reports[r["values"]["reports"][0]]: r["values"].get("deaths", {}) for r in all_of(desk, "incident")}


def test_how_many(somalia: Desk) -> None:
    assert [row["id"] for row in table(somalia, "history/incidents.csv")] == [f"S{n:02}" for n in range(1, 64)]
    assert len(all_of(somalia, "incident")) == 63
    assert len(all_of(somalia, "report")) == 63 + 50
    assert len(all_of(somalia, "site")) == 16
    assert [len(u["values"]["strengths"]) for u in all_of(somalia, "unit")] == [18]
    assert (len(all_of(somalia, "posting")), len(all_of(somalia, "funding"))) == (25, 4)
    assert (len(all_of(somalia, "agreement")), len(all_of(somalia, "provision"))) == (4, 10)
    files = ("mandate", "ceilings", "tasks", "places", "sources")
    assert [len(table(somalia, f"history/{name}.csv")) for name in files] == [18, 10, 10, 49, 40]
    assert len(somalia.mission.zones["features"]) == 22


def test_which_rows_are_only_reported(somalia: Desk) -> None:
    doubtful = [row["id"] for row in table(somalia, "history/incidents.csv") if row["doubt"]]
    assert doubtful == sorted(MARKED + OURS)
    assert (len(MARKED), len(OURS)) == (19, 2)


def test_what_only_sides_say_is_no_count(somalia: Desk) -> None:
    deaths = counts(somalia)
    assert [i for i in CLAIMS_ONLY if deaths[i]] == []
    assert deaths["S43"] == {"best": 36, "high": 50}
    assert deaths["S48"] == {"best": 40}
    assert deaths["S49"] == {"low": 12, "best": 12}
    assert deaths["S51"] == {"best": 26}
    assert deaths["S62"] == {"best": 45}


def test_el_adde_keeps_its_rivals(somalia: Desk) -> None:
    assert counts(somalia)["S44"] == {"low": 141, "best": 170, "high": 200}
    told = {r["values"]["source_id"]: r["values"] for r in all_of(somalia, "report")}
    assert [told[f"S44-{n}"].get("deaths") for n in (1, 2, 3)] == [{"best": 141}, {"low": 170}, {"best": 180}]
    assert told["S44-4"]["claims"][0] == {
        "by": "AS", "about": "KDF", "measure": "killed", "low": 100, "text": "more than 100, at first"
    }  # fmt: skip


def test_three_totals_of_the_missions_deaths(somalia: Desk) -> None:
    told = {r["values"]["source_id"]: r["values"] for r in all_of(somalia, "report")}
    assert told["T01"]["deaths"] == {"low": 1100}
    assert told["T02"]["deaths"] == {"low": 1483, "high": 1884}
    assert (told["T03"]["source_kind"], told["T03"]["claims"][0]["best"]) == ("party", 3500)
    assert "deaths" not in told["T03"]


def test_data_set_rows_that_repeat_claims_are_claims(somalia: Desk) -> None:
    told = {r["values"]["source_id"]: r["values"] for r in all_of(somalia, "report")}
    assert [told[i]["claims"][0]["best"] for i in ("S46-1", "S46-2", "S46-3")] == [245, 60, 248]
    assert all(told[i]["source_kind"] == "party" for i in ("S46-1", "S46-2", "S46-3", "S53-1", "S55-1"))
