"""Consent as one audience may know it: who consents where on a day, movement denied by authority and route, the signs
in order of time; and the draft of a protest from records. Nothing is added up into a number for consent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..analysis.authority import standing_consents
from ..analysis.facts import Span
from ..core.codes import code_lists
from ..core.errors import Invalid, Issue
from ..core.handling import MISSION, Audience
from ..core.moment import from_plain, utc
from . import picture
from .authority import held
from .desk import Desk
from .docket import records

FOR_WORSE = ("permission_refused", "call_to_leave", "visa", "flight_denied", "attack_tolerated", "joint_work_ended")
MOST_CITED = 200
_HOUR_S = 3600


def told(desk: Desk, audience: Audience, day: Span) -> dict[str, Any]:
    """Consent on a day, with the restrictions and signs up to its end: patterns by party, authority, route and kind."""
    end = day.until or day.since + 1
    limits = [one for one in records(desk, "restriction", audience) if _since(one["values"]["at"]) < end]
    given = list(records(desk, "consent", audience, ("held",)))
    by_ref = {one["ref"]: one for one in given}
    standing = standing_consents(held(desk, audience).consents, day)
    return {
        "day": utc(day.since)[:10],
        "consents": [_entry(by_ref[one.ref]) for one in sorted(standing, key=lambda c: (not c.host, c.party, c.zone))],
        "history": sorted((_entry(one) for one in given), key=lambda e: (e["party"], e["since"])),
        "agreements": [_pact(one) for one in records(desk, "status_agreement", audience)],
        "restrictions": sorted((_limit(one) for one in limits), key=lambda e: str(e["at"]), reverse=True),
        "patterns": patterns(limits),
        "signs": _signs(given, limits, end),
        "protests": [_note(one) for one in records(desk, "protest", audience)],
    }


def patterns(limits: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Restrictions counted by party, authority, route and kind, the most frequent first; hours are summed over those
    whose duration is known, and stay unknown where none is."""
    grouped: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for one in limits:
        v = one["values"]
        grouped.setdefault((v.get("party"), v.get("authority"), v.get("route"), v["kind"]), []).append(one)
    rows = []
    for (party, authority, route, kind), ones in grouped.items():
        days = sorted(utc(_since(one["values"]["at"])) for one in ones)
        hours = [h for one in ones if (h := hours_of(one["values"])) is not None]
        rows.append({
            "party": party, "authority": authority, "route": route, "kind": kind, "count": len(ones),
            "first": days[0], "last": days[-1], "hours": sum(hours) if hours else None, "timed": len(hours),
            "open": sum(one["state"] != "resolved" for one in ones), "refs": [one["ref"] for one in ones],
        })  # fmt: skip
    return sorted(rows, key=lambda row: (-row["count"], str(row["party"]), str(row["authority"]), str(row["route"])))


def hours_of(values: Mapping[str, Any]) -> float | None:
    """How long a restriction lasted: as told, or from its own beginning to its end; None when neither is known."""
    if values.get("duration_h") is not None:
        return float(values["duration_h"])
    at = values["at"]
    if at["start"] != at["end"] and "T" in at["start"] and "T" in at["end"]:
        return (_since(at["end"]) - _since(at["start"])) / _HOUR_S
    return None


def draft_protest(desk: Desk, refs: Sequence[str], language: str = "en") -> dict[str, Any]:
    """The values of a protest note about restrictions of one party: facts of the records and nothing else. Raises
    NotFound, or Invalid when they are of several parties or too many."""
    if not refs or len(refs) > MOST_CITED:
        raise Invalid("Nothing was drafted.", [Issue("restrictions", "count", f"Name 1 to {MOST_CITED} restrictions.")])
    ones = [picture.one(desk, "restriction", ref, MISSION) for ref in dict.fromkeys(refs)]
    parties = sorted({one["values"]["party"] for one in ones})
    if len(parties) != 1 or parties == ["unknown"]:
        who = ", ".join(parties)
        words = f"A protest goes to one party that is known; these restrictions are by: {who}."
        raise Invalid("Nothing was drafted.", [Issue("restrictions", "several_parties", words)])
    ones.sort(key=lambda one: (_since(one["values"]["at"]), one["ref"]))
    names = {one.code: one.name for one in desk.mission.parties}.get(parties[0], {})
    name, title = names.get(language, parties[0]), desk.mission.settings.title.get(language, desk.mission.name)
    count = "one occasion" if len(ones) == 1 else f"{len(ones)} occasions"
    lines = [f"{title} protests to {name} that its movement was denied or restricted on {count}:"]
    lines.extend(f"{number}. {_sentence(one)}" for number, one in enumerate(ones, 1))
    lines.append(_basis(desk))
    return {"party": parties[0], "restrictions": [one["ref"] for one in ones], "measure": "written_protest",
            "text": "\n".join(lines)}  # fmt: skip


