"""The outbox: the messages that entries of the ledger decide, and what became of each.

An entry that releases, escalates, clears or cancels an alert decides who is told; its messages are derived from it,
once, whichever process does so and however often it is asked: a message's id is a digest of alert, entry, recipient and
channel. A process that is killed loses nothing: what it had in hand is given to another when its lease has run out,
under the same id, by which gateways and readers know it again.
"""

from __future__ import annotations

import hashlib
import hmac
import random
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, case, func, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from ...core.moment import from_plain
from ...ledger.state import NOW
from ...registers.message import OUTSIDE
from ..desk import Desk
from .approved import groups_of
from .recipients import Recipient, of_groups
from .store import deliveries, derived, endings
from .wording import read, step_of

LEASE_S = 60.0  # how long a process may have a message in hand; a channel's own patience is less than half of it
FIRST_S, MOST_S = 5.0, 900.0  # between two attempts
GOT = ("sent", "delivered")
OPEN = ("queued", "sending")
_TELLS = ("release", "escalate", "all_clear", "cancel")
_ENDS = ("all_clear", "cancel", "supersede", "expire")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an attempt. `state`: sent, failed (never to be tried again), retry, or down (retry, and nothing
    else goes by this gateway just now). `unsure`: no answer came, so that it may have arrived."""

    state: str
    receipt: str = ""
    reason: str = ""
    unsure: bool = False


# --- making messages


def derive(desk: Desk, now_s: float) -> int:
    """Make the messages of entries that have come; how many."""
    made = 0
    for pos, ref in _fresh(desk):
        step = step_of(desk, pos)
        with desk.alerts.writing() as connection:
            if not _first(connection, derived, {"pos": pos, "alert": ref, "told": int(step not in _TELLS)}):
                continue  # another process made them
            rows = _of_entry(desk, connection, ref, pos, step, now_s)
            _insert(connection, rows)
            made += len(rows)
    return made


def _fresh(desk: Desk) -> list[tuple[int, str]]:
    """Entries about released alerts after the last one whose messages were made."""
    last = 0
    if desk.alerts.there():
        with desk.alerts.reading() as connection:
            last = connection.execute(select(func.max(derived.c.pos))).scalar() or 0
    table = desk.shapes["alert"].table
    query = select(table.c.from_pos, table.c.ref).where(table.c.from_pos > last, table.c.state.in_(OUTSIDE))
    with desk.reading() as connection:
        return [(row.from_pos, row.ref) for row in connection.execute(query.order_by(table.c.from_pos))]


def _of_entry(
    desk: Desk, connection: Connection, ref: str, pos: int, step: str, now_s: float
) -> list[dict[str, Any]]:  # fmt: skip
    if step in _ENDS:
        return _ended(desk, connection, ref, pos, step, now_s)
    if step not in _TELLS:
        return []
    with desk.reading() as reading:
        held = desk.state.record(reading, "alert", ref, pos)
    assert held is not None, f"entry {pos} without its alert"
    flat = held.flat
    told = of_groups(connection, groups_of(flat.get("groups" if step == "release" else "escalate_to")))
    wanted = flat.get("channels") or ()
    to = {(one.id, channel): one for one in told for channel in one.addresses if not wanted or channel in wanted}
    until_s = _until(flat)
    rows = [_row(desk, ref, pos, step, one.id, channel, one.language, one.audience, until_s, now_s,
                 _quiet_s(desk, one, flat, now_s)) for (_, channel), one in to.items()]  # fmt: skip
    if step == "release" and flat.get("updates"):  # whoever got the earlier one hears of its update
        held_by = _got(connection, str(flat["updates"]))
        rows.extend(
            _row(desk, ref, pos, step, g.recipient, g.channel, g.language, g.audience, until_s, now_s)
            for g in held_by if (g.recipient, g.channel) not in to
        )  # fmt: skip
    return _withheld(desk, rows, ref, pos, step)


def _ended(
    desk: Desk, connection: Connection, ref: str, pos: int, step: str, now_s: float
) -> list[dict[str, Any]]:  # fmt: skip
    """The end of an alert: what is not sent yet is not sent any more; all clear and cancel go to exactly those who got
    it, or may have. What is being sent in this moment is asked after when that is known (`settle`)."""
    query = select(deliveries.c.id).where(deliveries.c.alert == ref).order_by(deliveries.c.id)
    connection.execute(query.with_for_update())  # nobody settles one of them meanwhile
    got = _got(connection, ref)
    until_s = int(now_s) + 86_400
    with desk.reading() as reading:
        held = desk.state.record(reading, "alert", ref, pos)
    if held is not None:
        until_s = max(until_s, _until(held.flat))
    _first(connection, endings, {"alert": ref, "pos": pos, "step": step, "until_at": until_s})
    over = "expired" if step == "expire" else "overtaken"
    waiting = (deliveries.c.alert == ref, deliveries.c.state == "queued")
    connection.execute(update(deliveries).where(*waiting).values(state=over, at=now_s))
    if step not in _TELLS:
        return []
    rows = [_row(desk, ref, pos, step, g.recipient, g.channel, g.language, g.audience, until_s, now_s) for g in got]
    return _withheld(desk, rows, ref, pos, step)


def _got(connection: Connection, ref: str) -> Sequence[Any]:
    """To whom an alert went, or may have gone, by which channel; each once."""
    reached = deliveries.c.state.in_(GOT) | (deliveries.c.unsure == 1)
    d = deliveries.c
    query = select(d.recipient, d.channel, d.language, d.audience).where(d.alert == ref, reached)
    query = query.where(d.step.in_(("release", "escalate"))).distinct()
    return connection.execute(query.order_by(d.recipient, d.channel)).all()


def _row(
    desk: Desk, ref: str, pos: int, step: str, recipient: str, channel: str, language: str, audience: str,
    until_s: int, now_s: float, after_s: float = 0.0,
) -> dict[str, Any]:  # fmt: skip
    told = hashlib.sha256("|".join((ref, str(pos), recipient, channel)).encode()).hexdigest()[:40]
    return {
        "id": told, "alert": ref, "pos": pos, "step": step, "recipient": recipient, "channel": channel,
        "language": language, "audience": audience, "state": "queued", "attempts": 0,
        "next_at": max(now_s, after_s), "lease_at": 0.0, "unsure": 0, "until_at": until_s, "receipt": "",
        "reason": "", "at": now_s, "token": digest_of(link(desk.alert_secret, told)),
    }  # fmt: skip


def _withheld(desk: Desk, rows: list[dict[str, Any]], ref: str, pos: int, step: str) -> list[dict[str, Any]]:
    """The same rows; what no gateway takes, and what an audience may not know, waits for nothing."""
    may = {name: name in desk.mission.audiences and read(desk, ref, pos, step, desk.audience(name)) is not None
           for name in {row["audience"] for row in rows}}  # fmt: skip
    for row in rows:
        if not may[row["audience"]]:
            row |= {"state": "withheld", "reason": "This audience may not know of it."}
        elif row["channel"] not in desk.mission.settings.alerting.channels:
            row |= {"state": "failed", "reason": "The mission names no gateway for this channel."}
    return rows


def link(secret: bytes, told: str) -> str:
    """The secret part of the link by which a message is acknowledged; the same each time it is sent."""
    return urlsafe_b64encode(hmac.digest(secret, f"link|{told}".encode(), "sha256")).decode().rstrip("=")


def digest_of(token: str) -> bytes:
    """What is kept of a link."""
    return hashlib.sha256(token.encode()).digest()


def token_of(desk: Desk, told: str) -> str:
    """The token of a message."""
    return link(desk.alert_secret, told)


def _until(flat: Mapping[str, Any]) -> int:
    return from_plain(flat["expires"]).until_s if flat.get("expires") else 0


def _quiet_s(desk: Desk, one: Recipient, flat: Mapping[str, Any], now_s: float) -> float:
    """When a recipient's quiet hours end, if they have them now; what is red waits for nothing."""
    if not one.quiet or flat.get("degree") == "red":
        return 0.0
    local = datetime.fromtimestamp(now_s, ZoneInfo(desk.mission.settings.timezone))
    begins, ends = one.quiet.split("-")
    clock = local.strftime("%H:%M")
    within = begins <= clock < ends if begins < ends else clock >= begins or clock < ends
    if not within:
        return 0.0
    end = local.replace(hour=int(ends[:2]), minute=int(ends[3:]), second=0, microsecond=0)
    return (end if end > local else end + timedelta(days=1)).timestamp()


