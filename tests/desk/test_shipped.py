"""Every mission that ships: what its tables become, and that nothing in it claims more than its source."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from greenline.core.handling import MISSION, PUBLIC
from greenline.core.moment import Moment
from greenline.desk import picture
from greenline.desk.desk import Desk
from greenline.desk.loading import load_folder
from greenline.faces.geojson import feature
from greenline.faces.query import Question
from greenline.mission import shipped

ABROAD = {"C11", "C18", "C43", "C51", "H23", "H43", "H49", "S04", "S08"}  # Geneva, Vienna, New York, Djibouti and so on
Pairs = list[tuple[dict[str, str], dict[str, Any], dict[str, Any]]]


def all_of(desk: Desk, register: str) -> list[dict[str, Any]]:
    return list(picture.page(desk, register, MISSION, Question(limit=1000))["records"])


def table(desk: Desk, file: str) -> list[dict[str, str]]:
    return list(csv.DictReader((desk.mission.folder / file).open(encoding="utf-8", newline="")))


@pytest.fixture(scope="module", params=sorted(shipped()))
def desk(request: pytest.FixtureRequest, shipped_desks: Mapping[str, Desk]) -> Desk:
    return shipped_desks[request.param]


@pytest.fixture(scope="module")
def pairs(desk: Desk) -> Pairs:
    """(row of the file, report, incident)"""
    reports = {r["ref"]: r for r in all_of(desk, "report")}
    rows = {row["id"]: row for row in table(desk, "history/incidents.csv")}
    found = []
    for one in all_of(desk, "incident"):
        (cited,) = one["values"]["reports"]
        found.append((rows[reports[cited]["values"]["source_id"]], reports[cited], one))
    assert sorted(row["id"] for row, _, _ in found) == sorted(rows)
    return found


def test_loading_again_changes_nothing(desk: Desk) -> None:
    pos = desk.ledger.pos()
    assert load_folder(desk) == []
    assert desk.ledger.pos() == pos


def test_what_is_unverified_is_only_reported_and_graded_f6(pairs: Pairs) -> None:
    assert any(row["doubt"] for row, _, _ in pairs)
    for row, report, one in pairs:
        doubtful = row["doubt"] == "unverified"
        assert one["state"] == ("reported" if doubtful else "registered"), row["id"]
        for record in (report, one):
            grade = record["values"]["reliability"] + record["values"]["credibility"]
            assert (grade == "F6") == doubtful, row["id"]
            assert grade == row["reliability"] + row["credibility"], row["id"]


def test_a_row_that_speaks_of_doubt_is_marked_so(desk: Desk) -> None:
    for row in table(desk, "history/incidents.csv"):
        says = any(word in row["account"] for word in ("unverified", "not told"))
        assert not says or row["doubt"] or row["id"] in {"C19", "C53"}, row["id"]  # see the README of Cyprus


def test_values_are_those_of_the_file(pairs: Pairs) -> None:
    for row, report, one in pairs:
        claimed = row["source_kind"] == "party"  # what only a party says is no count of the incident
        for record in (report["values"], one["values"]):
            assert record["kind"] == row["code"]
            assert record["happened_at"]["prec"] == int(row["date_prec"])
            assert record["place"]["prec"] == int(row["where_prec"])
            assert (record["place"]["lon"], record["place"]["lat"]) == (float(row["lon"]), float(row["lat"]))
            assert record["sensitivity"] == row["sensitivity"]
            for name in ("low", "best", "high"):
                told = record.get("deaths", {}).get(name)
                none = not row[name] or (claimed and record is one["values"])
                assert told == (None if none else int(row[name])), (row["id"], name)
        assert one["values"].get("severity") == (row["severity"] or None)
        assert one["values"].get("title") == row["title"]


def test_context_and_positive_events_have_no_severity(pairs: Pairs) -> None:
    found = [one["values"] for row, _, one in pairs if row["code"].startswith(("CTX", "POS"))]
    assert found
    assert all(v.get("severity", "0") == "0" for v in found)


def test_no_place_that_is_not_sharply_known_is_a_point(desk: Desk) -> None:
    for noun in ("report", "incident"):
        for record in all_of(desk, noun):
            place = record["values"].get("place")
            geometry = feature(desk.shapes[noun], record)["geometry"]
            assert (geometry is None) == (place is None or place["prec"] >= 6)
            assert geometry is None or (geometry["type"] == "Point") == (place["prec"] <= 2)


def test_every_place_lies_in_the_mission(desk: Desk) -> None:
    west, south, east, north = desk.mission.settings.bounds
    for file in (
        "sites.csv",
        *(f"history/{name}.csv" for name in ("incidents", "rivals", "places")),
    ):
        if not (desk.mission.folder / file).exists():
            continue
        for row in table(desk, file):
            name = row.get("of") or row.get("id") or row["name"]
            if row["lon"] and name not in ABROAD and name not in {"Garoowe", "Hargeysa"}:
                assert west <= float(row["lon"]) <= east, (file, name)
                assert south <= float(row["lat"]) <= north, (file, name)
    for zone in desk.mission.zones["features"]:
        assert zone["properties"]["uncertainty_m"] > 0
        assert zone["properties"]["source"]


def test_no_flag(desk: Desk) -> None:
    for noun in ("report", "incident", "site", "unit"):
        for record in all_of(desk, noun):
            assert "flags" not in record, record["ref"]


def test_tenants(desk: Desk) -> None:
    told = {s["values"]["name"]: s["values"].get("tenants", []) for s in all_of(desk, "site")}
    for row in table(desk, "sites.csv"):
        wanted = [t.partition(":") for t in row["tenants"].split(";") if t.strip()]
        shown = [(t["contributor"], t.get("strength")) for t in told[row["name"]]]
        assert shown == [(who.strip(), int(n) if n.strip() else None) for who, _, n in wanted]


def test_rivals_stand_side_by_side_and_count_for_nobody(desk: Desk, pairs: Pairs) -> None:
    cited = {ref for _, _, one in pairs for ref in one["values"]["reports"]}
    apart = {r["values"]["source_id"]: r for r in all_of(desk, "report") if r["ref"] not in cited}
    rows = table(desk, "history/rivals.csv")
    assert sorted(apart) == sorted(row["id"] for row in rows)
    happened = {row["id"]: row for row, _, _ in pairs}
    for row in rows:
        values = apart[row["id"]]["values"]
        told = values.get("deaths", {})
        assert [told.get(n) for n in ("low", "best", "high")] == [
            int(row[n]) if row[n] else None for n in ("low", "best", "high")
        ]
        if row["source_kind"] == "party":
            assert not told, row["id"]
            assert values["claims"], row["id"]
        if row["of"]:
            assert values["place"]["lon"] == float(happened[row["of"]]["lon"])
        if row["doubt"]:
            assert values["reliability"] + values["credibility"] == "F6"


def test_no_party_claim_is_a_count(desk: Desk, pairs: Pairs) -> None:
    """A number that only parties say is in no incident: each one that is also a count has a source that is no party."""
    others: dict[str, set[str]] = {}
    claims: dict[str, set[str]] = {}
    for row in table(desk, "history/rivals.csv"):
        if row["source_kind"] == "party" and row["claim_measure"] == "killed":
            claims.setdefault(row["of"], set()).update(row[n] for n in ("claim_low", "claim_best", "claim_high"))
        else:
            others.setdefault(row["of"], set()).update(row[n] for n in ("low", "best", "high"))
    for row, _, one in pairs:
        only = claims.get(row["id"], set()) - others.get(row["id"], set()) - {""}
        counted = {str(n) for n in one["values"].get("deaths", {}).values()}
        if row["id"] != "H27":  # the two girls: nobody disputes how many, the sides dispute who fired
            assert not counted & only, row["id"]


def test_mandate_and_ceilings(desk: Desk) -> None:
    keys = {row["key"] for row in table(desk, "history/sources.csv")}
    mandate = table(desk, "history/mandate.csv")
    dates = [Moment.parse(row["date"]).since_s for row in mandate]
    if desk.mission.name != "haiti":  # its status agreement stands last
        assert dates == sorted(dates)
    for file in ("mandate", "tasks", "ceilings", "rivals", "incidents"):
        if Path(desk.mission.folder / "history" / f"{file}.csv").exists():
            for row in table(desk, f"history/{file}.csv"):
                assert set(row["source_keys"].split(";")) <= keys, (file, row)
                assert bool(row["doubt"]) == (row["reliability"] + row["credibility"] == "F6"), (file, row)


def test_the_public_sees_the_open_rows_coarsely(desk: Desk) -> None:
    records = picture.page(desk, "incident", PUBLIC, Question(limit=1000))["records"]
    assert len(records) == sum(row["sensitivity"] == "0" for row in table(desk, "history/incidents.csv"))
    for record in records:
        assert record["values"]["place"]["grid_km"] == 10
        assert not {"account", "title", "reports"} & record["values"].keys()


def test_the_folder_is_digested(desk: Desk) -> None:
    (one,) = all_of(desk, "folder")
    assert {f["path"]: f["sha256"] for f in one["values"]["files"]} == dict(desk.mission.digests)


def test_names_in_other_languages_are_of_parties_and_zones_that_exist(desk: Desk) -> None:
    parties = {party.code for party in desk.mission.parties}
    zones = {zone["properties"]["code"] for zone in desk.mission.zones["features"]}
    for language, words in desk.mission.words.items():
        assert language in desk.mission.settings.languages
        assert words.get("parties", {}).keys() <= parties, language
        assert words.get("zones", {}).keys() <= zones, language
    assert json.dumps(desk.mission.zones, ensure_ascii=False)
