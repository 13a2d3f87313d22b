"""CAP 1.2 (OASIS, 2010): an alert as the field's common message, written to the order of its schema and read back.

Times have an offset and no `Z`; polygons and circles are latitude first; one `info` a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lxml import etree

from ..core.errors import Issue

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
MEDIA_TYPE = "application/cap+xml"
MOST_READ = 1_000_000
_INVALID = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_A_NAME = re.compile(r"[\s,<&]")
_TAG = f"{{{NAMESPACE}}}"


@dataclass(frozen=True, slots=True)
class Area:
    """Where it is for: rings and circles (longitude, latitude; radius in km)."""

    words: str
    rings: tuple[tuple[tuple[float, float], ...], ...] = ()
    circles: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """An `info`: what is told in one language. Times are seconds since 1970."""

    language: str
    event: str
    category: str = "Other"
    urgency: str = "Unknown"
    severity: str = "Unknown"
    certainty: str = "Unknown"
    response: str = ""
    kind: str = ""  # greenline:type
    degree: str = ""  # greenline:level
    onset_s: int | None = None
    expires_s: int | None = None
    sender: str = ""
    headline: str = ""
    description: str = ""
    instruction: str = ""
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """An `alert`. `references`: (sender, identifier, sent_s) of the messages that it follows."""

    identifier: str
    sender: str
    sent_s: int
    status: str = "Actual"
    kind: str = "Alert"
    scope: str = "Restricted"
    restriction: str = ""
    addresses: tuple[str, ...] = ()
    note: str = ""
    references: tuple[tuple[str, str, int], ...] = ()
    blocks: tuple[Block, ...] = field(default=())


def write(message: Message) -> bytes:
    """A message as XML in UTF-8."""
    root = etree.Element(f"{_TAG}alert", nsmap={None: NAMESPACE})  # type: ignore[dict-item]
    _put(root, "identifier", name_of(message.identifier))
    _put(root, "sender", name_of(message.sender))
    _put(root, "sent", when(message.sent_s))
    _put(root, "status", message.status)
    _put(root, "msgType", message.kind)
    _put(root, "scope", message.scope)
    _put(root, "restriction", message.restriction)
    _put(root, "addresses", " ".join(name_of(one) for one in message.addresses))
    _put(root, "note", message.note)
    triples = (f"{name_of(by)},{name_of(named)},{when(at)}" for by, named, at in message.references)
    _put(root, "references", " ".join(triples))
    for block in message.blocks:
        _info(root, block)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _info(root: etree._Element, block: Block) -> None:
    info = etree.SubElement(root, f"{_TAG}info")
    for name, text in (
        ("language", block.language), ("category", block.category), ("event", block.event),
        ("responseType", block.response), ("urgency", block.urgency), ("severity", block.severity),
        ("certainty", block.certainty),
    ):  # fmt: skip
        _put(info, name, text)
    _named(info, "eventCode", "greenline:type", block.kind)
    for name, second in (("onset", block.onset_s), ("expires", block.expires_s)):
        _put(info, name, "" if second is None else when(second))
    _put(info, "senderName", block.sender)
    for name, text in (
        ("headline", block.headline), ("description", block.description), ("instruction", block.instruction)
    ):  # fmt: skip
        _put(info, name, text)
    _named(info, "parameter", "greenline:level", block.degree)
    for area in block.areas:
        told = etree.SubElement(info, f"{_TAG}area")
        _put(told, "areaDesc", area.words or "-")
        for ring in area.rings:
            _put(told, "polygon", _ring(ring))
        for lon, lat, km in area.circles:
            _put(told, "circle", f"{lat:.5f},{lon:.5f} {km:g}")


def _put(parent: etree._Element, name: str, text: str) -> None:
    """Add an element, unless there is nothing to say."""
    words = clean(text)
    if words:
        etree.SubElement(parent, f"{_TAG}{name}").text = words


def _named(parent: etree._Element, name: str, value_name: str, value: str) -> None:
    if clean(value):
        one = etree.SubElement(parent, f"{_TAG}{name}")
        etree.SubElement(one, f"{_TAG}valueName").text = value_name
        etree.SubElement(one, f"{_TAG}value").text = clean(value)


def _ring(points: Iterable[tuple[float, float]]) -> str:
    pairs = [f"{lat:.5f},{lon:.5f}" for lon, lat in points]
    closed = pairs if pairs and pairs[0] == pairs[-1] else [*pairs, *pairs[:1]]
    return " ".join(closed) if len(closed) > 3 else ""


def when(second: int) -> str:
    """An instant as CAP wants it; UTC is written -00:00."""
    return datetime.fromtimestamp(second, UTC).strftime("%Y-%m-%dT%H:%M:%S-00:00")


def clean(text: str) -> str:
    """Text without what XML cannot hold."""
    return _INVALID.sub("\ufffd", text).strip()


def name_of(text: str) -> str:
    """An identifier or sender: no spaces, commas, `<` or `&`."""
    return _NOT_IN_A_NAME.sub("-", clean(text)) or "-"


def read(data: bytes) -> tuple[dict[str, str | list[dict[str, str]]], list[Issue]]:
    """The texts of a CAP message by element, its infos as a list, and what is wrong with it. Never raises for what it
    is given."""
    if len(data) > MOST_READ:
        return {}, [Issue("file", "too_large", f"A CAP message has at most {MOST_READ:,} bytes.")]
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return {}, [Issue("file", "not_xml", f"This is not XML: {str(error)[:200]}.")]
    if root.tag != f"{_TAG}alert" or b"<!DOCTYPE" in data[:2000]:
        return {}, [Issue("file", "not_cap", "This is no CAP 1.2 alert.")]
    told: dict[str, str | list[dict[str, str]]] = dict(_texts(root))
    told["infos"] = [_texts(info) for info in root.iterfind(f"{_TAG}info")]
    needed = ("identifier", "sender", "sent", "status", "msgType", "scope")
    return told, [Issue(name, "missing", "This is needed.") for name in needed if not told.get(name)]


def _texts(parent: etree._Element) -> dict[str, str]:
    return {
        str(one.tag).removeprefix(_TAG): (one.text or "").strip()
        for one in parent if isinstance(one.tag, str) and not len(one)
    }  # fmt: skip


__all__ = ["MEDIA_TYPE", "NAMESPACE", "Area", "Block", "Message", "clean", "read", "when", "write"]
