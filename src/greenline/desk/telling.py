"""A mission's history told in chapters, as one audience may know it: every number drawn from records and naming them.

What sources tell of one thing stands side by side, each with its source; what parties claim stands apart and is never
a count. What the audience may not know, or nobody told, is left empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import or_, select

from ..analysis import deployment as there
from ..analysis.facts import Span
from ..core.codes import code_lists
from ..core.errors import Invalid
from ..core.handling import Audience
from ..core.moment import Moment, from_plain, utc
from ..faces.query import Question, holding
from . import chapters, deployment, picture
from .authority import grade
from .chapters import Chapter, Figure
from .desk import Desk
from .docket import records
from .events import incidents_of

MOST = 5000  # incidents of one figure
_PAGE = 1000
_GONE = ("refuted", "archived")
_MEASURES = ("low", "best", "high")


def told(desk: Desk, audience: Audience) -> dict[str, Any]:
    """Every chapter with its figures. Raises Invalid with everything that is wrong with the file."""
    given, issues = chapters.read(desk.mission)
    if issues:
        raise Invalid("The mission's history cannot be told.", issues)
    return {"chapters": [_chapter(desk, audience, one) for one in given]}


def _chapter(desk: Desk, audience: Audience, one: Chapter) -> dict[str, Any]:
    since, until = one.span
    return {
        "code": one.code, "title": one.title, "since": utc(since)[:10], "until": utc(until - 1)[:10],
        "bounds": chapters.bounds_of(one, desk.mission),
        "text": {language: chapters.pieces(words, one) for language, words in one.text.items()},
        "figures": [_figure(desk, audience, figure, Span(since, until)) for figure in one.figure],
    }  # fmt: skip


def _figure(desk: Desk, audience: Audience, figure: Figure, span: Span) -> dict[str, Any]:
    """A figure: `parts` by name, `refs` it was drawn from, `rivals` side by side, `claims` apart."""
    day = span if figure.on is None else _span(figure.on)
    last = Span((day.until or 1) - there.DAY_S, day.until) if figure.on is None else day
    made: dict[str, Any] = {"parts": {}, "refs": [], "rivals": [], "claims": []}
    if figure.of == "incidents":
        made |= _incidents(desk, audience, figure, span)
    elif figure.of in ("event", "told"):
        made |= _event(desk, audience, figure)
    elif figure.of in ("people", "ceiling"):
        made |= _people(desk, audience, figure, last)
    elif figure.of in ("bases", "taken", "ended"):
        made |= _bases(desk, audience, figure, span, last)
    elif figure.of == "money":
        made |= _money(desk, audience, span)
    else:
        made |= _named(desk, audience, figure)
    return {"name": figure.name, "of": figure.of, "label": figure.label, "on": utc(last.since)[:10], **made}


def _span(text: str) -> Span:
    moment = Moment.parse(text)
    return Span(moment.since_s, moment.until_s)


# --- what happened


def _incidents(desk: Desk, audience: Audience, figure: Figure, span: Span) -> dict[str, Any]:
    """How many incidents, and their low, best and high tolls, each summed for itself over those that have one."""
    ones = [one for one in _happened(desk, audience, figure.kinds, span) if one["state"] not in _GONE]
    tolls = [one["values"].get("deaths") or {} for one in ones]
    parts: dict[str, Any] = {"count": len(ones)}
    for name in _MEASURES:
        known = [toll[name] for toll in tolls if toll.get(name) is not None]
        parts[name], parts[f"{name}_of"] = (sum(known) if known else None), len(known)
    parts["totals"] = sum(one["values"].get("clarity") == "2" for one in ones)
    parts["reported"] = sum(one["state"] == "reported" for one in ones)
    return {"parts": parts, "refs": [one["ref"] for one in ones]}


def _happened(desk: Desk, audience: Audience, kinds: Iterable[str], span: Span) -> Iterable[dict[str, Any]]:
    """Incidents of a span by kind, up to a bound; a class stands for all its kinds."""
    every = code_lists()["incident_kind"].labels
    codes = tuple(code for kind in kinds for code in every if code == kind or code.startswith(f"{kind}-"))
    cursor = None
    for _ in range(MOST // _PAGE):
        asked = Question(limit=_PAGE, cursor=cursor, since=span.since, until=span.until, codes=codes)
        page = picture.page(desk, "incident", audience, asked)
        yield from page["records"]
        cursor = page.get("next")
        if not cursor:
            return


def _event(desk: Desk, audience: Audience, figure: Figure) -> dict[str, Any]:
    """An incident as the mission holds it, and each report that tells of the same with its own toll; or, of `told`,
    such reports alone."""
    known = incidents_of(desk, audience, figure.events)
    parts: dict[str, Any] = {}
    refs: list[str] = []
    for name in figure.events:
        if name in known and figure.of == "event":
            one = picture.one(desk, "incident", known[name], audience)
            toll = one["values"].get("deaths") or {}
            parts = {"day": one["values"]["happened_at"]["start"][:10], **{m: toll.get(m) for m in _MEASURES}}
            refs.append(one["ref"])
    rivals: list[dict[str, Any]] = []
    claims: list[dict[str, Any]] = []
    for report in _reports(
        desk, audience, figure.rivals or figure.events, alone=bool(figure.rivals) or figure.of == "told"
    ):
        v = report["values"]
        toll = v.get("deaths") or {}
        row = {"ref": report["ref"], "source": v.get("source"), "grade": grade(v), "note": v.get("account") or ""}
        if v.get("source_kind") != deployment.PARTY and any(toll.get(m) is not None for m in _MEASURES):
            rivals.append({**row, **{m: toll.get(m) for m in _MEASURES}})
        killed = [
            claim for claim in v.get("claims") or () if figure.of == "told" or claim.get("measure") in (None, "killed")
        ]
        claims.extend({**row, "by": claim.get("by"), "about": claim.get("about"), "text": claim.get("text"),
                       **{m: claim.get(m) for m in _MEASURES}} for claim in killed)  # fmt: skip
    return {"parts": parts, "refs": refs, "rivals": rivals, "claims": claims}


def _reports(desk: Desk, audience: Audience, names: Iterable[str], alone: bool) -> list[dict[str, Any]]:
    """The reports that a source calls by one of these names (`alone`), or that rival it: its name and a number."""
    shape = desk.shapes["report"]
    view = shape.view(audience)
    called = [view.c.source_id == name if alone else view.c.source_id.startswith(f"{name}-", autoescape=True)
              for name in names]  # fmt: skip
    if not called:
        return []
    asked = select(view).where(or_(*called), holding(view, audience, None)).order_by(view.c.source_id).limit(_PAGE)
    with desk.reading() as connection:
        rows = connection.execute(asked).mappings().all()
    return [picture.record(desk, "report", row, audience) for row in rows]


# --- what was there


def _people(desk: Desk, audience: Audience, figure: Figure, day: Span) -> dict[str, Any]:
    """Strengths of the whole operation on a day, or ceilings, with their sources."""
    seen = deployment.overview(desk, audience, day)
    if figure.of == "ceiling":
        ones = [one for one in seen["ceilings"] if one["in_force"]]
        counts = [{**_row(one), "best": one["total"] if one["total"] is not None else one["military"],
                   "note": " · ".join(filter(None, (one["instrument"], one["note"])))} for one in ones]  # fmt: skip
        return {"rivals": counts, "refs": [one["ref"] for one in ones]}
    ones = [one for one in seen["totals"] if not one["old"]]
    if figure.contributors:
        ones = [{**one, "note": row["contributor"]} for row in seen["contributors"] for one in row["told"]
                if not one["old"]]  # fmt: skip
    rows = [{**_row(one), "best": one["people"], "since": one["since"], "age_d": one["age_d"]} for one in ones]
    return {
        "rivals": [row for row, one in zip(rows, ones, strict=True) if not one["claim"]],
        "claims": [row for row, one in zip(rows, ones, strict=True) if one["claim"]],
        "refs": list(dict.fromkeys(one["ref"] for one in ones)),
    }  # fmt: skip


def _row(one: Mapping[str, Any]) -> dict[str, Any]:
    return {"ref": one["ref"], "source": one["source"], "grade": one["grade"], "note": one["note"], "low": None,
            "high": None}  # fmt: skip


def _bases(desk: Desk, audience: Audience, figure: Figure, span: Span, day: Span) -> dict[str, Any]:
    """Bases held on a day, surely and perhaps; or those taken or ended in the span, in one of some ways."""
    if figure.of == "bases":
        ones = deployment.postings(desk, audience, day)
        sure = sum(one["certainty"] == there.YES for one in ones)
        parts = {"count": sure, "perhaps": len(ones) - sure}
    else:
        when, way = ("since", "came") if figure.of == "taken" else ("until", "ended")
        ones = [one for one in deployment.postings(desk, audience) if one[when] and _within(one[when], span)
                and one[way] and (not figure.ways or one[way] in figure.ways)]  # fmt: skip
        parts = {"count": len(ones)}
    names = ("spot", "site_name", "contributor", "since", "until", "came", "ended", "to", "certainty", "incident",
             "ref")  # fmt: skip
    return {"parts": parts, "refs": [one["ref"] for one in ones],
            "bases": [{name: one[name] for name in names} for one in ones]}  # fmt: skip


def _within(moment: Mapping[str, Any], span: Span) -> bool:
    at = from_plain(dict(moment))
    return at.since_s < (span.until or at.since_s + 1) and at.until_s > span.since


def _money(desk: Desk, audience: Audience, span: Span) -> dict[str, Any]:
    ones = [one for one in records(desk, "funding", audience, ("held",))
            if _within(one["values"]["period"], span)]  # fmt: skip
    names = ("purpose", "donor", "currency", "scale", "appropriated", "pledged", "received", "spent", "rate", "per",
             "note", "source", "source_kind")  # fmt: skip
    return {"refs": [one["ref"] for one in ones],
            "money": [{"ref": one["ref"], "grade": grade(one["values"]),
                       **{name: one["values"].get(name) for name in names}} for one in ones]}  # fmt: skip


def _named(desk: Desk, audience: Audience, figure: Figure) -> dict[str, Any]:
    """An instrument or an agreement by its name, with its day."""
    noun, field, when = ("mandate", "instrument", "adopted") if figure.of == "instrument" else \
        ("agreement", "code", "signed")  # fmt: skip
    for one in records(desk, noun, audience):
        v = one["values"]
        if v.get(field) == figure.events[0]:
            at = v.get(when) or v.get("effective")
            name = v.get("title") or v[field]
            return {"parts": {"name": name, "day": at and at["start"][:10]}, "refs": [one["ref"]]}
    return {}
