"""Column maps: every setting, and every way in which a map can be wrong, all at once."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from typing import Any

import pytest
from thing import Thing

from greenline.core.errors import Invalid
from greenline.core.parse import parse
from greenline.exchange.mapping import ColumnMap, Drafted
from greenline.registers import REGISTERS

EVERY = {**REGISTERS, "thing": Thing}
BASE = 'register = "thing"\nkey = "x:{id}"\n'


def made(toml: str, header: str) -> ColumnMap:
    return ColumnMap(tomllib.loads(BASE + toml), EVERY, header.split(","))


def read(toml: str, header: str, *cells: str) -> Drafted:
    return made(toml, header).read(7, list(cells))


def wrong(toml: str, header: str = "id,a,b", base: str = BASE) -> set[tuple[str, str]]:
    with pytest.raises(Invalid) as refused:
        ColumnMap(tomllib.loads(base + toml), EVERY, header.split(","))
    return {(i.field, i.code) for i in refused.value.issues}


@pytest.mark.parametrize(
    ("toml", "cell", "values"),
    [
        ('[fields]\nline = "a"', " text ", {"line": "text"}),
        ('[fields]\nLINE = "a"'.replace("LINE", "line").replace('"a"', '"A"'), "text", {"line": "text"}),
        ('[fields]\nline = "a"', "", {}),
        ('missing = ["", "NA"]\n[fields]\nline = "a"', "NA", {}),
        ('[fields]\nline = "a"', "NA", {"line": "NA"}),
        ('[fields]\ncount = "a"', "3", {"count": 3}),
        ('[fields]\ncount = "a"', "3.0", {"count": 3}),
        ('[fields]\nlow = "a"', "-0.5", {"low": -0.5}),
        ('[fields]\nflag = "a"', "Yes", {"flag": True}),
        ('[fields]\nflag = "a"', "0", {"flag": False}),
        ('[fields]\nline = ["no", "a"]', "x", {"line": "x"}),
        ('[fields]\n"place.lon" = "a"\n"place.lat" = "a"', "33", {"place": {"lon": 33.0, "lat": 33.0}}),
        ('[fields]\n"place.name" = "a"', "Nicosia", {}),
        ('[fields]\n"at.prec" = "a"', "1", {}),
        ('[fields]\nat = "a"', "2025-03-02", {"at": "2025-03-02"}),
        ('[fields]\n"at.start" = "a"', "2025-03-02 00:00:00.000", {"at": {"start": "2025-03-02"}}),
        ('[fields]\n"at.start" = "a"', "2025-03-02 10:00:00+02:00", {"at": {"start": "2025-03-02T10:00:00+02:00"}}),
        ('[fields]\nat = "a"', "1998-12", {"at": "1998-12"}),
        ('[dates]\nformat = "%m/%d/%Y"\n[fields]\nat = "a"', "3/2/2025", {"at": "2025-03-02"}),
        ('[dates]\nformat = ["%m/%d/%Y", "%d.%m.%Y"]\n[fields]\nat = "a"', "2.3.2025", {"at": "2025-03-02"}),
        ('[dates]\nformat = "%m/%d/%Y"\n[fields]\nat = "a"', "2025-03-02", {"at": "2025-03-02"}),
        ('[constants]\nline = "always"', "", {"line": "always"}),
        ('[constants]\n"place.prec" = 2\n[fields]\n"place.lon" = "a"', "", {}),
        ('[fields]\nline = { const = "always" }', "", {"line": "always"}),
        ('[codes.severity]\n"bad" = "3"\n[fields]\nseverity = "a"', "bad", {"severity": "3"}),
        ('[codes.severity]\n"none" = ""\n[fields]\nseverity = "a"', "none", {}),
        ('[fields]\nseverity = { column = "a", codes = { x = "4" } }', "x", {"severity": "4"}),
        ('[fields]\nothers = { column = "a", split = ";" }', "CFV-SAF; CFV-IDF;", {"others": ["CFV-SAF", "CFV-IDF"]}),
        ('[fields]\nline = { column = "a", before = ":" }', "UK: 150", {"line": "UK"}),
        ('[fields]\ncount = { column = "a", after = ":" }', "UK: 150", {"count": 150}),
        ('[fields]\ncount = { column = "a", after = ":" }', "UK", {}),
        ('[fields]\n"toll.best" = "a"', "3", {"toll": {"best": 3}}),
        ('[fields]\nmany = [ { line = "a" } ]', "x", {"many": [{"line": "x"}]}),
        ('[fields]\nmany = { line = "a" }', "x", {"many": [{"line": "x"}]}),
        ('[fields]\nmany = [ { line = "a", code = { const = "1" } } ]', "", {}),
        ('[fields]\nmany = [ { line = "a", split = ";", code = { const = "1" } } ]', "x;y",
         {"many": [{"line": "x", "code": "1"}, {"line": "y", "code": "1"}]}),
        ('[fields]\nmany = [ { line = "a" }, { text = "a" } ]', "x", {"many": [{"line": "x"}, {"text": "x"}]}),
        ('[fields]\nmany = [{ line = { column = "a", before = ":" }, count = { column = "a", after = ":" }, '
         'split = ";" }]', "UK:150;SK:20", {"many": [{"line": "UK", "count": 150}, {"line": "SK", "count": 20}]}),
    ],
)  # fmt: skip
def test_every_setting(toml: str, cell: str, values: dict[str, Any]) -> None:
    drafted = read(toml, "id,a", "1", cell)
    assert drafted.issues == ()
    assert drafted.values == values


def test_a_part_that_is_missing_stays_with_its_own() -> None:
    """150 belongs to the second: a hole in one column must not move what follows it."""
    parts = 'line = { column = "a", before = ":" }, count = { column = "a", after = ":" }'
    toml = f'[fields]\nmany = [{{ {parts}, split = ";" }}]'
    assert read(toml, "id,a", "1", "UK;SK:150").values == {"many": [{"line": "UK"}, {"line": "SK", "count": 150}]}


@pytest.mark.parametrize(
    ("toml", "cell", "code", "words"),
    [
        ('[fields]\ncount = "a"', "many", "unreadable", "'many' is no whole number"),
        ('[fields]\ncount = "a"', "1.5", "unreadable", "no whole number"),
        ('[fields]\ncount = "a"', "inf", "unreadable", "no whole number"),
        ('[fields]\ncount = "a"', "9" * 5000, "unreadable", "no whole number"),
        ('[fields]\nlow = "a"', "nan", "unreadable", "is no number"),
        ('[fields]\nlow = "a"', "1,5", "unreadable", "is no number"),
        ('[fields]\nflag = "a"', "maybe", "unreadable", "neither yes nor no"),
        ('[dates]\nformat = "%m/%d/%Y"\n[fields]\nat = "a"', "13/1/2025", "unreadable", "no date of the form"),
        ('[fields]\nat = "a"', "2025-03-02 10:00:00", "unreadable", "no offset"),
        ('[fields]\nat = "a"', "2025-03-02 99:00:00", "unreadable", "no date"),
        ('require = ["line"]\n[fields]\nline = "a"', "", "missing", "has no line"),
    ],
)
def test_a_cell_that_cannot_be_read(toml: str, cell: str, code: str, words: str) -> None:
    (issue,) = read(toml, "id,a", "1", cell).issues
    assert issue.code == code
    assert words in issue.sentence


def test_a_value_that_no_code_stands_for_is_flagged_and_received() -> None:
    drafted = read('[codes.severity]\n"bad" = "3"\n[fields]\nseverity = "a"', "id,a", "1", "worse")
    assert (drafted.issues, drafted.values, drafted.as_received["a"]) == ((), {}, "worse")
    assert "no code for 'worse'" in drafted.flags[0]


def test_a_precision_that_does_not_exist_is_never_sharp() -> None:
    drafted = read('[fields]\n"place.lon" = "a"\n"place.lat" = "a"\n"place.prec" = "b"', "id,a,b", "1", "3", "9")
    assert drafted.values["place"]["prec"] == 5
    assert "no place precision" in drafted.flags[0]


def test_a_column_that_is_not_needed_may_lack() -> None:
    toml = 'needed = ["id"]\n[fields]\nline = "a"\n"place.prec" = { column = "b", absent = 2 }'
    assert read(toml, "id", "1").values == {}


def test_end_before_start_is_flagged_and_received() -> None:
    drafted = read('[fields]\n"at.start" = "a"\n"at.end" = "b"', "id,a,b", "1", "2025-03-02", "2025-03-01")
    assert drafted.values == {"at": {"start": "2025-03-02"}}
    assert drafted.flags == ("It ends (2025-03-01) before it starts (2025-03-02).",)


def test_columns_without_a_field_stay_as_received() -> None:
    drafted = read('[fields]\nline = "a"\n[codes.kind]\nx = "CFV-SAF"', "id,a,b,c", "1", "x", "y", "")
    assert drafted.as_received == {"id": "1", "b": "y"}
    translated = read('[fields]\nkind = "a"\n[codes.kind]\nx = "CFV-SAF"', "id,a", "1", "x")
    assert translated.as_received == {"id": "1", "a": "x"}
    kept = read('[fields]\nline = { column = "a", keep = true }', "id,a", "1", "x")
    assert kept.as_received["a"] == "x"


def test_keys() -> None:
    assert read("", "id,a", "214797.0", "x").key == "x:214797"
    table = tomllib.loads('register = "thing"\nkey = "{id}/{a}:end"')
    assert ColumnMap(table, EVERY, ["id", "a"]).read(1, ["1", " b "]).key == "1/b:end"


def test_the_digest_follows_every_cell() -> None:
    digests = {read("", "id,a,b", *cells).digest for cells in (("1", "x", "y"), ("1", "xy", ""), ("1", "x", "z"))}
    assert len(digests) == 3


def beside(toml: str, *cells: str) -> Drafted:
    table = tomllib.loads('register = "report"\nkey = "x:{id}"\nas = "incident"\n' + toml)
    return ColumnMap(table, EVERY, ["id", "a", "b"]).read(7, list(cells))


def test_the_incident_beside() -> None:
    toml = """[incident]
