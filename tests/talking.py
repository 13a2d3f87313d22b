"""People made up for tests of threads: two liaisons, two of a party, one of nobody."""

from __future__ import annotations

from typing import Any

from made import key

from greenline.core.handling import LIAISON, OBSERVER, Actor
from greenline.desk.desk import Desk
from greenline.desk.threads import talking
from greenline.desk.threads.belonging import Asking

_STAFF = frozenset({"mission"})
LIA1 = Asking(Actor("LIA-1", frozenset({LIAISON, OBSERVER})), _STAFF)
LIA2 = Asking(Actor("LIA-2", frozenset({LIAISON})), _STAFF)
LIA3 = Asking(Actor("LIA-3", frozenset({LIAISON})), _STAFF)
PARTY1 = Asking(Actor("PAR-1", frozenset()), frozenset({"party:A"}))
PARTY2 = Asking(Actor("PAR-2", frozenset()), frozenset({"party:A"}))
OTHER = Asking(Actor("PBR-1", frozenset()), frozenset({"party:B"}))
EVERYBODY = (LIA1, LIA2, LIA3, PARTY1, PARTY2, OTHER)


def begun(desk: Desk, *others: str, **more: Any) -> str:
    """A thread of LIA-1's with some others."""
    values = {"title": "Water", "participants": [{"who": who} for who in others], **more}
    return talking.begin(desk, LIA1, values, key()).ref


def said(desk: Desk, who: Asking, thread: str, text: str = "Something", **more: Any) -> str:
    """A line."""
    return talking.say(desk, who, thread, {"text": text, **more}, key()).ref
