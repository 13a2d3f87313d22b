"""What a story tells and expects of alerts. Nothing is sent anywhere: a gateway is played by the line `gateway`.

recipient R1 watch public                 R1 is in the group watch and may know what the public may; by e-mail
gateway                                   takes every message that is due by now
acknowledge ALT1 R1                       R1 pressed the button behind the link
expect told ALT1 R1 sent                  queued, sent, expired, overtaken, withheld; none: no message at all
expect told ALT1 R1 sent by all_clear     the message of that step
expect alert of RULE on INC1 as ALT1      the rule raised one on that record; no alert of RULE on INC1: it did not
"""

from __future__ import annotations

from typing import Any, Protocol

from sqlalchemy import select

from ...core.errors import Unexpected
from ...ledger.state import NOW
from ..alerts.keeping import acknowledge, tend
from ..alerts.outbox import Outcome, claim, derive, end_overdue, settle, token_of
from ..alerts.recipients import Recipient, put
from ..alerts.store import deliveries
from ..desk import Desk

ALERTING = ("recipient", "gateway", "acknowledge")


class Telling(Protocol):
    """What is asked of the story that is being told."""

    desk: Desk
    now_s: int
    refs: dict[str, tuple[str, str]]

    def known(self, name: str) -> tuple[str, str]:
        """The register and ref that a name stands for."""

    def react(self) -> None:
        """Let the machine look at all that was told so far."""


def arranged(told: Telling, words: list[str]) -> None:
    """A recipient, a gateway or an answer. Raises Unexpected."""
    if words[0] == "recipient" and len(words) == 4:
        one = Recipient(words[1], groups=(words[2],), audience=words[3], addresses={"email": "somebody@example.org"})
        put(told.desk.alerts, told.desk.mission, [one])
    elif words[0] == "acknowledge" and len(words) == 3:
        _mind(told)
        acknowledge(told.desk, token_of(told.desk, _messages(told, words[1], words[2], None)[-1].id), told.now_s)
    elif words == ["gateway"]:
        _mind(told)
        rows = claim(told.desk, "email", told.now_s, 1000)
        settle(told.desk, [(row.id, Outcome("sent")) for row in rows], told.now_s)
    else:
        raise Unexpected("write recipient NAME GROUP AUDIENCE, acknowledge ALERT NAME, or gateway")


def alerted(told: Telling, words: list[str]) -> None:
    """Hold alerts against a line. Raises Unexpected."""
    _mind(told)
    if words[0] == "told":
        if len(words) not in (4, 6):
            raise Unexpected("write told ALERT RECIPIENT state, and perhaps by STEP")
        rows = _messages(told, words[1], words[2], words[5] if len(words) == 6 else None)
        found = rows[-1].state if rows else "none"
        if found != words[3]:
            raise Unexpected(f"it is {found}, not {words[3]}")
        return
    no, rest = words[0] == "no", words[1:] if words[0] == "no" else words
    if len(rest) < 5 or rest[1] != "of" or rest[3] != "on":
        raise Unexpected("write alert of RULE on RECORD, and perhaps as NAME")
    table = told.desk.shapes["alert"].table
    cause = told.known(rest[4])[1]
    query = select(table.c.ref).where(table.c.to_pos == NOW, table.c.rule == rest[2], table.c.cause == cause)
    with told.desk.reading() as connection:
        refs = list(connection.execute(query).scalars())
    if len(refs) != (0 if no else 1):
        raise Unexpected(f"there are {len(refs)}")
    if not no and rest[5:6] == ["as"]:
        told.refs[rest[6]] = ("alert", refs[0])


def _mind(told: Telling) -> None:
    """Let everything but the sending be done that is due."""
    told.react()
    for _ in range(2):  # what the clocks do is derived in its turn
        tend(told.desk, told.now_s)
        derive(told.desk, told.now_s)
        end_overdue(told.desk, told.now_s)


def _messages(told: Telling, alert: str, recipient: str, step: str | None) -> list[Any]:
    if not told.desk.alerts.there():
        return []
    d = deliveries.c
    query = select(deliveries).where(d.alert == told.known(alert)[1], d.recipient == recipient)
    query = query if step is None else query.where(d.step == step)
    with told.desk.alerts.reading() as connection:
        return list(connection.execute(query.order_by(d.pos)))
