"""Sending what waits in the outbox: a channel at a time, until nothing is due or its gateway is down."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from ...core.errors import Refusal
from ..desk import Desk
from .channels import PATIENCE_S, Gateway, Parcel, gateway
from .outbox import FIRST_S, LEASE_S, Outcome, claim, put_back, settle, token_of
from .phrases import phrase
from .store import addresses
from .wording import Alert, Told, cap_of, compose, read

BATCH = 200
log = logging.getLogger("greenline.alerts")


class Sender:
    """Sends the messages of one channel, for one thread. `clock` tells seconds since 1970."""

    def __init__(self, desk: Desk, channel: str, clock: Callable[[], float] = time.time) -> None:
        self.desk, self.channel, self.clock = desk, channel, clock
        self._gateway: Gateway | None = None
        self._composed: dict[tuple[int, str, str], tuple[Alert, Told, bytes] | None] = {}

    def work(self) -> bool:
        """Send what is due; whether the gateway was up. Raises Unavailable when what became of it cannot be kept."""
        while True:
            rows = claim(self.desk, self.channel, self.clock(), BATCH)
            if not rows:
                return True
            if not self._batch(rows):
                return False

    def _batch(self, rows: list[Any]) -> bool:
        """Send some; whether the gateway was up to the last."""
        began, left = time.monotonic(), [row.id for row in rows]
        self._composed.clear()  # what an audience may know is looked at anew
        to = self._addresses(rows)
        for row in rows:
            if time.monotonic() - began > LEASE_S - 2 * PATIENCE_S:  # what is left could outlast the lease
                put_back(self.desk, left, self.clock(), 0)
                return True
            outcome = self._one(row, to.get(row.recipient))
            left.remove(row.id)
            settle(self.desk, [(row.id, outcome)], self.clock())
            if outcome.state == "down":
                log.warning("alerts_gateway_down", extra={"channel": self.channel})
                put_back(self.desk, left, self.clock(), FIRST_S)
                self.close()
                return False
        return True

    def _one(self, row: Any, address: str | None) -> Outcome:
        if address is None:
            return Outcome("failed", reason="There is no such recipient or address any more.")
        try:
            held = self._held(row)
            self._gateway = self._gateway or gateway(self.desk.mission, self.channel)
        except Refusal as refusal:
            return Outcome("retry", reason=refusal.sentence)
        if held is None:
            return Outcome("failed", reason="This audience may not know of it any more.")
        alert, told, cap = held
        return self._gateway.send(parcel(self.desk, row, address, alert, told, cap))

    def _held(self, row: Any) -> tuple[Alert, Told, bytes] | None:
        """The words of a message: the same for all who read as one audience in one language."""
        key = (row.pos, row.audience, row.language)
        if key not in self._composed:
            known = row.audience in self.desk.mission.audiences
            alert = read(self.desk, row.alert, row.pos, row.step, self.desk.audience(row.audience)) if known else None
            self._composed[key] = None
            if alert is not None:
                self._composed[key] = (alert, compose(self.desk, alert, row.language), cap_of(self.desk, alert))
        return self._composed[key]

    def _addresses(self, rows: list[Any]) -> dict[str, str]:
        names = [row.recipient for row in rows]
        query = select(addresses).where(addresses.c.channel == self.channel, addresses.c.recipient.in_(names))
        with self.desk.alerts.reading() as connection:
            return {row.recipient: row.address for row in connection.execute(query)}

    def close(self) -> None:
        """Let go of the gateway."""
        if self._gateway is not None:
            self._gateway.close()
            self._gateway = None


def parcel(desk: Desk, row: Any, address: str, alert: Alert, told: Told, cap: bytes) -> Parcel:
    """A message as it goes out to one recipient: the common words, and a link of its own."""
    base = desk.mission.settings.alerting.address
    asks = base and row.step in ("release", "escalate")
    link = f"{base}/alert/{token_of(desk, row.id)}" if asks else ""
    asked = f"\n\n{phrase(told.language, 'link')}: {link}" if link else ""
    about = {"alert": alert.ref, "step": row.step, "degree": alert.values.get("degree"), "exercise": alert.exercise}
    return Parcel(row.id, address, told.language, told.subject, told.text + asked, cap, link, alert.sent_s, about)
