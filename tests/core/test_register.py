"""Declarations: what is read off a register, and that it is a constant."""

from __future__ import annotations

import pytest
from thing import Every, Thing

from greenline.core.handling import CONFIDENTIAL, DESK, MACHINE, PARTICIPANT, ROLES, Marking
from greenline.core.kinds import Group, Line
from greenline.core.register import Ordered, Part, Register, Step, Total, When, ask
from greenline.registers import REGISTERS


def test_fields_are_read_off_the_annotations() -> None:
    told = {f.name: (f.kind, f.required, f.repeats, f.codes, f.refers) for f in Thing.fields}
    assert told["at"] == ("moment", True, False, "", "")
    assert told["kind"] == ("code", True, False, "incident_kind", "")
    assert told["others"] == ("codes", False, False, "incident_kind", "")
    assert told["whole"] == ("ref", False, False, "", "thing")
    assert told["parts"] == ("refs", False, False, "", "thing")
    assert told["every"] == ("group", False, False, "", "")
    assert told["many"] == ("group", False, True, "", "")
    bearing = Thing.field("bearing")
    assert bearing is not None
    assert bearing.between is not None
    assert (bearing.between.low, bearing.between.high, bearing.between.unit) == (0, 360, "°")
    assert Thing.field("nothing") is None
    assert [p.name for p in Thing.field("many").parts] == [f.name for f in Every.fields]  # type: ignore[union-attr]


def test_life_cycle() -> None:
    assert Thing.states() == ("new", "used")
    assert Thing.step("use") == Step("use", "new", "used", by=(DESK,), needs=("basis",))
    assert Thing.step("nothing") is None
    assert Step("a", None, "b", ()).froms == ()
    assert Step("a", "x", "b", ()).froms == ("x",)
    assert Step("a", ("x", "y"), "b", ()).froms == ("x", "y")


def test_a_group_is_marked_as_its_most_marked_part() -> None:
    class Inner(Part):
        open: Line | None = ask("Open?", default=None)
        shut: Line | None = ask("Shut?", default=None, marking=CONFIDENTIAL)

    class Outer(Register, name="outer", prefix="OUT", steps=(Step("make", None, "made", by=(DESK,)),)):
        inner: Group[Inner] = ask("Inner?", default=())

    (field,) = Outer.fields
    assert field.marking == CONFIDENTIAL


def test_a_field_must_be_asked() -> None:
    with pytest.raises(AssertionError, match="not declared with ask"):

        class Bare(Register, name="bare", prefix="BAR"):
            line: Line


def test_the_declaration_names_its_version() -> None:
    def made(question: str, required: bool) -> str:
        class Made(Register, name="made", prefix="MAD", steps=(Step("make", None, "made", by=(DESK,)),)):
            line: Line | None = ask(question, default=None)
            other: Line = ask("Other?") if required else ask("Other?", default="")

        return Made.declaration

    assert made("One?", True) == made("In other words?", True)
    assert made("One?", True) != made("One?", False)
    assert len(made("One?", True)) == 12


@pytest.mark.parametrize("noun", list(REGISTERS))
def test_each_register_is_whole(noun: str) -> None:
    """What no face could check of a declaration: roles, states, paths of rules, conditions, what is seen."""
    register = REGISTERS[noun]
    states = set(register.states())
    begun = {s.ends for s in register.steps if s.begins is None}
    assert begun
    assert len(register.prefix) == 3
    for step in register.steps:
        assert set(step.by) <= ({PARTICIPANT} if register.apart else set(ROLES))
        assert set(step.froms) <= states
        assert step.ends or step.begins
        assert all(n in ("reason", "basis") or register.field(n) for n in step.needs)
    reached = set(begun)
    for _ in register.steps:
        reached |= {s.ends for s in register.steps if s.ends and reached & set(s.froms)}
    assert reached >= states
    paths = {f.name for f in register.fields} | {f"{f.name}.{p.name}" for f in register.fields for p in f.parts}
    for rule in register.rules:
        assert set(rule.paths if isinstance(rule, Ordered) else (rule.path, *rule.of)) <= paths
    for one in register.fields:
        assert one.ask.question
        if isinstance(one.ask.when, When):
            assert one.ask.when.field in paths
        for rule in one.part.rules if one.part else ():
            names = {p.name for p in one.parts}
            assert set(rule.paths if isinstance(rule, Ordered) else (rule.path, *rule.of)) <= names
    seen = register.seen
    for path in (seen.where, seen.when, seen.what, seen.size, seen.label, seen.rank):
        assert path is None or path in paths


def test_prefixes_and_nouns_are_unique() -> None:
    assert len({r.prefix for r in REGISTERS.values()}) == len(REGISTERS)
    assert all(noun == r.noun for noun, r in REGISTERS.items())


def test_refers_names_registers() -> None:
    for register in REGISTERS.values():
        for one in (p for f in register.fields for p in (f, *f.parts)):
            assert not one.refers or one.refers in REGISTERS
            anything = register.apart and one.name in ("about", "became")  # talk may be about any record
            assert one.kind not in ("ref", "refs") or one.refers or anything


def test_a_total_and_a_marking_are_constants() -> None:
    for constant in (Total("a", ("b",)), Ordered("a", "b"), Marking(1), Step("a", None, "b", (MACHINE,))):
        with pytest.raises((AttributeError, TypeError)):
            constant.level = 3  # type: ignore[union-attr]
