"""A report on paper: PDF/A-2b by Typst, tagged, the same bytes for the same report.

The report goes in as JSON and is only ever set as text: nothing that people wrote can become markup. No network, no
fonts of the machine: what is printed here is printed so everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any

from ...core.errors import Refusal
from ...mission import Mission
from .drawing import svg
from .html import days, lines, spaced, value
from .plain import Brief, Table
from .words import FIRST, POP

MOST_LISTED = 40  # records of one figure on paper; all stand in the JSON
STANDARD = "a-2b"


def pdf(brief: Brief, mission: Mission) -> bytes:
    """The report as PDF/A-2b."""
    return _compiled(brief, mission, format="pdf", pdf_standards=[STANDARD])[0]


def pictures(brief: Brief, mission: Mission, ppi: float = 80) -> list[bytes]:
    """The report's pages as PNG, to be looked at."""
    return _compiled(brief, mission, format="png", ppi=ppi)


def _compiled(brief: Brief, mission: Mission, **more: Any) -> list[bytes]:
    template = (resources.files(__package__) / "brief.typ").read_bytes()
    return typeset(template, {"brief": _told(brief, mission)}, brief.head["cut_off"], **more)


def typeset(template: bytes, told: Mapping[str, Any], at: str, **more: Any) -> list[bytes]:
    """A template set with what is told, as of an instant: a PDF, or the pages as PNG. Raises Refusal."""
    import typst

    inputs = {name: json.dumps(value, ensure_ascii=False) for name, value in told.items()}
    try:
        made = typst.compile(
            template, sys_inputs=inputs, font_paths=_fonts(), ignore_system_fonts=True,
            timestamp=int(datetime.fromisoformat(at).timestamp()), **more,
        )  # fmt: skip
    except typst.TypstError as error:
        raise Refusal(f"It could not be printed: {error}.") from None
    return made if isinstance(made, list) else [made]


def _fonts() -> list[str]:
    """Where the faces are: Latin, Greek, Cyrillic; Arabic."""
    import fontpkg_ibm_plex_sans
    import fontpkg_ibm_plex_sans_arabic

    return [str(Path(str(m.__file__)).parent / "files") for m in (fontpkg_ibm_plex_sans, fontpkg_ibm_plex_sans_arabic)]


def _told(brief: Brief, mission: Mission) -> dict[str, Any]:
    """What the template sets, every value as text."""
    w, head = brief.words, brief.head
    apart = _apart(brief)
    return {
        "title": head["title"], "mission": apart(head["mission"]), "days": apart(days(head)),
        "language": head["language"], "rtl": bool(head.get("rtl")), "mark": f"{head['audience']} · {head['marking']}",
        "lines": [(name, apart(told)) for name, told in lines(brief)],
        "cut": f"{w['cut_off']} {apart(spaced(head['cut_off']))}", "digest": brief.digest, "words": dict(w),
        "map": svg(mission, brief.marks, w), "map_note": " ".join(
            [*([] if brief.marks else [w["map_none"]]), w["map_note"]]),
        "sections": [
            {"title": f"{one.number}. {one.title}", "blocks": [_block(block, brief) for block in one.blocks]}
            for one in brief.sections
        ],
        "figures": [
            [apart(told) for told in (figure.label, value(figure, w), _listed(figure.refs, w), figure.note)]
            for figure in brief.book.figures.values() if figure.refs or figure.issued
        ],
    }  # fmt: skip


def _block(block: Any, brief: Brief) -> dict[str, Any]:
    if not isinstance(block, Table):
        return {"kind": block["kind"], "text": _apart(brief)(block.get("text", "")), "by": block.get("by", "")}
    apart = _apart(brief)
    rows = [[_cell(cell, brief, apart) for cell in row] for row in block.rows]
    columns = [apart(name) for name in block.columns]
    return {"kind": "table", "title": apart(block.title), "columns": columns, "rows": rows, "note": apart(block.note)}


def _cell(cell: dict[str, Any], brief: Brief, apart: Callable[[str], str]) -> dict[str, Any]:
    if "figure" in cell:
        return {"text": apart(value(brief.book.figures[cell["figure"]], brief.words)), "number": True, "ref": False}
    told = cell["text"]
    return {"text": apart(told), "number": told.isdigit(), "ref": cell.get("refs") == [told]}


def _apart(brief: Brief) -> Callable[[str], str]:
    """What sets words apart from their surroundings where these run from right to left."""
    return (lambda words: f"{FIRST}{words}{POP}" if words else words) if brief.head.get("rtl") else str


def _listed(refs: tuple[str, ...], words: dict[str, str]) -> str:
    told = ", ".join(refs[:MOST_LISTED])
    return told if len(refs) <= MOST_LISTED else f"{told} {words['more_records'].format(n=len(refs) - MOST_LISTED)}"
