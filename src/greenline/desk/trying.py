"""A table looked at before anything of it is written: its first rows, a map that fits or one proposed, a dry run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from ..core.parse import nest
from ..exchange.book import opened, sheets
from ..exchange.proposing import MOST_WORDS, propose
from ..exchange.rows import Row
from ..registers import REGISTERS
from .desk import Desk
from .importing import FORMS, Checked, check_chunks, choose, shipped_maps, source_of

SHOWN = 20  # rows that are shown
SAMPLE = 500  # rows that a proposal looks at
MOST_TRIED = 20_000  # rows that a dry run reads
MOST_REASONS = 100
MOST_SAMPLES = 5


def look(
    desk: Desk, file: Path, register: str = "report", encoding: str = "utf-8", sheet: str | None = None
) -> dict[str, Any]:
    """The first rows of a table, the shipped form that fits it, and else a map proposed with what must be asked.

    Raises BadRequest when it is no table.
    """
    with opened(file, encoding, sheet=sheet) as (header, chunks):
        rows = list(islice((row for chunk in chunks for row in chunk), SAMPLE))
    cells = [row.cells for row in rows if not row.wrong]
    body: dict[str, Any] = {"header": header, "rows": [_shown(row) for row in rows[:SHOWN]], "sheets": sheets(file)}
    body["form"] = fitting(header)
    if body["form"] is not None:
        told = choose(shipped_maps(body["form"]), header)
        body["title"], body["register"] = told.get("title", body["form"]), told["register"]
    else:
        body["words"] = _words(header, cells)
        proposal = propose(header, cells, desk.register(register), desk.codes)
        body["map"], body["questions"] = proposal.table, proposal.questions
    return body


def fitting(header: Sequence[str]) -> str | None:
    """The shipped form whose map knows a table with such columns."""
    have = {name.casefold() for name in header}
    for form in FORMS:
        told = choose(shipped_maps(form), header)
        if told.get("needs") and have.issuperset(str(name).casefold() for name in told["needs"]):
            return form
    # GED has no columns of its own: it is known by the core that all its releases share.
    core = {"id", "date_start", "latitude", "longitude", "type_of_violence", "best"}
    return "ucdp-ged" if have >= core else None


def _words(header: Sequence[str], cells: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """The distinct words of each column that has few of them, as a person may want to translate them into codes."""
    found: dict[str, list[str]] = {}
    for number, name in enumerate(header):
        told = dict.fromkeys(row[number].strip() for row in cells if number < len(row))
        if len(told) <= MOST_WORDS and name not in found:
            found[name] = [word for word in told if word and not word.startswith("#")]
    return found


def _shown(row: Row) -> dict[str, Any]:
    told: dict[str, Any] = {"line": row.line, "cells": [cell[:300] for cell in row.cells]}
    if row.wrong:
        told["wrong"] = row.wrong
    return told


@dataclass(slots=True)
class Trial:
    """What an import would do, in rows; `samples` are the first records as they would be."""

    read: int = 0
    new: int = 0
    changed: int = 0
    already: int = 0
    flagged: int = 0
    refused: int = 0
    whole: bool = True  # whether all rows were read
    reasons: list[dict[str, Any]] = field(default_factory=list)
    samples: list[dict[str, Any]] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """The trial as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


def dry_run(
    desk: Desk,
    file: Path,
    maps: Sequence[Mapping[str, Any]],
    *,
    as_incident: bool = False,
    encoding: str | None = None,
    sheet: str | None = None,
    most: int = MOST_TRIED,
) -> Trial:
    """What importing a table by the first map that fits would do; nothing is written. Raises Invalid with everything
    that is wrong with the map."""
    trial = Trial()
    seen: dict[str, bytes] = {}
    chunks = check_chunks(source_of(desk, file, maps, as_incident, encoding, sheet, trying=True))
    next(chunks)  # the header
    rows = (row for chunk in chunks for row in chunk)
    for row in islice(rows, most):
        trial.read += 1
        _count(trial, row, seen)
    trial.whole = next(rows, None) is None
    return trial


def _count(trial: Trial, row: Checked, seen: dict[str, bytes]) -> None:
    reasons, before = list(row.reasons), seen.get(row.key)
    if not reasons and before is not None and before != row.digest:
        reasons = [f"The id {row.key} stands in this file before, with other content."]
    if reasons:
        trial.refused += 1
        if len(trial.reasons) < MOST_REASONS:
            trial.reasons.append({"line": row.line, "reasons": reasons})
        return
    seen[row.key] = row.digest
    if before is not None or not (row.sealed or row.held):
        trial.already += 1
        return
    trial.changed += bool(row.held)
    trial.new += not row.held
    trial.flagged += row.flagged
    if row.parsed is not None and len(trial.samples) < MOST_SAMPLES:
        values = nest(REGISTERS[row.register].fields, row.parsed.flat)
        flags = list(row.parsed.flags)
        trial.samples.append(
            {"line": row.line, "key": row.key, "register": row.register, "flags": flags, "values": values}
        )
