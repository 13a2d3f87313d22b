"""A flash: one incident in five fields, what was done, and when the next report comes. What is not known says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ...core.errors import NotFound
from ...core.moment import from_plain
from . import lists
from .counting import Happening, toll
from .gathering import briefs
from .plain import Book, Brief, Section, Table, said, text
from .reading import Reading
from .sectors import Sectors
from .window import Window
from .words import Words

FIELDS = ("where", "when", "what", "harmed", "source")


def flash(reading: Reading, ref: str, w: Words, now: str) -> tuple[Brief, Sequence[Mapping[str, Any]]]:
    """The flash of an incident, and the records of its issues. Raises NotFound."""
    sectors = Sectors(reading.desk.mission)
    zone = ZoneInfo(reading.desk.mission.settings.timezone)
    cut = datetime.fromisoformat(now).astimezone(zone)
    window = Window(cut.date(), cut.date(), zone, cut)
    held = reading.by_ref("incident", [ref])
    if not held:
        raise NotFound(f"There is no incident {ref[:40]}.")
    found = held[0]
    one = Happening(ref, found["state"], found["values"], sectors.of(found["values"].get("place")))
    cited = set(one.values.get("reports") or ())
    reports = [r for r in reading.by_ref("report", sorted(cited)) if r["state"] == "sent"]
    since = from_plain(one.values["happened_at"]).since_s
    lines = [line for line in reading.records("duty", since) if cited & set(line["values"].get("reports") or ())]
    issued = briefs(reading, window, "flash", ref)
    book = Book()
    rows = [[text(w(name)), cell] for name, cell in zip(FIELDS, _cells(one, reports, window, w, sectors), strict=True)]
    blocks: list[Any] = [Table(w("five_fields"), [w("field"), w("what_is_known")], rows)]
    toll_rows = [
        *lists.people("deaths", toll([one], "deaths"), w, book),
        *lists.people("injured", toll([one], "injured"), w, book),
    ]
    blocks.append(Table(w("toll"), [w("people"), w("best"), w("low"), w("high"), w("unknown_for")], toll_rows))
    sections = [Section(1, w("flash_facts"), blocks), Section(2, w("action"), _action(lines, w))]
    sections.append(Section(3, w("next_report"), [_next(issued, window, w)]))
    head = {"day": window.last.isoformat(), "cut_off": window.cut.isoformat(), "incident": ref}
    mark = one.values.get("place")
    marks = [{"ref": ref, "class": one.class_, "held": one.held, "place": dict(mark)}] if mark else []
    if marks:
        blocks.append({"kind": "map"})
    return Brief(head, sections, book, marks, w.all()), issued


def _cells(
    one: Happening, reports: Sequence[Mapping[str, Any]], window: Window, w: Words, sectors: Sectors
) -> list[dict[str, Any]]:
    place = lists.where(one.values.get("place"), w)
    if one.sector:
        place += f" ({sectors.name(one.sector, w.language)})"
    sources = [
        f"{w.code('source_kind', r['values'].get('source_kind'))} "
        f"({r['values'].get('reliability', 'F')}{r['values'].get('credibility', '6')})"
        for r in reports
    ]
    told = ", ".join(dict.fromkeys(sources)) or w("unknown")
    grade = f"{one.values.get('reliability', 'F')}{one.values.get('credibility', '6')}"
    return [
        text(place, one.ref),
        text(lists.when(one.values["happened_at"], window, w), one.ref),
        text(f"{lists.what(one, w)} ({w.state(one.state)})", one.ref),
        text(f"{w('killed_injured')}: {lists.harm(one.values, w)}", one.ref),
        text(f"{told}; {w('graded')} {grade}", *(r["ref"] for r in reports)),
    ]


def _action(lines: Sequence[Mapping[str, Any]], w: Words) -> list[Any]:
    done = [(line, line["values"].get("action")) for line in lines]
    blocks = [said("fact", lists.short(str(action)), line["ref"]) for line, action in done if action]
    return blocks or [said("note", w("no_action"))]


def _next(issued: Sequence[Mapping[str, Any]], window: Window, w: Words) -> dict[str, Any]:
    told = next((one["values"]["next_at"] for one in issued if one["values"].get("next_at")), None)
    return said("note", w("unknown")) if told is None else said("fact", lists.when(told, window, w), issued[0]["ref"])
