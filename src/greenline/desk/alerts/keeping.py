"""The clocks of alerts: what ends, what goes on to others when nobody acknowledges, what the ledger is told of it.

All times are counted from the entries' own, so that a restart or another time zone changes none of them.
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects import postgresql, sqlite

from ...core.errors import KeyConflict, NotFound, Refusal, Stale, Unavailable
from ...core.moment import from_plain
from ...ledger.state import NOW, Version
from ...registers.message import STANDS
from ..desk import Desk
from ..intake import Act, submit
from .approved import ALERTER
from .outbox import OPEN, digest_of, standing
from .store import acknowledgements, deliveries, derived
from .wording import released

MINUTE_S = 60
log = logging.getLogger("greenline.alerts")


def tend(desk: Desk, now_s: float) -> None:
    """Bring every alert up to its clocks and to what recipients answered; each act once, by its key."""
    for ref in standing(desk):
        with desk.reading() as connection:
            held = desk.state.record(connection, "alert", ref)
        if held is not None:
            _tend(desk, held, now_s)
    _supersede(desk)
    _tell(desk)


def _tend(desk: Desk, held: Version, now_s: float) -> None:
    ends = held.flat.get("expires")
    over = ends is not None and from_plain(ends).until_s <= now_s
    if held.state == "raised":
        if over:
            _act(desk, held, "drop", reason="It held no more before anybody released it.")
        return
    if over:
        _act(desk, held, "expire", reason="It held no more.")
    elif held.state != "acknowledged" and acknowledged(desk, held.ref):
        _act(desk, held, "acknowledge", reason="A recipient acknowledged it.")
    elif held.state == "released" and (due := escalates_at(desk, held)) is not None and due <= now_s:
        _act(desk, held, "escalate", reason=f"Nobody acknowledged it in {held.flat['escalate_min']} minutes.")


def escalates_at(desk: Desk, held: Version) -> int | None:
    """When an alert goes on to others unless somebody acknowledges it, in seconds since 1970."""
    minutes = held.flat.get("escalate_min")
    first = released(desk, held.ref) if minutes is not None else None
    return first[1] + int(minutes or 0) * MINUTE_S if first else None


def _act(desk: Desk, held: Version, step: str, reason: str | None = None, values: dict[str, Any] | None = None) -> bool:
    """A step of the machine's; whether it was taken. Another process or a person may have come first."""
    told = f"{held.ref}|{step}|{hashlib.sha256(repr(sorted((values or {}).items())).encode()).hexdigest()}"
    key = hashlib.sha256(told.encode()).hexdigest()[:40]
    try:
        submit(desk, Act("alert", step, key, values or {}, held.ref, held.pos, reason), ALERTER)
    except (Stale, KeyConflict):
        return False  # looked at again in a moment
    except Unavailable:
        raise
    except Refusal as refusal:
        if step == "tell":
            raise
        log.warning("%s of %s was not taken in: %s", step, held.ref, refusal.code)  # the other alerts go on
        return False
    return True


def _supersede(desk: Desk) -> None:
    """An alert ends when its update is released."""
    table = desk.shapes["alert"].table
    old = table.alias()
    query = select(old.c.ref).where(
        table.c.to_pos == NOW, table.c.state.in_(STANDS), table.c.updates == old.c.ref, old.c.to_pos == NOW,
        old.c.state.in_(STANDS),
    )  # fmt: skip
    with desk.reading() as connection:
        found = [desk.state.record(connection, "alert", ref) for ref in connection.execute(query).scalars()]
    for held in found:
        if held is not None:
            _act(desk, held, "supersede", reason="An update was released.")


# --- what recipients answer


def acknowledge(desk: Desk, token: str, now_s: float) -> str:
    """Keep that the recipient of a link acknowledged; the alert's reference. Once more changes nothing. Raises
    NotFound."""
    row = of_token(desk, token)
    with desk.alerts.writing() as connection:
        insert = (sqlite if connection.dialect.name == "sqlite" else postgresql).insert(acknowledgements)
        told = {"alert": row.alert, "recipient": row.recipient, "at": int(now_s)}
        connection.execute(insert.on_conflict_do_nothing(), [told])
    return str(row.alert)


def of_token(desk: Desk, token: str) -> Any:
    """The message that a link belongs to. Raises NotFound."""
    if len(token) <= 100 and token.isascii() and desk.alerts.there():
        with desk.alerts.reading() as connection:
            query = select(deliveries).where(deliveries.c.token == digest_of(token))
            row = connection.execute(query).first()
        if row is not None:
            return row
    raise NotFound("There is no such alert, or the link is not whole.")


def acknowledged(desk: Desk, ref: str) -> dict[str, int]:
    """Which recipients acknowledged an alert, and when."""
    if not desk.alerts.there():
        return {}
    with desk.alerts.reading() as connection:
        query = select(acknowledgements).where(acknowledgements.c.alert == ref)
        return {row.recipient: row.at for row in connection.execute(query)}


# --- what the ledger is told


def _tell(desk: Desk) -> None:
    """Once nothing of an entry's messages waits any more, say how many came to what: numbers and a digest of the list,
    no addresses and no names."""
    if not desk.alerts.there():
        return
    with desk.alerts.reading() as connection:
        waiting = connection.execute(select(derived).where(derived.c.told == 0)).all()
        settled = [row for row in waiting if connection.execute(select(deliveries.c.id).where(
            deliveries.c.pos == row.pos, deliveries.c.state.in_(OPEN)).limit(1)).first() is None]  # fmt: skip
    for row in settled:
        values = tallied(desk, row.alert)
        with desk.reading() as connection:
            held = desk.state.record(connection, "alert", row.alert)
        try:
            done = held is None or not values["tallies"] or _act(desk, held, "tell", values=values)
        except Refusal as refusal:
            done = refusal.code == "invalid"  # it says so already
        if done:
            with desk.alerts.writing() as connection:
                connection.execute(update(derived).where(derived.c.pos == row.pos).values(told=1))


def tallied(desk: Desk, ref: str) -> dict[str, Any]:
    """How many messages of an alert came to what, by channel, and a digest of who they were for."""
    query = select(deliveries.c.channel, deliveries.c.state, deliveries.c.id).where(deliveries.c.alert == ref)
    with desk.alerts.reading() as connection:
        rows = connection.execute(query.order_by(deliveries.c.id)).all()
    counts = Counter((row.channel, row.state) for row in rows)
    tallies = []
    for channel in sorted({row.channel for row in rows}):
        sent, delivered = counts[channel, "sent"] + counts[channel, "delivered"], counts[channel, "delivered"]
        failed, late = counts[channel, "failed"] + counts[channel, "withheld"], counts[channel, "expired"]
        expired = late + counts[channel, "overtaken"]
        tallies.append(
            {"channel": channel, "sent": sent, "delivered": delivered, "failed": failed, "expired": expired}
        )  # fmt: skip
    listed = hashlib.sha256("\n".join(f"{row.id} {row.state}" for row in rows).encode()).hexdigest()
    return {"tallies": tallies, "list_digest": listed}
