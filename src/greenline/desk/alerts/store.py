"""Where recipients and messages are kept: tables of their own beside the ledger, their owner's alone.

Times are seconds since 1970. A message is known by its id: a digest of alert, entry, recipient and channel.
"""

from __future__ import annotations

from sqlalchemy import Column, Float, Index, LargeBinary, MetaData, Table

from ...ledger.beside import Beside
from ...ledger.tables import BigInt, Text

FILE = "alerts.sqlite"
metadata = MetaData()

recipients = Table(
    "alert_recipient",
    metadata,
    Column("id", Text, primary_key=True),  # a call sign, or an id that says nothing
    Column("language", Text, nullable=False),
    Column("groups", Text, nullable=False),  # separated by spaces, with one before and after
    Column("audience", Text, nullable=False),  # as whom they may know
    Column("quiet", Text, nullable=False),  # 22:00-06:00 of the mission's time: nothing but red then; empty: none
    Column("made_at", BigInt, nullable=False),
)
addresses = Table(
    "alert_address",
    metadata,
    Column("recipient", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("address", Text, nullable=False),
)
deliveries = Table(
    "alert_delivery",
    metadata,
    Column("id", Text, primary_key=True),
    Column("alert", Text, nullable=False),
    Column("pos", BigInt, nullable=False),  # of the entry by which it was decided
    Column("step", Text, nullable=False),  # of that entry
    Column("recipient", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("audience", Text, nullable=False),
    Column("state", Text, nullable=False),  # queued, sending, sent, delivered, failed, expired, overtaken, withheld
    Column("attempts", BigInt, nullable=False),
    Column("next_at", Float, nullable=False),
    Column("lease_at", Float, nullable=False),  # until when a process has it in hand
    Column("unsure", BigInt, nullable=False),  # an attempt ended without an answer: it may have arrived
    Column("until_at", BigInt, nullable=False),  # the alert's end
    Column("receipt", Text, nullable=False),  # the gateway's own id
    Column("reason", Text, nullable=False),  # why it failed, never with an address
    Column("at", Float, nullable=False),  # of its last change
    Column("token", LargeBinary, nullable=False),  # digest of the link's secret
    Index("alert_delivery_due", "state", "next_at"),
    Index("alert_delivery_alert", "alert", "pos"),
    Index("alert_delivery_token", "token"),
    Index("alert_delivery_receipt", "channel", "receipt"),
)
acknowledgements = Table(
    "alert_acknowledgement",
    metadata,
    Column("alert", Text, primary_key=True),
    Column("recipient", Text, primary_key=True),
    Column("at", BigInt, nullable=False),
)
endings = Table(  # alerts that ended for their recipients, by which entry
    "alert_ending",
    metadata,
    Column("alert", Text, primary_key=True),
    Column("pos", BigInt, nullable=False),
    Column("step", Text, nullable=False),
    Column("until_at", BigInt, nullable=False),
)
derived = Table(  # entries whose messages were made
    "alert_derived",
    metadata,
    Column("pos", BigInt, primary_key=True, autoincrement=False),
    Column("alert", Text, nullable=False),
    Column("told", BigInt, nullable=False),  # whether the ledger was told what became of them
)


def open_beside(place: str) -> Beside:
    """The tables of a ledger's place."""
    return Beside(place, FILE, metadata)
