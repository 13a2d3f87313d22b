"""Code lists: shipped as data, whole, and narrowed without surprise."""

from __future__ import annotations

import pytest

from greenline.core.codes import code_lists
from greenline.registers import REGISTERS


@pytest.mark.parametrize("name", sorted(code_lists()))
def test_each_list_is_whole(name: str) -> None:
    listed = code_lists()[name]
    assert listed.labels
    assert all(code == code.strip() and code and label.strip() for code, label in listed.labels.items())
    assert not any(None in row or None in row.values() for row in listed.rows.values())


def test_every_list_that_a_field_names_is_there() -> None:
    for register in REGISTERS.values():
        for one in (p for f in register.fields for p in (f, *f.parts)):
            assert not one.codes or one.codes in code_lists()
            assert one.kind != "code" or one.default is None or one.default in code_lists()[one.codes]


def test_every_kind_of_incident_has_a_class() -> None:
    classes = code_lists()["incident_class"]
    for code, row in code_lists()["incident_kind"].rows.items():
        assert row["class"] in classes
        assert code.startswith(row["class"] + "-")


def test_like() -> None:
    assert "CFV-SAF" in code_lists()["incident_kind"].like("cfv-saf")
    assert code_lists()["severity"].like("nonsense") == []


def test_narrowed() -> None:
    listed = code_lists()["severity"].narrowed(("4", "0"))
    assert list(listed.labels) == ["4", "0"]
    assert "1" not in listed


def test_narrowed_to_a_code_that_is_not_there() -> None:
    """A mission's slip is an issue of the check, not a crash on the way to it."""
    assert list(code_lists()["severity"].narrowed(("4", "no")).labels) == ["4"]
