"""A report composed: a day, an audience and a position in, plain data out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...core.errors import BadRequest, Issue
from ...core.handling import Audience
from ..desk import Desk
from . import flash as flashing
from .gathering import Gathered, briefs, gather
from .plain import Book, Brief, Section, marking, said
from .reading import Reading
from .sections import Writer
from .window import Window, window_of
from .words import Words, words_of

KINDS = ("daily", "weekly", "flash")
ISSUED = ("released", "corrected")
MOST_MARKS = 1500
FORM = "greenline-brief-1"


def compose(
    desk: Desk,
    day: str,
    audience: Audience,
    kind: str = "daily",
    at: int | None = None,
    *,
    now: str,
    incident: str | None = None,
    language: str = "en",
    passages: Sequence[Mapping[str, Any]] | None = None,
    frozen: bool = True,
) -> Brief:
    """The report of a day (`2023-08-18`; of a weekly its last day; of a flash it may be empty) for an audience, from
    its own redacted records, as known at one of its positions (now).

    `now` is an instant: a day that still runs is cut off there. Passages are those the audience may read in the record
    of this report, unless given by who issues it. `frozen`: show figures as issued, where they were. Raises BadRequest
    with every issue, NotFound (no such incident), TooLarge.
    """
    words = _checked(desk, kind, language, incident)
    with desk.reading() as connection:
        numbers = desk.numbers(audience)
        position = numbers.present(connection) if at is None else min(at, numbers.present(connection))
        reading = Reading(desk, connection, audience, numbers.known(connection, at))
        if kind == "flash":
            assert incident is not None
            brief, issued = flashing.flash(reading, incident, words, now)
        else:
            brief, issued = _report(
                reading, window_of(day, kind, desk.mission.settings.timezone, now), kind, now, words
            )
    brief.head = {**_head(desk, audience, kind, words), **brief.head, "as_known_at": position, "made_at": now}
    _passages(brief, issued, passages, words)
    if frozen:
        _frozen(brief, issued)
    return brief


def _checked(desk: Desk, kind: str, language: str, incident: str | None) -> Words:
    issues = []
    if kind not in KINDS:
        issues.append(Issue("kind", "unknown_kind", f"There is no {kind[:20]!r} report; there are {', '.join(KINDS)}."))
    if kind == "flash" and not incident:
        issues.append(Issue("incident", "missing", "A flash tells of one incident; name it by its reference."))
    if kind != "flash" and incident:
        issues.append(Issue("incident", "not_wanted", "Only a flash is about one incident."))
    if issues:
        raise BadRequest("The report cannot be made.", issues)
    return words_of(desk.mission, language)


def _head(desk: Desk, audience: Audience, kind: str, words: Words) -> dict[str, Any]:
    settings = desk.mission.settings
    title = settings.title.get(words.language) or settings.title.get("en") or settings.name
    return {
        "form": FORM, "kind": kind, "title": words(f"title_{kind}"), "mission": title, "language": words.language,
        "audience": audience.name, "marking": marking(audience), "timezone": settings.timezone, "rtl": words.rtl,
    }  # fmt: skip


def _report(
    reading: Reading, window: Window, kind: str, now: str, words: Words
) -> tuple[Brief, Sequence[Mapping[str, Any]]]:
    told = gather(reading, window, kind, now)
    book = Book()
    sections = Writer(told, words, book, kind == "weekly").sections()
    head = {
        "first": window.first.isoformat(), "day": window.last.isoformat(), "cut_off": window.cut.isoformat(),
        "over": window.over,
    }  # fmt: skip
    if not window.over:
        sections[0].blocks.insert(0, said("note", words("still_running")))
    brief = Brief(head, sections, book, marks_of(told), words.all())
    return brief, told.briefs


def marks_of(told: Gathered) -> list[dict[str, Any]]:
    """What the map shows: every incident with a place, as sharp as the audience is told it."""
    day = told.day
    found = []
    for one in (*day.counted, *day.aggregates, *day.positive):
        place = one.values.get("place")
        if place is not None:
            found.append({"ref": one.ref, "class": one.class_, "held": one.held, "place": dict(place)})
    return found[:MOST_MARKS]


def _passages(
    brief: Brief, issued: Sequence[Mapping[str, Any]], given: Sequence[Mapping[str, Any]] | None, words: Words
) -> None:
    """Put what people wrote above what was counted, marked as theirs."""
    told = given if given is not None else (issued[0]["values"].get("passages") or () if issued else ())
    by_number: dict[int, Section] = {section.number: section for section in brief.sections}
    for passage in reversed(list(told)):
        section = by_number.get(int(passage.get("section") or 0))
        if section is not None and passage.get("text"):
            section.blocks.insert(0, {"kind": "passage", "by": words("written"), "text": passage["text"]})


def _frozen(brief: Brief, records: Sequence[Mapping[str, Any]]) -> None:
    """Show each figure as it was issued; where the records now say otherwise both values stand there."""
    issued = next((one for one in records if one["state"] in ISSUED), None)
    if issued is None:
        return
    values = issued["values"]
    brief.head["issued"] = {
        name: told for name, told in (
            ("ref", issued["ref"]), ("state", issued["state"]), ("known_at", values.get("known_at")),
            ("at", issued["recorded_at"]), ("file", values.get("file")),
        ) if told is not None
    }  # fmt: skip
    for told in values.get("figures") or ():
        figure = brief.book.figures.get(told["name"])
        if figure is None:
            brief.book.add(told["name"], told["name"], told["value"])
            figure = brief.book.figures[told["name"]]
            figure.issued, figure.now = True, gone(told)
            continue
        figure.issued, figure.now = True, figure.value
        figure.value = int(told["value"]) if told["value"].isdigit() else _known(told["value"])
        figure.was, figure.why = told.get("was") or "", told.get("why") or ""


def gone(told: Mapping[str, Any]) -> int | None:
    """What the records say now of an issued figure that the report has no more: a count is none; else it is unknown."""
    return 0 if told["value"].isdigit() and not told["name"].startswith("aggregate.") else None


def _known(value: str) -> str | None:
    return None if value == "unknown" else value


__all__ = ["ISSUED", "KINDS", "briefs", "compose", "gone"]
