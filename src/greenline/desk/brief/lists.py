"""Lists of records as tables: incidents, totals, claims, lines of the duty log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from .counting import Happening, Toll, number_of, split_of
from .plain import Book, Table, Value, text
from .window import Window
from .words import Words

MOST_ROWS = 60  # of a list; all records stand in the figures
MOST_WORDS = 300


def short(words: str | None, most: int = MOST_WORDS) -> str:
    """Words as one line of bounded length."""
    told = " ".join((words or "").split())
    return told if len(told) <= most else told[: most - 1] + "…"


def when(moment: Mapping[str, Any] | None, window: Window, w: Words) -> str:
    """A moment as people read it, in the mission's zone."""
    if moment is None:
        return w("unknown")
    ends = [_instant(str(moment[name]), window) for name in ("start", "end")]
    told = ends[0] if ends[0] == ends[1] else "–".join(ends)
    return told


def _instant(told: str, window: Window) -> str:
    if len(told) == 10:
        return told
    return datetime.fromisoformat(told).astimezone(window.zone).strftime("%Y-%m-%d %H:%M")


def where(place: Mapping[str, Any] | None, w: Words) -> str:
    """A place as its audience may be told it: its name, else how wide it is known, else unknown."""
    if place is None:
        return w("unknown")
    if place.get("name"):
        return short(str(place["name"]), 120)
    near = f"{abs(place['lat']):.2f}° {'N' if place['lat'] >= 0 else 'S'}, "
    near += f"{abs(place['lon']):.2f}° {'E' if place['lon'] >= 0 else 'W'}"
    grid = place.get("grid_km")
    return f"{near} ({w('cell', km=grid)})" if grid else near


def what(one: Happening, w: Words) -> str:
    """What kind of incident, and in the words of its title where the audience may read it."""
    kind = w.code("incident_kind", str(one.values["kind"]))
    return f"{kind}: {short(one.values['title'], 160)}" if one.values.get("title") else kind


def harm(values: Mapping[str, Any], w: Words) -> str:
    """Killed and injured of one record, each as it is known."""
    return f"{span(values.get('deaths'), w)} / {span(values.get('injured'), w)}"


def span(told: Mapping[str, Any] | None, w: Words) -> str:
    """A best number with its range; unknown where nothing is told."""
    low, best, high = ((told or {}).get(name) for name in ("low", "best", "high"))
    if best is None and low is None and high is None:
        return w("unknown")
    sure = low in (None, best) and high in (None, best)
    middle = "?" if best is None else str(best)
    return middle if sure else f"{middle} ({'?' if low is None else low}–{'?' if high is None else high})"


def incidents(happenings: Sequence[Happening], window: Window, w: Words, title: str, note: str = "") -> Table:
    """A list of incidents, the gravest first."""
    names = ("when", "where", "what", "killed_injured", "state", "record")
    rows: list[list[Any]] = [
        [
            text(when(one.values["happened_at"], window, w)),
            text(where(one.values.get("place"), w)),
            text(what(one, w)),
            text(harm(one.values, w)),
            text(w.state(one.state)),
            text(one.ref, one.ref),
        ]
        for one in happenings[:MOST_ROWS]
    ]
    return Table(title, [w(name) for name in names], rows, _more(len(happenings), w, note))


def totals(happenings: Sequence[Happening], window: Window, w: Words, book: Book) -> Table:
    """Totals over several days, each with its number, who did how many, and the number before. No row is a count of
    one violation."""
    names = ("when", "what", "number", "split", "before", "killed_injured", "record")
    rows: list[list[Any]] = []
    for one in happenings[:MOST_ROWS]:
        values = one.values
        label = f"{w('total_of')}: {what(one, w)}"
        before: Value = values.get("count_before")
        cell = book.add(f"aggregate.{one.ref}", label, number_of(values.get("count")), [one.ref], before=before)
        rows.append(
            [
                text(when(values["happened_at"], window, w)),
                text(what(one, w)),
                cell,
                text(split_of(values) or w("unknown")),
                text(w("unknown") if before is None else str(before)),
                text(harm(values, w)),
                text(one.ref, one.ref),
            ]
        )
    return Table(w("aggregates"), [w(n) for n in names], rows, _more(len(happenings), w, w("aggregates_note")))


def claims(reports: Iterable[Mapping[str, Any]], w: Words) -> Table:
    """What sides say about numbers; never a count."""
    rows: list[list[Any]] = []
    for report in reports:
        for claim in report["values"].get("claims") or ():
            rows.append(
                [
                    text(short(claim["by"], 80)),
                    text(short(claim.get("about"), 80) or "–"),
                    text(w.code("claim_measure", claim.get("measure"))),
                    text(span(claim, w)),
                    text(short(claim.get("text"), 160) or "–"),
                    text(report["ref"], report["ref"]),
                ]
            )
    names = ("claimed_by", "about", "measure", "number", "in_words", "record")
    return Table(w("claims"), [w(n) for n in names], rows[:MOST_ROWS], _more(len(rows), w, w("claims_note")))


def lines(records: Sequence[Mapping[str, Any]], window: Window, w: Words, title: str) -> Table:
    """Lines of the duty log."""
    rows: list[list[Any]] = [
        [
            text(when(one["values"].get("at"), window, w)),
            text(short(one["values"].get("text")) or w("not_told")),
            text(one["ref"], one["ref"]),
        ]
        for one in records[:MOST_ROWS]
    ]
    return Table(title, [w("when"), w("text"), w("record")], rows, _more(len(records), w))


def people(name: str, told: Toll, w: Words, book: Book) -> list[list[Any]]:
    """The rows of a toll: best, lowest, highest, and of how many incidents nothing is known."""
    label = w(name)
    note = w("toll_unknown", n=len(told.unknown)) if told.unknown else ""
    cells = [
        book.add(f"{name}.{part}", f"{label}, {w(part)}", getattr(told, part), told.known, note)
        for part in ("best", "low", "high")
    ]
    unknown = book.count(f"{name}.unknown", f"{label}: {w('unknown_for')}", told.unknown)
    return [[text(label), *cells, unknown]]


def _more(count: int, w: Words, note: str = "") -> str:
    more = w("more_rows", n=count - MOST_ROWS) if count > MOST_ROWS else ""
    return " ".join(part for part in (note, more) if part)
