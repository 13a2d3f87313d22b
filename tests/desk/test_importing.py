"""Tables of others: counted, entered once, amended when they change, refused or flagged with reasons."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from made import report, send

from greenline.core.errors import BadRequest, Invalid, NotFound, Refusal
from greenline.core.handling import DESK, MISSION, Actor
from greenline.desk import importing, picture
from greenline.desk.desk import Desk
from greenline.desk.importing import Summary, import_file, read_map, shipped_map
from greenline.desk.intake import Act, submit
from greenline.faces.query import Question

HEADER = [
    "id", "type_of_violence", "side_a", "side_b", "dyad_name", "where_prec", "where_coordinates", "adm_1", "adm_2",
    "latitude", "longitude", "event_clarity", "date_prec", "date_start", "date_end", "deaths_a", "deaths_b",
    "deaths_civilians", "deaths_unknown", "best", "high", "low", "country",
]  # fmt: skip
GOOD = {
    "id": "1", "type_of_violence": "1", "side_a": "A forces", "side_b": "Rebels", "dyad_name": "A - Rebels",
    "where_prec": "1", "where_coordinates": "Town", "latitude": "6.5", "longitude": "21.5", "event_clarity": "1",
    "date_prec": "1", "date_start": "2020-01-02 00:00:00.000", "date_end": "2020-01-03 00:00:00.000",
    "deaths_a": "1", "deaths_b": "2", "deaths_civilians": "0", "deaths_unknown": "0", "best": "3", "high": "4",
    "low": "2", "country": "C",
}  # fmt: skip


def table(file: Path, *rows: dict[str, Any]) -> Path:
    with file.open("w", newline="") as out:
        writer = csv.DictWriter(out, HEADER)
        writer.writeheader()
        writer.writerows({**GOOD, **row} for row in rows)
    return file


def take(desk: Desk, file: Path, **more: Any) -> Summary:
    return import_file(desk, file, [shipped_map("ucdp-deco"), shipped_map("ucdp-ged")], **more)


def counts(summary: Summary) -> dict[str, int]:
    told = {n: getattr(summary, n) for n in ("read", "accepted", "already", "amended", "flagged", "refused")}
    return {name: number for name, number in told.items() if number}


def all_of(desk: Desk, register: str) -> list[dict[str, Any]]:
    return list(picture.page(desk, register, MISSION, Question(limit=1000))["records"])


def test_a_first_and_a_second_import(desk: Desk, tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", {}, {"id": "2.0", "best": "3.0"}, {"id": "3", "type_of_violence": "3"})
    assert counts(take(desk, file)) == {"read": 3, "accepted": 3}
    pos = desk.ledger.pos()
    assert counts(take(desk, file)) == {"read": 3, "already": 3}
    assert desk.ledger.pos() == pos == 3
    one = next(r for r in all_of(desk, "report") if r["values"]["source_id"] == "1")
    values = one["values"]
    assert values["happened_at"] == {"start": "2020-01-02", "end": "2020-01-03", "prec": 1}
    assert values["place"] == {"lon": 21.5, "lat": 6.5, "prec": 1, "name": "Town"}
    assert values["deaths"] == {"a": 1, "b": 2, "civilians": 0, "unknown": 0, "low": 2, "best": 3, "high": 4}
    assert [(p["actor"], p["role"]) for p in values["parties"]] == [("A", "side_a"), ("Rebels", "side_b")]
    version = picture.history(desk, "report", one["ref"], MISSION)["versions"][0]
    assert version["as_received"]["country"] == "C"
    assert (version["by"], version["role"]) == ("IMPORT", "machine")


def test_a_changed_row_is_an_amendment_and_a_vanished_value_unknown(desk: Desk, tmp_path: Path) -> None:
    take(desk, table(tmp_path / "a.csv", {}, {"id": "2"}))
    changed = table(
        tmp_path / "a.csv", {"best": "4", "deaths_unknown": "1", "high": "", "where_coordinates": ""}, {"id": "2"}
    )
    assert counts(take(desk, changed)) == {"read": 2, "accepted": 1, "amended": 1, "already": 1}
    one = next(r for r in all_of(desk, "report") if r["values"]["source_id"] == "1")
    assert one["values"]["deaths"] == {"a": 1, "b": 2, "civilians": 0, "unknown": 1, "low": 2, "best": 4}
    assert "name" not in one["values"]["place"]
    last = picture.history(desk, "report", one["ref"], MISSION)["versions"][-1]
    assert (last["step"], last["reason"]) == ("amend", "The source changed this row.")
    assert {c["path"] for c in last["changes"]} == {"deaths.unknown", "deaths.best", "deaths.high", "place"}
    assert counts(take(desk, changed)) == {"read": 2, "already": 2}
    take(desk, table(tmp_path / "a.csv", {}, {"id": "2"}))
    one = next(r for r in all_of(desk, "report") if r["values"]["source_id"] == "1")
    assert one["values"]["deaths"]["high"] == 4


def test_contradictions_are_flagged_not_refused(desk: Desk, tmp_path: Path) -> None:
    rows = {"low": "9"}, {"id": "2", "best": "7", "high": "9"}, {"id": "3", "date_end": "2019-01-01 00:00:00.000"}
    assert counts(take(desk, table(tmp_path / "a.csv", *rows))) == {"read": 3, "accepted": 3, "flagged": 3}
    flags = {r["values"]["source_id"]: r["flags"] for r in all_of(desk, "report")}
    assert flags["1"] == ["deaths.low (9) is above deaths.best (3)."]
    assert flags["2"] == ["deaths.best (7) is not the sum of its sides (3)."]
    assert "before it starts" in flags["3"][0]


def test_a_flag_goes_when_the_row_is_put_right(desk: Desk, tmp_path: Path) -> None:
    take(desk, table(tmp_path / "a.csv", {"low": "9"}))
    take(desk, table(tmp_path / "a.csv", {"low": "1"}))
    (one,) = all_of(desk, "report")
    assert "flags" not in one


def test_refused_rows_have_a_file_with_reasons(desk: Desk, tmp_path: Path) -> None:
    file = table(
        tmp_path / "a.csv", {}, {"id": "2", "latitude": ""}, {"id": "3", "date_start": "2023-13-45"},
        {"id": "4", "best": "many", "latitude": "91"}, {"id": "5", "type_of_violence": "9"}, {"id": ""},
    )  # fmt: skip
    with file.open("ab") as out:
        out.write(b'6,"open\n7,1\n\xff\n')
    told = take(desk, file, refused=tmp_path / "refused.csv")
    assert (told.read, told.accepted, told.flagged, told.refused) == (9, 2, 1, 7)
    rows = list(csv.reader((tmp_path / "refused.csv").open(encoding="utf-8", newline="")))
    assert rows[0] == ["line", "reasons", *HEADER]
    reasons = {int(row[0]): row[1] for row in rows[1:]}
    assert list(reasons) == [3, 4, 5, 7, 8, 9, 10]
    assert "no number" in reasons[5] or "no whole number" in reasons[5]
    assert "latitude" in reasons[5]
    assert "quote" in reasons[8]
    assert told.reasons[0].startswith("line 3: ")
    assert take(desk, file).already == 2


def test_the_same_id_twice_in_a_file(desk: Desk, tmp_path: Path) -> None:
    told = take(desk, table(tmp_path / "a.csv", {}, {}, {"best": "4", "deaths_a": "2"}))
    assert counts(told) == {"read": 3, "accepted": 1, "already": 1, "refused": 1}
    assert "stands in this file before" in told.reasons[0]


def test_as_incident_opens_one_that_cites(desk: Desk, tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", {}, {"id": "2", "low": "9"})
    assert counts(take(desk, file, as_incident=True)) == {"read": 2, "accepted": 2, "flagged": 1}
    reports = {r["ref"]: r for r in all_of(desk, "report")}
    incidents = all_of(desk, "incident")
    assert len(incidents) == len(reports) == 2
    for one in incidents:
        (cited,) = one["values"]["reports"]
        report = reports[cited]["values"]
        assert one["state"] == "reported"
        assert one["values"]["title"] == "A - Rebels"
        assert one["values"]["place"] == report["place"]
        assert one["values"]["deaths"]["best"] == 3
        assert ("low" in one["values"]["deaths"]) == (report["source_id"] == "1")
    assert counts(take(desk, file, as_incident=True)) == {"read": 2, "already": 2}
    assert len(all_of(desk, "incident")) == 2


def test_as_incident_later_opens_for_rows_known_before(desk: Desk, tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", {}, {"id": "2"})
    take(desk, file)
    assert counts(take(desk, file, as_incident=True)) == {"read": 2, "accepted": 2}
    assert len(all_of(desk, "report")) == len(all_of(desk, "incident")) == 2
    cited = {one["values"]["reports"][0] for one in all_of(desk, "incident")}
    assert cited == {r["ref"] for r in all_of(desk, "report")}
    assert counts(take(desk, file, as_incident=True)) == {"read": 2, "already": 2}


def test_a_changed_row_whose_incident_is_new(desk: Desk, tmp_path: Path) -> None:
    """Both happen: the report is amended and the incident opens."""
    take(desk, table(tmp_path / "a.csv", {}))
    take(desk, table(tmp_path / "a.csv", {"best": "4", "deaths_a": "2"}), as_incident=True)
    take(desk, table(tmp_path / "a.csv", {"best": "4", "deaths_a": "2"}), as_incident=True)
    (report,), (one,) = all_of(desk, "report"), all_of(desk, "incident")
    assert report["values"]["deaths"]["best"] == one["values"]["deaths"]["best"] == 4


def test_party_rows_give_no_counts(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,day,lon,lat,dead\n1,2025-03-02,33,35,5\n")
    mapping = {
        "register": "report", "key": "p:{id}", "as": "incident", "file": "a.csv",
        "constants": {"source_kind": "party", "kind": "CFV-SAF"},
        "fields": {"happened_at": "day", "place.lon": "lon", "place.lat": "lat", "deaths.best": "dead"},
    }  # fmt: skip
    import_file(desk, tmp_path / "a.csv", [mapping])
    (one,) = all_of(desk, "incident")
    assert "deaths" not in one["values"]


def test_encodings_separators_and_headerless_files(desk: Desk, tmp_path: Path) -> None:
    text = (
        ";".join(HEADER)
        + "\n"
        + ";".join({**GOOD, "where_coordinates": "Größe"}[n] if n in GOOD else "" for n in HEADER)
    )
    (tmp_path / "a.csv").write_bytes(text.encode("latin-1"))
    assert counts(take(desk, tmp_path / "a.csv", encoding="latin-1")) == {"read": 1, "accepted": 1}
    names = shipped_map("ucdp-ged")["columns"]
    (tmp_path / "b.csv").write_text(",".join(str({**GOOD, "id": "77"}.get(n, "")) for n in names) + "\n")
    assert counts(take(desk, tmp_path / "b.csv")) == {"read": 1, "accepted": 1}
    assert {r["values"]["place"]["name"] for r in all_of(desk, "report")} == {"Größe", "Town"}


def test_a_maps_delimiter(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id;a,b\n1;x,y\n")
    mapping = {"register": "site", "key": "s:{id}", "delimiter": ";", "fields": {"name": "a,b"}}
    assert import_file(desk, tmp_path / "a.csv", [mapping]).accepted == 1


def test_files_that_are_no_such_table(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        take(desk, tmp_path / "no.csv")
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    with pytest.raises(Invalid) as refused:
        take(desk, tmp_path / "a.csv")
    assert {i.code for i in refused.value.issues} == {"no_column"}
    for body in (b"", b"PK\x03\x04", b"\xff\xfea\x00"):
        (tmp_path / "a.csv").write_bytes(body)
        with pytest.raises(Refusal):
            take(desk, tmp_path / "a.csv")
    assert desk.ledger.pos() == 0


def test_maps_from_files(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_map(tmp_path / "no.toml")
    (tmp_path / "a.toml").write_text("a = = 1")
    with pytest.raises(Invalid, match="not TOML"):
        read_map(tmp_path / "a.toml")


def test_a_map_that_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        read_map(tmp_path)


def test_the_order_of_columns_and_empty_ones_change_nothing(desk: Desk, tmp_path: Path) -> None:
    file = table(tmp_path / "a.csv", {}, {"id": "2"})
    take(desk, file)
    rows = list(csv.reader(file.open(encoding="utf-8", newline="")))
    with (tmp_path / "b.csv").open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([[*reversed(row), "more" * (number == 0)] for number, row in enumerate(rows)])
    assert counts(take(desk, tmp_path / "b.csv")) == {"read": 2, "already": 2}


def test_what_the_mission_amended_survives_the_next_release(desk: Desk, tmp_path: Path) -> None:
    """The source changes one value that nobody touched, and one that the desk had amended."""
    take(desk, table(tmp_path / "a.csv", {}))
    ref = all_of(desk, "report")[0]["ref"]
    ours = {"weapon": "mortar", "reliability": "B", "credibility": "2", "clarity": "2"}
    submit(desk, Act("report", "amend", "k", ours, ref=ref, reason="our own grade"), Actor("DESK-1", frozenset({DESK})))
    told = take(desk, table(tmp_path / "b.csv", {"low": "0", "high": "5", "country": "D"}))
    values = picture.one(desk, "report", ref, MISSION)["values"]
    assert {name: values[name] for name in ours} == ours
    assert (told.amended, values["deaths"]["high"], values["deaths"]["low"]) == (1, 5, 0)


def test_a_column_less_is_a_value_less(desk: Desk, tmp_path: Path) -> None:
    """Of a UCDP release only id, day and point must be there; a place without precision is never exact."""
    file = tmp_path / "a.csv"
    file.write_text("id,date_start,latitude,longitude\n1,2020-01-02,4.5,18.5\n", encoding="utf-8")
    assert counts(take(desk, file)) == {"read": 1, "accepted": 1}
    values = all_of(desk, "report")[0]["values"]
    assert values["place"] == {"lon": 18.5, "lat": 4.5, "prec": 2}
    assert "deaths" not in values


def test_a_merged_amendment_that_contradicts_itself_is_flagged(desk: Desk, tmp_path: Path) -> None:
    """The desk's own best estimate stays, and the source's new low is above it."""
    take(desk, table(tmp_path / "a.csv", {}))
    ref = all_of(desk, "report")[0]["ref"]
    ours = {"deaths": {"low": 2, "best": 2, "high": 4}}
    act = Act("report", "amend", "k", ours, ref=ref, reason="counted", as_received=None)
    submit(desk, act, Actor("DESK-1", frozenset({DESK})))
    take(desk, table(tmp_path / "b.csv", {"low": "3"}))
    one = picture.one(desk, "report", ref, MISSION)
    assert one["values"]["deaths"] == {"low": 3, "best": 2, "high": 4}
    assert any("above deaths.best" in flag for flag in one["flags"])


def test_a_ref_that_a_record_has_is_not_drawn_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight random characters come twice among a million records; no row is refused for it."""
    from greenline.desk import intake
    from greenline.desk.intake import new_refs
    from greenline.registers import REGISTERS

    held = send(desk, "report", "send", values=report()).ref
    draws = iter([held, "REP-00000001", "REP-00000001", held, "REP-00000002", "REP-00000003"])
    monkeypatch.setattr(intake, "new_ref", lambda register: next(draws))
    with desk.reading() as connection:
        assert new_refs(connection, desk.state, REGISTERS["report"], 3) == [
            "REP-00000001", "REP-00000002", "REP-00000003",
        ]  # fmt: skip


