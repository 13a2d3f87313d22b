"""The first mission, as it ships: what its own tables become, and that nothing in it claims more than its source."""

from __future__ import annotations

import csv
from typing import Any

import pytest

from greenline.core.handling import MISSION, PUBLIC
from greenline.desk import picture
from greenline.desk.desk import Desk
from greenline.desk.loading import load_folder
from greenline.faces.query import Question
from greenline.mission import shipped


def all_of(desk: Desk, register: str) -> list[dict[str, Any]]:
    return list(picture.page(desk, register, MISSION, Question(limit=1000))["records"])


@pytest.fixture(scope="module")
def rows() -> dict[str, dict[str, str]]:
    file = shipped()["cyprus"] / "history" / "incidents.csv"
    return {row["id"]: row for row in csv.DictReader(file.open(encoding="utf-8"))}


@pytest.fixture(scope="module")
def pairs(cyprus: Desk, rows: Any) -> list[tuple[dict[str, str], dict[str, Any], dict[str, Any]]]:
    """(row of the file, report, incident)"""
    reports = {r["ref"]: r for r in all_of(cyprus, "report")}
    found = []
    for one in all_of(cyprus, "incident"):
        report = reports[one["values"]["reports"][0]]
        found.append((rows[report["values"]["source_id"]], report, one))
    return found


def test_how_many(cyprus: Desk, pairs: Any) -> None:
    assert len(pairs) == 53
    assert len(all_of(cyprus, "report")) == 53
    assert len(all_of(cyprus, "site")) == 15
    assert [len(u["values"]["strengths"]) for u in all_of(cyprus, "unit")] == [19]
    assert len(all_of(cyprus, "folder")) == 1


def test_loading_again_changes_nothing(cyprus: Desk) -> None:
    pos = cyprus.ledger.pos()
    assert load_folder(cyprus) == []
    assert cyprus.ledger.pos() == pos


def test_what_is_unverified_is_only_reported_and_graded_f6(pairs: Any) -> None:
    assert any(row["doubt"] for row, _, _ in pairs)
    for row, report, one in pairs:
        doubtful = row["doubt"] == "unverified"
        assert one["state"] == ("reported" if doubtful else "registered"), row["id"]
        if doubtful:
            for record in (report, one):
                assert (record["values"]["reliability"], record["values"]["credibility"]) == ("F", "6"), row["id"]


def test_values_are_those_of_the_file(pairs: Any) -> None:
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


def test_context_and_positive_events_have_no_severity(pairs: Any) -> None:
    found = [one["values"] for row, _, one in pairs if row["code"].startswith(("CTX", "POS"))]
    assert found
    assert all(v.get("severity", "0") == "0" for v in found)


def test_no_place_that_is_not_sharply_known_is_a_point(cyprus: Desk) -> None:
    from greenline.faces.geojson import feature

    for noun in ("report", "incident"):
        for record in all_of(cyprus, noun):
            geometry = feature(cyprus.shapes[noun], record)["geometry"]
            prec = record["values"]["place"]["prec"]
            assert (geometry is None) == (prec >= 6)
            assert geometry is None or (geometry["type"] == "Point") == (prec <= 2)


def test_no_flag_and_no_name_of_a_person(cyprus: Desk) -> None:
    for noun in ("report", "incident", "site", "unit"):
        for record in all_of(cyprus, noun):
            assert "flags" not in record, record["ref"]


def test_tenants(cyprus: Desk) -> None:
    file = shipped()["cyprus"] / "sites.csv"
    told = {s["values"]["name"]: s["values"].get("tenants", []) for s in all_of(cyprus, "site")}
    for row in csv.DictReader(file.open(encoding="utf-8")):
        wanted = [t.partition(":") for t in row["tenants"].split(";") if t.strip()]
        shown = [(t["contributor"], t.get("strength")) for t in told[row["name"]]]
        assert shown == [(who.strip(), int(n) if n.strip() else None) for who, _, n in wanted]


def test_the_public_sees_the_open_rows_coarsely(cyprus: Desk, rows: Any) -> None:
    records = picture.page(cyprus, "incident", PUBLIC, Question(limit=1000))["records"]
    assert len(records) == sum(row["sensitivity"] == "0" for row in rows.values())
    for record in records:
        assert record["values"]["place"]["grid_km"] == 10
        assert not {"account", "title", "reports"} & record["values"].keys()


def test_the_folder_is_digested(cyprus: Desk) -> None:
    (one,) = all_of(cyprus, "folder")
    assert {f["path"]: f["sha256"] for f in one["values"]["files"]} == dict(cyprus.mission.digests)
