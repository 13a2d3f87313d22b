"""The schema face: JSON Schema, the page's description, TypeScript."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from made import values_of
from thing import Thing

from greenline.core.parse import parse
from greenline.faces.schema import act_schema, described, record_schema, typescript, values_schema
from greenline.registers import REGISTERS

EVERY = {**REGISTERS, "thing": Thing}


@pytest.mark.parametrize("noun", list(EVERY))
def test_described(noun: str) -> None:
    register = EVERY[noun]
    told = described(register)
    assert json.loads(json.dumps(told)) == told
    assert [f["name"] for f in told["fields"]] == [f.name for f in register.fields]
    assert told["states"] == list(register.states())
    assert [s["name"] for s in told["steps"]] == [s.name for s in register.steps]
    assert all(f["question"] for f in told["fields"])
    assert told["about"]


def test_described_of_every_form() -> None:
    fields = {f["name"]: f for f in described(Thing)["fields"]}
    assert fields["kind"]["codes"] == fields["others"]["codes"] == "incident_kind"
    assert fields["whole"]["register"] == fields["parts"]["register"] == "thing"
    assert (fields["bearing"]["unit"], fields["bearing"]["low"], fields["bearing"]["high"]) == ("°", 0, 360)
    assert fields["error"]["when"] == {"field": "bearing", "is": []}
    assert fields["why"]["when"] == {"field": "flag", "is": [True]}
    assert fields["sensitivity"]["default"] == "0"
    assert "default" not in fields["others"]
    assert fields["toll"]["fields"][0]["path"] == "toll.a"
    assert fields["many"]["fields"][0]["path"] == "many[].line"
    assert (fields["many"]["repeats"], fields["toll"]["repeats"]) == (True, False)
    assert fields["line"]["hint"] == "Short"


@pytest.mark.parametrize("noun", list(EVERY))
def test_json_schema(noun: str) -> None:
    """Every field is there; what is required is; every reference leads somewhere."""
    register = EVERY[noun]
    schema = values_schema(register)
    assert schema["properties"].keys() == {f.name for f in register.fields}
    assert set(schema.get("required", ())) == {f.name for f in register.fields if f.required}
    assert schema["additionalProperties"] is False
    targets = {ref.rpartition("/")[2] for ref in references(schema)}
    assert targets <= schema.get("$defs", {}).keys()
    assert schema["description"] == " ".join((register.__doc__ or "").split())


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [r for value in node.values() for r in references(value)]
    return [r for value in node for r in references(value)] if isinstance(node, list) else []


@pytest.mark.parametrize("noun", list(EVERY))
def test_what_the_schema_lists_is_what_parsing_takes(noun: str) -> None:
    register = EVERY[noun]
    names = values_schema(register)["properties"].keys()

    @given(values_of(register))
    def holds(values: dict[str, Any]) -> None:
        assert values.keys() <= names
        assert not parse(register, values, as_received=True).issues

    holds()


def test_a_code_lists_its_codes() -> None:
    assert values_schema(REGISTERS["incident"])["properties"]["kind"]["enum"][0] == "CFV-SAF"


@pytest.mark.parametrize("noun", list(EVERY))
def test_act_and_record(noun: str) -> None:
    register = EVERY[noun]
    act, record = act_schema(register), record_schema(register)
    assert act["properties"]["step"]["enum"] == [s.name for s in register.steps]
    assert act["properties"].keys() == {"step", "key", "ref", "saw", "reason", "basis", "values"}
    assert record["properties"]["state"]["enum"] == list(register.states())


def test_typescript_is_the_description() -> None:
    text = typescript(EVERY)
    body = text[text.index("= {") + 2 : text.rindex(" as const")]
    assert json.loads(body) == {noun: described(r) for noun, r in EVERY.items()}


def test_the_page_has_the_declarations_as_they_are() -> None:
    from made import ROOT

    file = ROOT / "room" / "src" / "registers.ts"
    if not file.exists():
        pytest.skip("there is no page here")
    assert file.read_text(encoding="utf-8") == typescript(
        {noun: one for noun, one in REGISTERS.items() if not one.apart}
    )
