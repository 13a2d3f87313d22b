"""A report as one HTML file: no script, one style sheet in itself, each number leads to its records.

The style sheet is a constant; its digest stands in the site's policy, so that no other style in a page would apply.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from html import escape
from importlib import resources
from typing import Any
from urllib.parse import quote

from ...mission import Mission
from ...registers import REGISTERS
from .drawing import svg
from .plain import Brief, Figure, Section, Table, shown

STYLE = (resources.files(__package__) / "brief.css").read_text(encoding="utf-8")
STYLE_HASH = "sha256-" + base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'"
MOST_LISTED = 200
_N = ' class="n"'
_NOUNS = {register.prefix: noun for noun, register in REGISTERS.items()}


def page(brief: Brief, mission: Mission, room: str = "/") -> str:
    """The report; `room` is the address of the room that its records open in."""
    w, head = brief.words, brief.head
    turn = "rtl" if head.get("rtl") else "ltr"
    title = f"{head['title']} {head['day']}, {head['mission']}"
    body = "".join(_section(section, brief, mission, room) for section in brief.sections)
    return (
        f'<!doctype html>\n<html lang="{_e(head["language"])}" dir="{turn}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_e(POLICY)}">'
        f'<meta name="viewport" content="width=device-width"><title>{_e(title)}</title><style>{STYLE}</style></head>'
        f"<body>{_banner(brief)}<header><h1>{_e(head['title'])}</h1><p>{_e(head['mission'])} · {_e(days(head))}</p>"
        f"{_head(brief)}</header><main>{body}{_figures(brief, room)}</main>"
        f"<footer><p>{_e(w['digest'])}: <code>{brief.digest}</code></p></footer>{_banner(brief)}</body></html>\n"
    )


def days(head: Mapping[str, Any]) -> str:
    """The day or days of a report."""
    first, last = head.get("first", head["day"]), head["day"]
    return str(last) if first == last else f"{first} – {last}"


def spaced(instant: str) -> str:
    """An instant as people read it: `2023-08-19 00:00:00+03:00`."""
    return instant.replace("T", " ")


def lines(brief: Brief) -> list[tuple[str, str]]:
    """What stands at the head of a report: for whom, cut off when, as known at which position, issued as what."""
    w, head = brief.words, brief.head
    told = [
        (w["audience"], str(head["audience"])),
        (w["marking"], str(head["marking"])),
        (w["cut_off"], f"{spaced(head['cut_off'])} ({head['timezone']})"),
        (w["as_known_at"], str(head["as_known_at"])),
        (w["made_at"], spaced(head["made_at"])),
    ]
    issued = head.get("issued")
    if issued:
        told.append((w["issued"], f"{issued['ref']}, {issued['state']}, {issued['at']}"))
    return told


def value(figure: Figure, words: Mapping[str, str]) -> str:
    """A figure's value; where it was issued and the records moved on, both, and what it was before a correction."""
    told = words["unknown"] if figure.value is None else shown(figure.value)
    if figure.moved:
        told += (
            f" ({words['as_issued']}; {words['records_now']}: {words['unknown'] if figure.now is None else figure.now})"
        )
    if figure.was:
        told += f" [{words['corrected_from']} {figure.was}: {figure.why}]"
    return told


def _banner(brief: Brief) -> str:
    return f'<p class="mark">{_e(brief.head["audience"])} · {_e(brief.head["marking"])}</p>'


def _head(brief: Brief) -> str:
    return (
        "<dl>" + "".join(f"<dt>{_e(name)}</dt><dd><bdi>{_e(told)}</bdi></dd>" for name, told in lines(brief)) + "</dl>"
    )


def _section(section: Section, brief: Brief, mission: Mission, room: str) -> str:
    blocks = "".join(_block(block, brief, mission, room) for block in section.blocks)
    return f'<section id="s{section.number}"><h2>{section.number}. {_e(section.title)}</h2>{blocks}</section>'


def _block(block: Any, brief: Brief, mission: Mission, room: str) -> str:
    if isinstance(block, Table):
        return _table(block, brief, room)
    if block["kind"] == "map":
        note = brief.words["map_note"] if brief.marks else f"{brief.words['map_none']} {brief.words['map_note']}"
        return f"<figure>{svg(mission, brief.marks, brief.words)}<figcaption>{_e(note)}</figcaption></figure>"
    if block["kind"] == "passage":
        return f'<blockquote><p class="by">{_e(block["by"])}</p><p>{_e(block["text"])}</p></blockquote>'
    return f'<p class="{_e(block["kind"])}"><bdi>{_e(block["text"])}</bdi> {_links(block.get("refs", ()), room)}</p>'


def _table(table: Table, brief: Brief, room: str) -> str:
    first = table.rows[0] if table.rows else []
    numbers = [index < len(first) and _number(first[index]) for index in range(len(table.columns))]
    heads = "".join(
        f'<th scope="col"{_N if number else ""}>{_e(name)}</th>'
        for name, number in zip(table.columns, numbers, strict=True)
    )
    rows = "".join(f"<tr>{''.join(_cell(cell, brief, room) for cell in row)}</tr>" for row in table.rows)
    note = f'<p class="note">{_e(table.note)}</p>' if table.note else ""
    return (
        f"<table><caption>{_e(table.title)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{note}"
    )


def _cell(cell: Mapping[str, Any], brief: Brief, room: str) -> str:
    if "figure" in cell:
        figure = brief.book.figures[cell["figure"]]
        told = _e(value(figure, brief.words))
        return f'<td class="n"><a href="#{_anchor(figure.key)}"><bdi>{told}</bdi></a></td>'
    refs = cell.get("refs", ())
    if len(refs) == 1:
        return f'<td><a href="{_address(refs[0], room)}"><bdi>{_e(cell["text"])}</bdi></a></td>'
    return f"<td{_N if _number(cell) else ''}><bdi>{_e(cell['text'])}</bdi> {_links(refs, room)}</td>"


def _number(cell: Mapping[str, Any]) -> bool:
    """Whether a cell is set as a number."""
    return "figure" in cell or str(cell["text"]).isdigit()


def _figures(brief: Brief, room: str) -> str:
    """Every figure with its records: where each number of the report leads."""
    w = brief.words
    rows = "".join(
        f'<tr id="{_anchor(one.key)}"><td>{_e(one.label)}</td><td class="n">{_e(value(one, w))}</td>'
        f"<td>{_links(one.refs, room, w)}{_e(one.note)}</td></tr>"
        for one in brief.book.figures.values()
    )
    heads = "".join(f'<th scope="col">{_e(w[name])}</th>' for name in ("figure", "value", "records"))
    return (
        f'<section id="figures"><h2>{_e(w["figures"])}</h2><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></section>"
    )


def _links(refs: Sequence[str], room: str, words: Mapping[str, str] | None = None) -> str:
    told = " ".join(f'<a href="{_address(ref, room)}">{_e(ref)}</a>' for ref in refs[:MOST_LISTED])
    if words is not None and len(refs) > MOST_LISTED:
        told += " " + _e(words["more_records"].format(n=len(refs) - MOST_LISTED))
    return told + " " if told else ""


def _address(ref: str, room: str) -> str:
    """Where the room shows a record."""
    return _e(f"{room}#/{_NOUNS.get(ref.partition('-')[0], 'incident')}/{quote(ref)}")


def _anchor(key: str) -> str:
    """An anchor that a figure's key stands for, whatever it holds."""
    return "f-" + quote(key, safe="").replace("%", "_")


def _e(words: Any) -> str:
    return escape(str(words), quote=True)
