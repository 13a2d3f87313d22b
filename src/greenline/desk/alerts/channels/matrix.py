"""Matrix rooms by the client-server API v3. The transaction id is the message's own, so that the homeserver takes each
message once however often it is sent."""

from __future__ import annotations

from urllib.parse import quote

import orjson

from ....mission import Mission
from ..outbox import Outcome
from . import Parcel
from .asking import Line, judged
from .sms import receipt_of


class Room:
    """A homeserver."""

    def __init__(self, mission: Mission) -> None:
        settings = mission.settings.alerting.matrix
        assert settings is not None
        self.url, self.secret = settings.url.rstrip("/"), settings.secret(mission.folder)
        self.line = Line()

    def send(self, parcel: Parcel) -> Outcome:
        """Send one message."""
        room = quote(parcel.address, safe="")
        url = f"{self.url}/_matrix/client/v3/rooms/{room}/send/m.room.message/{quote(parcel.id, safe='')}"
        body = orjson.dumps({"msgtype": "m.text", "body": f"{parcel.text}\n\n{parcel.link}".strip()})
        headers = {"Authorization": f"Bearer {self.secret}", "Content-Type": "application/json"}
        answer = self.line.ask("PUT", url, headers, body)
        return answer if isinstance(answer, Outcome) else judged(answer, receipt_of(answer.body, "event_id"))

    def close(self) -> None:
        """Let go."""
        self.line.close()
