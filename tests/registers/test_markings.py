"""Which fields are marked, pinned: the redaction law follows the declarations, so a weakened one must show here."""

from __future__ import annotations

from greenline.registers import REGISTERS

MARKED = {
    "report": {
        "place": 1, "observer": 3, "observer_place": 3, "bearing_deg": 3, "bearing_error_deg": 3, "distance_low_m": 3,
        "distance_high_m": 3, "direction_deg": 2, "inside_area": 2, "claims": 2, "account": 2, "source": 2,
        "source_id": 2, "independent_of": 2, "admin2": 2,
    },
    "incident": {
        "place": 1, "title": 2, "account": 2, "reports": 2, "admin2": 2, "merged_into": 2, "links": 2,
    },
    "site": {"place": 1, "tenants": 3, "account": 2},
    "unit": {"based_at": 3, "place": 3, "rotates": 3, "rotations": 3, "caveats": 3, "account": 2},
    "asset": {"unit": 3, "place": 3, "agreed": 3, "present": 3, "serviceable": 3, "inspections": 3, "account": 2},
    "posting": {"unit": 3, "site": 3, "place": 3, "strength": 3, "account": 2},
    "pledge": {"note": 2},
    "funding": {},
    "folder": {},
    "agreement": {},
    "provision": {},
    "baseline": {"place": 1, "strength": 2, "surveys": 2, "account": 2},
    "notification": {"place": 3, "zone": 2, "account": 2, "source": 2},
    "meeting": {"venue": 2, "account": 2, "source": 2},
    "commitment": {"account": 2, "source": 2},
    "call": {"text": 2, "outcome": 2, "follow_up": 2, "case": 2},
    "finding": {},
    "match": {"report": 2, "incident": 2, "other": 2, "features": 2},
    "case": {
        "title": 2, "incidents": 2, "findings": 2, "alleged_by": 2, "accused": 2, "account": 2, "place": 2,
        "investigation": 2, "attribution": 2, "dissents": 2, "determination": 2, "notices": 2, "replies": 2,
        "measures": 2, "remedy": 2, "clock_stopped": 2, "attachments": 2, "source": 2,
    },
    "duty": {
        "sender": 2, "receiver": 2, "text": 2, "action": 2, "place": 2, "task": 2, "task_for": 2, "handed_to": 2,
        "reports": 2, "case": 2, "attachments": 2,
    },
    "window": {"observer": 3, "place": 3, "looks": 3, "area": 3, "zone": 2, "range_m": 3, "blind": 3, "account": 2},
    "brief": {"passages": 2, "clearances": 2, "file": 2},
    "alert": {
        "text": 2, "place": 1, "area": 3, "groups": 2, "escalate_to": 2, "rule": 2, "cause": 2, "duty": 2, "tallies": 2,
    },
    "warning": {},  # veiled in every state: for the mission alone
    "thread": {},  # apart: no audience reads any of it by its markings
    "said": {},
    "response": {},
    "mandate": {},
    "ceiling": {},
    "task": {},
    "force": {"place": 3, "effect": 2, "reports": 2, "incidents": 2, "account": 3},
    "consent": {"terms": 2, "signs": 2, "account": 2},
    "status_agreement": {},
    "restriction": {
        "authority": 2, "route": 2, "place": 1, "movement": 2, "reason_given": 2, "window": 3, "convoy": 2,
        "reports": 2, "incident": 2, "outcome": 2, "account": 2,
    },
    "protest": {"cases": 2, "text": 2, "asks": 2, "answer": 2, "attachments": 2},
    "convoy": {
        "organisation": 3, "origin": 3, "destination": 3, "route": 3, "path": 3, "vehicles": 3, "plates": 3,
        "people": 3, "cargo": 3, "marks": 3, "escort_asked_by": 3, "passages": 3, "reason_given": 2, "incident": 2,
        "account": 3,
    },
    "static_site": {"organisation": 3, "place": 3, "area": 3, "people": 3, "marks": 3, "account": 3},
    "access_constraint": {
        "place": 1, "district": 2, "authority": 2, "affected": 2, "organisation_type": 2, "organisation": 3,
        "convoy": 3, "reports": 2, "incident": 2, "engaged_with": 2, "outcome": 2, "account": 2,
    },
    "community_alert": {
        "reporter": 3, "reporter_kind": 2, "place": 3, "text": 3, "decision": 2, "officer": 2, "components": 2,
        "responses": 2, "passed_to": 2, "no_response": 2, "t_depart": 2, "t_arrive": 2, "patrol": 3, "reports": 2,
        "feedback": 2, "lesson": 2,
    },
    "threat": {"community": 3, "place": 3, "zone": 3, "perpetrator": 3, "threat": 3, "vulnerability": 3, "account": 3},
    "casevac": {"casualty": 3, "patrol": 3, "place": 3, "account": 3},
    "patrol": {
        "team": 3, "heads": 3, "checks": 3, "zone": 3, "reason_given": 2, "window": 3, "account": 3,
    },
    "factor": {"about": 3, "indicators": 3, "evidence": 3, "assessor": 3, "reviewer": 3, "account": 3},
    "measure_option": {"measure": 3, "about": 3, "pro": 3, "contra": 3, "instead": 3, "authority": 3, "decision": 3},
}  # fmt: skip
ROWS = {
    "agreement": "1",
    "provision": "1",
    "meeting": "1",
    "commitment": "1",
    "report": "2",
    "incident": "2",
    "site": "3",
    "unit": "3",
    "asset": "3",
    "posting": "3",
    "pledge": "2",
    "funding": "2",
    "mandate": "0",
    "ceiling": "0",
    "task": "0",
    "force": "3",
    "consent": "2",
    "status_agreement": "0",
    "restriction": "2",
    "protest": "2",
    "factor": "3",
    "measure_option": "3",
    "convoy": "3",
    "static_site": "3",
    "access_constraint": "2",
    "community_alert": "2",
    "threat": "3",
    "casevac": "3",
    "patrol": "3",
    "warning": "3",
}


def test_what_is_marked_stays_marked() -> None:
    for noun, register in REGISTERS.items():
        told = {f.name: f.marking.level for f in register.fields}
        for name, level in MARKED[noun].items():
            assert told[name] >= level, f"{noun}.{name}"


def test_rows_are_not_open_unless_somebody_says_so() -> None:
    for noun, register in REGISTERS.items():
        stated = register.field("sensitivity")
        assert (stated.default if stated else str(register.level)) >= ROWS.get(noun, "2")


def test_a_place_is_coarse_by_ten_kilometres_at_least() -> None:
    for register in REGISTERS.values():
        for one in register.fields:
            if one.kind == "place":
                assert one.marking.level >= 1
                assert one.marking.grid_km is None or one.marking.grid_km >= 10


def test_what_is_never_made_coarse_is_strict() -> None:
    """A shape, and a place inside a repeated group, is told as it is or not at all: only inside the mission."""
    for noun, register in REGISTERS.items():
        for one in register.fields:
            sharp = [part for part in one.parts if part.kind in ("place", "shape") and one.repeats]
            for part in [*sharp, *([one] if one.kind == "shape" else [])]:
                assert max(one.marking.level, part.marking.level) == 3, f"{noun}.{one.name}"


def test_where_own_people_were_is_for_the_mission_whatever_a_record_says() -> None:
    assert set(REGISTERS["window"].veiled) == set(REGISTERS["window"].states())


def test_what_is_told_between_those_named_is_apart() -> None:
    assert {noun for noun, register in REGISTERS.items() if register.apart} == {"thread", "said", "response"}
