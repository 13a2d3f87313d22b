"""Mission folders: every problem at once, with its file and key; nothing hostile gets out or breaks the check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from made import MISSION, make_folder

from greenline import mission as reading
from greenline.core.errors import Invalid, NotFound
from greenline.desk.beginning import begin, check_folder
from greenline.mission import check, find, load, shipped


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return make_folder(tmp_path / "alpha")


def told(folder: Path) -> set[tuple[str, str]]:
    return {(i.field, i.code) for i in check_folder(folder)}


def test_a_folder_in_order(place: Path) -> None:
    assert check_folder(place) == []
    mission = load(place)
    assert (mission.name, [p.code for p in mission.parties]) == ("alpha", ["A", "B"])
    assert mission.aliases["a forces"] == "A"
    assert mission.roles("VER-1") == {"verifier"}
    assert mission.roles("NOBODY") == frozenset()
    assert set(mission.digests) == {
        "mission.toml", "parties.toml", "people.toml", "zones.geojson", "history/events.csv", "maps/events.toml",
        "words/tr.toml",
    }  # fmt: skip


def test_joint_bodies_are_checked_whole(place: Path) -> None:
    file = place / "mission.toml"
    text = file.read_text()
    good = '[[commission]]\nbody = "JMC"\nsides = [{ code = "A", seats = 2 }, { code = "B" }]\n'
    file.write_text(f"{text}\n{good}[commission.quorum.regular]\nA = 2\nB = 1\n")
    assert check_folder(place) == []
    assert load(place).settings.commission[0].quorum == {"regular": {"A": 2, "B": 1}}
    file.write_text(f"{text}\n{good}[commission.quorum.regular]\nA = 3\nX = 1\n")
    (issue,) = check_folder(place)
    assert "asks 3 of A, which has 2 seats" in issue.sentence
    assert "names X, which is no side" in issue.sentence
    stranger = good.replace('code = "B"', 'code = "Q"')
    file.write_text(f"{text}\n{stranger}{good}")
    assert {code for _, code in told(place)} >= {"unknown_party", "twice"}
    file.write_text(f"{text}\n{good}[commission.quorum.nightly]\nA = 1\n")
    assert any("commission.0.quorum" in field for field, _ in told(place))


@pytest.mark.parametrize("name", sorted(shipped()))
def test_shipped_missions_are_in_order(name: str) -> None:
    assert check_folder(find(name)) == []


def test_twenty_mistakes_at_once(place: Path) -> None:
    (place / "mission.toml").write_text("""\
name = "Big Alpha"
colour = "red"
languages = ["english"]
timezone = "Atlantis/Capital"
bounds = [10, 0, 5, 1]
site = "HQ"
audiences = ["enemy"]
[verification]
independent = 0
grade = "G9"
""")
    (place / "parties.toml").write_text("""\
[[party]]
code = "a"
name = { en = "A" }
[[party]]
code = "B"
[[party]]
code = "C"
name = { en = "C" }
colour = "red"
[[party]]
code = "D"
name = { en = "D" }
[[party]]
code = "D"
name = { en = "D" }
[[crowd]]
""")
    (place / "people.toml").write_text("""\
