"""What each audience is told, on whichever terms, is what the declarations say and no more: every register x audience x
state, against a plain reading of the markings; delays, cells and states that the mission's folder sets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest
from made import PHOTO, PHOTO_FILE, cited, key, make_folder
from places import place as place_for

from greenline.core.codes import code_lists
from greenline.core.handling import CIRCLES, FLOOR, MACHINE, PARTICIPANT, ROLES, Actor, Audience
from greenline.core.place import coarse
from greenline.core.register import Field, Register
from greenline.desk import picture, share
from greenline.desk.archive import Archive
from greenline.desk.desk import Desk
from greenline.desk.features import items
from greenline.desk.intake import Act, submit
from greenline.faces.query import Question
from greenline.mission import load
from greenline.registers import REGISTERS

pytestmark = pytest.mark.usefixtures("unconditioned")
EVERY = Actor("CANARYSIGN", frozenset({*ROLES, MACHINE, PARTICIPANT}))
LON, LAT = 33.36131, 35.17279
TODAY = datetime.now(UTC).date()
DAYS = {"fresh": TODAY.isoformat(), "old": (TODAY - timedelta(days=40)).isoformat()}
TERMS = """
[audience.guarantor]
clearance = 2
[audience.party]
delay_d = 30
[audience.humanitarian]
place = "50km"
[audience.local_authority]
place = "hidden"
[audience.local_authority.state.sent]
shown = false
[audience.public.state.reported]
shown = false
[audience.public.state.registered]
place = "50km"
delay_d = 7
"""


def value(one: Field, word: str, day: str) -> Any:
    """A value of a field that tells which one it is."""
    codes = list(code_lists()[one.codes].labels) if one.codes else []
    return {
        "text": f"{word} text", "line": f"{word} line", "count": FLOOR - 3, "number": 77.5, "flag": True,
        "code": codes[-1] if codes else None, "codes": codes[-2:], "moment": day,
        "file": PHOTO_FILE, "shape": f"LINESTRING ({LON} {LAT}, 0.5 0.5)",
        "place": {"lon": LON, "lat": LAT, "prec": 1, "name": f"{word} place"},
    }.get(one.kind)  # fmt: skip


def values(register: type[Register], level: str, day: str) -> dict[str, Any]:
    """A record with every field that is no reference."""
    told: dict[str, Any] = {}
    for one in register.fields:
        if one.kind == "group":
            part = {p.name: v for p in one.parts if (v := value(p, f"W{one.name}x{p.name}", day)) is not None}
            told[one.name] = [part] if one.repeats else part
        elif one.kind not in ("ref", "refs") and (v := value(one, f"W{one.name}", day)) is not None:
            told[one.name] = v
    if "sensitivity" in told:
        told["sensitivity"] = level
    if "source_kind" in told:
        told["source_kind"] = "NGO"
    return told


Planted = dict[str, tuple[str, str, str, str]]  # ref -> noun, level, day, state


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Planted]]:
    """Records of every register, level and age, in each state that begins a record."""
    folder = make_folder(tmp_path_factory.mktemp("audiences") / "alpha")
    with (folder / "mission.toml").open("a", encoding="utf-8") as text:
        text.write(TERMS)
    desk = Desk(load(folder), place_for(tmp_path_factory.mktemp("audiences") / "data"))
    planted: Planted = {}
    desk.files.put(PHOTO, "CANARYSIGN")
    for register in REGISTERS.values():
        needed = cited(desk, register, EVERY)
        for step in (s for s in register.steps if s.begins is None):
            for level in "0123":
                for day, on in DAYS.items():
                    told = {**values(register, level, on), **needed}
                    act = Act(register.noun, step.name, key(), told, as_received={"column": "Wreceived"})
                    ref = submit(desk, act, EVERY).ref
                    planted[ref] = (register.noun, level, day, str(step.ends))
    yield desk, planted
    desk.close()


def reaches(audience: Audience, register: type[Register], level: str, day: str, state: str) -> bool:
    """Whether a record is to be told to an audience at all, by the words of the mission's folder."""
    if register.apart:
        return False
    if audience.inside:
        return True
    if state in register.veiled:
        return False
    own = int(level) if register.field("sensitivity") else register.level
    terms = audience.of(state)
    # what does not happen is as old as its recording
    aged = DAYS[day] if register.seen.when else DAYS["fresh"]
    late = terms.delay_d and (TODAY - timedelta(days=terms.delay_d)).isoformat() <= aged
    return own <= audience.clearance and terms.shown and not late


def audiences(desk: Desk) -> list[Audience]:
    return list(desk.audiences)


def test_there_is_somebody_in_every_circle(world: tuple[Desk, Planted]) -> None:
    desk, _ = world
    assert {audience.circle for audience in desk.audiences} == set(CIRCLES)
    assert {audience.name for audience in desk.audiences} >= {"party:A", "party:B"}


