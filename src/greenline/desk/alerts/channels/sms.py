"""Text messages by any gateway that takes an HTTP request: what it wants to be asked is data in the mission folder.

How many parts a text takes follows 3GPP TS 23.038: 160 letters of GSM's alphabet (153 each when there are several), or
70 UTF-16 units (67) as soon as one letter is not in it.
"""

from __future__ import annotations

import re
from urllib.parse import quote_plus

import orjson

from ....mission import Mission
from ..outbox import Outcome
from . import Parcel
from .asking import Line, judged

_GSM = set("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ ÆæßÉ!\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
           "abcdefghijklmnopqrstuvwxyzäöñüà")  # fmt: skip
_TWICE = set("^{}\\[~]|€\f")  # these take two
_BRACED = re.compile(r"\{(address|text|id|secret)\}")


def parts_of(text: str) -> int:
    """How many text messages a text takes."""
    if all(one in _GSM or one in _TWICE for one in text):
        units, whole, each = sum(2 if one in _TWICE else 1 for one in text), 160, 153
    else:
        units, whole, each = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if units <= whole else -(-units // each)


def short(subject: str, text: str, exercise: bool, link: str, most: int) -> str:
    """An alert as a text message: what is left out is never that it is an exercise, which stands first and last."""
    pieces = text.split("\n\n")
    words = pieces[0] if exercise else ""
    rest = [piece for piece in pieces[2 if exercise else 1 :] if piece != words]
    return shortened([subject, *rest], f"{words}\n{link}".strip(), most)


def shortened(told: list[str], last: str, most: int) -> str:
    """As many of the pieces as fit into so many messages, the first cut if need be, and the last one always."""
    kept: list[str] = []
    for piece in told:
        if kept and parts_of("\n".join([*kept, piece, last]).strip()) > most:
            break
        kept.append(piece)
    while kept and parts_of("\n".join([*kept, last]).strip()) > most and len(kept[0]) > 1:
        kept[0] = kept[0][: len(kept[0]) * 9 // 10].rstrip() + "…"
        if len(kept[0]) < 4:
            break
    return "\n".join([*kept, last]).strip()


class Texter:
    """A gateway of text messages."""

    def __init__(self, mission: Mission) -> None:
        settings = mission.settings.alerting.sms
        assert settings is not None
        self.settings, self.secret = settings, settings.secret(mission.folder)
        self.line = Line()

    def send(self, parcel: Parcel) -> Outcome:
        """Send one message."""
        drill = bool(parcel.about.get("exercise"))
        text = short(parcel.subject, parcel.text, drill, parcel.link, self.settings.most_parts)
        given = {"address": parcel.address, "text": text, "id": parcel.id, "secret": self.secret}
        body = filled(self.settings.body, given, self.settings.kind)
        headers = {name: filled(value, {**given, "text": "", "address": ""}, "") for name, value in
                   self.settings.headers.items()}  # fmt: skip
        headers = {"Content-Type": self.settings.kind, "Idempotency-Key": parcel.id, **headers}
        answer = self.line.ask(self.settings.method, self.settings.url, headers, body.encode())
        if isinstance(answer, Outcome):
            return answer
        return judged(answer, receipt_of(answer.body, self.settings.receipt) or parcel.id, self.settings.retry)

    def close(self) -> None:
        """Let go."""
        self.line.close()


def filled(template: str, given: dict[str, str], kind: str) -> str:
    """A template with what belongs into it, escaped as the kind of body wants."""

    def put(found: re.Match[str]) -> str:
        text = given[found[1]]
        if kind == "application/json":
            return orjson.dumps(text).decode()[1:-1]
        return quote_plus(text) if kind else text

    return _BRACED.sub(put, template)


def receipt_of(body: bytes, path: str) -> str:
    """The gateway's own id in its answer, by a path such as messages.0.id; empty when it is not there."""
    if not path:
        return ""
    try:
        found = orjson.loads(body)
        for step in path.split("."):
            found = found[int(step)] if isinstance(found, list) else found[step]
    except (orjson.JSONDecodeError, KeyError, IndexError, ValueError, TypeError):
        return ""
    return str(found)[:200] if isinstance(found, str | int) else ""