def _insert(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    for start in range(0, len(rows), 1000):
        connection.execute(_ignoring(connection, deliveries), list(rows[start : start + 1000]))


def _first(connection: Connection, table: Any, row: Mapping[str, Any]) -> bool:
    """Insert a row unless it is there; whether it was not."""
    made = _ignoring(connection, table).values(dict(row)).returning(literal(1))
    return connection.execute(made).first() is not None


def _ignoring(connection: Connection, table: Any) -> Any:
    insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert
    return insert(table).on_conflict_do_nothing()


# --- sending them


def claim(desk: Desk, channel: str, now_s: float, most: int) -> list[Any]:
    """Take messages of a channel in hand, those that end first going first; other processes leave them alone until the
    lease has run out."""
    d = deliveries.c
    due = ((d.state == "queued") & (d.next_at <= now_s)) | ((d.state == "sending") & (d.lease_at <= now_s))
    query = select(deliveries).where(d.channel == channel, due, d.until_at > now_s)
    query = query.order_by(d.until_at, d.next_at, d.id).limit(most).with_for_update(skip_locked=True)
    if not desk.alerts.there():
        return []
    with desk.alerts.reading() as connection:  # nobody waits for the lock when there is nothing to do
        if (
            connection.execute(select(d.id).where(d.channel == channel, due, d.until_at > now_s).limit(1)).first()
            is None
        ):
            return []
    with desk.alerts.writing() as connection:
        rows: list[Any] = list(connection.execute(query).all())
        changed = {
            "state": "sending", "lease_at": now_s + LEASE_S, "attempts": d.attempts + 1,
            "unsure": case((d.state == "sending", 1), else_=d.unsure),
        }  # fmt: skip
        for start in range(0, len(rows), 500):
            ids = [row.id for row in rows[start : start + 500]]
            connection.execute(update(deliveries).where(d.id.in_(ids)).values(changed))
    return rows


def settle(desk: Desk, outcomes: Sequence[tuple[str, Outcome]], now_s: float) -> None:
    """Keep what became of messages that this process had in hand."""
    with desk.alerts.writing() as connection:
        for told, outcome in outcomes:
            _settled(desk, connection, told, outcome, now_s)


# Ten thousand wait: the two statements of each message are made once, and filled in.
_IN_HAND = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("told"), deliveries.c.state == "sending")
    .values(lease_at=0.0, at=bindparam("now_s"), reason=bindparam("why"), state=bindparam("now_is"))
    .returning(*deliveries.c)
)
_OVER = _IN_HAND.values(receipt=bindparam("by"), unsure=0)
_AGAIN = _IN_HAND.values(
    next_at=bindparam("now_s"), unsure=case((bindparam("doubt") == 1, 1), else_=deliveries.c.unsure)
)
_ENDED = select(endings).where(endings.c.alert == bindparam("ref"))