@pytest.mark.parametrize("noun", list(REGISTERS))
def test_an_audience_gets_the_records_that_reach_it(world: tuple[Desk, Planted], noun: str) -> None:
    desk, planted = world
    for audience in audiences(desk):
        wanted = {
            ref for ref, (of, level, day, state) in planted.items()
            if of == noun and reaches(audience, REGISTERS[noun], level, day, state)
        }  # fmt: skip
        page = picture.page(desk, noun, audience, Question(limit=1000))
        told = {record["ref"] for record in page["records"]}
        wanted |= told - planted.keys()  # what others cite
        assert told == wanted, audience.name
        assert picture.count(desk, noun, audience, Question()) == len(wanted)
        exported = [orjson.loads(line) for line in "".join(share.export(desk, noun, audience, "jsonl")).splitlines()]
        assert {record["ref"] for record in exported} == wanted
        columns = list(Archive(desk).columns(noun, audience))
        assert sum(len(block["id"]) for block in columns) == len(wanted)
        if REGISTERS[noun].seen.where:
            assert {f["id"] for f in items(desk, noun, audience, Question(limit=1000))[0]} == wanted
        for ref, (of, *_) in planted.items():
            if of == noun and ref not in wanted:
                with pytest.raises(Exception, match=f"There is no {noun}"):
                    picture.one(desk, noun, ref, audience)
                with pytest.raises(Exception, match=f"There is no {noun}"):
                    picture.history(desk, noun, ref, audience)


@pytest.mark.parametrize("noun", list(REGISTERS))
def test_an_audience_gets_the_values_that_are_marked_for_it(world: tuple[Desk, Planted], noun: str) -> None:
    """Field by field: in full up to the clearance, places in the cell that the terms say, few people not at all."""
    desk, planted = world
    for audience in audiences(desk):
        for record in picture.page(desk, noun, audience, Question(limit=1000))["records"]:
            if record["ref"] not in planted:  # what others cite
                continue
            state, day = record["state"], planted[record["ref"]][2]
            told = record["values"]
            for one in REGISTERS[noun].fields:
                inside = told.get(one.name)
                for part in one.parts or (one,):
                    marking = max(one.ask.marking, part.marking, key=lambda m: m.level)
                    if one.repeats:
                        marking = one.marking
                    here = (inside[0] if one.repeats else inside) if one.parts and inside is not None else inside
                    got = here.get(part.name) if one.parts and here is not None else here
                    check(audience, REGISTERS[noun], one, part, marking, state, day, got)
            assert ("flags" in record) <= audience.inside


def check(
    audience: Audience, register: type[Register], one: Field, part: Field, marking: Any, state: str, day: str, got: Any
) -> None:
    """One value against the declaration."""
    what = (audience.name, register.noun, one.name, part.name, state)
    if part.kind in ("ref", "refs"):
        return
    if part.kind != "place":
        assert (got is not None) == (marking.at(state) <= audience.clearance), what
        return
    sharp = audience.place(marking, state)
    due = not marking.delay_d or (day == "old" and register.seen.when is not None)
    if sharp == "hidden" or (sharp != "exact" and not due) or (sharp != "exact" and not marking.grid_km):
        assert got is None, what
    elif sharp == "exact":
        assert (got["lon"], got["lat"], got["name"]) == (LON, LAT, _word(one, part)), what
    else:
        near = coarse(LON, LAT, 10)
        assert (got["lon"], got["lat"]) == (near if sharp == "10km" else coarse(*near, 50)), what
        assert got["grid_km"] == int(sharp[:-2]), what
        assert "name" not in got, what


def _word(one: Field, part: Field) -> str:
    """The name of a planted place."""
    return f"W{one.name}{f'x{part.name}' if one.parts else ''} place"


def test_no_question_about_a_place_finds_more_than_its_cell(world: tuple[Desk, Planted]) -> None:
    """Boxes of every size around the exact spot and around the cell's centre: whoever is told a cell learns no more by
    asking many of them."""
    desk, _ = world
    for audience in audiences(desk):
        for noun in ("report", "incident", "site"):
            told = picture.page(desk, noun, audience, Question(limit=1000))["records"]
            for touching in (False, True):
                for reach in (1e-4, 0.01, 0.05, 0.2, 1.0):
                    for lon, lat in ((LON, LAT), coarse(LON, LAT, 10), (LON + 0.03, LAT), (LON, LAT - 0.04)):
                        box = (lon - reach, lat - reach, lon + reach, lat + reach)
                        found = picture.count(desk, noun, audience, Question(box=box, touching=touching))
                        if not touching:
                            inside = [
                                r for r in told if (p := r["values"].get("place"))
                                and box[0] <= p["lon"] <= box[2] and box[1] <= p["lat"] <= box[3]
                            ]  # fmt: skip
                            assert found == len(inside), (audience.name, noun, box)


def test_words_that_are_hidden_are_found_by_nobody(world: tuple[Desk, Planted]) -> None:
    desk, _ = world
    for audience in audiences(desk):
        for register in REGISTERS.values():
            for one in register.fields:
                if one.kind not in ("text", "line") or audience.clearance >= one.marking.level:
                    continue
                assert picture.count(desk, register.noun, audience, Question(text=f"W{one.name} ")) == 0, one.name


def test_the_mission_s_terms_are_read_anew_without_folding(world: tuple[Desk, Planted]) -> None:
    """Another word in mission.toml changes what an audience sees at the next opening."""
    desk, _ = world
    before = picture.count(desk, "report", desk.audience("local_authority"), Question())
    assert before == 0
    text = (desk.mission.folder / "mission.toml").read_text(encoding="utf-8")
    (desk.mission.folder / "mission.toml").write_text(text.replace("shown = false", "shown = true"), encoding="utf-8")
    other = Desk(load(desk.mission.folder), desk.place)
    try:
        assert picture.count(other, "report", other.audience("local_authority"), Question()) == 2
    finally:
        other.close()
        (desk.mission.folder / "mission.toml").write_text(text, encoding="utf-8")
        Desk(load(desk.mission.folder), desk.place).close()