def test_a_register_of_the_machines_own_is_not_brought_in(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("id,name\n1,x\n")
    table = {"register": "folder", "key": "x:{id}", "fields": {"mission": "name"}}
    with pytest.raises(Invalid) as caught:
        import_file(desk, tmp_path / "t.csv", [table])
    assert caught.value.issues[0].code == "not_by_tables"


@pytest.mark.parametrize("wrong", [{"needs": 5}, {"columns": 7}, {"delimiter": "ab"}, {"codes": 3}, {"newest": "x"}])
def test_settings_of_another_form_are_told(desk: Desk, tmp_path: Path, wrong: dict[str, Any]) -> None:
    (tmp_path / "t.csv").write_text("id,name\n1,x\n")
    with pytest.raises(Invalid) as caught:
        import_file(desk, tmp_path / "t.csv", [{"register": "report", "key": "x:{id}", **wrong}])
    assert [issue.field for issue in caught.value.issues] == list(wrong)


def test_too_many_rows_to_join_are_refused(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "MOST_JOINED", 3)
    (tmp_path / "t.csv").write_text("id,date\n" + "".join(f"{n},2025-03-02\n" for n in range(4)))
    table = {
        "register": "report", "key": "x:{id}", "join": True, "constants": {"source_kind": "NGO"},
        "fields": {"happened_at.start": "date"},
    }  # fmt: skip
    with pytest.raises(BadRequest, match="at most 3 rows"):
        import_file(desk, tmp_path / "t.csv", [table])


def test_refused_rows_are_defused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text('id,date\n"=HYPERLINK(1)",x\n')
    table = {
        "register": "report",
        "key": "x:{id}",
        "constants": {"source_kind": "NGO"},
        "fields": {"happened_at.start": "date"},
    }
    summary = import_file(desk, tmp_path / "t.csv", [table], refused=tmp_path / "refused.csv")
    assert summary.refused == 1
    with (tmp_path / "refused.csv").open() as told:
        assert list(csv.reader(told))[1][2] == "'=HYPERLINK(1)"
