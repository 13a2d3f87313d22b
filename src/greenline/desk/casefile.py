"""A case as a file: what happened with it in order, its evidence, each side's position, its findings and clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..core.errors import NotFound
from ..core.handling import Audience
from ..faces.columns import now_of
from . import clocks, picture
from .desk import Desk

MOST_CITED = 500


def case_file(desk: Desk, audience: Audience, ref: str, now_s: int) -> dict[str, Any]:
    """The file of a case as an audience may know it. Raises NotFound."""
    record = picture.one(desk, "case", ref, audience)
    values = record["values"]
    told = clocks.one(desk, audience, record, now_s)
    if "incidents" in values:  # what the audience may not see is not named either
        record = {**record, "values": {**values, "incidents": told["incidents"]}}
    incidents = list(_cited(desk, audience, "incident", values.get("incidents", ())))
    reports = [ref for one in incidents for ref in one["values"].get("reports", ())]
    evidence = [*incidents, *_cited(desk, audience, "report", reports)]
    findings = [_finding(one) for one in _findings(desk, audience, values)]
    return {
        "case": record,
        "clock": told,
        "timeline": sorted(_timeline(desk, audience, record, evidence), key=lambda one: str(one["at"])),
        "evidence": [_evidence(one) for one in evidence],
        "positions": _positions(values),
        "findings": findings,
        "provisions": [
            {
                "ref": one["ref"], **{name: one["values"].get(name) for name in ("code", "title", "text")},
                "bound": _bound(one["values"]),
                "ground": one["values"].get("ground", []),
            }
            for one in _cited(desk, audience, "provision", values.get("provisions", ()))
        ],
    }  # fmt: skip


def _cited(desk: Desk, audience: Audience, noun: str, refs: Iterable[str]) -> Iterable[dict[str, Any]]:
    """The cited records that an audience may see."""
    for ref in list(dict.fromkeys(refs))[:MOST_CITED]:
        try:
            yield {"register": noun, **picture.one(desk, noun, ref, audience)}
        except NotFound:
            continue


def _findings(desk: Desk, audience: Audience, values: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """The findings that the case cites, and those on its incidents under its provisions."""
    from sqlalchemy import select

    view = desk.shapes["finding"].view(audience)
    refs = list(values.get("findings", ()))
    asked = select(view.c.ref).where(now_of(view), view.c.state != "withdrawn")
    provisions, incidents = list(values.get("provisions", ())), list(values.get("incidents", ()))
    with desk.reading() as connection:
        if incidents:
            query = asked.where(view.c.incident.in_(incidents[:MOST_CITED]))
            refs.extend(connection.execute(query).scalars())
        if provisions and values.get("standing"):
            query = asked.where(view.c.provision.in_(provisions), view.c.incident.is_(None))
            refs.extend(connection.execute(query).scalars())
    return _cited(desk, audience, "finding", refs)


def _finding(one: Mapping[str, Any]) -> dict[str, Any]:
    values = one["values"]
    names = ("clause", "party", "incident", "position", "answer", "text_version")
    return {
        "ref": one["ref"], "version": one["version"], "state": one["state"], **{n: values.get(n) for n in names},
        "reasons": values.get("reasons", []), "versions": values.get("versions", []),
    }  # fmt: skip


def _evidence(one: Mapping[str, Any]) -> dict[str, Any]:
    values = one["values"]
    grade = "".join(str(values.get(name) or "") for name in ("reliability", "credibility"))
    account = values.get("title") or str(values.get("account") or "")[:160] or values.get("kind")
    return {
        "ref": one["ref"], "register": one["register"], "title": account,
        "happened_at": _start(values.get("happened_at")),
        "state": one["state"], "grade": grade or None, "kind": values.get("kind"), "place": values.get("place"),
    }  # fmt: skip


def _positions(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What each side says: replies and dissents, oldest first."""
    said = [("reply", one) for one in values.get("replies", ())] + [
        ("dissent", one) for one in values.get("dissents", ())
    ]
    return [
        {"actor": one.get("actor"), "as": how, "position": one.get("position"), "text": one.get("text"),
         "at": _start(one.get("at"))}
        for how, one in said
    ]  # fmt: skip


def _bound(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [
        {"actor": one.get("actor"), "contested": bool(one.get("contested")), "note": one.get("note")}
        for one in values.get("bound", ())
    ]


def _timeline(
    desk: Desk, audience: Audience, record: Mapping[str, Any], evidence: Iterable[Mapping[str, Any]]
) -> Iterable[dict[str, Any]]:
    """Everything dated: steps on the case, what it is about, notices, replies, measures."""

    def line(at: str | None, kind: str, title: str, **more: Any) -> dict[str, Any]:
        return {"at": at, "kind": kind, "title": title, "by": None, "ref": None, "step": None, "note": None, **more}

    for version in picture.history(desk, "case", str(record["ref"]), audience)["versions"]:
        note = version.get("reason") or version.get("basis")
        step = str(version.get("step") or version["state"])
        yield line(version["recorded_at"], "step", step, by=version.get("by"), step=step, note=note)
    for one in evidence:
        told = _evidence(one)
        yield line(told["happened_at"], one["register"], str(told["title"]), ref=told["ref"])
    values = record["values"]
    for one in values.get("notices", ()):
        yield line(_start(one.get("at")), "notice", str(one.get("actor")), note=one.get("way"))
    for kind in ("replies", "dissents"):
        for one in values.get(kind, ()):
            yield line(
                _start(one.get("at")), "reply", f"{one.get('actor')}: {one.get('position')}", note=one.get("text")
            )
    for one in values.get("measures", ()):
        yield line(_start(one.get("at")), "measure", str(one.get("kind")), note=one.get("asked"))


def _start(moment: Any) -> str | None:
    return moment.get("start") if isinstance(moment, dict) else None