def _settled(desk: Desk, connection: Connection, told: str, outcome: Outcome, now_s: float) -> None:
    d = deliveries.c
    given: dict[str, Any] = {"told": told, "now_s": now_s, "why": outcome.reason[:200]}
    if outcome.state in ("sent", "failed"):
        done = {**given, "now_is": outcome.state, "by": outcome.receipt[:200]}
        row = connection.execute(_OVER, done).first()
    else:
        row = connection.execute(_AGAIN, {**given, "now_is": "queued", "doubt": int(outcome.unsure)}).first()
    if row is None:
        return  # its lease ran out, and another process has it in hand
    if row.state == "queued":
        connection.execute(update(deliveries).where(d.id == told).values(next_at=now_s + pause_s(row.attempts)))
    if row.step not in ("release", "escalate"):
        return
    ending = connection.execute(_ENDED, {"ref": row.alert}).first()
    if ending is None:
        return
    if row.state == "queued":
        connection.execute(update(deliveries).where(d.id == told).values(state="overtaken", at=now_s))
    if ending.step in _TELLS and (row.state in GOT or row.unsure):
        more = _row(desk, row.alert, ending.pos, ending.step, row.recipient, row.channel, row.language, row.audience,
                    ending.until_at, now_s)  # fmt: skip
        _insert(connection, [more])


