"""What a person's judgement must rest on: conditions of steps that need to look at other records.

House rules of domain vocabulary section 2: verified needs own direct observation or two independent sources graded B3
or better (a mission may set both numbers); what only a party claims never becomes a count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..analysis.fusion.sources import Source, independent
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
    step: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)  # the values as they were
    key: str = ""
    by: str = ""  # the call sign of whoever acts
    roles: frozenset[str] = frozenset()  # and what they may do


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
    # be different ones unless they are of different kinds; nearly the same words are one source's.
    told = [r for r in reports if _at_least(r, rule.grade) and not r.get("independent_of")]
    good = independent([
        Source(r["ref"], r.get("source") or f"({r.get('source_kind')})", text=r.get("account") or "") for r in told
    ])  # fmt: skip
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


# Which steps of a case may write which of its groups, and what must be in them then.
_ACTS = {"attribution": ("attribute",), "determination": ("determine", "determine_again"),
         "clock_stopped": ("stop_clock", "start_clock"), "settlement": ("escalate", "refer")}  # fmt: skip
_OUTCOMES = {"attribute": "attribution.outcome", "determine": "determination.outcome",
             "determine_again": "determination.outcome"}  # fmt: skip


def each_act_its_own(judged: Judged) -> list[Issue]:
    """A case's attribution, determination, level and clock are written by the acts of that name alone, and no such act
    says nothing."""
    found = []
    changed = {path for path in (*judged.flat, *judged.before) if judged.flat.get(path) != judged.before.get(path)}
    for name, steps in _ACTS.items():
        touched = any(path.partition(".")[0] == name for path in changed)
        if touched and judged.step not in steps and not (name == "settlement" and not judged.before):
            words = f"Only {' or '.join(steps)} may write this; {judged.step} may not."
            found.append(Issue(name, "another_act", words))
    need = _OUTCOMES.get(judged.step)
    if need and not judged.flat.get(need):
        found.append(Issue(need, "missing", f"The step {judged.step} says what the outcome is."))
    stopped = bool(judged.flat.get("clock_stopped"))
    if judged.step == "start_clock" and stopped:
        found.append(Issue("clock_stopped", "still_stopped", "To start the clock, take the reason for its stop away."))
    return found


def suspended_and_resumed(judged: Judged) -> list[Issue]:
    """What is suspended has a suspension without an end; what is resumed has none."""
    if judged.step not in ("suspend", "resume"):
        return []
    begun = {path.partition("]")[0] for path in judged.flat if path.startswith("pauses[")}
    ended = {path.partition("]")[0] for path in judged.flat if path.startswith("pauses[") and path.endswith(".until")}
    if judged.step == "suspend" and begun == ended:
        return [Issue("pauses", "no_open_pause", "Say since when it does not hold, in a suspension without an end.")]
    if judged.step == "resume" and begun != ended:
        return [Issue("pauses", "open_pause", "Say until when it was suspended, in every suspension.")]
    return []


def counted(judged: Judged) -> list[Issue]:
    """Figures of an issued report are counted by the report itself, never typed."""
    figures = {path: value for path, value in judged.flat.items() if path.startswith("figures[")}
    held = {path: value for path, value in judged.before.items() if path.startswith("figures[")}
    if judged.step in ("release", "flash", "correct") and judged.key not in judged.desk.issuing:
        words = "Figures are counted when a report is issued; release, flash and correct it at /api/sitrep."
        return [Issue("figures", "not_counted", words)]
    if figures != held and judged.step not in ("release", "flash", "correct"):
        return [Issue("figures", "another_act", "Figures come with the issue of a report.")]
    return []


def cited_as_judged(judged: Judged) -> list[Issue]:
    """A linked match's incident cites the report, and an unlinked one's does not: the judgement is nothing without."""
    incident, report = judged.flat.get("incident"), judged.flat.get("report")
    if judged.step not in ("link", "unlink") or incident is None:
        return []
    with judged.desk.reading() as connection:
        held = judged.desk.state.record(connection, "incident", str(incident))
    cites = held is not None and report in held.flat.get("reports", ())
    if cites == (judged.step == "link"):
        return []
    words = f"{incident} {'cites' if cites else 'does not cite'} {report}; {judged.step} it at /api/match/{judged.ref}."
    return [Issue("incident", "not_as_judged", words)]


CONDITIONS: dict[str, tuple[Callable[[Judged], list[Issue]], ...]] = {
    "incident": (well_founded, no_claims, not_itself),
    "case": (each_act_its_own,),
    "provision": (suspended_and_resumed,),
    "agreement": (suspended_and_resumed,),
    "brief": (counted,),
    "match": (cited_as_judged,),
}
