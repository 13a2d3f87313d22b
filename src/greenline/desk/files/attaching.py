"""How files hang together with records: what an act says of them is filled in from what is kept; who may read which
copy; who had it in hands; what nobody cites any more is let go."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from ...core.errors import NotAllowed, NotFound, Refusal
from ...core.handling import HEAD, RECORDS, VERIFIER, Actor, Audience
from ...core.register import Register
from ...ledger.erasure import UNSCRUBBED_FILES, mark
from .. import picture
from ..desk import Desk
from ..logbook import Line
from .naming import groups, parts_of, singles
from .store import MOST_FILE

KEEPERS = (VERIFIER, HEAD, RECORDS)  # who may take the evidentiary original in hand
UNCITED_H = 24  # hours that a file waits for the act that names it


def read(
    desk: Desk, register: type[Register], ref: str, digest: str, audience: Audience, actor: Actor, original: bool
) -> tuple[bytes | Iterator[bytes], str, str]:
    """A file of a record as an audience may have it: (bytes, or the parts of a large one; media type; name).

    The evidentiary original is for those who verify and keep it, and each time is noted. Raises NotFound, NotAllowed,
    Unavailable; Refusal when it is not what it was.
    """
    record = picture.one(desk, register.noun, ref, audience)
    part = next((p for p in parts_of(record["values"], register) if p.get("file") == digest), None)
    if part is None:
        raise NotFound(f"{ref[:40]} has no such file.")
    if original:
        if not audience.inside or actor.roles.isdisjoint(KEEPERS):
            raise NotAllowed(f"The original is for the roles {', '.join(KEEPERS)}; there may be a copy to share.")
        line = Line(actor.call_sign, "original", audience.name, register.noun, [ref], detail={"file": digest})
        desk.logbook.note(line).result()
        return _given(desk, part, digest)
    return copy_of(desk, part)


def copy_of(desk: Desk, part: Mapping[str, Any]) -> tuple[bytes | Iterator[bytes], str, str]:
    """The copy of a file that may be shared, as `read` gives it. Raises NotFound, Refusal, Unavailable."""
    if not part.get("shared"):
        raise NotFound("This file has no copy that may be shared; only the original is kept.")
    return _given(desk, part, part["shared"])


def _given(desk: Desk, part: Mapping[str, Any], wanted: str) -> tuple[bytes | Iterator[bytes], str, str]:
    name = str(part.get("name") or part["file"][:12])
    kept = desk.files.look(wanted)
    if kept is not None and kept.size > MOST_FILE:
        if desk.files.check(wanted) is not None:
            raise Refusal("This file was changed after it came; it is not given out. Run verify.")
        return desk.files.pieces(wanted), kept.media, name
    content, media = desk.files.read(wanted)
    return content, media, name


def custody(desk: Desk, register: type[Register], ref: str, digest: str, audience: Audience) -> list[dict[str, Any]]:
    """Who had a file in hands, oldest first: who brought it, which act hung it on the record, who took the original.
    Raises NotFound; for the mission alone."""
    if not audience.inside:
        raise NotAllowed("Custody is told to the mission alone.")
    history = picture.history(desk, register.noun, ref, audience)
    kept = desk.files.look(digest)
    told = [{"at": kept.at, "by": kept.by, "did": "brought"}] if kept else []
    for version in history["versions"]:
        if any(change["new"] == digest for change in version["changes"]):
            entry = version["entry"]
            told.append({"at": version["recorded_at"], "by": version["by"], "did": "attached", "entry": entry})
    for line in reversed(desk.logbook.page(ref=ref, did="original", most=1000)):
        if line["detail"].get("file") == digest:
            told.append({"at": line["at"], "by": line["by"], "did": "took the original"})
    if not told:
        raise NotFound(f"{ref[:40]} has no such file.")
    return sorted(told, key=lambda one: str(one["at"]))


def cited(desk: Desk, among: Collection[str] | None = None) -> set[str]:
    """The files that some version of some record names."""
    found: set[str] = set()
    for shape in desk.shapes.values():
        many = shape.many.c
        for group in groups(shape.register):
            query = select(many.value).where(many.path == f"{group.name}.{group.parts[0].name}").distinct()
            if among is not None:
                query = query.where(many.value.in_(list(among)))
            with desk.reading() as connection:
                found.update(connection.execute(query).scalars())
        for one in singles(shape.register):
            column = shape.table.c[one.name]
            query = select(column).where(column.is_not(None)).distinct()
            if among is not None:
                query = query.where(column.in_(list(among)))
            with desk.reading() as connection:
                found.update(connection.execute(query).scalars())
    return found


def let_go(desk: Desk, digests: Collection[str]) -> None:
    """Forget those of these files that no record names any more."""
    gone = set(digests) - cited(desk, digests)
    if gone:
        with desk.ledger.exclusive() as connection:
            mark(connection, UNSCRUBBED_FILES)  # before: what is cut short in between is finished later
        desk.files.forget(sorted(gone))


def sweep(desk: Desk) -> None:
    """Forget what was sent long ago and never named."""
    before = (datetime.now(UTC) - timedelta(hours=UNCITED_H)).strftime("%Y-%m-%dT%H:%M:%SZ")
    old = desk.files.originals(before)
    if old:
        let_go(desk, old)


__all__ = ["KEEPERS", "cited", "copy_of", "custody", "let_go", "read", "sweep"]
