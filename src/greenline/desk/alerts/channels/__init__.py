"""The ways out: one small file each. A gateway takes parcels, one after the other, and tells what became of each.

A gateway never raises for what the other side does: whatever it is becomes an Outcome, within `PATIENCE_S`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from ....core.errors import Refusal
from ....mission import Mission
from ..outbox import Outcome

PATIENCE_S = 20.0  # for one message, less than half a lease


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message as it goes out: its id, to which address, the words, the same as CAP, and where to acknowledge."""

    id: str
    address: str
    language: str
    subject: str
    text: str
    cap: bytes
    link: str
    sent_s: int  # when it was decided: the same whenever it is sent
    about: dict[str, object]


class Gateway(Protocol):
    """A connection to the other side, for one thread."""

    def send(self, parcel: Parcel) -> Outcome:
        """Send one message."""
        ...

    def close(self) -> None:
        """Let go."""
        ...


def gateway(mission: Mission, channel: str) -> Gateway:
    """A new connection to a channel's gateway. Raises Refusal when the mission names none, or its secret is away."""
    from .email import Mailer
    from .matrix import Room
    from .sms import Texter
    from .webhook import Hook

    ways: dict[str, Callable[[Mission], Gateway]] = {"email": Mailer, "webhook": Hook, "sms": Texter, "matrix": Room}
    if channel not in mission.settings.alerting.channels:
        raise Refusal(f"The mission names no gateway for {channel}.")
    return ways[channel](mission)
