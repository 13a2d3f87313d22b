"""What minutes say: one common paper, read through what the sides may know, as the ledger stood at one position."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from ...analysis.commission import Quorum, quorum
from ...core.errors import Invalid, NotFound
from ...core.handling import Audience
from ...faces.query import holding
from ..commission import rule
from ..desk import Desk
from ..docket import MOST
from ..picture import leaf_values

_SAID = (
    "body", "session", "at_level", "track", "scheduled", "held", "chair", "languages", "boycotted_by", "attendance",
    "agenda", "dissents", "next_on",
)  # fmt: skip
_PROMISED = ("actor", "act", "due", "verifier", "item", "theme")


def sides(desk: Desk) -> Audience:
    """The audience of the sides, all alike. Raises Invalid when this mission speaks to no party."""
    found = next((one for one in desk.audiences if one.circle == "party"), None)
    if found is None:
        raise Invalid("Minutes are for the sides, and this mission speaks to no party; see audiences in mission.toml.")
    return found


def compose(desk: Desk, ref: str, pos: int) -> dict[str, Any]:
    """The minutes of a meeting as known at a position of the ledger: plain values, the same for every side. Raises
    NotFound when the sides may not know of the meeting."""
    reader = sides(desk)
    values = _values(desk, reader, "meeting", ref, pos)
    there = [(one.get("actor") or "", one.get("delegates")) for one in values.get("attendance") or ()]
    found = quorum(rule(desk, values.get("body")), there, values.get("session") or "")
    said = {name: values[name] for name in _SAID if values.get(name) not in (None, [], "")}
    said["agenda"] = [_known(desk, reader, item, pos) for item in values.get("agenda") or ()]
    said["reservations"] = [
        {"actor": one["actor"], "version": one["version"], "words": one.get("words")}
        for one in values.get("checks") or () if one.get("outcome") == "reservation"
    ]  # fmt: skip
    return {
        "ref": ref, "meeting": said, "quorum": _told(found), "commitments": _promises(desk, reader, ref, pos),
    }  # fmt: skip


def digest_of(said: Mapping[str, Any]) -> str:
    """The SHA-256 of what minutes say, as canonical JSON."""
    plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What one version of minutes says otherwise than the one before: (where, old, new), each value as text."""
    old, new = (_flat(one) for one in (before, after))
    paths = sorted({*old, *new}, key=lambda path: list(new).index(path) if path in new else len(new))
    return [(path, old.get(path, ""), new.get(path, "")) for path in paths if old.get(path) != new.get(path)]


def _flat(said: Mapping[str, Any]) -> dict[str, str]:
    told = {**said["meeting"], "commitments": said["commitments"], "quorum": said["quorum"]["answer"]}
    return {path: _text(value) for path, value in leaf_values(told).items()}


def _text(value: Any) -> str:
    if isinstance(value, Mapping) and "start" in value:
        start, end = str(value["start"]), str(value.get("end") or value["start"])
        return start if start == end else f"{start} – {end}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _values(desk: Desk, reader: Audience, noun: str, ref: str, pos: int) -> dict[str, Any]:
    shape = desk.shapes[noun]
    view = shape.view(reader)
    with desk.reading() as connection:
        found = select(view).where(view.c.ref == ref, holding(view, reader, pos))
        row = connection.execute(found).mappings().first()
    if row is None:
        raise NotFound(f"The sides are not told of a {noun} {ref[:40]}.")
    return shape.values(row)


def _known(desk: Desk, reader: Audience, item: Mapping[str, Any], pos: int) -> dict[str, Any]:
    """An item without the records that the sides may not know of."""
    told = dict(item)
    for noun in ("case", "commitment", "notification", "provision"):
        if told.get(noun):
            try:
                _values(desk, reader, noun, told[noun], pos)
            except NotFound:
                del told[noun]
    return told


def _promises(desk: Desk, reader: Audience, ref: str, pos: int) -> list[dict[str, Any]]:
    shape = desk.shapes["commitment"]
    view = shape.view(reader)
    query = select(view).where(view.c.meeting == ref, holding(view, reader, pos)).order_by(view.c.ref).limit(MOST)
    with desk.reading() as connection:
        rows = connection.execute(query).mappings().all()
    told = [{"ref": row["ref"], **{n: shape.values(row).get(n) for n in _PROMISED}} for row in rows]
    return sorted(told, key=lambda one: (one["item"] or MOST, one["due"]["start"], one["ref"]))


def _told(found: Quorum) -> dict[str, Any]:
    each = [{"actor": s.actor, "needed": s.needed, "there": s.there, "answer": s.answer} for s in found.sides]
    return {"answer": found.answer, "sides": each}
