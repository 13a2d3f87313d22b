"""What can go wrong, in words for people.

Issue                    a value about data: where, which code, a sentence; collected, never raised
Refusal                  raised when a person can mend it
├── BadRequest      400  the request cannot be read at all
├── NotSignedIn     401  nobody is signed in, or what was shown to sign in is wrong
├── NotAllowed      403  this role may not take this step
├── NotFound        404  no such record, register, file or mission
├── TooSlow         408  the request did not arrive in time
├── KeyConflict     409  the same key came before with other content
├── Stale           409  somebody changed the record in between; both versions are shown
├── TooLarge        413  over a stated maximum
├── Invalid         422  the values do not hold; carries every issue at once
├── TooMany         429  more tries than are allowed; `retry_s` tells when to come back
└── Unavailable     503  the ledger cannot be written now (disk full, stopping)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that is wrong with given data: `field` is a path such as `deaths.best` or `row 3`."""

    field: str
    code: str
    sentence: str

    def plain(self) -> dict[str, str]:
        """The issue as a JSON object."""
        return {"field": self.field, "code": self.code, "sentence": self.sentence}


class Refusal(Exception):
    """Something a person can mend. `code` is stable, `status` is the HTTP status, `sentence` is for people."""

    code = "refused"
    status = 400

    def __init__(self, sentence: str, issues: Sequence[Issue] = (), **detail: Any) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.issues = tuple(issues)
        self.detail: Mapping[str, Any] = detail

    def plain(self) -> dict[str, Any]:
        """The refusal as a JSON object, with every issue and detail."""
        body: dict[str, Any] = {"code": self.code, "sentence": self.sentence, **self.detail}
        if self.issues:
            body["issues"] = [issue.plain() for issue in self.issues]
        return body


class BadRequest(Refusal):
    """The request cannot be read at all."""

    code = "bad_request"
    status = 400


class NotSignedIn(Refusal):
    """Nobody is signed in, or what was shown to sign in is wrong; `needs` tells what is missing."""

    code = "not_signed_in"
    status = 401


class NotAllowed(Refusal):
    """This role may not take this step."""

    code = "not_allowed"
    status = 403


class NotFound(Refusal):
    """No such record, register, file or mission (or none that this audience may know of)."""

    code = "not_found"
    status = 404


class TooSlow(Refusal):
    """The request did not arrive in time."""

    code = "too_slow"
    status = 408


class KeyConflict(Refusal):
    """The sender used this key before, for an act with other content."""

    code = "key_conflict"
    status = 409


class Stale(Refusal):
    """The record changed after the sender saw it; `seen` and `current` carry both versions."""

    code = "stale"
    status = 409


class TooLarge(Refusal):
    """More than a stated maximum."""

    code = "too_large"
    status = 413


class Invalid(Refusal):
    """Values that do not hold; carries all issues at once."""

    code = "invalid"
    status = 422


class TooMany(Refusal):
    """More tries than are allowed; `retry_s` tells after how many seconds the next may come."""

    code = "too_many"
    status = 429


class Unavailable(Refusal):
    """The ledger cannot be written now; nothing of the request was kept."""

    code = "unavailable"
    status = 503


class Unexpected(Exception):
    """A line of a story that did not come true, or cannot be understood."""
