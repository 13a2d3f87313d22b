"""Each kind of value: what it takes, what it refuses, in which words."""

from __future__ import annotations

from typing import Any

import pytest
from thing import Thing

from greenline.core import kinds
from greenline.core.parse import parse

BASE = {"at": "2025-03-02", "place": [33, 35], "kind": "CFV-SAF"}


@pytest.mark.parametrize(
    ("field", "good", "flat"),
    [
        ("text", "two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("text", "ا Ωß 語 🕊", "ا Ωß 語 🕊"),
        ("text", "x" * 20_000, "x" * 20_000),
        ("line", "one line", "one line"),
        ("line", "x" * 500, "x" * 500),
        ("count", 0, 0),
        ("count", 1_000_000_000, 1_000_000_000),
        ("low", -0.5, "-0.5"),
        ("low", 3, "3"),
        ("low", 1e-9, "0"),
        ("low", -0.0, "0"),
        ("low", 1e9, "1000000000"),
        ("bearing", 360, "360"),
        ("reach", 10_000_000, "10000000"),
        ("flag", False, False),
        ("severity", "4", "4"),
        ("others", ["CFV-SAF", "CFV-IDF"], ["CFV-SAF", "CFV-IDF"]),
        ("hidden_at", "2025-03", {"start": "2025-03-01", "end": "2025-03-31", "prec": 4}),
        ("hidden_place", [1, 2.5], {"lon": "1", "lat": "2.5", "prec": 1}),
        ("whole", "THG-7K2QXM4D", "THG-7K2QXM4D"),
        ("shape", "linestring(33 35,33.12345678 35)", "LINESTRING (33 35, 33.123457 35)"),
        ("shape", "POLYGON Z ((0 0 5, 1 0 5, 1 1 5, 0 0 5))", "POLYGON ((0 0, 1 0, 1 1, 0 0))"),
        ("parts", ["THG-00000", "THG-7K2QXM4DABCD"], ["THG-00000", "THG-7K2QXM4DABCD"]),
    ],
)
def test_good(field: str, good: Any, flat: Any) -> None:
    parsed = parse(Thing, {**BASE, field: good})
    assert parsed.issues == ()
    assert parsed.flat[field] == flat


@pytest.mark.parametrize("field", ["text", "line", "others", "parts", "many"])
def test_what_is_empty_is_unknown(field: str) -> None:
    assert field not in parse(Thing, {**BASE, field: "" if field in ("text", "line") else []}).flat


@pytest.mark.parametrize(
    ("field", "bad", "code", "words"),
    [
        ("text", "a\x00b", "string_pattern_mismatch", "control characters"),
        ("text", "x" * 20_001, "string_too_long", "longer than 20000"),
        ("text", "\ud800", "string_unicode", "half a character"),
        ("text", 3, "string_type", "must be text"),
        ("line", "a\nb", "string_pattern_mismatch", "control characters"),
        ("line", "x" * 501, "string_too_long", "longer than 500"),
        ("count", -1, "greater_than_equal", "-1 is below 0"),
        ("count", 1_000_000_001, "less_than_equal", "1000000001 is above 1e+09"),
        ("count", 1.0, "int_type", "whole number"),
        ("count", "1", "int_type", "whole number"),
        ("count", True, "int_type", "whole number"),
        ("low", float("nan"), "finite_number", "finite"),
        ("low", float("inf"), "finite_number", "finite"),
        ("low", 1e10, "less_than_equal", "above 1e+09"),
        ("low", "much", "float_parsing", "must be a number"),
        ("bearing", 361, "less_than_equal", "361 is above 360"),
        ("bearing", -1, "greater_than_equal", "-1 is below 0"),
        ("reach", 1e7 + 1, "less_than_equal", "above 1e+07"),
        ("flag", 1, "bool_type", "true or false"),
        ("flag", "yes", "bool_type", "true or false"),
        ("severity", "S4", "unknown_code", "is no severity code"),
        ("kind", "cfv-saf", "unknown_code", "Did you mean CFV-SAF"),
        ("kind", "", "unknown_code", "The list incident_kind has"),
        ("kind", ["CFV-SAF"], "string_type", "must be text"),
        ("others", "CFV-SAF", "tuple_type", "must be a list"),
        ("others", ["CFV-SAF"] * 51, "too_long", "more than 50"),
        ("hidden_at", "2023-13-45", "value_error", "no day of the calendar"),
        ("hidden_place", [35, 91], "value_error", "latitude 91"),
        ("whole", "THG-ILOU1", "bad_ref", "is no reference"),
        ("whole", "thg-7K2QX", "bad_ref", "is no reference"),
        ("whole", "THG-7K2QX\n", "bad_ref", "is no reference"),
        ("parts", ["THG-7K2QX"] * 501, "too_long", "more than 500"),
        ("many", [{}] * 201, "too_long", "more than 200"),
        ("every", [], "model_type", "an object with fields"),
        ("every", {"nothing": 1}, "extra_forbidden", "no such field"),
        ("shape", "POINT (33 35)", "bad_shape", "not Point"),
        ("shape", "POLYGON EMPTY", "bad_shape", "not empty"),
        ("shape", "POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))", "bad_shape", "crosses itself"),
        ("shape", "LINESTRING (200 0, 0 0)", "bad_shape", "longitude then latitude"),
        ("shape", "LINESTRING (nan 0, 0 0)", "bad_shape", "Well-Known Text such as"),
        ("shape", "LINESTRING (0 0", "bad_shape", "no Well-Known Text"),
        ("shape", "LINESTRING (" + "0 0, " * 1000 + "1 1)", "bad_shape", "at most 1000 points"),
        ("shape", "<svg>", "bad_shape", "Well-Known Text such as"),
        ("nothing", 1, "extra_forbidden", "no such field"),
    ],
)
def test_bad(field: str, bad: Any, code: str, words: str) -> None:
    (issue, *more) = parse(Thing, {**BASE, field: bad}).issues
    assert not more
    assert issue.field.startswith(field)
    assert issue.code == code
    assert words in issue.sentence
    assert issue.sentence.endswith((".", "…", "?"))


def test_a_mission_may_narrow_a_list() -> None:
    from greenline.core.codes import code_lists

    codes = {**code_lists(), "incident_kind": code_lists()["incident_kind"].narrowed(("CFV-IDF",))}
    (issue,) = parse(Thing, BASE, codes).issues
    assert (issue.field, issue.code) == ("kind", "unknown_code")
    assert parse(Thing, {**BASE, "kind": "CFV-IDF"}, codes).issues == ()


def test_every_kind_is_in_use_here() -> None:
    """Else a new kind would pass unseen through the walks over every face."""
    used = {f.kind for f in Thing.fields} | {p.kind for f in Thing.fields for p in f.parts}
    assert used == set(kinds.KINDS)
