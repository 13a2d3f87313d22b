"""A report as plain data: figures that name their records, and the few blocks that its sections are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import orjson

from ...core.handling import LEVELS, UN_MARKS, Audience

UNKNOWN = "unknown"
Value = int | str | None  # None: unknown, which is not zero


@dataclass(slots=True)
class Figure:
    """A number and the records it counts. `value` is what is told; once issued it is what was issued, and `now` what
    the records say today, where that differs. `before` is the same number of the time before."""

    key: str
    label: str
    value: Value
    refs: tuple[str, ...] = ()
    note: str = ""
    before: Value = None
    issued: bool = False
    now: Value = None
    was: str = ""
    why: str = ""

    @property
    def moved(self) -> bool:
        """Whether it was issued and the records now say otherwise."""
        return self.issued and shown(self.now) != shown(self.value)

    def plain(self) -> dict[str, Any]:
        """The figure as JSON: all of its records."""
        body: dict[str, Any] = {"key": self.key, "label": self.label, "value": self.value, "refs": list(self.refs)}
        if self.before is not None:
            body["before"] = self.before
        body.update({name: told for name in ("note", "was", "why") if (told := getattr(self, name))})
        if self.issued:
            body["issued"] = True
        if self.moved:
            body["now"] = self.now
        return body


def shown(value: Value) -> str:
    """A value as text."""
    return UNKNOWN if value is None else str(value)


@dataclass(slots=True)
class Book:
    """The figures of a report, by key, in the order in which they came."""

    figures: dict[str, Figure] = field(default_factory=dict)

    def add(
        self, key: str, label: str, value: Value, refs: Iterable[str] = (), note: str = "", before: Value = None
    ) -> dict[str, str]:
        """Note a figure; the cell that shows it."""
        assert key not in self.figures, f"two figures {key}"
        self.figures[key] = Figure(key, label, value, tuple(refs), note, before)
        return {"figure": key}

    def count(self, key: str, label: str, refs: Sequence[str], note: str = "", before: Value = None) -> dict[str, str]:
        """Note how many records there are; the cell that shows it."""
        return self.add(key, label, len(refs), refs, note, before)


@dataclass(slots=True)
class Table:
    """Rows of cells: a cell is a text, a figure by its key, or a text with the records that say it."""

    title: str
    columns: list[str]
    rows: list[list[Any]]
    note: str = ""
    kind: str = "table"


def text(words: str, *refs: str) -> dict[str, Any]:
    """A cell or block of text, with the records that say it."""
    return {"text": words, "refs": list(refs)} if refs else {"text": words}


def said(kind: str, words: str, *refs: str) -> dict[str, Any]:
    """A block: `fact` (made from records), `note` (what is not known, how it was counted), `passage` (a person's)."""
    return {"kind": kind, **text(words, *refs)}


@dataclass(slots=True)
class Section:
    """One of the eleven sections, or one of a flash's fields."""

    number: int
    title: str
    blocks: list[Any] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """The section as JSON."""
        blocks = [asdict(block) if isinstance(block, Table) else block for block in self.blocks]
        return {"number": self.number, "title": self.title, "blocks": blocks}


@dataclass(slots=True)
class Brief:
    """A whole report. `head` says for whom, for when, cut off when and as known at which position."""

    head: dict[str, Any]
    sections: list[Section]
    book: Book
    marks: list[dict[str, Any]]
    words: dict[str, str]

    def plain(self) -> dict[str, Any]:
        """The report as JSON-able data."""
        return {
            **self.head,
            "sections": [section.plain() for section in self.sections],
            "figures": [figure.plain() for figure in self.book.figures.values()],
            "map": self.marks,
        }

    def bytes(self) -> bytes:
        """The report as JSON, always in the same form, so that its digest can be printed."""
        return orjson.dumps(self.plain(), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n"

    @property
    def digest(self) -> str:
        """SHA-256 of the JSON file, as printed on paper."""
        return hashlib.sha256(self.bytes()).hexdigest()


def marking(audience: Audience) -> str:
    """The marking at head and foot: up to which level this audience's reports may go."""
    return f"{LEVELS[audience.clearance]} ({UN_MARKS[audience.clearance]})"
