"""The agreements with their clauses: whom each binds, whether it is in force, how it stands."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, select

from ..analysis import force
from ..core.handling import Audience
from ..faces.query import Question
from ..ledger.state import NOW
from ..registers.case import OPEN
from ..registers.finding import Finding
from . import picture
from .clauses import force_of
from .desk import Desk

MOST = 1000
_TOLD = (
    "code", "title", "article", "provision_class", "text", "term", "manual", "guidance", "verifier", "doubt", "source",
    "notice_h", "activity", "distance_m",
)  # fmt: skip


def provisions(desk: Desk, audience: Audience, now_s: int) -> dict[str, Any]:
    """Every agreement with its clauses as an audience may know them; now_s: the instant (POSIX seconds)."""
    stands = _stands(desk, audience)
    knows = audience.clearance >= Finding.level
    clauses: dict[str, list[dict[str, Any]]] = defaultdict(list)
    records = {
        noun: picture.page(desk, noun, audience, Question(limit=MOST))["records"] for noun in ("agreement", "provision")
    }
    above = {record["ref"]: record for record in records["agreement"]}
    for record in records["provision"]:
        parent = above.get(record["values"].get("agreement"))
        told = _clause(record, parent, stands, now_s)
        if not knows:  # nothing seen is not nothing found
            told["findings"] = None
        clauses[str(record["values"].get("agreement"))].append(told)
    agreements = [
        {
            "ref": ref, "state": record["state"],
            **{name: record["values"].get(name) for name in (
                "code", "title", "ceasefire_class", "pax_id", "cf_id", "account", "doubt", "source")},
            **{name: _start(record["values"].get(name)) for name in ("effective", "until")},
            "parties": _parties(record["values"].get("parties", ())),
            "provisions": sorted(clauses.pop(ref, []), key=lambda one: str(one["code"])),
        }
        for ref, record in above.items()
    ]  # fmt: skip
    return {"agreements": sorted(agreements, key=lambda one: str(one["code"]))}


def _clause(record: Mapping[str, Any], parent: Mapping[str, Any] | None, stands: Any, now_s: int) -> dict[str, Any]:
    values, ref = record["values"], record["ref"]
    told = force_of(values, parent["values"] if parent else {}, parent["state"] if parent else "", record["state"])
    counts, standing, cases = stands
    answers: Counter[tuple[str | None, str]] = counts.get(ref, Counter())
    parties = sorted({party for party, _ in answers}, key=str)

    def number(answer: str, party: Any = ...) -> int:
        return sum(n for (who, said), n in answers.items() if said == answer and party in (..., who))

    names = ("met", "breached", "unknown")
    return {
        "ref": ref, "version": record["version"], "state": record["state"],
        **{name: values.get(name) for name in _TOLD}, "manual": bool(values.get("manual")),
        **{name: values.get(name, []) for name in ("ground", "exceptions", "weapons", "kinds")},
        **{name: _start(values.get(name)) for name in ("since", "until", "due")},
        "bound": _parties(values.get("bound", ())),
        "in_force": "no" if record["state"] == "agreed" else force.at(told, now_s),
        "findings": {name: number(name) for name in names},
        "by_party": [{"party": party, **{name: number(name, party) for name in names}} for party in parties],
        "standing": standing.get(ref, []), "cases": cases.get(ref, []),
    }  # fmt: skip


def _stands(desk: Desk, audience: Audience) -> tuple[Any, Any, Any]:
    """By provision: findings by party and answer, those that stand, and the open cases."""
    view, cases = desk.shapes["finding"].view(audience), desk.shapes["case"].view(audience)
    many = desk.shapes["case"].many
    counts: dict[str, Counter[tuple[str | None, str]]] = defaultdict(Counter)
    standing: dict[str, list[str]] = defaultdict(list)
    named: dict[str, list[str]] = defaultdict(list)
    columns = (view.c.ref, view.c.provision, view.c.party, view.c.answer, view.c.lasts, view.c.reasons)
    with desk.reading() as connection:
        query = select(*columns).where(view.c.to_pos == NOW, view.c.state.not_in(("withdrawn", "rejected")))
        for row in connection.execute(query):
            counts[row.provision][row.party, row.answer] += 1
            if row.answer == "breached" and '"standing"' in (row.reasons or ""):
                standing[row.provision].append(row.ref)
        citing: Select[Any] = select(cases.c.ref, many.c.value).join(many, many.c.from_pos == cases.c.from_pos)
        citing = citing.where(cases.c.to_pos == NOW, cases.c.state.in_(OPEN), many.c.path == "provisions")
        for row in connection.execute(citing):
            named[row.value].append(row.ref)
    return counts, standing, named


def _parties(rows: Any) -> list[dict[str, Any]]:
    return [
        {"actor": one.get("actor"), "contested": bool(one.get("contested")), "note": one.get("note")} for one in rows
    ]


def _start(moment: Any) -> str | None:
    return moment.get("start") if isinstance(moment, dict) else None
