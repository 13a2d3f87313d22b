"""Roles and markings: who may, who sees what in which state."""

from __future__ import annotations

import pytest

from greenline.core.errors import Invalid, Issue, Refusal, TooLarge
from greenline.core.handling import (
    CIRCLES,
    CONFIDENTIAL,
    DESK,
    MISSION,
    OBSERVER,
    PUBLIC,
    RESTRICTED,
    ROLES,
    STRICT,
    UNMARKED,
    Actor,
    Audience,
    Marking,
    may,
)


@pytest.mark.parametrize(
    ("marking", "clearance", "sight"),
    [
        (UNMARKED, 0, "full"),
        (RESTRICTED, 0, "coarse"),
        (RESTRICTED, 1, "full"),
        (CONFIDENTIAL, 1, "empty"),
        (CONFIDENTIAL, 2, "full"),
        (STRICT, 2, "empty"),
        (STRICT, 3, "full"),
    ],
)
def test_sight(marking: Marking, clearance: int, sight: str) -> None:
    assert Audience("some", clearance).sees(marking, "any") == sight


def test_a_marking_may_hold_in_some_states_only() -> None:
    later = Marking(2, until=("new", "open"), then=0)
    assert [PUBLIC.sees(later, s) for s in ("new", "open", "closed")] == ["empty", "empty", "full"]
    rising = Marking(0, until=("new",), then=2, grid_km=10)
    assert [PUBLIC.sees(rising, s) for s in ("new", "closed")] == ["full", "coarse"]
    assert [MISSION.sees(rising, s) for s in ("new", "closed")] == ["full", "full"]


def test_the_mission_sees_all_and_the_public_what_is_open() -> None:
    assert (CIRCLES["mission"].clearance, CIRCLES["public"].clearance) == (3, 0)


def test_may() -> None:
    actor = Actor("OBS-1", frozenset({OBSERVER}))
    assert may(actor, (OBSERVER, DESK))
    assert not may(actor, (DESK,))
    assert not may(actor, ())
    assert not may(Actor("X", frozenset()), ROLES)


def test_refusals_have_a_code_a_status_and_a_sentence() -> None:
    def kinds(one: type[Refusal]) -> list[type[Refusal]]:
        return [one, *(k for child in one.__subclasses__() for k in kinds(child))]

    every = kinds(Refusal)
    assert len({k.code for k in every}) == len(every) >= 9
    assert all(400 <= k.status < 600 for k in every)
    told = Invalid("Two things.", [Issue("a", "b", "C.")], ref="X").plain()
    assert told == {"code": "invalid", "sentence": "Two things.", "ref": "X",
                    "issues": [{"field": "a", "code": "b", "sentence": "C."}]}  # fmt: skip
    assert TooLarge("Big.").plain() == {"code": "too_large", "sentence": "Big."}
