"""Handing out: every file that leaves says for what, to whom and until when, and the access log knows it.

The line is written before the first byte goes, and another when the last went, with what was sent: so that a download
that broke off is known too, and a file that turns up somewhere can be told by its digest.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from ..core.errors import BadRequest, Issue
from ..core.handling import Audience
from ..faces.query import Question
from .desk import Desk
from .logbook import MOST_WORDS, Line
from .share import EVERYTHING, export

UNSAID = "not said"


@dataclass(frozen=True, slots=True)
class Handout:
    """Who takes something out, for what, for whom, and until when it may be kept (a day). What was not said is None."""

    by: str
    purpose: str | None = None
    recipient: str | None = None
    expires: str | None = None

    def about(self, audience: Audience) -> dict[str, str]:
        """What a file carries of it, and nothing of who took it; empty when nothing was said and nothing is
        restricted."""
        said = {"purpose": self.purpose, "recipient": self.recipient, "expires": self.expires}
        if audience.clearance == 0 and not any(said.values()):
            return {}
        return {"audience": audience.name, **{name: words or UNSAID for name, words in said.items()}}


def handout(
    by: str, purpose: str | None, recipient: str | None, expires: str | None, *, needed: bool = False
) -> Handout:
    """A handout as it was said. `needed`: all three must be. Raises BadRequest with every issue."""
    issues = []
    for name, words in (("purpose", purpose), ("recipient", recipient), ("expires", expires)):
        if words is None and needed:
            issues.append(Issue(name, "missing", f"Restricted records go out with a {name}; say which."))
        elif words is not None and (len(words) > MOST_WORDS or not words.isprintable() or not words.strip()):
            issues.append(Issue(name, "bad_text", f"The {name} is one line of 1 to {MOST_WORDS} characters."))
    if expires is not None and not issues:
        try:
            if date.fromisoformat(expires) < datetime.now(UTC).date():
                issues.append(Issue("expires", "past", f"{expires} has gone by; say until when it may be kept."))
        except ValueError:
            issues.append(Issue("expires", "bad_date", f"{expires[:40]!r} is no day; one looks like 2027-01-31."))
    if issues:
        raise BadRequest("What goes out needs to say for what, to whom and until when.", issues)
    return Handout(by, purpose, recipient, expires)


def hand_out(
    desk: Desk,
    given: Handout,
    register: str,
    audience: Audience,
    form: str,
    hxl: bool = False,
    asked: Question = EVERYTHING,
) -> Iterator[bytes]:
    """The pieces of an exported file, known to the access log. Raises BadRequest, NotFound, Unavailable."""
    pieces = export(desk, register, audience, form, hxl, asked, given.about(audience))
    filters = {name: str(getattr(asked, name)) for name in _FILTERS if getattr(asked, name) not in (None, (), "")}
    if asked.party in set(desk.mission.aliases.values()):
        filters["party"] = str(asked.party)
    return noted(desk, given, "export", register, audience, pieces, {"format": form, "filters": filters})


def noted(
    desk: Desk,
    given: Handout,
    did: str,
    register: str,
    audience: Audience,
    pieces: Iterator[Any],
    detail: Mapping[str, Any],
) -> Iterator[bytes]:
    """The pieces of a file that goes out, known to the access log: `did` is `export` or `release`. Raises
    Unavailable when the log cannot be written; then nothing goes out."""
    number = secrets.token_hex(8)
    line = Line(
        given.by, did, audience.name, register, (), given.purpose, given.recipient, given.expires,
        {"handout": number, **detail},
    )  # fmt: skip
    desk.logbook.note(line).result()
    return _followed(desk, line, pieces, number)


_FILTERS = ("since", "until", "box", "codes", "states", "at")  # no words: they may be somebody's name


def _followed(desk: Desk, line: Line, pieces: Iterator[Any], number: str) -> Generator[bytes]:
    digest, size, whole = hashlib.sha256(), 0, False
    try:
        for piece in pieces:
            sent = piece if isinstance(piece, bytes) else piece.encode()
            digest.update(sent)
            size += len(sent)
            yield sent
        whole = True
    finally:
        close = getattr(pieces, "close", None)
        if close is not None:
            close()
        detail: dict[str, Any] = {"handout": number, "bytes": size, "whole": whole}
        if whole:
            detail["sha256"] = digest.hexdigest()
        desk.logbook.note(Line(line.by, _DONE[line.did], line.audience, line.register, detail=detail))


_DONE = {"export": "exported", "release": "released"}
__all__ = ["Handout", "hand_out", "handout", "noted"]
