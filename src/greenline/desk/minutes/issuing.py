"""Issuing minutes: the paper is kept by its digest. What says the same is the same bytes; a change makes a new version
that shows old and new, and the older one stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ...core.errors import Invalid, NotFound
from ...core.handling import MISSION, Actor, Audience
from ...ledger.chain import recorded_at
from .. import picture
from ..desk import Desk
from ..intake import Act, submit
from .composing import changes, compose, digest_of
from .paper import Frame, printed

ISSUED = ("recorded", "followed_up")


@dataclass(frozen=True, slots=True)
class Minutes:
    """One issue of minutes: its version, the digest of the file and of what it says, the position of the ledger, and
    whether it was issued before."""

    ref: str
    version: int
    file: str
    digest: str
    known_at: int
    again: bool = False

    def plain(self) -> dict[str, Any]:
        """The same as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


def issue(desk: Desk, ref: str, actor: Actor, key: str) -> Minutes:
    """Issue the minutes of a recorded meeting; when nothing changed since the last issue, that one is the answer.
    Raises a Refusal."""
    record = picture.one(desk, "meeting", ref, MISSION)
    if record["state"] not in ISSUED:
        raise Invalid(f"{ref} is {record['state']}; minutes are issued of a meeting that is recorded.")
    papers = record["values"].get("papers") or []
    pos = desk.ledger.pos()
    said = compose(desk, ref, pos)
    digest = digest_of(said)
    if papers and papers[-1]["digest"] == digest:
        return _told(ref, papers[-1], again=True)
    kept = desk.files.put(made(desk, ref, len(papers) + 1, pos, papers[-1]["known_at"] if papers else None),
                          actor.call_sign)  # fmt: skip
    paper = {"version": len(papers) + 1, "file": kept.digest, "digest": digest, "known_at": pos}
    desk.issuing.add(key)
    try:
        submit(desk, Act("meeting", "issue", key, {"papers": [*papers, paper]}, ref, record["version"]), actor)
    finally:
        desk.issuing.discard(key)
    return _told(ref, paper)


def made(desk: Desk, ref: str, version: int, pos: int, before: int | None) -> bytes:
    """The paper of a version as known at a position; the same bytes whenever it is made. before: the position of the
    version that it follows."""
    said = compose(desk, ref, pos)
    row = desk.ledger.entry(pos)
    assert row is not None, f"{ref} is known at a position that the ledger does not have"
    moved = [] if before is None else changes(compose(desk, ref, before), said)
    frame = Frame(version, row["site"], row["seq"], row["hash"].hex(), recorded_at(row["leaves"]), digest_of(said))
    return printed(said, moved, frame, desk.mission)


def paper(desk: Desk, ref: str, audience: Audience, version: int | None = None) -> tuple[bytes, str]:
    """The paper of a version (None: the newest) and a name for it, for whoever may know of the meeting. Raises
    NotFound."""
    papers = picture.one(desk, "meeting", ref, audience)["values"].get("papers") or []
    found = next((p for p in reversed(papers) if version in (None, p["version"])), None)
    if found is None:
        raise NotFound(
            f"{ref[:40]} has no minutes{'' if version is None else f' of version {version}'}. They are issued on the "
            "session's page, or by POST /api/commission/minutes/{ref}."
        )
    content, _ = desk.files.read(found["file"])
    return content, f"minutes-{ref}-{found['version']}.pdf"


def _told(ref: str, paper: dict[str, Any], again: bool = False) -> Minutes:
    return Minutes(ref, paper["version"], paper["file"], paper["digest"], paper["known_at"], again)
