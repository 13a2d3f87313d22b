"""Who may do what and who is told what, as tables: role by register by step, audience by field and state.

The same tables are printed by `greenline roles` for a mission, and stand in the reference as they are without one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from ..core.handling import DUTIES, LEVELS, UN_MARKS, Audience, Marking
from ..core.register import Register
from ..faces.table import leaves_of
from ..registers import REGISTERS


def duties() -> list[tuple[str, str]]:
    """Each role and what it is there for."""
    return list(DUTIES.items())


def levels() -> list[tuple[str, str, str]]:
    """Each level, its name, and the mark of the United Nations that it goes under."""
    return [(str(number), name, mark) for number, (name, mark) in enumerate(zip(LEVELS, UN_MARKS, strict=True))]


def steps() -> Iterator[tuple[str, str, str, list[str]]]:
    """(register, step, from and to, roles) of every step that there is."""
    for register in REGISTERS.values():
        for step in register.steps:
            begins = ", ".join(step.froms) or "(begins)"
            yield register.noun, step.name, f"{begins} -> {step.ends or '(stays)'}", list(step.by)


def circles(audiences: Collection[Audience]) -> list[dict[str, Any]]:
    """Each audience, up to which level it sees, and the terms that hold for it in some states."""
    return [
        {
            "audience": one.name,
            "clearance": one.clearance,
            "terms": [("any", one.terms), *one.states] if one.states else [("any", one.terms)],
        }
        for one in audiences
    ]


def fields(register: type[Register], audiences: Collection[Audience]) -> Iterator[tuple[str, list[str]]]:
    """(path, how each audience sees it) of every stored field of a register."""
    for leaf in () if register.apart else leaves_of(register):
        yield leaf.path, [sight(register, leaf.field.kind, leaf.marking, audience) for audience in audiences]


def records(register: type[Register], audience: Audience) -> str:
    """Which records of a register an audience is told of."""
    if register.apart:
        return "none: who is named in it reads it"
    if audience.inside:
        return "all"
    if register.field("sensitivity") is None and register.level > audience.clearance:
        return "none"
    hidden = [state for state in register.states() if not audience.of(state).shown]
    level = f"sensitivity up to {audience.clearance}" if register.field("sensitivity") else "all"
    return f"{level}, but {', '.join(hidden)}" if hidden else level


def sight(register: type[Register], kind: str, marking: Marking, audience: Audience) -> str:
    """How an audience sees a field: full, a cell, a count from the floor on, nothing; by state where that matters."""
    told = {state: _sight(kind, marking, audience, state) for state in register.states()}
    ways = dict.fromkeys(told.values())
    if len(ways) == 1:
        return next(iter(ways))
    parts = (f"{way} while {', '.join(s for s, other in told.items() if other == way)}" for way in ways)
    return "; ".join(parts)


def _sight(kind: str, marking: Marking, audience: Audience, state: str) -> str:
    terms = audience.of(state)
    late = f" after {terms.delay_d} d" if terms.delay_d and not audience.inside else ""
    if not terms.shown:
        return "-"
    if kind != "place":
        if audience.sees(marking, state) == "full":
            return f"full{late}"
        return f"from {marking.floor} on{late}" if marking.floor is not None else "-"
    sharp = audience.place(marking, state)
    if sharp == "hidden" or (sharp != "exact" and not marking.grid_km):
        return "-"
    if sharp == "exact":
        return f"full{late}"
    wait = max(terms.delay_d, marking.delay_d)
    width = marking.grid_km if sharp == "10km" else 50
    return f"{width} km cell{f' after {wait} d' if wait else ''}"


__all__ = ["circles", "duties", "fields", "levels", "records", "sight", "steps"]