[[person]]
call_sign = "Maria Muster"
roles = ["observer"]
[[person]]
call_sign = "OBS-1"
roles = ["king"]
""")
    zone = {"code": "Z", "kind": "castle", "party": "X"}
    swapped = {"type": "Point", "coordinates": [35, 133]}
    bow = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    features = [
        {"type": "Feature", "properties": zone, "geometry": swapped},
        {"type": "Feature", "properties": {**zone, "kind": "area", "uncertainty_m": 5, "party": None}, "geometry": bow},
        {"type": "Feature", "properties": {}},
    ]
    (place / "zones.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (place / "history" / "more.csv").write_text("a,b\n1,2,3\n")
    (place / "history" / "none.csv").write_text("")
    (place / "history" / "latin.csv").write_bytes(b"a\n\xff\n")
    (place / "history" / "quote.csv").write_text('a,b\n"x"y,2\n')
    (place / "maps" / "broken.toml").write_text("a = = 1")
    (place / "maps" / "away.toml").write_text('file = "../../etc/passwd"')
    (place / "maps" / "gone.toml").write_text('file = "gone.csv"')
    (place / "words" / "el.toml").write_bytes(b"a = '\xff'")
    issues = {(i.field, i.code) for i in check(place)[1]}
    assert issues >= {
        ("mission.toml: name", "value_error"),
        ("mission.toml: colour", "extra_forbidden"),
        ("mission.toml: languages", "value_error"),
        ("mission.toml: timezone", "value_error"),
        ("mission.toml: bounds", "value_error"),
        ("mission.toml: site", "string_pattern_mismatch"),
        ("mission.toml: audiences", "value_error"),
        ("mission.toml: verification.independent", "greater_than_equal"),
        ("mission.toml: verification.grade", "string_pattern_mismatch"),
        ("parties.toml: party 1.code", "string_pattern_mismatch"),
        ("parties.toml: party 2.name", "missing"),
        ("parties.toml: party 3.colour", "string_pattern_mismatch"),
        ("parties.toml: D", "twice"),
        ("parties.toml: crowd", "extra_forbidden"),
        ("people.toml: person 1.call_sign", "value_error"),
        ("people.toml: person 2.roles", "value_error"),
        ("zones.geojson: feature 1 (Z)", "zone_kind"),
        ("zones.geojson: feature 1 (Z)", "uncertainty"),
        ("zones.geojson: feature 1 (Z)", "unknown_party"),
        ("zones.geojson: feature 1 (Z)", "outside"),
        ("zones.geojson: feature 2 (Z)", "twice"),
        ("zones.geojson: feature 2 (Z)", "not_valid"),
        ("zones.geojson: feature 3", "no_code"),
        ("zones.geojson: feature 3", "no_geometry"),
        ("history/more.csv: row 2", "ragged"),
        ("history/none.csv", "empty"),
        ("history/latin.csv", "not_utf8"),
        ("history/quote.csv", "not_csv"),
        ("maps/broken.toml", "not_toml"),
        ("maps/away.toml: file", "leads_out"),
        ("maps/gone.toml: file", "missing_file"),
        ("words/el.toml", "not_utf8"),
    }
    assert [i for i in check(place)[1] if not i.sentence.endswith((".", "?"))] == []
    with pytest.raises(Invalid, match="problems"):
        load(place)


def test_codes_and_grades(place: Path) -> None:
    more = '\n[grades]\nnobody = "A1"\nNGO = "Z9"\n[codes]\nnothing = ["x"]\nseverity = ["0", "9"]\n'
    (place / "mission.toml").write_text(MISSION.split("[grades]")[0] + more)
    assert told(place) >= {
        ("mission.toml: grades.nobody", "unknown_code"),
        ("mission.toml: grades.NGO", "bad_grade"),
        ("mission.toml: codes.nothing", "unknown_list"),
        ("mission.toml: codes.severity", "unknown_code"),
    }


def test_rows_of_its_own_tables(place: Path) -> None:
    rows = "1,1996-13-03,33,91,CFV-SAF,1,x,A\n2,1996-06-03,33,35,XXX,-1,x,A\n"
    (place / "history" / "events.csv").write_text("id,day,lon,lat,code,dead,words,side\n" + rows)
    assert told(place) == {
        ("history/events.csv: row 2: happened_at", "value_error"),
        ("history/events.csv: row 2: place", "value_error"),
        ("history/events.csv: row 3: kind", "unknown_code"),
        ("history/events.csv: row 3: deaths.best", "greater_than_equal"),
    }


def test_tables_that_no_map_reads(place: Path) -> None:
    history = place / "history"
    (history / "sources.csv").write_text("key,title,kind\nS1,One,media\n,Two,media\nS1,Three,press\n")
    (history / "mandate.csv").write_text(
        "instrument,date,source_keys,source_kind,reliability\n"
        "R1,1964-03-04,S1,media,C\nR2,1964-13,S1; S2,rumour,Z\nR3,1998/2000,,,\nR4,2000/1998,S1,,\n"
    )
    assert told(place) == {
        ("history/sources.csv: row 3: key", "missing"),
        ("history/sources.csv: row 4: key", "twice"),
        ("history/sources.csv: row 4: kind", "unknown_code"),
        ("history/mandate.csv: row 3: date", "bad_date"),
        ("history/mandate.csv: row 3: source_keys", "unknown_source"),
        ("history/mandate.csv: row 3: source_kind", "unknown_code"),
        ("history/mandate.csv: row 3: reliability", "unknown_code"),
        ("history/mandate.csv: row 5: date", "bad_date"),
    }
    assert all(issue.sentence.endswith(".") for issue in check_folder(place))


def test_a_mapped_table_has_its_own_columns_but_the_folders_sources(place: Path) -> None:
    rows = "id,day,lon,lat,code,dead,words,side,date,source_keys\n1,1996-06-03,33,35,CFV-SAF,1,x,A,long ago,S9\n"
    (place / "history" / "events.csv").write_text(rows)
    assert told(place) == set()
    (place / "history" / "sources.csv").write_text("key,title,kind\nS1,One,media\n")
    assert told(place) == {("history/events.csv: row 2: source_keys", "unknown_source")}


def test_sources_that_are_not_listed_at_all(place: Path) -> None:
    (place / "history" / "mandate.csv").write_text("instrument,source_keys\nR1,S1\n")
    assert told(place) == {("history/mandate.csv: row 2: source_keys", "unknown_source")}


def test_a_route_is_a_zone(place: Path) -> None:
    line = {"type": "LineString", "coordinates": [[33, 35], [34, 35]]}
    feature = {"type": "Feature", "properties": {"code": "R", "kind": "route", "uncertainty_m": 1}, "geometry": line}
    (place / "zones.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    assert told(place) == set()


def test_a_map_that_does_not_fit(place: Path) -> None:
    (place / "maps" / "events.toml").write_text('file = "history/events.csv"\nkey = "{no}"\ncolour = 1\n')
    assert told(place) == {
        ("maps/events.toml: key", "no_column"),
        ("maps/events.toml: colour", "unknown_setting"),
    }


@pytest.mark.parametrize("toml", [
                                  "file = 3", 'file = ["a"]', 'file = ""', 'file = "."', 'file = "history"',
                                  'file = "/etc/passwd"',
                                  'file = "history/../../x.csv"', 'file = "a\\u0000b"'])  # fmt: skip
def test_path_tricks_of_a_map(place: Path, toml: str) -> None:
    (place / "maps" / "trick.toml").write_text(toml)
    assert {field.partition(":")[0] for field, _ in told(place)} == {"maps/trick.toml"}


def test_links_that_lead_out(place: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    (place / "history" / "link.csv").symlink_to(tmp_path / "secret.csv")
    (place / "maps" / "link.toml").write_text('file = "history/link.csv"\nkey = "{a}"')
    issues = {(i.field, i.code) for i in check_folder(place)}
    assert ("history/link.csv", "leads_out") in issues
    assert ("maps/link.toml: file", "leads_out") in issues


@pytest.mark.parametrize("name", ["mission.toml", "parties.toml", "people.toml", "zones.geojson", "words/tr.toml"])
def test_a_setting_that_is_a_link_out_is_told(place: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "outside").write_text((place / name).read_text())
    (place / name).unlink()
    (place / name).symlink_to(tmp_path / "outside")
    assert (name, "leads_out") in told(place)


def test_a_link_to_itself_and_a_dangling_one(place: Path) -> None:
    (place / "history" / "gone.csv").symlink_to(place / "nowhere.csv")
    (place / "history" / "loop").symlink_to(place, target_is_directory=True)
    (place / "history" / "self.csv").symlink_to(place / "history" / "self.csv")
    check_folder(place)


def test_large_files_are_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_FILE", 1000)
    (place / "big.bin").write_bytes(b"x" * 1001)
    assert ("big.bin", "too_large") in told(place)


HOSTILE = [
    "", "null", "[]", "3", "{", '{"features": 3}', '{"features": [null, 3, [], "x", {}]}', "[" * 100_000,
    '{"features": [{"properties": 3, "geometry": 3}]}',
    '{"features": [{"properties": {"code": ["x"], "kind": ["x"], "party": ["x"], "uncertainty_m": "x"}}]}',
    '{"features": [{"properties": {"code": "x", "kind": {}, "party": {}, "uncertainty_m": 1e400}}]}',
    '{"features": [{"properties": {}, "geometry": {"type": "Polygon", "coordinates": [[[0,0],[1,1]]]}}]}',
    '{"features": [{"properties": {}, "geometry": {"type": "Point", "coordinates": [NaN, NaN]}}]}',
    '{"features": [{"properties": {}, "geometry": {"type": "Point", "coordinates": ["x", {}]}}]}',
    '{"features": [{"properties": {}, "geometry": {"type": "Point", "coordinates": []}}]}',
    '{"features": [{"properties": {}, "geometry": {"type": "GeometryCollection", "geometries": 3}}]}',
    '{"features": [{"properties": {}, "geometry": {"type": "Nonsense", "coordinates": [1, 2]}}]}',
    '{"features": [{"properties": {}, "geometry": {"type": ["Point"], "coordinates": [1, 2]}}]}',
]  # fmt: skip


@pytest.mark.parametrize("body", HOSTILE)
def test_hostile_zones(place: Path, body: str) -> None:
    (place / "zones.geojson").write_text(body)
    issues = told(place)
    assert issues
    assert all(field.startswith("zones.geojson") for field, _ in issues)


def test_zones_that_are_no_text(place: Path) -> None:
    (place / "zones.geojson").write_bytes(b"\xff\xfe{}")
    assert ("zones.geojson", "not_utf8") in told(place)


@pytest.mark.parametrize(
    "body",
    ["", "name = 3", "name = []", "[name]\nx = 1", 'name = "a"\ntitle = 3', 'name = "a"\nbounds = ["a", 1, 2, 3]',
     'name = "a"\nbounds = [1]', 'name = "a"\nbounds = [nan, 0, 1, 1]', 'name = "a"\nbounds = [-inf, 0, inf, 1]',
     'name = "a"\ntimezone = "../../etc/passwd"', 'name = "a"\ntimezone = ""', 'name = "a"\ntimezone = "/etc"',
     'name = "a"\nlanguages = []', 'name = "a"\ncodes = { severity = 3 }', 'name = "a"\ngrades = { NGO = 3 }',
     'name = "a\\nb"', 'name = "a"\nsite = "a\\n"', 'name = "a"\naudiences = "public"', 'name = "a"\naudiences = []'],
)  # fmt: skip
def test_hostile_settings(place: Path, body: str) -> None:
    (place / "mission.toml").write_text(body)
    (place / "zones.geojson").unlink()
    assert any(field.startswith("mission.toml") for field, _ in told(place))


@pytest.mark.parametrize("name", ["parties.toml", "people.toml"])
@pytest.mark.parametrize(
    "body", ["party = 3\nperson = 3", "party = [3]\nperson = [3]", "[party]\nx = 1\n[person]\nx = 1"]
)
def test_hostile_lists(place: Path, name: str, body: str) -> None:
    (place / name).write_text(body)
    assert any(field.startswith(name) for field, _ in told(place))


def test_no_folder_and_no_settings(tmp_path: Path) -> None:
    assert [i.code for i in check(tmp_path / "no")[1]] == ["no_folder"]
    assert [i.code for i in check(tmp_path)[1]] == ["missing_file"]
    with pytest.raises(NotFound, match="cyprus"):
        find(str(tmp_path / "no"))


def test_a_new_folder_is_in_order(tmp_path: Path) -> None:
    from greenline.core.errors import Refusal

    for name in ("beta", "Größe 7", "123"):
        begin(tmp_path / name)
        assert check_folder(tmp_path / name) == []
    with pytest.raises(Refusal, match="not empty"):
        begin(tmp_path / "beta")
    ids = {load(tmp_path / name).settings.id for name in ("beta", "123")}
    assert len(ids) == 2


def test_data_lies_outside_and_apart(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENLINE_DATA", str(tmp_path / "data"))
    one, two = load(place), load(make_folder(tmp_path / "other"))
    assert one.data_folder() != two.data_folder()
    assert one.data_folder().parent == tmp_path / "data"
    assert not one.data_folder().is_relative_to(place)