step = { column = "a", codes = { doubt = "propose", "" = "open" } }
title = "b"
severity = { const = "2" }
"""
    drafted = beside(toml, "1", "", "Shots")
    assert (drafted.step, drafted.incident) == ("open", {"title": "Shots", "severity": "2"})
    assert beside(toml, "1", "doubt", "").step == "propose"
    assert beside("", "1", "", "").step == "propose"
    assert read("", "id", "1").incident is None


@pytest.mark.parametrize("step", ["verify", "nothing"])
def test_a_step_that_opens_nothing_is_an_issue(step: str) -> None:
    drafted = beside('[incident]\nstep = "a"', "1", step, "")
    assert [(i.field, i.code) for i in drafted.issues] == [("incident.step", "unknown_step")]


@pytest.mark.parametrize("cell", ["", " "])
def test_a_row_without_an_id_is_an_issue(cell: str) -> None:
    """Else all such rows would count as one and the same."""
    assert [i.code for i in read("", "id,a", cell, "x").issues] == ["missing"]
    assert [i.code for i in read("", "id,a", "9" * 181, "x").issues] == ["bad_key"]
    assert [i.code for i in read("", "id,a", "a\nb", "x").issues] == ["bad_key"]


def test_join_is_told() -> None:
    assert made("join = true", "id").joins
    assert not made("", "id").joins


def test_all_issues_of_a_map_at_once() -> None:
    toml = """as = "nothing"
