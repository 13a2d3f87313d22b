"""Issuing a report: drafted, cleared, released. On release its figures are frozen in its record and the paper is kept
by its digest; afterwards the records may move on, and a person decides whether a figure is corrected.

Who writes and clears does so by the steps of the register `brief`; what needs figures is here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...core.errors import Invalid, Issue, NotAllowed, NotFound
from ...core.handling import MISSION, Actor, Audience
from ...ledger.chain import Receipt
from .. import picture
from ..desk import Desk
from ..intake import Act, submit
from .composing import ISSUED, compose, gone
from .pdf import pdf
from .plain import Brief, Figure, shown

MOST_FIGURES = 200
MOST_WORDS = 18_000  # of the refs of one frozen figure


def _issue(desk: Desk, act: Act, actor: Actor) -> Receipt:
    """Submit an act whose figures were counted here."""
    desk.issuing.add(act.key)
    try:
        return submit(desk, act, actor)
    finally:
        desk.issuing.discard(act.key)


def draft(desk: Desk, day: str, kind: str, audience: Audience, actor: Actor, key: str, **more: Any) -> Receipt:
    """Begin the record of a report; whoever may read as its audience may know of it. Raises a Refusal."""
    values = {"kind": kind, "day": day, "audience": audience.name, "sensitivity": _level(audience), **more}
    return submit(desk, Act("brief", "draft", key, values), actor)


def release(desk: Desk, ref: str, actor: Actor, key: str, now: str, reason: str | None = None) -> Receipt:
    """Release a report: its figures are counted now and frozen, its paper is made and kept. Raises a Refusal."""
    record = picture.one(desk, "brief", ref, MISSION)
    if record["state"] in ISSUED:  # the same request once more has its receipt; another one is refused by its state
        again = {name: record["values"].get(name) for name in ("figures", "known_at", "file")}
        return _issue(
            desk, Act("brief", "release", key, {k: v for k, v in again.items() if v}, ref, None, reason), actor
        )
    brief = _now(desk, record, now)
    kept = desk.files.put(pdf(brief, desk.mission), actor.call_sign)
    values = {
        "figures": [_frozen(one) for one in important(brief)], "known_at": brief.head["as_known_at"],
        "file": kept.digest,
    }  # fmt: skip
    return _issue(desk, Act("brief", "release", key, values, ref, record["version"], reason), actor)


def flash(desk: Desk, incident: str, audience: Audience, actor: Actor, key: str, now: str) -> Receipt:
    """Issue a flash on an incident at once: its figures are frozen and its paper is kept, without clearances. The same
    key twice is the same flash. Raises a Refusal."""
    before = desk.ledger.receipt(actor.call_sign, key) if key else None
    if before is not None:
        values = picture.one(desk, "brief", before[1], MISSION, before[0])["values"]
        return _issue(desk, Act("brief", "flash", key, values), actor)
    brief = compose(desk, "", audience, "flash", now=now, incident=incident, frozen=False)
    kept = desk.files.put(pdf(brief, desk.mission), actor.call_sign)
    values = {
        "kind": "flash", "day": now, "audience": audience.name, "incident": incident,
        "sensitivity": _level(audience), "figures": [_frozen(one) for one in important(brief)],
        "known_at": brief.head["as_known_at"], "file": kept.digest,
    }  # fmt: skip
    return _issue(desk, Act("brief", "flash", key, values), actor)


def _level(audience: Audience) -> str:
    """How sensitive the record of a report is: one for everybody is open; one for a circle is not for the others."""
    return "0" if audience.clearance == 0 and audience.name == "public" else "2"


def differences(desk: Desk, ref: str, now: str) -> list[dict[str, Any]]:
    """The figures of an issued report of which the records say otherwise now: the issued value, today's, and the
    records of today's. Raises NotFound, Invalid (not issued)."""
    record = _issued(desk, ref)
    today = {one.key: one for one in _now(desk, record, now).book.figures.values()}
    found = []
    for told in record["values"].get("figures") or ():
        figure = today.get(told["name"])
        value = shown(figure.value if figure else gone(told))
        if value != told["value"]:
            found.append(
                {
                    "key": told["name"], "label": figure.label if figure else told["name"], "issued": told["value"],
                    "now": value, "refs": list(figure.refs) if figure else [],
                    "refs_issued": (told.get("records") or "").split(),
                }
            )  # fmt: skip
    return found


def correct(desk: Desk, ref: str, keys: Sequence[str], actor: Actor, key: str, reason: str, now: str) -> Receipt:
    """Correct figures of an issued report to what the records say now; the old value and the reason stay beside the
    new one. Raises a Refusal with every figure that does not differ."""
    record = _issued(desk, ref)
    moved = {one["key"]: one for one in differences(desk, ref, now)}
    wrong = [name for name in keys if name not in moved]
    if wrong or not keys:
        issues = [Issue("figures", "no_difference", f"{name[:80]} says today what was issued.") for name in wrong]
        raise Invalid("Name the figures to correct, each one that differs.", issues)
    today = _now(desk, record, now).book.figures
    figures = []
    for told in record["values"]["figures"]:
        one = dict(told)
        if one["name"] in keys:
            new = _frozen(today[one["name"]]) if one["name"] in today else {**one, "value": moved[one["name"]]["now"]}
            one = {**new, "was": told["value"], "why": reason[:500]}
        figures.append(one)
    return _issue(desk, Act("brief", "correct", key, {"figures": figures}, ref, record["version"], reason), actor)


def paper(desk: Desk, ref: str, audience: Audience) -> tuple[bytes, str]:
    """The paper of an issued report, as bytes, and a name for it; for the audience that it was made for, and the
    mission. Raises NotFound, NotAllowed."""
    picture.one(desk, "brief", ref, audience)  # who may not know of the report may not have it either
    values = picture.one(desk, "brief", ref, MISSION)["values"]
    if not audience.inside and values.get("audience") != audience.name:
        raise NotAllowed("This report was issued for another audience.")
    if not values.get("file"):
        raise NotFound(f"{ref[:40]} has no paper; it was not issued.")
    content, _ = desk.files.read(values["file"])
    return content, f"{values['kind']}-{values['day']['start'][:10]}-{ref}.pdf"


def important(brief: Brief) -> list[Figure]:
    """The figures that are frozen: the first ones, which are the totals, up to a bound."""
    return list(brief.book.figures.values())[:MOST_FIGURES]


def _now(desk: Desk, record: Mapping[str, Any], now: str) -> Brief:
    """What a record's report says of the records of today, with the passages that were written for it."""
    values = record["values"]
    return compose(
        desk, values["day"]["start"][:10], desk.audience(values.get("audience")), values["kind"], now=now,
        incident=values.get("incident"), passages=values.get("passages") or (), frozen=False,
    )  # fmt: skip


def _issued(desk: Desk, ref: str) -> dict[str, Any]:
    record = picture.one(desk, "brief", ref, MISSION)
    if record["state"] not in ISSUED:
        raise Invalid(f"{ref} is {record['state']}; only what was issued has figures to compare.")
    return record


def _frozen(figure: Figure) -> dict[str, Any]:
    """A figure as its record keeps it: the refs as far as they fit."""
    told = {"name": figure.key[:500], "value": shown(figure.value)[:500]}
    refs = " ".join(figure.refs)
    if len(refs) > MOST_WORDS:
        cut = refs[:MOST_WORDS].rpartition(" ")[0]
        refs = f"{cut} +{len(figure.refs) - cut.count(' ') - 1}"
    return {**told, "records": refs} if refs else told
