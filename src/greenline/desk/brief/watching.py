"""What was watched in a report's time: windows planned and done by sector, and where nobody was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...analysis.ground import zones_of
from ...analysis.watching import middle_of
from ...core.moment import from_plain
from .plain import Book, Table, said, text
from .sectors import Sectors
from .window import Window
from .words import Words

STATES = ("done", "cut_short", "denied", "cancelled")
_RECORD = Mapping[str, Any]


def watching(
    windows: Sequence[_RECORD], window: Window, sectors: Sectors, known: bool, w: Words, book: Book
) -> list[Any]:
    """The blocks of a report. `known`: whether the reader may know of windows at all."""
    if not known:
        return [said("note", w("watching_not_told"))]
    if not windows:
        return [said("note", w("not_watched"))]
    of: dict[str, list[_RECORD]] = defaultdict(list)
    zones = {code: zone.shape for code, zone in zones_of(sectors.mission.zones).items()}
    for one in (one for one in windows if not one["values"].get("exercise")):
        of[_sector(one["values"], sectors, zones)].append(one)
    heads = [w("sector"), w("planned"), *(w(f"window_{state}") for state in STATES), w("window_no_word"), w("hours")]
    rows = [_row(code, of[code], window, sectors, w, book) for code in sorted(of)]
    blocks: list[Any] = [Table(w("windows"), heads, rows, w("windows_note"))]
    empty = [sectors.name(code, w.language) for code in sectors.areas if not _seen(of.get(code, ()))]
    if empty:
        blocks.append(said("note", w("nobody_there", names=", ".join(empty))))
    return blocks


def _sector(values: Mapping[str, Any], sectors: Sectors, zones: Mapping[str, Any]) -> str:
    named = values.get("sector") or values.get("zone")
    at = middle_of(values, zones)
    lies = None if at is None else sectors.of({"lon": at[0], "lat": at[1], "prec": 1})
    return str(named if named in sectors.areas else lies or values.get("sector") or "")


def _row(code: str, mine: Sequence[_RECORD], window: Window, sectors: Sectors, w: Words, book: Book) -> list[Any]:
    name = sectors.name(code, w.language) if code in sectors.areas else code or w("sector_unknown")
    key = f"windows.{code or 'none'}"
    planned = [one["ref"] for one in mine if one["values"].get("planned_at")]
    cells = [text(name), book.count(f"{key}.planned", f"{name}: {w('planned')}", planned)]
    for state in STATES:
        refs = [one["ref"] for one in mine if one["state"] == state]
        cells.append(book.count(f"{key}.{state}", f"{name}: {w(f'window_{state}')}", refs))
    silent = [one["ref"] for one in mine if one["state"] == "planned"]
    cells.append(book.count(f"{key}.no_word", f"{name}: {w('window_no_word')}", silent))
    hours = f"{_hours(mine, window):.1f}"
    refs = [one["ref"] for one in _seen(mine)]
    cells.append(book.add(f"{key}.hours", f"{name}: {w('hours')}", hours, refs, w("windows_note")))
    return cells


def _seen(windows: Iterable[_RECORD]) -> list[_RECORD]:
    return [one for one in windows if one["state"] in ("done", "cut_short") and one["values"].get("watched_at")]


def _hours(windows: Iterable[_RECORD], window: Window) -> float:
    """For how many hours of the report's time at least one window watched; overlapping ones once."""
    spans = sorted(
        (max(held.since_s, window.since_s), min(held.until_s, window.until_s))
        for held in (from_plain(one["values"]["watched_at"]) for one in _seen(windows))
    )
    whole, reached = 0, window.since_s
    for since, until in spans:
        whole += max(until - max(since, reached), 0)
        reached = max(reached, until)
    return whole / 3600