def _sentence(one: Mapping[str, Any]) -> str:
    v, kinds = one["values"], code_lists()["restriction_kind"].labels
    at = v["at"]["start"] if v["at"]["start"] == v["at"]["end"] else f"{v['at']['start']} to {v['at']['end']}"
    parts = [f"{at}: {kinds[v['kind']].lower()}"]
    parts.extend(f"{words} {v[name]}" for words, name in (("by", "authority"), ("on", "route")) if v.get(name))
    place = (v.get("place") or {}).get("name")
    parts.extend([f"at {place}"] if place else [])
    hours = hours_of(v)
    parts.append("for a time that is not known" if hours is None else f"for {hours:g} hours")
    parts.append(f"the reason given: {v['reason_given']}" if v.get("reason_given") else "no reason is recorded")
    return f"{', '.join(parts)} ({one['ref']})."


def _basis(desk: Desk) -> str:
    pacts = list(records(desk, "status_agreement", MISSION, ("signed", "applied", "breached")))
    if not pacts:
        return "The instrument that gives freedom of movement is not held in this mission's records."
    titles = "; ".join(one["values"]["title"] for one in pacts)
    return f"Status of the mission: {titles}. The paragraph on freedom of movement is not held."


def _entry(one: Mapping[str, Any]) -> dict[str, Any]:
    v = one["values"]
    until = v["until"]["end"] if v.get("until") else None
    return {
        "ref": one["ref"], "party": v["party"], "host": bool(v.get("host")), "zone": v.get("zone"),
        "degree": v.get("degree"), "since": utc(_since(v["since"])), "until": until,
        "terms": v.get("terms"), "signs": v.get("signs") or [], "source": v.get("source"),
    }  # fmt: skip


def _pact(one: Mapping[str, Any]) -> dict[str, Any]:
    v = one["values"]
    return {
        "ref": one["ref"],
        "state": one["state"],
        **{n: v.get(n) for n in ("title", "kind", "host", "signed", "applies")},
    }


def _limit(one: Mapping[str, Any]) -> dict[str, Any]:
    v = one["values"]
    names = ("kind", "party", "authority", "route", "zone", "place", "movement", "reason_given", "incident")
    return {"ref": one["ref"], "state": one["state"], "at": utc(_since(v["at"])), "hours": hours_of(v),
            **{name: v.get(name) for name in names}}  # fmt: skip


def _note(one: Mapping[str, Any]) -> dict[str, Any]:
    v = one["values"]
    return {"ref": one["ref"], "state": one["state"], "recorded_at": one.get("recorded_at"),
            **{name: v.get(name) for name in ("party", "restrictions", "measure", "sent", "reply_by")}}  # fmt: skip


def _signs(given: Iterable[Mapping[str, Any]], limits: Iterable[Mapping[str, Any]], end: int) -> list[dict[str, Any]]:
    """Every dated sign, the newest first: of the consent records, and each restriction as what it is. `worse` tells
    signs that speak against consent; nobody adds them up."""
    found = []
    for one in given:
        for sign in one["values"].get("signs") or ():
            if _since(sign["at"]) < end:
                found.append({"at": utc(_since(sign["at"])), "party": one["values"]["party"], "kind": sign["kind"],
                              "text": sign["text"], "worse": sign["kind"] in FOR_WORSE, "ref": one["ref"]})  # fmt: skip
    labels = code_lists()["restriction_kind"].labels
    for one in limits:
        v = one["values"]
        found.append({"at": utc(_since(v["at"])), "party": v["party"], "kind": v["kind"], "text": labels[v["kind"]],
                      "worse": True, "ref": one["ref"]})  # fmt: skip
    return sorted(found, key=lambda sign: (sign["at"], sign["ref"]), reverse=True)


def _since(moment: Mapping[str, Any] | str) -> int:
    plain = {"start": moment, "end": moment, "prec": 1} if isinstance(moment, str) else dict(moment)
    return from_plain(plain).since_s
