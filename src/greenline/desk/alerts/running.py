"""Alerts at work beside a server: one thread that makes messages and minds the clocks, some that send."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

from ...core.errors import Refusal, Unavailable
from ..desk import Desk
from .keeping import tend
from .outbox import derive, end_overdue
from .sending import Sender

LOOK_S, DOWN_S = 1.0, 5.0
SENDERS = {"email": 3, "webhook": 2, "sms": 2, "matrix": 1}
log = logging.getLogger("greenline.alerts")


def once(desk: Desk, now_s: float) -> None:
    """Everything that is to be done at a time, without threads: make messages, mind the clocks, send."""
    _prepare(desk, now_s)
    for channel in SENDERS:
        sender = Sender(desk, channel, lambda: now_s)
        sender.work()
        sender.close()
    tend(desk, now_s)
    derive(desk, now_s)


def _prepare(desk: Desk, now_s: float) -> None:
    tend(desk, now_s)
    derive(desk, now_s)
    end_overdue(desk, now_s)


class Alerting:
    """The threads. Closing lets what is being sent end."""

    def __init__(self, desk: Desk, clock: Callable[[], float] = time.time) -> None:
        self.desk, self.clock = desk, clock
        self._closed, self._due = threading.Event(), threading.Event()
        jobs = [(self._mind, "alerts")] + [
            (lambda channel=channel: self._send(channel), f"alerts-{channel}-{number}")
            for channel in desk.mission.settings.alerting.channels for number in range(SENDERS[channel])
        ]  # fmt: skip
        self._threads = [threading.Thread(target=job, name=name, daemon=True) for job, name in jobs]
        for thread in self._threads:
            thread.start()

    def _mind(self) -> None:
        follower, pos = self.desk.ledger.follower(), 0
        while not self._closed.is_set():
            try:
                _prepare(self.desk, self.clock())
                pos = follower.wait(pos)
            except Unavailable:
                self._closed.wait(DOWN_S)
            except Refusal as refusal:
                log.warning("alerts were not minded: %s", refusal.code)
                self._closed.wait(DOWN_S)
            except Exception:  # whatever it is: the room goes on, and the next look tries again
                log.exception("alerts were not minded")
                self._closed.wait(DOWN_S)
        follower.close()

    def _send(self, channel: str) -> None:
        sender = Sender(self.desk, channel, self.clock)
        while not self._closed.is_set():
            pause = LOOK_S / 4
            try:
                pause = LOOK_S / 4 if sender.work() else DOWN_S
            except Refusal as refusal:
                log.warning("alerts were not sent: %s", refusal.code)
                pause = DOWN_S
            except Exception:
                log.exception("alerts were not sent")
                pause = DOWN_S
            self._closed.wait(pause)
        sender.close()

    def close(self) -> None:
        """Stop looking; a message that is being sent is finished."""
        self._closed.set()
        self.desk.ledger.bell.ring()
        for thread in self._threads:
            thread.join(timeout=30)
