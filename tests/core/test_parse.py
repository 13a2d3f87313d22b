"""Parsing: every issue at once, relations, foreign rows kept as they are, and the way to flat records and back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import values_of
from thing import Thing

from greenline.core.parse import decimal, flatten, nest, parse, path_key
from greenline.core.register import Register
from greenline.registers import REGISTERS

BASE = {"at": "2025-03-02", "place": [33, 35], "kind": "CFV-SAF"}
EVERY = {**REGISTERS, "thing": Thing}


def told(values: dict[str, Any], **more: Any) -> set[tuple[str, str]]:
    return {(i.field, i.code) for i in parse(Thing, values, **more).issues}


def test_all_issues_at_once() -> None:
    values = {
        "place": [33, 91], "kind": "XXX", "line": "a\nb", "count": -1, "low": 2, "high": 1, "error": 3,
        "toll": {"low": 3, "best": 2, "a": 1, "b": 2}, "many": [{"count": -1}, {"line": 7}], "nothing": 0,
        "why": "because", "flag": False,
    }  # fmt: skip
    assert told(values) == {
        ("at", "missing"),
        ("place", "value_error"),
        ("kind", "unknown_code"),
        ("line", "string_pattern_mismatch"),
        ("count", "greater_than_equal"),
        ("low", "not_ordered"),
        ("error", "not_relevant"),
        ("why", "not_relevant"),
        ("toll.low", "not_ordered"),
        ("toll.best", "not_the_sum"),
        ("many[0].count", "greater_than_equal"),
        ("many[1].line", "string_type"),
        ("nothing", "extra_forbidden"),
    }


@pytest.mark.parametrize("values", [None, [], "text", 3])
def test_no_object_is_an_issue(values: Any) -> None:
    assert parse(Thing, values).issues


def test_relations_hold_over_what_is_known() -> None:
    assert told({**BASE, "low": 1}) == set()
    assert told({**BASE, "low": 1, "high": 1}) == set()
    assert told({**BASE, "toll": {"a": 1, "best": 5}}) == set()
    assert told({**BASE, "toll": {"a": 1, "b": 4, "best": 5, "low": 5}}) == set()
    assert told({**BASE, "bearing": 0, "error": 3, "flag": True, "why": "so"}) == set()


def test_as_received_makes_flags_of_contradictions() -> None:
    values = {**BASE, "toll": {"low": 3, "best": 2}, "low": 2, "high": 1}
    parsed = parse(Thing, values, as_received=True)
    assert parsed.issues == ()
    assert sorted(parsed.flags) == ["low (2.0) is above high (1.0).", "toll.low (3) is above toll.best (2)."]
    assert (parsed.flat["toll.low"], parsed.flat["high"]) == (3, "1")


def test_as_received_still_refuses_what_is_no_value() -> None:
    parsed = parse(Thing, {**BASE, "count": -1, "low": 2, "high": 1}, as_received=True)
    assert {i.code for i in parsed.issues} == {"greater_than_equal", "not_ordered"}
    assert parsed.flat == {}


def test_issues_are_bounded() -> None:
    many = {f"x{i}": 1 for i in range(5000)}
    assert len(parse(Thing, {**BASE, **many}).issues) == 200


@pytest.mark.parametrize("noun", list(EVERY))
def test_flat_and_nested_are_the_same(noun: str) -> None:
    register = EVERY[noun]

    @given(values_of(register))
    def holds(values: dict[str, Any]) -> None:
        parsed = parse(register, values, as_received=True)
        assert parsed.issues == ()
        nested = nest(register.fields, parsed.flat)
        again = parse(register, nested, as_received=True)
        assert again.flat == parsed.flat
        assert sorted(again.flags) == sorted(parsed.flags)
        assert no_float(parsed.flat)

    holds()


def no_float(value: Any) -> bool:
    """The ledger has no fractions: languages write them differently."""
    if isinstance(value, dict):
        return all(no_float(v) for v in value.values())
    if isinstance(value, list):
        return all(no_float(v) for v in value)
    return type(value) is not float


@pytest.mark.parametrize("noun", list(EVERY))
def test_junk_is_never_a_crash(noun: str) -> None:
    register: type[Register] = EVERY[noun]
    names = st.sampled_from([f.name for f in register.fields])
    leaf = st.none() | st.integers() | st.floats() | st.text(max_size=4) | st.booleans()
    junk = st.recursive(
        leaf, lambda i: st.lists(i, max_size=3) | st.dictionaries(st.sampled_from(["lon", "lat", "prec", "start"]), i)
    )

    @given(st.dictionaries(names, junk, max_size=6))
    def holds(values: dict[str, Any]) -> None:
        parsed = parse(register, values)
        assert parsed.issues or parsed.flat
        assert all(i.sentence and i.field for i in parsed.issues)

    holds()


def test_a_path_that_no_field_has_any_more_is_kept() -> None:
    assert nest(Thing.fields, {"old": 3, "gone[1].x": "y"}) == {"old": 3, "gone": [{}, {"x": "y"}]}


def test_path_key_sorts_the_tenth_after_the_ninth() -> None:
    paths = ["a[10].x", "a[9].x", "a[1].x", "b"]
    assert sorted(paths, key=path_key) == ["a[1].x", "a[9].x", "a[10].x", "b"]


@pytest.mark.parametrize(
    ("number", "text"),
    [(33.3613, "33.3613"), (-0.5, "-0.5"), (12.0, "12"), (100.0, "100"), (1e-7, "0.0000001")],
)
def test_decimal(number: float, text: str) -> None:
    assert decimal(number) == text


def test_flatten_leaves_out_what_is_unknown() -> None:
    assert flatten(Thing.fields, Thing.model_validate(BASE)).keys() == {"at", "place", "kind", "sensitivity"}
