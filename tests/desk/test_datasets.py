"""ACLED, FIRMS and Geo-PKO by their shipped maps. The rows are made up; none comes from those data sets."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from made import incident, report, send

from greenline.core.handling import MISSION, PUBLIC
from greenline.desk.desk import Desk
from greenline.desk.importing import FORMS, Summary, import_file, shipped_map, shipped_maps
from greenline.desk.picture import one, page
from greenline.desk.verifying import verify
from greenline.faces.query import Question

ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
SUB_EVENTS = {
    "Battles": ["Government regains territory", "Non-state actor overtakes territory", "Armed clash"],
    "Protests": ["Excessive force against protesters", "Protest with intervention", "Peaceful protest"],
    "Riots": ["Violent demonstration", "Mob violence"],
    "Explosions/Remote violence": [
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade",
    ],
    "Violence against civilians": ["Sexual violence", "Attack", "Abduction/forced disappearance"],
    "Strategic developments": [
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Headquarters or base established",
        "Looting/property destruction", "Non-violent transfer of territory", "Other",
    ],
}  # fmt: skip


def acled(number: int, **more: Any) -> dict[str, str]:
    row = {
        "event_id_cnty": f"XXX{number}", "event_date": "2024-05-01", "year": "2024", "time_precision": "1",
        "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
        "actor1": "Blue Force", "assoc_actor_1": "Blue Police; Blue Guard", "inter1": "State forces",
        "actor2": "Red Force", "inter2": "Rebel group", "iso": "196", "region": "Nowhere", "country": "Nowhere",
        "admin1": "North", "admin2": "Upper", "location": "Alpha", "latitude": "35.1", "longitude": "33.3",
        "geo_precision": "1", "source": "Paper", "source_scale": "National", "notes": "Made up.", "fatalities": "3",
        "timestamp": "1714600000",
    }  # fmt: skip
    return {**dict.fromkeys(ACLED, ""), **row, **more}


def bring(desk: Desk, form: str, tmp_path: Path, rows: list[dict[str, str]], **more: Any) -> Summary:
    file = tmp_path / f"{form}.csv"
    with file.open("w", newline="", encoding="utf-8") as out:
        table = csv.DictWriter(out, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    return import_file(desk, file, shipped_maps(form), **more)


def records(desk: Desk, register: str = "report", **asked: Any) -> list[dict[str, Any]]:
    return page(desk, register, MISSION, Question(limit=1000, **asked))["records"]


# --- ACLED


def test_a_row_of_31_columns(desk: Desk, tmp_path: Path) -> None:
    assert len(ACLED) == 31
    assert bring(desk, "acled", tmp_path, [acled(1)]).accepted == 1
    (record,) = records(desk)
    values = record["values"]
    assert values["happened_at"] == {"start": "2024-05-01", "end": "2024-05-01", "prec": 1}
    assert values["place"] == {"lon": 33.3, "lat": 35.1, "prec": 2, "name": "Alpha"}
    assert (values["kind"], values["deaths"], values["account"]) == ("CMB-CLH", {"best": 3}, "Made up.")
    assert [(p["actor"], p["role"]) for p in values["parties"]] == [
        ("Blue Force", "side_a"), ("Blue Police", "side_a"), ("Blue Guard", "side_a"), ("Red Force", "side_b"),
    ]  # fmt: skip
    received = desk.ledger.entry(record["pos"])
    assert b'"sub_event_type":"Armed clash"' in received["leaves"]  # type: ignore[index]
    assert b'"inter2":"Rebel group"' in received["leaves"]  # type: ignore[index]


def test_the_25_sub_events_have_codes_and_a_26th_fails_loudly(desk: Desk, tmp_path: Path) -> None:
    rows = [
        acled(number, event_type=kind, sub_event_type=sub)
        for number, (kind, sub) in enumerate((k, s) for k, subs in SUB_EVENTS.items() for s in subs)
    ]
    assert len(rows) == 25
    summary = bring(desk, "acled", tmp_path, [*rows, acled(99, sub_event_type="Telepathy")])
    assert (summary.accepted, summary.refused, summary.flagged) == (25, 1, 0)
    assert "sub_event_type" in summary.reasons[0]
    assert "Telepathy" in summary.reasons[0]
    assert all(record["values"]["kind"] for record in records(desk))
    codes = shipped_map("acled")["codes"]["kind"]
    assert set(codes) == {sub for subs in SUB_EVENTS.values() for sub in subs}


@pytest.mark.parametrize(("told", "start"), [("2024-05-01", "2024-05-01"), ("01 May 2024", "2024-05-01")])
@pytest.mark.parametrize(("precision", "ours"), [("1", 1), ("2", 3), ("3", 4)])
def test_dates_and_their_precision(
    desk: Desk, tmp_path: Path, told: str, start: str, precision: str, ours: int
) -> None:
    bring(desk, "acled", tmp_path, [acled(1, event_date=told, time_precision=precision)])
    at = records(desk)[0]["values"]["happened_at"]
    assert (at["start"], at["prec"]) == (start, ours)


def test_a_changed_row_amends_and_the_same_again_does_nothing(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "acled", tmp_path, [acled(1), acled(2)], as_incident=True)
    summary = bring(desk, "acled", tmp_path, [acled(1, fatalities="5", timestamp="1714700000"), acled(2)])
    assert (summary.amended, summary.already) == (1, 1)
    assert sorted(r["values"]["deaths"]["best"] for r in records(desk)) == [3, 5]
    assert bring(desk, "acled", tmp_path, [acled(1, fatalities="5", timestamp="1714700000")]).already == 1


def test_deleted_ids_are_withdrawn_and_what_cites_them_is_flagged(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "acled", tmp_path, [acled(1), acled(2)], as_incident=True)
    gone = [{"event_id_cnty": "XXX1", "deleted_timestamp": "1714800000"}]
    never = [{"event_id_cnty": "XXX77", "deleted_timestamp": "1714800000"}]
    summary = bring(desk, "acled", tmp_path, gone + never)
    assert (summary.withdrawn, summary.already, summary.refused, summary.amended) == (1, 1, 0, 0)
    assert bring(desk, "acled", tmp_path, gone).already == 1, "told twice, done once"
    states = {r["values"]["source_id"]: r["state"] for r in records(desk)}
    assert states == {"XXX1": "withdrawn", "XXX2": "sent"}
    flagged = {r["values"]["reports"][0]: r.get("flags") for r in records(desk, "incident")}
    withdrawn = next(r["ref"] for r in records(desk) if r["state"] == "withdrawn")
    assert flagged.pop(withdrawn) == [f"{withdrawn}, which this rests on, was withdrawn by its source."]
    assert list(flagged.values()) == [None]
    assert verify(desk.place).problems == []


def test_a_row_given_again_after_its_deletion_is_restored(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "acled", tmp_path, [acled(1)])
    bring(desk, "acled", tmp_path, [{"event_id_cnty": "XXX1", "deleted_timestamp": "1714800000"}])
    assert bring(desk, "acled", tmp_path, [acled(1, timestamp="1714900000")]).accepted == 1
    (record,) = records(desk)
    assert record["state"] == "sent"


def test_an_older_file_brings_nothing_back(desk: Desk, tmp_path: Path) -> None:
    """Neither what was deleted since, nor what a row said before it was changed."""
    old = [acled(1, timestamp="1714600000"), acled(2, timestamp="1714600000")]
    bring(desk, "acled", tmp_path, old)
    bring(desk, "acled", tmp_path, [{"event_id_cnty": "XXX1", "deleted_timestamp": "1714800000"}])
    bring(desk, "acled", tmp_path, [acled(2, timestamp="1714800000", fatalities="9")])
    summary = bring(desk, "acled", tmp_path, old)
    assert (summary.already, summary.amended, summary.accepted) == (2, 0, 0)
    states = {r["values"]["source_id"]: (r["state"], r["values"]["deaths"]["best"]) for r in records(desk)}
    assert states == {"XXX1": ("withdrawn", 3), "XXX2": ("sent", 9)}


def test_a_withdrawn_report_proves_nothing(desk: Desk, tmp_path: Path) -> None:
    """An incident cannot be called verified on what its source took back; one that was is flagged, not undone."""
    bring(desk, "acled", tmp_path, [acled(1)])
    (told,) = records(desk)
    other = send(desk, "report", "send", values=report(source="Other", reliability="A", credibility="2"))
    send(desk, "report", "amend", ref=told["ref"], reason="r", values={"reliability": "A", "credibility": "2"})
    steps = {"open": {"values": incident(reports=[told["ref"], other.ref])}, "triage": {}, "investigate": {}}
    refs = []
    for _ in range(2):
        ref = None
        for step, more in steps.items():
            ref = send(desk, "incident", step, **({"ref": ref} if ref else {}), **more).ref
        refs.append(ref)
    send(desk, "incident", "verify", ref=refs[0], basis="Both")
    bring(desk, "acled", tmp_path, [{"event_id_cnty": "XXX1", "deleted_timestamp": "1914800000"}])
    held = one(desk, "incident", str(refs[0]), MISSION)
    assert held["state"] == "verified"
    assert "withdrawn by its source" in held["flags"][0]
    with pytest.raises(Exception, match="1 thing to mend"):
        send(desk, "incident", "verify", ref=refs[1], basis="Both")


def test_the_public_sees_nothing_of_acled(desk: Desk, tmp_path: Path) -> None:
    bring(desk, "acled", tmp_path, [acled(1)], as_incident=True)
    for noun in ("report", "incident"):
        assert page(desk, noun, PUBLIC, Question())["records"] == []


# --- FIRMS

VIIRS = (
    "latitude longitude bright_ti4 scan track acq_date acq_time satellite instrument confidence version bright_ti5 frp "
    "daynight"
)
MODIS = (
    "latitude longitude brightness scan track acq_date acq_time satellite confidence version bright_t31 frp daynight"
)


def fire(form: str, cells: str) -> dict[str, str]:
    return dict(zip(form.split(), cells.split(), strict=True))


def test_hotspots_of_both_kinds(desk: Desk, tmp_path: Path) -> None:
    rows = [
        fire(VIIRS, "4.85 31.58 340.1 0.4 0.4 2025-03-02 234 N VIIRS n 2.0NRT 290.2 3.4 N"),
        fire(VIIRS, "4.85001 31.58 340.1 0.4 0.4 2025-03-02 0012 N20 VIIRS h 2.0NRT 290.2 3.4 N"),
    ]
    assert bring(desk, "firms", tmp_path, rows).accepted == 2
    assert bring(
        desk, "firms", tmp_path, [fire(MODIS, "5.1 30.2 320.5 1.0 1.0 2025-03-02 9 A 75 6.1NRT 290 9.9 D")]
    ).accepted
    found = {r["values"]["happened_at"]["start"]: r["values"] for r in records(desk)}
    assert set(found) == {f"2025-03-02T{t}:00+00:00" for t in ("02:34", "00:12", "00:09")}
    one_of = found["2025-03-02T02:34:00+00:00"]
    assert one_of["observation"] == "hotspot"
    assert "kind" not in one_of
    assert "deaths" not in one_of


def test_a_hotspot_written_otherwise_is_the_same(desk: Desk, tmp_path: Path) -> None:
    """Files of other days write the time without zeros, coordinates with more decimals, and the country first."""
    first = fire(VIIRS, "4.85 31.58 340.1 0.4 0.4 2025-03-02 0234 N VIIRS n 2.0NRT 290.2 3.4 N")
    assert bring(desk, "firms", tmp_path, [first]).accepted == 1
    again = {"country_id": "SSD", **first, "latitude": "4.85000", "longitude": "31.580", "acq_time": "234"}
    summary = bring(desk, "firms", tmp_path, [again])
    assert (summary.accepted, summary.amended, summary.refused) == (1, 1, 0), "the country is new, the hotspot is not"
    (record,) = records(desk)
    assert record["values"]["place"]["lat"] == 4.85


def test_a_hotspot_without_a_place_or_with_a_wrong_time_is_refused(desk: Desk, tmp_path: Path) -> None:
    good = fire(VIIRS, "4.85 31.58 340.1 0.4 0.4 2025-03-02 0234 N VIIRS n 2.0NRT 290.2 3.4 N")
    rows = [{**good, "acq_time": "2590"}, {**good, "latitude": "north"}, {**good, "satellite": ""}]
    summary = bring(desk, "firms", tmp_path, rows)
    assert (summary.accepted, summary.refused) == (0, 3)


# --- Geo-PKO


def test_deployments_by_month(desk: Desk, tmp_path: Path) -> None:
    head = {
        "Source": "Map no. 1", "Mission": "MADE", "Year": "2005", "Month": "3", "Location": "Alpha", "Latitude": "35.1",
        "Longitude": "33.3", "No.troops": "unknown", "hq": "2",
    }  # fmt: skip
    more = {"nameoftcc_1": "Aland", "notroopspertcc_1": "120", "nameoftcc_2": "Bland", "notroopspertcc_2": "unknown"}
    rest = {f"{n}_{i}": "" for i in range(3, 18) for n in ("nameoftcc", "notroopspertcc")}
    assert bring(desk, "geopko", tmp_path, [{**head, **more, **rest}]).accepted == 1
    (site,) = records(desk, "site")
    values = site["values"]
    assert (values["name"], values["active"]["start"], values["kind"]) == ("Alpha", "2005-03-01", "sector_hq")
    assert values["active"]["end"] == "2005-03-31"
    assert values["tenants"] == [{"contributor": "Aland", "strength": 120}, {"contributor": "Bland"}]


def test_real_deployments_by_year(desk: Desk) -> None:
    file = Path(__file__).resolve().parents[3] / "shared" / "data" / "geopko_locations_v2_3.csv"
    if not file.exists():
        pytest.skip(f"there is no {file.name} here")
    summary = import_file(desk, file, shipped_maps("geopko"))
    assert summary.read == 8783
    assert summary.accepted + summary.already == 8783
    assert summary.refused == 0
    assert import_file(desk, file, shipped_maps("geopko")).already == 8783


def test_every_shipped_map_is_reached_by_a_form() -> None:
    from importlib import resources

    shipped = {
        f.name.removesuffix(".toml")
        for f in (resources.files("greenline") / "maps").iterdir()
        if f.name.endswith(".toml")
    }
    assert shipped == {name for names in FORMS.values() for name in names}
