"""Webhooks: a JSON object to an address that the mission names, signed, under a key by which a repeat is known."""

from __future__ import annotations

import hashlib
import hmac

import orjson

from ....mission import Mission
from ..outbox import Outcome
from . import Parcel
from .asking import Line, judged

SIGNATURE = "X-Greenline-Signature"


class Hook:
    """The webhooks of a mission."""

    def __init__(self, mission: Mission) -> None:
        self.hooks = {hook.name: (hook.url, hook.secret(mission.folder)) for hook in mission.settings.alerting.webhook}
        self.line = Line()

    def send(self, parcel: Parcel) -> Outcome:
        """Send one message."""
        if parcel.address not in self.hooks:
            return Outcome("failed", reason="The mission names no such webhook any more.")
        url, secret = self.hooks[parcel.address]
        told = {"id": parcel.id, "language": parcel.language, "subject": parcel.subject, "text": parcel.text,
                "acknowledge": parcel.link or None, "cap": parcel.cap.decode(), **parcel.about}  # fmt: skip
        body = orjson.dumps(told, option=orjson.OPT_SORT_KEYS)
        headers = {"Content-Type": "application/json", "Idempotency-Key": parcel.id}
        if secret:
            headers[SIGNATURE] = signature(secret, body)
        answer = self.line.ask("POST", url, headers, body)
        return answer if isinstance(answer, Outcome) else judged(answer, parcel.id)

    def close(self) -> None:
        """Let go."""
        self.line.close()


def signature(secret: str, body: bytes) -> str:
    """HMAC-SHA256 of a body, as GitHub and others write it."""
    return f"sha256={hmac.digest(secret.encode(), body, hashlib.sha256).hex()}"