def pause_s(attempts: int) -> float:
    """How long to wait after so many attempts: twice as long each time, up to a quarter of an hour, give or take."""
    return float(min(FIRST_S * 2 ** min(attempts - 1, 20), MOST_S) * random.uniform(0.75, 1.25))  # noqa: S311


def put_back(desk: Desk, ids: Iterable[str], now_s: float, after_s: float) -> None:
    """Give back what was taken in hand and not tried: that was no attempt."""
    d = deliveries.c
    held = list(ids)
    with desk.alerts.writing() as connection:
        for start in range(0, len(held), 500):
            ours = (d.id.in_(held[start : start + 500]), d.state == "sending")
            back = {"state": "queued", "lease_at": 0.0, "attempts": d.attempts - 1, "next_at": now_s + after_s}
            connection.execute(update(deliveries).where(*ours).values(back))


def end_overdue(desk: Desk, now_s: float) -> None:
    """Messages whose alert holds no more are not sent: they are told as expired."""
    d = deliveries.c
    free = (d.state == "queued") | ((d.state == "sending") & (d.lease_at <= now_s))
    if not desk.alerts.there():
        return
    with desk.alerts.reading() as connection:
        if connection.execute(select(d.id).where(free, d.until_at <= now_s).limit(1)).first() is None:
            return
    with desk.alerts.writing() as connection:
        changed = {"state": "expired", "at": now_s, "unsure": case((d.state == "sending", 1), else_=d.unsure)}
        connection.execute(update(deliveries).where(free, d.until_at <= now_s).values(changed))


def report(desk: Desk, channel: str, receipt: str, delivered: bool, now_s: float) -> bool:
    """What a gateway reports of a message by its own id; whether there is one. The same report again changes nothing,
    and nothing takes back that it was delivered."""
    d = deliveries.c
    if not desk.alerts.there():
        return False
    with desk.alerts.writing() as connection:
        ours = (d.channel == channel, d.receipt == receipt, d.receipt != "")
        held = connection.execute(select(d.id).where(*ours).limit(1)).first()
        now_is = {"state": "delivered" if delivered else "failed", "at": now_s}
        if not delivered:
            now_is["reason"] = "The gateway could not deliver it."
        connection.execute(update(deliveries).where(*ours, d.state == "sent").values(now_is))
    return held is not None


def standing(desk: Desk) -> list[str]:
    """The alerts that were released and have not ended, or that nobody released yet."""
    table = desk.shapes["alert"].table
    query = select(table.c.ref).where(table.c.to_pos == NOW, table.c.state.in_(("raised", "released", "acknowledged",
                                                                                "escalated")))  # fmt: skip
    with desk.reading() as connection:
        return list(connection.execute(query.order_by(table.c.from_pos)).scalars())
