"""What is there against what is mandated, as one audience may know it: people, units, postings, equipment, money.

Only who reads as the mission is told of the day asked about; everybody else of the last day of the last whole quarter
before it (domain vocabulary 6.4), from what their own relation shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..analysis import deployment as there
from ..analysis.authority import in_force
from ..analysis.deployment import Limit, Post, Stock, Told
from ..analysis.facts import Span
from ..core.handling import Audience
from ..core.moment import Moment, from_plain, utc
from .authority import grade, held
from .desk import Desk
from .docket import records
from .events import incidents_of

DAY_S = there.DAY_S
ROTATION_SOON_D = 60  # a rotation so many days ahead is told as near
PARTY = "party"
_POSTED = ("contributor", "kind", "spot", "sector", "since", "until", "came", "ended", "to", "event", "incident",
           "place", "strength", "unit", "site", "source", "account")  # fmt: skip
_MONEY = ("period", "purpose", "donor", "currency", "scale", "appropriated", "pledged", "received", "spent", "rate",
          "per", "note", "source")  # fmt: skip


def overview(desk: Desk, audience: Audience, asked: Span) -> dict[str, Any]:
    """Everything of the deployment on a day. asked: that day, POSIX seconds."""
    day = asked if audience.inside else quarter_end(asked)
    units = list(records(desk, "unit", audience))
    figures = there.newest(_figures(units), day)
    totals = [one for one in figures if one.whole and not one.contributor]
    fresh = [one for one in totals if there.age_d(one, day) <= there.OLD_D]
    limits = there.holding(ceilings(desk, audience), day)
    standing = {at.one.operation for at in in_force(held(desk, audience).instruments, day)}
    return {
        "day": utc(day.since)[:10], "asked": utc(asked.since)[:10], "quarterly": not audience.inside,
        "in_force": bool(standing),
        "last_day": max((utc((one.at.until or one.at.since + 1) - 1)[:10] for one in _figures(units)), default=None),
        "totals": [_total(one, figures, day) for one in totals],
        "contributors": _contributors(figures, day),
        "kinds": [_sum(one) for one in there.sums(figures, lambda told: told.kind)],
        "ceilings": [_ceiling(one, one.operation in standing, fresh) for one in limits],
        "pledges": _pledges(desk, audience, day),
        "units": [_unit(one, figures, day) for one in units if not _whole(one["values"])],
        "postings": postings(desk, audience, day),
        "equipment": _equipment(desk, audience, day),
        "money": [_money(one) for one in records(desk, "funding", audience, ("held",)) if _covers(one, day)],
    }  # fmt: skip


def quarter_end(day: Span) -> Span:
    """The last day of the last whole quarter of the calendar before a day."""
    year, month = int(utc(day.since)[:4]), int(utc(day.since)[5:7])
    first = Moment.parse(f"{year:04d}-{(month - 1) // 3 * 3 + 1:02d}-01").since_s
    return Span(first - DAY_S, first)


# --- people


def _whole(values: Mapping[str, Any]) -> bool:
    return values.get("kind") == "operation"


def _figures(units: Iterable[Mapping[str, Any]]) -> Iterable[Told]:
    """Every figure of every unit, up to when it left."""
    for unit in units:
        v = unit["values"]
        for row in v.get("strengths") or ():
            yield Told(
                unit["ref"], row.get("source") or v.get("source") or "", span(row["at"]), row.get("military"),
                row.get("police"), row.get("civilians"),
                row.get("contributor") or ("" if _whole(v) else v.get("contributor") or ""), v.get("kind") or "",
                unit["ref"], _whole(v), row.get("source_kind") == PARTY, grade(row), row.get("note") or "",
            )  # fmt: skip


def span(moment: Mapping[str, Any]) -> Span:
    """The time that a moment says."""
    told = from_plain(dict(moment))
    return Span(told.since_s, told.until_s)


def _days(moment: Mapping[str, Any] | None) -> Span | None:
    return None if moment is None else span(moment)


def _told(one: Told, day: Span) -> dict[str, Any]:
    return {
        "ref": one.ref, "source": one.source, "grade": one.grade, "claim": one.claim, "note": one.note,
        "since": utc(one.at.since)[:10], "until": utc((one.at.until or one.at.since + 1) - 1)[:10],
        "age_d": there.age_d(one, day),
        "old": there.age_d(one, day) > there.OLD_D, "people": one.people,
        **{measure: getattr(one, measure) for measure in there.MEASURES},
    }  # fmt: skip


def _total(one: Told, figures: Iterable[Told], day: Span) -> dict[str, Any]:
    parts = there.adds_up(one, figures)
    return {**_told(one, day), "sum": parts and parts[0], "adds_up": parts and parts[1]}


def _contributors(figures: Iterable[Told], day: Span) -> list[dict[str, Any]]:
    """By contributor: what is told of it in the whole operation's figures, and the sums of its units, source by source;
    rivals all of them."""
    names: dict[str, dict[str, Any]] = {}
    for one in figures:
        if one.whole and one.contributor:
            names.setdefault(one.contributor, {"told": [], "sums": []})["told"].append(_told(one, day))
    for total in there.sums(figures, lambda told: told.contributor):
        names.setdefault(total.name, {"told": [], "sums": []})["sums"].append(_sum(total))
    return [{"contributor": name, **rows} for name, rows in sorted(names.items())]


def _sum(one: there.Sum) -> dict[str, Any]:
    return {"name": one.name, "source": one.source, "people": one.people, "refs": list(one.refs), "untold": one.untold}


def ceilings(desk: Desk, audience: Audience) -> list[Limit]:
    """Every ceiling that the mission holds."""
    return [_limit(one) for one in records(desk, "ceiling", audience, ("held",))]


def _limit(one: Mapping[str, Any]) -> Limit:
    v = one["values"]
    return Limit(
        one["ref"], v["instrument"], v.get("operation") or "", span(v["holds"]), v.get("military"), v.get("police"),
        v.get("civilians"), v.get("total"), v.get("source") or "", grade(v), v.get("note") or "",
    )  # fmt: skip


def _ceiling(one: Limit, standing: bool, totals: Iterable[Told]) -> dict[str, Any]:
    """A ceiling and each figure beside it; `in_force`: whether a mandate of its operation is in force that day."""
    sources = {told.ref: told.source for told in totals}
    return {
        "ref": one.ref, "instrument": one.instrument, "operation": one.operation, "since": utc(one.holds.since)[:10],
        "military": one.military, "police": one.police, "civilians": one.civilians, "total": one.total,
        "source": one.source, "grade": one.grade, "note": one.note, "in_force": standing,
        "against": [{"ref": gap.told, "source": sources[gap.told], "measure": gap.measure, "there": gap.there,
                     "allowed": gap.allowed, "missing": gap.missing} for told in totals
                    for gap in there.gaps([told], [one])],
    }  # fmt: skip


def _pledges(desk: Desk, audience: Audience, day: Span) -> list[dict[str, Any]]:
    names = ("contributor", "kind", "units", "people", "since", "note", "source")
    return [{"ref": one["ref"], "state": one["state"], "grade": grade(one["values"]),
             **{name: one["values"].get(name) for name in names}}
            for one in records(desk, "pledge", audience, ("pledged", "accepted", "fulfilled"))
            if span(one["values"]["since"]).since < (day.until or 0)]  # fmt: skip


# --- units and where they are


def _unit(one: Mapping[str, Any], figures: Iterable[Told], day: Span) -> dict[str, Any]:
    v = one["values"]
    names = ("name", "kind", "contributor", "parent", "readiness", "visited", "agreed", "deployed", "left", "rotates")
    due = _days(v.get("rotates"))
    return {
        "ref": one["ref"], "state": one["state"], **{name: v.get(name) for name in names},
        "told": [_told(told, day) for told in figures if told.unit == one["ref"]],
        "rotations": len(v.get("rotations") or ()), "caveats": v.get("caveats") or [],
        "rotation_overdue": due is not None and (due.until or due.since) <= day.since,
        "rotation_soon": due is not None and day.since < (due.until or due.since)
        and due.since <= day.since + ROTATION_SOON_D * DAY_S,
    }  # fmt: skip


def postings(desk: Desk, audience: Audience, day: Span | None = None) -> list[dict[str, Any]]:
    """Who was where on a day, surely or perhaps; without a day, every posting there is."""
    given = []
    for one in records(desk, "posting", audience, ("held", "ended")):
        v = one["values"]
        post = Post(one["ref"], _days(v.get("since")), _days(v.get("until")), v.get("ended") == "unknown")
        sure = there.there(post, day) if day else there.YES
        if sure != there.NO:
            given.append({"ref": one["ref"], "certainty": sure, "grade": grade(v),
                          **{name: v.get(name) for name in _POSTED}})  # fmt: skip
    names = {one["ref"]: one["values"].get("name") for noun in ("unit", "site") if any(row[noun] for row in given)
             for one in records(desk, noun, audience)}  # fmt: skip
    known = incidents_of(desk, audience, {row["event"] for row in given if row["event"] and not row["incident"]})
    for row in given:
        row["unit_name"], row["site_name"] = names.get(row["unit"]), names.get(row["site"])
        row["incident"] = row["incident"] or known.get(row["event"])
    return sorted(given, key=lambda row: (str(row["sector"] or "~"), str(row["site_name"] or row["spot"]), row["ref"]))


# --- equipment and money


def _equipment(desk: Desk, audience: Audience, day: Span) -> list[dict[str, Any]]:
    told = []
    for one in records(desk, "asset", audience, ("held",)):
        v = one["values"]
        agreed = v.get("agreed")
        rows = [Stock(_days(v.get("at")), agreed, v.get("present"), v.get("serviceable"))]
        rows += [Stock(span(row["at"]), agreed, row.get("present"), row.get("serviceable"), row["kind"])
                 for row in v.get("inspections") or ()]  # fmt: skip
        found = there.counted([row for row in rows if (row.present, row.serviceable) != (None, None)], day)
        found = found or Stock(None, agreed)
        told.append({
            "ref": one["ref"], "name": v["name"], "kind": v.get("kind"), "owner": v.get("owner"), "agreed": agreed,
            "present": found.present, "serviceable": found.serviceable, "serviceability": found.serviceability,
            "short": found.short, "threshold": there.THRESHOLD, "by": found.by,
            "at": None if found.at is None else utc(found.at.since)[:10],
        })  # fmt: skip
    return sorted(told, key=lambda row: (not row["short"], str(row["owner"]), row["name"]))


def _covers(one: Mapping[str, Any], day: Span) -> bool:
    period = span(one["values"]["period"])
    return period.since < (day.until or 0) and (period.until or 0) > day.since


def _money(one: Mapping[str, Any]) -> dict[str, Any]:
    v = one["values"]
    claim = v.get("source_kind") == PARTY
    return {
        "ref": one["ref"], "grade": grade(v), "claim": claim, **{name: v.get(name) for name in _MONEY},
        "share": None if claim else there.share(v.get("received"), v.get("appropriated")),
    }  # fmt: skip
