"""What a person's judgement must rest on: conditions of steps that need to look at other records.

House rules of domain vocabulary section 2: verified needs own direct observation or two independent sources graded B3
or better (a mission may set both numbers); what only a party claims never becomes a count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..core.errors import Issue
from ..core.parse import nest
from ..registers.incident import Incident

if TYPE_CHECKING:
    from .desk import Desk

_OWN = ("own_observation", "own_sensor")
_COUNTS = ("deaths", "injured", "children", "women")


def _cited(desk: Desk, flat: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The values of the reports that an incident cites."""
    found = []
    fields = desk.register("report").fields
    with desk.reading() as connection:
        for ref in flat.get("reports", ()):
            version = desk.state.record(connection, "report", ref)
            if version is not None:
                found.append({"ref": ref, **nest(fields, version.flat)})
    return found


def well_founded(desk: Desk, given: Mapping[str, Any], flat: Mapping[str, Any], known: frozenset[str]) -> list[Issue]:
    """Verified: own direct observation, or enough independent sources of enough worth."""
    rule = desk.mission.settings.verification
    reports = _cited(desk, flat)
    if any(r.get("source_kind") in _OWN and _at_least(r, rule.grade) for r in reports):
        return []
    # What copies another is no source of its own; the one it copies still is.
    good = {r.get("source") or r["ref"] for r in reports if _at_least(r, rule.grade) and not r.get("independent_of")}
    if len(good) >= rule.independent:
        return []
    words = (
        f"Verified needs an own direct observation, or {rule.independent} independent sources graded {rule.grade} or "
        f"better; the reports cited give {len(good)}. Cite more reports, or take the step verify_part or leave_open."
    )
    return [Issue("reports", "not_well_founded", words)]


def _at_least(report: Mapping[str, Any], grade: str) -> bool:
    """Whether a report's letter and digit are both as good as a grade's."""
    return str(report.get("reliability", "F")) <= grade[0] and str(report.get("credibility", "6")) <= grade[1]


def no_claims(desk: Desk, given: Mapping[str, Any], flat: Mapping[str, Any], known: frozenset[str]) -> list[Issue]:
    """Counts of people must not rest on party claims alone, whichever step brings them in."""
    if given.keys().isdisjoint(("reports", *_COUNTS)) or known.intersection(flat.get("reports", ())):
        return []
    if not any(path.partition(".")[0] in _COUNTS for path in flat):
        return []
    reports = _cited(desk, flat)
    if reports and all(r.get("source_kind") == "party" for r in reports):
        words = (
            "Only parties say so, and a party's claim never becomes a count; leave the numbers in the report's claims."
        )
        first = next(path.partition(".")[0] for path in flat if path.partition(".")[0] in _COUNTS)
        return [Issue(first, "claims_only", words)]
    return []


def verified(desk: Desk, given: Mapping[str, Any], flat: Mapping[str, Any], known: frozenset[str]) -> list[Issue]:
    """Both house rules."""
    return [*well_founded(desk, given, flat, known), *no_claims(desk, given, flat, known)]


Condition = Callable[["Desk", Mapping[str, Any], Mapping[str, Any], frozenset[str]], list[Issue]]
CONDITIONS: dict[tuple[str, str], Condition] = {
    **{("incident", step.name): no_claims for step in Incident.steps},
    ("incident", "verify"): verified,
}
