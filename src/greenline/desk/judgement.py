"""What a person's judgement must rest on: conditions of steps that need to look at other records.

House rules of domain vocabulary section 2: verified needs own direct observation or two independent sources graded B3
or better (a mission may set both numbers); what only a party claims never becomes a count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..core.errors import Issue
from ..core.parse import nest

if TYPE_CHECKING:
    from .desk import Desk

WITHDRAWN = "withdrawn"
_OWN = ("own_observation", "own_sensor")
_COUNTS = ("deaths", "injured", "children", "women")


def _cited(desk: Desk, flat: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The values of the reports that an incident cites, but for those that were withdrawn."""
    found = []
    fields = desk.register("report").fields
    with desk.reading() as connection:
        for ref in flat.get("reports", ()):
            version = desk.state.record(connection, "report", ref)
            if version is not None and version.state != WITHDRAWN:
                found.append({"ref": ref, **nest(fields, version.flat)})
    return found


@dataclass(frozen=True, slots=True)
class Judged:
    """A record as it would stand after an act: its ref if it has one, its state, its flat values."""

    desk: Desk
    ref: str | None
    state: str
    flat: Mapping[str, Any]


def well_founded(judged: Judged) -> list[Issue]:
    """Verified: own direct observation, or enough independent sources of enough worth; also after an amendment."""
    desk, flat = judged.desk, judged.flat
    if judged.state != "verified":
        return []
    rule = desk.mission.settings.verification
    reports = _cited(desk, flat)
    if any(r.get("source_kind") in _OWN for r in reports):
        return []
    # What copies another is no source of its own; the one it copies still is. Sources without a name are not shown to
    # be different ones unless they are of different kinds.
    told = [r for r in reports if _at_least(r, rule.grade) and not r.get("independent_of")]
    good = {r.get("source") or f"({r.get('source_kind')})" for r in told}
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


def no_claims(judged: Judged) -> list[Issue]:
    """Counts of people must not rest on party claims alone."""
    flat = judged.flat
    counted = next((name for path in flat if (name := path.partition(".")[0]) in _COUNTS), None)
    if counted is None:
        return []
    reports = _cited(judged.desk, flat)
    if reports and all(r.get("source_kind") == "party" for r in reports):
        words = (
            "Only parties say so, and a party's claim never becomes a count; leave the numbers in the reports' claims."
        )
        return [Issue(counted, "claims_only", words)]
    return []


def not_itself(judged: Judged) -> list[Issue]:
    """A record is merged into another one."""
    if judged.ref and judged.flat.get("merged_into") == judged.ref:
        return [Issue("merged_into", "itself", "A record cannot be merged into itself.")]
    return []


CONDITIONS: dict[str, tuple[Callable[[Judged], list[Issue]], ...]] = {
    "incident": (well_founded, no_claims, not_itself),
}
