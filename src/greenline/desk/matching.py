"""Matches as people judge them: linked (the incident cites the report), rejected, unlinked; and as they are told.

What makes two acts is safe to send again under the same key: what was done is found, what was not is finished. Linking
copies no value: what a report, or a party in it, says of numbers stays in the report.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import literal_column, or_, select

from ..analysis.fusion.sources import Source, corroborating
from ..core.errors import Invalid, Issue, NotAllowed
from ..core.handling import MISSION, Actor, Audience
from ..faces.table import NOW_TEXT
from ..ledger.chain import Receipt
from ..registers.match import Match
from . import picture
from .desk import Desk
from .intake import Act, submit

MOST = 100
_SHOWN = ("happened_at", "place", "kind", "observation", "parties", "deaths", "injured", "count", "title", "account",
          "source", "source_kind", "reliability", "credibility")  # fmt: skip


def listing(desk: Desk, audience: Audience, noun: str, ref: str) -> list[dict[str, Any]]:
    """The matches of a report or incident, the likeliest first: each with its features, and both sides' values.

    Raises NotFound when the audience may not see the record, NotAllowed when it is not the mission: what may tell of
    the same event is the mission's own thought.
    """
    picture.one(desk, noun, ref, audience)
    if not audience.inside:
        raise NotAllowed("Matches are for who reads as the mission.")
    view = desk.shapes["match"].view(audience)
    of = view.c.incident == ref if noun == "incident" else or_(view.c.report == ref, view.c.other == ref)
    query = select(view).where(of, view.c.to_pos == literal_column(NOW_TEXT), view.c.state != "withdrawn").limit(MOST)
    with desk.reading() as connection:
        rows = connection.execute(query).mappings().all()
    told = [picture.record(desk, "match", row, audience) for row in rows]
    for one in told:
        values = one["values"]
        sides = [("report", values["report"])]
        sides.append(("incident", values["incident"]) if values.get("incident") else ("report", values["other"]))
        one["sides"] = [_side(desk, audience, *side) for side in sides]
    return sorted(told, key=lambda one: (one["state"] != "proposed", -float(one["values"]["total"]), one["ref"]))


def independent_sources(desk: Desk, ref: str) -> int | None:
    """How many independent sources an incident cites: copies count once, and so do all parties. None: it cites none."""
    refs = picture.one(desk, "incident", ref, MISSION)["values"].get("reports") or ()
    with desk.reading() as connection:
        found = [(one, desk.state.record(connection, "report", one)) for one in refs]
    told = [
        Source(
            one, *(str(held.flat.get(name) or "") for name in ("source", "source_kind", "independent_of", "account"))
        )
        for one, held in found
        if held is not None and held.state != "withdrawn"
    ]
    return corroborating(told) if told else None


def _side(desk: Desk, audience: Audience, noun: str, ref: str) -> dict[str, Any]:
    held = picture.one(desk, noun, ref, audience)
    values = {name: held["values"][name] for name in _SHOWN if held["values"].get(name) not in (None, "", [])}
    return {"register": noun, "ref": ref, "state": held["state"], "values": values}


def link(desk: Desk, ref: str, actor: Actor, basis: str, key: str) -> Receipt:
    """Have the incident cite the report, and say why. Raises a Refusal."""
    held = _judged(desk, ref, "link")
    incident = held.get("incident")
    if incident is None:
        words = "No incident is recorded for these reports yet; open one from them."
        raise Invalid("Nothing was recorded.", [Issue("incident", "missing", words)])
    judged = Act("match", "link", f"{key}:match", {}, ref, basis=basis)
    if basis.strip():
        _cite(desk, incident, actor, held["report"], True, basis, f"{key}:cite")
    return submit(desk, judged, actor)


def unlink(desk: Desk, ref: str, actor: Actor, reason: str, key: str) -> Receipt:
    """Have the incident no longer cite the report, and say why. Raises a Refusal."""
    held = _judged(desk, ref, "unlink")
    if held.get("incident") and reason.strip():
        _cite(desk, held["incident"], actor, held["report"], False, reason, f"{key}:cite")
    return submit(desk, Act("match", "unlink", f"{key}:match", {}, ref, reason=reason), actor)


def reject(desk: Desk, ref: str, actor: Actor, reason: str, key: str) -> Receipt:
    """Say that they do not tell of one event, and why. Raises a Refusal."""
    return submit(desk, Act("match", "reject", f"{key}:match", {}, ref, reason=reason), actor)


def open_incident(desk: Desk, ref: str, actor: Actor, values: Mapping[str, Any], basis: str, key: str) -> Receipt:
    """Open an incident from two reports that tell of one event; the incident's receipt. When, where and what are those
    of the report unless given; no number is taken over. Raises a Refusal."""
    held = _judged(desk, ref, "link")
    if held.get("incident"):
        words = f"There is the incident {held['incident']} already; link the report to it."
        raise Invalid("Nothing was recorded.", [Issue("incident", "is_there", words)])
    if not basis.strip():
        raise Invalid("Nothing was recorded.", [Issue("basis", "missing", "Say on what basis they are one event.")])
    both = [held["report"], held["other"]]
    told: dict[str, Any] = {}
    for one in reversed(both):
        said = picture.one(desk, "report", one, MISSION)["values"]
        told.update({name: said[name] for name in ("happened_at", "place", "kind") if said.get(name)})
    made = submit(desk, Act("incident", "open", f"{key}:open", {**told, "reports": both, **values}, basis=basis), actor)
    submit(desk, Act("match", "link", f"{key}:match", {"incident": made.ref}, ref, basis=basis), actor)
    return made


def _judged(desk: Desk, ref: str, step: str) -> Mapping[str, Any]:
    """The values of a match that may take a step, or has taken it (sent again). Raises Invalid, NotFound."""
    record = picture.one(desk, "match", ref, MISSION)
    declared = Match.step(step)
    assert declared is not None
    if record["state"] not in (*declared.froms, declared.ends):
        words = f"{ref} is {record['state']}; {step} goes from {' or '.join(declared.froms)}."
        raise Invalid("Nothing was recorded.", [Issue("step", "wrong_state", words)])
    values: Mapping[str, Any] = record["values"]
    return values


def _cite(desk: Desk, incident: str, actor: Actor, report: str, wanted: bool, why: str, key: str) -> None:
    """Have an incident cite a report, or not; nothing when it is so already."""
    held = picture.one(desk, "incident", incident, MISSION)
    reports = list(held["values"].get("reports") or ())
    if (report in reports) == wanted:
        return
    reports = [*reports, report] if wanted else [one for one in reports if one != report]
    values = {"reports": reports}
    submit(desk, Act("incident", "amend", key, values, incident, held["version"], reason=why), actor)
