"""The question of authority on the shipped missions: what their folders hold, and nothing more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from greenline.core.errors import BadRequest, Invalid
from greenline.core.handling import HEAD, LIAISON, OBSERVER, Actor
from greenline.desk.authority import ask, day, place
from greenline.desk.consent import draft_protest, told
from greenline.desk.desk import Desk
from greenline.desk.intake import Act, submit
from greenline.desk.loading import load_folder
from greenline.desk.mandated import next_due, overview
from greenline.mission import find, load

UTC = ZoneInfo("UTC")
ANYBODY = Actor("LIA-1", frozenset({LIAISON, HEAD, OBSERVER}))


@pytest.fixture(scope="module", params=["somalia", "cyprus"])
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = Desk(load(find(request.param)), tmp_path_factory.mktemp("held"))
    load_folder(made)
    yield made
    made.close()


def _ask(desk: Desk, act: str, date: str, at: tuple[float, float] | None = None) -> dict[str, object]:
    return ask(desk, desk.audience("mission"), act, day(date, UTC, 0), at)


def test_each_answer_names_an_instrument_and_says_that_no_paragraph_is_held(desk: Desk) -> None:
    date, act = ("2018-06-01", "escort") if desk.mission.name == "somalia" else ("2024-06-01", "patrol")
    answer = _ask(desk, act, date)
    assert answer["answer"] == "permitted_with_conditions"
    rests = answer["rests"]
    assert isinstance(rests, list)
    assert rests[0]["instrument"].startswith("S/RES/")
    assert rests[0]["paragraph"] == "paragraph not held"


@pytest.mark.parametrize("date", ["1950-01-01", "2090-01-01"])
def test_outside_every_mandate_it_is_unknown(desk: Desk, date: str) -> None:
    assert _ask(desk, "patrol", date)["answer"] == "unknown"


def test_a_place_beyond_the_mission_is_unknown(desk: Desk) -> None:
    date = "2018-06-01" if desk.mission.name == "somalia" else "2024-06-01"
    answer = _ask(desk, "monitor" if desk.mission.name == "cyprus" else "mediate", date, (0.0, 0.0))
    assert answer["answer"] == "unknown"


def test_an_act_that_nobody_knows_is_refused_with_those_there_are(desk: Desk) -> None:
    with pytest.raises(BadRequest) as caught:
        _ask(desk, "escorting", "2018-06-01")
    assert "escort" in caught.value.issues[0].sentence


def test_the_day_and_the_place_are_read_strictly() -> None:
    for text in ("2018-6-1", "yesterday", "2018-02-30", "20180601", ""):
        with pytest.raises(ValueError):
            day(text, UTC, 0)
    for text in ("45", "45,2,1", "a,b", "200,0", "0,91", "nan,1", "inf,1"):
        with pytest.raises(ValueError):
            place(text)


def test_the_overview_tells_what_is_in_force(desk: Desk) -> None:
    body = overview(desk, desk.audience("public"), day("2018-06-01", UTC, 0))
    names = [one["instrument"] for one in body["in_force"]]
    assert names == (["S/RES/2415"] if desk.mission.name == "somalia" else ["S/RES/1568"])
    assert len({one["ref"] for one in body["instruments"]}) == len(body["instruments"])


def test_a_protest_holds_the_facts_of_its_restrictions_and_no_others(desk: Desk) -> None:
    party = "FGS" if desk.mission.name == "somalia" else "TUR"
    said = {"kind": "FOM-DEN", "party": party, "at": "2018-03-01T08:00:00Z/2018-03-01T10:30:00Z", "authority": "Post 4"}
    one = submit(desk, Act("restriction", "report", "k1", said), ANYBODY).ref
    bare = submit(
        desk, Act("restriction", "report", "k2", {"kind": "FOM-FLT", "party": party, "at": "2018-03-02"}), ANYBODY
    )
    other = submit(
        desk, Act("restriction", "report", "k3", {"kind": "FOM-FLT", "party": "UN", "at": "2018-03-02"}), ANYBODY
    )
    note = draft_protest(desk, [one, bare.ref])
    assert "2.5 hours" in note["text"]
    assert "Post 4" in note["text"]
    assert one in note["text"]
    assert "no reason is recorded" in note["text"]
    assert "a time that is not known" in note["text"]
    assert "not held" in note["text"]
    with pytest.raises(Invalid):
        draft_protest(desk, [one, other.ref])
    with pytest.raises(Invalid):
        draft_protest(desk, [])
    body = told(desk, desk.audience("mission"), day("2018-06-01", UTC, 0))
    row = next(row for row in body["patterns"] if row["authority"] == "Post 4")
    assert (row["count"], row["hours"], row["refs"]) == (1, 2.5, [one])


def test_outsiders_are_told_of_no_restriction(desk: Desk) -> None:
    body = told(desk, desk.audience("public"), day("2024-06-01", UTC, 0))
    assert body["restrictions"] == body["patterns"] == []


def test_the_next_report_is_due_after_the_last_one_given() -> None:
    d = 86_400
    row = {"what": "R", "every_d": 90}
    assert next_due(row, 0, 100 * d) == 180 * d
    assert next_due({**row, "given": {"start": "1970-04-11", "end": "1970-04-11", "prec": 1}}, 0, 100 * d) == 190 * d
    assert next_due({"what": "R"}, 0, 100 * d) is None
    assert next_due({"what": "R", "due": {"start": "1970-05-01", "end": "1970-05-01", "prec": 1}}, 0, 0) == 120 * d


def test_the_shipped_missions_say_where_their_facts_come_from(desk: Desk) -> None:
    for one in overview(desk, desk.audience("public"), day("2018-06-01", UTC, 0))["instruments"]:
        assert one["source"], one["instrument"]
    assert Path(desk.mission.folder, "history", "mandate.csv").is_file()
