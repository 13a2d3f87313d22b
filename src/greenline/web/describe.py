"""What the page needs to know of a mission before any record: its names, zones, words, registers."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from ..core.codes import code_lists
from ..core.handling import LEVELS, Actor, Audience
from ..desk.desk import Desk
from ..faces.schema import described
from ..registers import REGISTERS
from .access import PEOPLE


def mission(desk: Desk, audience: Audience, actor: Actor, demo: bool, readable: list[str]) -> dict[str, Any]:
    """The mission as the page shows it to somebody who may read as the audiences `readable`."""
    settings = desk.mission.settings
    with desk.reading() as connection:
        pos = desk.numbers(audience).present(connection)
    return {
        "name": settings.name,
        "title": dict(settings.title) or {"en": settings.name},
        "languages": list(settings.languages),
        "timezone": settings.timezone,
        "bounds": list(settings.bounds),
        "demo": demo,
        "audience": audience.name,
        "audiences": readable,
        "sees": {one.name: _sight(one) for one in desk.audiences if one.name in readable},
        "role": (min(actor.roles) if len(actor.roles) == 1 else "operator") if actor.roles else None,
        "acts_as": sorted(actor.roles),
        "roles": list(PEOPLE) if demo else [],
        "call_sign": actor.call_sign,
        "parties": [
            {"code": p.code, "name": dict(p.name), "kind": p.kind, **({"colour": p.colour} if p.colour else {})}
            for p in desk.mission.parties
        ],
        "zones": desk.mission.zones,
        "pos": pos,
    }


def _sight(audience: Audience) -> dict[str, Any]:
    """What an audience is told: up to which marking, how sharp a place, how late; whether some states differ."""
    return {
        "level": LEVELS[audience.clearance],
        "place": audience.terms.place,
        "delay_d": audience.terms.delay_d,
        "by_state": bool(audience.states),
    }


@cache
def registers() -> list[dict[str, Any]]:
    """Every register's description."""
    return [described(register) for register in REGISTERS.values() if not register.apart]


def words(desk: Desk, language: str) -> dict[str, Any]:
    """Labels in a language, English where a label has no translation; the mission's words go before the shipped."""
    english = _english()
    body = {
        "codes": {name: dict(labels) for name, labels in english["codes"].items()},
        "fields": {path: dict(told) for path, told in english["fields"].items()},
        "states": dict(english["states"]),
        "steps": dict(english["steps"]),
    }
    for catalogue in (_shipped(language), desk.mission.words.get(language, {})):
        for name, labels in catalogue.get("codes", {}).items():
            body["codes"].setdefault(name, {}).update(labels)
        for section in ("states", "steps"):
            body[section].update(catalogue.get(section, {}))
        for path, told in catalogue.get("fields", {}).items():
            body["fields"].setdefault(path, {}).update({"question": told} if isinstance(told, str) else told)
    return {"language": language, **body}


@cache
def _english() -> dict[str, Any]:
    fields: dict[str, dict[str, str]] = {}
    states: dict[str, str] = {}
    steps: dict[str, str] = {}
    for register in REGISTERS.values():
        for one in register.fields:
            fields[f"{register.noun}.{one.name}"] = {"question": one.ask.question, "hint": one.ask.hint}
            for part in one.parts:
                inner = f"{register.noun}.{one.name}{'[]' if one.repeats else ''}.{part.name}"
                fields[inner] = {"question": part.ask.question, "hint": part.ask.hint}
        states.update({state: state.replace("_", " ") for state in register.states()})
        steps.update({step.name: step.name.replace("_", " ") for step in register.steps})
    codes = {name: dict(listed.labels) for name, listed in code_lists().items()}
    return {"codes": codes, "fields": fields, "states": states, "steps": steps}


@cache
def _shipped(language: str) -> Mapping[str, Any]:
    import tomllib

    file = resources.files("greenline") / "words" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if language.isalpha() and file.is_file() else {}