[fields]
nothing = "a"
line = "c"
"at.middle" = "a"
toll = "a"
"toll.nothing" = "a"
many = [ { nothing = "a", line = "d" }, "a" ]
count = {}
low = { column = "a", nonsense = 1 }
high = 3
[constants]
gone = 1
"""
    assert wrong(toml) == {
        ("as", "unknown_register"),
        ("fields.nothing", "no_field"),
        ("fields.line", "no_column"),
        ("fields.at.middle", "no_field"),
        ("fields.toll", "no_field"),
        ("fields.toll.nothing", "no_field"),
        ("fields.many[0]", "no_field"),
        ("fields.many[0].line", "no_column"),
        ("fields.many", "not_a_table"),
        ("fields.count", "no_column"),
        ("fields.low.nonsense", "unknown_setting"),
        ("fields.high.column", "wrong_type"),
        ("fields.gone", "no_field"),
    }
    assert wrong('colour = "red"\njoin = 3\nmissing = [3]\n[dates]\nform = "x"\n[codes]\nkind = "x"') == {
        ("colour", "unknown_setting"),
        ("join", "wrong_type"),
        ("missing", "wrong_type"),
        ("dates.form", "unknown_setting"),
        ("codes.kind", "wrong_type"),
    }
    assert wrong('as = "incident"') == {("as", "cannot_cite")}


def test_no_key_and_no_register() -> None:
    assert wrong("", base='register = "thing"\n') == {("key", "missing")}
    assert wrong("", base='register = "thing"\nkey = "{no}"\n') == {("key", "no_column")}
    assert wrong("", base='register = "ledger"\nkey = "{id}"\n') == {("register", "unknown_register")}


@pytest.mark.parametrize(
    "toml",
    [
        'fields = "a"', "fields = [1]", "constants = 3", 'codes = "x"', 'codes = { severity = "x" }', "dates = 1",
        "dates = { format = 3 }", "missing = 3", "missing = [3]", "require = 3", 'require = "place"', "register = []",
        'incident = "x"\nas = "incident"', "as = []", "key = 3", "[fields]\nline = 3", "[fields]\nline = true",
        "[fields]\nline = { column = 3 }", "[fields]\nline = { column = [] }", "[fields]\nmany = 3",
        '[fields]\nline = { column = "a", split = 3 }', '[fields]\nline = { column = "a", split = "" }',
        '[fields]\nline = { column = "a", before = 1 }', '[fields]\nline = { column = "a", codes = 3 }',
        "[fields]\nline = [[1]]", '[fields]\nmany = [ { line = "a", split = 3 } ]', "[fields]\nline = 2025-03-02",
        '[fields]\nmany = [ { line = "a", split = "" } ]', '[fields]\nline = { column = "a", codes = { x = 3 } }',
        "columns = 3", "needs = 3", "join = 3", "encoding = 3", "file = 3", "[constants]\nline = 2025-03-02",
    ],
)  # fmt: skip
def test_a_hostile_map_is_refused_or_read_never_a_crash(toml: str) -> None:
    table = {"register": "thing", "key": "{id}", **tomllib.loads(toml)}
    with suppress(Invalid):
        drafted = ColumnMap(table, EVERY, ["id", "a"]).read(1, ["1", "x"])
        assert parse(Thing, drafted.values).issues
