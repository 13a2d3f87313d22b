"""Findings as they are told: the clause, the incident by the number its source gave it, the reasons in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import select

from ..core.errors import NotFound
from ..core.handling import Audience
from ..faces.query import Question
from ..ledger.state import NOW
from . import picture
from .desk import Desk

PAGE = 1000
WITHDRAWN = "withdrawn"
KINDS = ("incident", "position", "notification")


def listing(desk: Desk, audience: Audience) -> list[dict[str, Any]]:
    """Every finding that holds, as an audience may know it, by clause, time and party.

    Each: finding, provision (its code), provision_ref, party (None: nobody is named), incident or position or
    notification (refs, None when it is over a window), source_ids (of the incident's reports), title, happened_at,
    total (of an aggregate: count, before, split by actor), window, lasts, answer, reasons (codes), words (the same in
    words), versions, entries (positions of the ledger), text_version, code_version, known_at, state.
    """
    rows = list(_all(desk, audience))
    sources = source_ids(desk, audience, [row["values"].get("incident") for row in rows])
    titles = _titles(desk, audience, rows)
    totals = _totals(desk, audience, rows)
    labels = desk.codes["finding_reason"].labels
    told = []
    for row in rows:
        values = row["values"]
        thing = next((values[kind] for kind in KINDS if values.get(kind)), None)
        reasons = list(values.get("reasons", ()))
        told.append(
            {
                "finding": row["ref"], "provision": values.get("clause"), "provision_ref": values.get("provision"),
                "party": values.get("party"), **{kind: values.get(kind) for kind in KINDS},
                "source_ids": sources.get(values.get("incident") or "", []), "title": titles.get(thing or ""),
                "happened_at": values.get("happened_at"), "window": values.get("window"),
                "lasts": bool(values.get("lasts")), "answer": values.get("answer"), "reasons": reasons,
                "words": [labels.get(reason, reason) for reason in reasons], "versions": values.get("versions", []),
                "entries": [int(pos) for pos in str(values.get("entries") or "").split()],
                "text_version": values.get("text_version"), "code_version": values.get("code_version"),
                "total": totals.get(values.get("incident") or ""), "known_at": values.get("known_at"),
                "state": row["state"],
            }
        )  # fmt: skip
    return sorted(told, key=_order)


def _order(told: Mapping[str, Any]) -> tuple[str, str, str]:
    when = told["happened_at"] or told["window"] or {}
    return str(told["provision"]), str(when.get("start", "")), str(told["party"] or "")


def _all(desk: Desk, audience: Audience) -> Any:
    cursor = None
    while True:
        page = picture.page(desk, "finding", audience, Question(limit=PAGE, cursor=cursor))
        yield from (record for record in page["records"] if record["state"] != WITHDRAWN)
        cursor = page.get("next")
        if not cursor:
            return


def source_ids(desk: Desk, audience: Audience, refs: Sequence[str | None]) -> dict[str, list[str]]:
    """The numbers that sources gave to what an incident tells of, for those who may know them (the mission)."""
    wanted = sorted({ref for ref in refs if ref})
    if not audience.inside or not wanted:
        return {}
    incidents, reports = desk.shapes["incident"].table, desk.shapes["report"].table
    found: dict[str, list[str]] = {}
    with desk.reading() as connection:
        for start in range(0, len(wanted), 500):
            query = select(incidents.c.ref, incidents.c.reports).where(
                incidents.c.ref.in_(wanted[start : start + 500]), incidents.c.to_pos == NOW
            )
            cited = {row.ref: orjson.loads(row.reports) for row in connection.execute(query) if row.reports}
            named = sorted({ref for told in cited.values() for ref in told})
            numbers: dict[str, str] = {}
            for first in range(0, len(named), 500):
                asked = select(reports.c.ref, reports.c.source_id).where(
                    reports.c.ref.in_(named[first : first + 500]), reports.c.to_pos == NOW
                )
                numbers.update({row.ref: row.source_id for row in connection.execute(asked) if row.source_id})
            for ref, told in cited.items():
                found[ref] = [numbers[one] for one in told if one in numbers]
    return found


def _totals(desk: Desk, audience: Audience, rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Of incidents that are totals of several events: the number, the one before, and whose how many are."""
    refs = {row["values"]["incident"] for row in rows if "aggregate" in row["values"].get("reasons", ())}
    found = {}
    for ref in refs:
        try:
            values = picture.one(desk, "incident", ref, audience)["values"]
        except NotFound:
            continue
        split = {part["actor"]: part.get("count") for part in values.get("split", ())}
        number = (values.get("count") or {}).get("about")
        found[ref] = {"count": number, "before": values.get("count_before"), "split": split}
    return found


def _titles(desk: Desk, audience: Audience, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """What incidents, positions and notifications are called, as far as the audience may know."""
    found: dict[str, str] = {}
    for noun, field, name in (("incident", "incident", "title"), ("baseline", "position", "name")):
        refs = sorted({row["values"][field] for row in rows if row["values"].get(field)})
        view = desk.shapes[noun].view(audience)
        with desk.reading() as connection:
            for start in range(0, len(refs), 500):
                query = select(view.c.ref, view.c[name]).where(
                    view.c.ref.in_(refs[start : start + 500]), view.c.to_pos == NOW
                )
                found.update({ref: title for ref, title in connection.execute(query) if title})
    return found
