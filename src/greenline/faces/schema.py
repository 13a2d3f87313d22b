"""A register as JSON Schema, as OpenAPI parts, as a web form's description, and as TypeScript."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ..core.register import Field, Register


def described(register: type[Register]) -> dict[str, Any]:
    """A register for the page: its life cycle and its fields with their questions."""
    seen = register.seen
    return {
        "name": register.noun,
        "prefix": register.prefix,
        "about": " ".join((register.__doc__ or "").split()),
        "place": seen.where,
        "when": seen.when,
        "what": seen.what,
        "states": list(register.states()),
        "steps": [
            {"name": s.name, "from": list(s.froms), "to": s.ends or "", "by": list(s.by), "needs": list(s.needs)}
            for s in register.steps
        ],
        "fields": [_field(f, "") for f in register.fields],
    }


def _field(one: Field, prefix: str) -> dict[str, Any]:
    path = prefix + one.name
    body: dict[str, Any] = {
        "path": path,
        "name": one.name,
        "kind": one.kind,
        "question": one.ask.question,
        "hint": one.ask.hint,
        "required": one.required,
        "repeats": one.repeats,
    }
    if one.codes:
        body["codes"] = one.codes
    if one.refers:
        body["register"] = one.refers
    if one.between:
        body |= {"unit": one.between.unit, "low": one.between.low, "high": one.between.high}
    if one.ask.when:
        body["when"] = {"field": one.ask.when.field, "is": list(one.ask.when.is_)}
    if one.default not in (None, ()):
        body["default"] = one.default
    if one.parts:
        inner = f"{path}[]." if one.repeats else f"{path}."
        body["fields"] = [_field(p, inner) for p in one.parts]
    return body


def typescript(registers: Mapping[str, type[Register]]) -> str:
    """The file `room/src/registers.ts`."""
    told = json.dumps({name: described(r) for name, r in registers.items()}, indent=2, ensure_ascii=False)
    return (
        "// Made from the declarations in src/greenline/registers by `make derived`; do not edit.\n"
        'import type { RegisterInfo } from "./register-types";\n\n'
        f"export const registers = {told} as const satisfies Record<string, RegisterInfo>;\n"
    )


def values_schema(register: type[Register]) -> dict[str, Any]:
    """JSON Schema of a register's values, as they are sent."""
    schema = register.model_json_schema(ref_template="#/components/schemas/{model}")
    schema["description"] = " ".join((register.__doc__ or "").split())
    return schema


def act_schema(register: type[Register]) -> dict[str, Any]:
    """JSON Schema of an act on a register."""
    text = {"type": "string", "maxLength": 4000}
    return {
        "type": "object",
        "description": f"An act on {register.noun}: one step, with the values it sets.",
        "properties": {
            "step": {"type": "string", "enum": [s.name for s in register.steps], "default": register.steps[0].name},
            "key": {"type": "string", "maxLength": 200, "description": "The sender's own id; sending twice is safe."},
            "ref": {"type": "string", "description": "The record; absent when the step begins one."},
            "saw": {"type": "integer", "description": "The version that the sender saw."},
            "reason": text,
            "basis": text,
            "values": {"type": "object", "description": f"See the schema {register.noun}; null makes a value unknown."},
        },
        "additionalProperties": False,
    }


def record_schema(register: type[Register]) -> dict[str, Any]:
    """JSON Schema of a record as it is answered."""
    return {
        "type": "object",
        "description": " ".join((register.__doc__ or "").split()),
        "properties": {
            "ref": {"type": "string"},
            "register": {"const": register.noun},
            "state": {"type": "string", "enum": list(register.states())},
            "version": {"type": "integer"},
            "pos": {"type": "integer"},
            "recorded_at": {"type": "string", "format": "date-time"},
            "flags": {"type": "array", "items": {"type": "string"}},
            "values": {"type": "object", "additionalProperties": True},
        },
        "required": ["ref", "register", "state", "version", "pos", "recorded_at", "values"],
    }
