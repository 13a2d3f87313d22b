"""The one door in: every step by every role, exactly as declared; every refusal with all its reasons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from made import ALL, DSK, OBS, PHOTO, VER, cited, incident, key, report, required, send, some, values_of
from sqlalchemy import select

from greenline.core.errors import Invalid, KeyConflict, NotAllowed, NotFound, Stale
from greenline.core.handling import MACHINE, MISSION, PARTICIPANT, ROLES, Actor
from greenline.core.register import Register, Step
from greenline.desk import picture
from greenline.desk.desk import Desk
from greenline.desk.intake import Act, new_ref, submit
from greenline.ledger.tables import entries
from greenline.registers import REGISTERS

pytestmark = pytest.mark.usefixtures("unconditioned")
EVERY = Actor("EVERY-1", frozenset({*ROLES, MACHINE, PARTICIPANT}))
NEEDED: dict[str, dict[str, Any]] = {
    "report": report(source_kind="own_observation", reliability="A", credibility="1"),
    "incident": incident(),
    "site": {"name": "Camp"},
    "unit": {"name": "Force"},
    "asset": {"name": "Truck"},
    "folder": {"mission": "alpha"},
    "commitment": required(REGISTERS["commitment"]),
}
STARTS = {"report": "send", "commitment": "propose"}
STEPS = [(noun, step) for noun, register in REGISTERS.items() for step in register.steps]


def issues(refused: Any) -> set[tuple[str, str]]:
    return {(i.field, i.code) for i in refused.value.issues}


def begun_of(desk: Desk, noun: str) -> str:
    """A new record of a register, for another to name."""
    register = REGISTERS[noun]
    first = next(step for step in register.steps if step.begins is None)
    values = NEEDED.get(noun) or {**required(register), **cited(desk, register, EVERY)}
    return send(desk, noun, STARTS.get(noun, first.name), EVERY, values=values).ref


def values_for(desk: Desk, noun: str, step: Step) -> dict[str, Any]:
    register = REGISTERS[noun]
    given: dict[str, Any] = {}
    for need in step.needs:
        one = register.field(need)
        if one is not None and one.kind in ("ref", "refs"):
            target = begun_of(desk, one.refers)
            given[need] = target if one.kind == "ref" else [target]
        elif one is not None:
            given[need] = some(one)
    if step.begins is None:
        return {**NEEDED.get(noun, required(register)), **cited(desk, register, EVERY), **given}
    if step.ends is None:  # it must change
        free = next((one for one in register.fields if not one.required and one.kind in ("text", "line")), None)
        given |= {free.name: "More."} if free else {"mission": "beta"}
    return given


def brought_to(desk: Desk, noun: str, state: str) -> str:
    """A record of a register in a state, by any way that leads there."""
    register = REGISTERS[noun]
    ways: dict[str, list[Step]] = {s.ends or "": [s] for s in register.steps if s.begins is None}
    while state not in ways:
        for step in register.steps:
            if step.ends and step.ends not in ways and (froms := [f for f in step.froms if f in ways]):
                ways[step.ends] = [*ways[froms[0]], step]
    ref = None
    for step in ways[state]:
        values = values_for(desk, noun, step)
        if noun == "incident" and step.begins is None:
            values["reports"] = [send(desk, "report", "send", EVERY, values=NEEDED["report"]).ref]
        ref = send(desk, noun, step.name, EVERY, ref=ref, reason="r", basis="b", values=values).ref
    assert ref
    return ref


@pytest.mark.parametrize(("noun", "step"), STEPS, ids=lambda x: getattr(x, "name", x))
def test_each_step_by_each_role_as_declared(shared: Desk, noun: str, step: Step) -> None:
    ref = brought_to(shared, noun, step.froms[0]) if step.froms else None
    for role in sorted((*ROLES, PARTICIPANT), key=lambda name: name in step.by):
        values = values_for(shared, noun, step)
        actor = Actor(f"{role.upper()}-9", frozenset({role}))
        if role in step.by:
            told = send(shared, noun, step.name, actor, ref=ref, reason="r", basis="b", values=values)
            with shared.reading() as connection:  # the state as it is held: no picture has what is apart
                after = shared.state.record(connection, noun, told.ref)
            assert after is not None
            assert after.state == (step.ends or step.froms[0])
            ref = brought_to(shared, noun, step.froms[0]) if step.froms else None
            continue
        with pytest.raises(NotAllowed) as refused:
            send(shared, noun, step.name, actor, ref=ref, reason="r", basis="b", values=values)
        assert all(name in refused.value.sentence for name in step.by)


@pytest.mark.parametrize(
    ("noun", "state"), [(n, state) for n, register in REGISTERS.items() for state in register.states()]
)
def test_each_state_lets_only_its_own_steps_begin(shared: Desk, noun: str, state: str) -> None:
    ref = brought_to(shared, noun, state)
    for step in REGISTERS[noun].steps:
        if step.begins is not None and state not in step.froms:
            with pytest.raises(Invalid) as refused:
                send(shared, noun, step.name, EVERY, ref=ref, reason="r", basis="b", values={})
            assert ("step", "wrong_state") in issues(refused)


@pytest.mark.parametrize(("noun", "step"), [s for s in STEPS if s[1].needs], ids=lambda x: getattr(x, "name", x))
@pytest.mark.parametrize("empty", [None, "", "  "])
def test_what_a_step_needs(shared: Desk, noun: str, step: Step, empty: str | None) -> None:
    ref = brought_to(shared, noun, step.froms[0]) if step.froms else None
    with pytest.raises(Invalid) as refused:
        send(shared, noun, step.name, EVERY, ref=ref, reason=empty, basis=empty, values={})
    assert {(need, "missing") for need in step.needs} <= issues(refused)


def test_every_reason_at_once(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        send(desk, "incident", "open", ref="INC-00000", key="", values={"kind": "X", "reports": ["REP-00000"]})
    assert issues(refused) == {
        ("key", "bad_key"),
        ("ref", "not_wanted"),
        ("happened_at", "missing"),
        ("place", "missing"),
        ("kind", "unknown_code"),
        ("reports", "no_such_record"),
    }
    with desk.reading() as connection:
        assert connection.execute(select(entries)).all() == []


def test_no_such_step_register_or_record(desk: Desk) -> None:
    with pytest.raises(Invalid, match="no step 'fly'"):
        send(desk, "incident", "fly", values={})
    with pytest.raises(NotFound, match="no register 'planet'"):
        send(desk, "planet", "open", values={})
    with pytest.raises(NotFound, match="no incident INC-00000"):
        send(desk, "incident", "triage", ref="INC-00000", values={})
    with pytest.raises(Invalid) as refused:
        send(desk, "incident", "triage", values={})
    assert ("ref", "missing") in issues(refused)


@pytest.mark.parametrize("bad", ["x" * 201, "a\nb", "a\x00b"])
def test_bad_keys(desk: Desk, bad: str) -> None:
    with pytest.raises(Invalid) as refused:
        send(desk, "report", "send", key=bad, values=report())
    assert issues(refused) == {("key", "bad_key")}


@pytest.mark.parametrize("bad", ["x" * 4001, "a\x00b", "\ud800"])
def test_bad_reasons(desk: Desk, bad: str) -> None:
    ref = send(desk, "report", "send", values=report()).ref
    with pytest.raises(Invalid) as refused:
        send(desk, "report", "amend", ref=ref, reason=bad, values={"account": "x"})
    assert issues(refused) == {("reason", "bad_text")}


def test_half_a_character_in_a_key_is_refused(desk: Desk) -> None:
    with pytest.raises(Invalid):
        send(desk, "report", "send", key="x\ud800", values=report())


def test_amending_keeps_what_is_not_said_and_null_makes_unknown(desk: Desk) -> None:
    first = send(desk, "report", "send", values=report(account="One.", deaths={"best": 1, "high": 2}, women=1))
    second = send(
        desk, "report", "amend", ref=first.ref, saw=first.pos, reason="r", values={"women": None, "account": "Two."}
    )
    told = picture.one(desk, "report", first.ref, MISSION)
    assert told["version"] == second.pos
    assert told["values"]["account"] == "Two."
    assert "women" not in told["values"]
    assert told["values"]["deaths"] == {"best": 1, "high": 2}
    changes = picture.history(desk, "report", first.ref, MISSION)["versions"][1]["changes"]
    assert {(c["path"], c["old"], c["new"]) for c in changes} == {("women", 1, None), ("account", "One.", "Two.")}


def test_a_required_value_cannot_become_unknown(desk: Desk) -> None:
    ref = send(desk, "report", "send", values=report()).ref
    with pytest.raises(Invalid) as refused:
        send(desk, "report", "amend", ref=ref, reason="r", values={"happened_at": None})
    assert [i.field for i in refused.value.issues] == ["happened_at"]


def test_an_amendment_must_change_something(desk: Desk) -> None:
    ref = send(desk, "report", "send", values=report()).ref
    for values in ({}, {"kind": "CFV-SAF"}):
        with pytest.raises(Invalid) as refused:
            send(desk, "report", "amend", ref=ref, reason="r", values=values)
        assert issues(refused) == {("values", "no_change")}


def test_stale_shows_both_versions(desk: Desk) -> None:
    first = send(desk, "report", "send", values=report(account="One."))
    second = send(desk, "report", "amend", ref=first.ref, saw=first.pos, reason="r", values={"account": "Two."})
    with pytest.raises(Stale) as refused:
        send(desk, "report", "amend", ref=first.ref, saw=first.pos, reason="r", values={"account": "Three."})
    detail = refused.value.detail
    assert (detail["seen"]["version"], detail["seen"]["values"]["account"]) == (first.pos, "One.")
    assert (detail["current"]["version"], detail["current"]["values"]["account"]) == (second.pos, "Two.")
    for saw in (0, 999, 2**62):
        with pytest.raises(Stale):
            send(desk, "report", "amend", ref=first.ref, saw=saw, reason="r", values={"account": "Three."})


def test_a_version_of_the_far_future_is_stale(desk: Desk) -> None:
    first = send(desk, "report", "send", values=report())
    with pytest.raises(Stale):
        send(desk, "report", "amend", ref=first.ref, saw=2**63, reason="r", values={"account": "x"})


def test_the_same_act_twice_has_one_receipt(desk: Desk) -> None:
    one, two = (send(desk, "report", "send", key="k", values=report()) for _ in range(2))
    assert (one.already, two.already) == (False, True)
    assert one.plain() == {**two.plain(), "already": False}
    given_ = {"ref": one.ref, "saw": one.pos, "reason": "r", "key": "k2", "values": {"account": "x"}}
    three, four = (send(desk, "report", "amend", **given_) for _ in range(2))
    assert (three.pos, three.already, four.pos, four.already) == (2, False, 2, True)
    assert desk.ledger.pos() == 2


def test_the_same_act_twice_after_more_has_happened(desk: Desk) -> None:
    first = send(desk, "report", "send", key="k", values=report())
    amend = {"ref": first.ref, "saw": first.pos, "reason": "r", "key": "k2", "values": {"account": "x"}}
    send(desk, "report", "amend", **amend)
    send(desk, "report", "amend", ref=first.ref, reason="r", values={"account": "y"})
    assert send(desk, "report", "amend", **amend).already
    assert send(desk, "report", "send", key="k", values=report()).already


def test_the_same_key_with_other_content_is_a_conflict(desk: Desk) -> None:
    send(desk, "report", "send", key="k", values=report())
    with pytest.raises(KeyConflict):
        send(desk, "report", "send", key="k", values=report(kind="CFV-IDF"))
    with pytest.raises(KeyConflict):
        send(desk, "incident", "open", key="k", values=incident())
    assert send(desk, "report", "send", DSK, key="k", values=report(kind="CFV-IDF")).already is False


def test_the_same_key_with_another_amendment_is_a_conflict(desk: Desk) -> None:
    first = send(desk, "report", "send", values=report())
    other = {"ref": first.ref, "reason": "r", "key": "k2"}
    send(desk, "report", "amend", values={"account": "x"}, **other)
    for change in ({"values": {"account": "y"}}, {"values": {"account": "x"}, "reason": "other"}):
        with pytest.raises(KeyConflict):
            send(desk, "report", "amend", **{**other, **change})


def test_refs_are_random_and_well_formed() -> None:
    refs = {new_ref(REGISTERS["incident"]) for _ in range(500)}
    assert len(refs) == 500
    assert all(len(r) == 12 and r.startswith("INC-") and not set(r[4:]) & set("ILOU") for r in refs)


@pytest.mark.parametrize("noun", [noun for noun, register in REGISTERS.items() if not register.apart])
def test_any_good_values_go_in_and_come_back(shared: Desk, noun: str) -> None:
    register: type[Register] = REGISTERS[noun]
    first = next(s for s in register.steps if s.begins is None)
    citing = {f.name for f in register.fields if f.refers}
    asked = [one for name in first.needs if (one := register.field(name)) and one.kind not in ("ref", "refs")]
    needed = {**cited(shared, register, EVERY), **{one.name: some(one) for one in asked if not one.required}}
    shared.files.put(PHOTO, "OBS-1")

    @given(values_of(register))
    def holds(values: dict[str, Any]) -> None:
        values = {**{k: v for k, v in values.items() if k not in citing}, **needed}
        act = Act(noun, first.name, key(), values, as_received={})
        ref = submit(shared, act, EVERY).ref
        told = picture.one(shared, noun, ref, MISSION)["values"]
        assert told.keys() >= {k for k, v in values.items() if v not in ("", [], None)}

    holds()


def test_roles_of_the_tests_are_those_of_the_field() -> None:
    assert {OBS.roles, DSK.roles, VER.roles} == {frozenset({r}) for r in ("observer", "desk", "verifier")}
    assert MACHINE not in ALL.roles


def test_an_amendment_sent_again_with_a_partys_other_name(desk: Desk) -> None:
    """The mission knows a party by several names; a phone that resends its own words gets the same receipt."""
    name = next(alias for alias, code in desk.mission.aliases.items() if alias != code.casefold())
    ref = send(desk, "report", "send", values=report()).ref
    again = {"ref": ref, "reason": "who it was", "key": "twice", "values": {"parties": [{"actor": name}]}}
    first = send(desk, "report", "amend", **again)
    assert send(desk, "report", "amend", **again) == replace(first, already=True)
