"""What is said becomes a report or a commitment by one act.

The new record cites the line by its reference and has no word of it, nor who said it, but what the person puts in.
Safe to send again under the same key: what was done is found, what was not is finished.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...core.errors import Invalid, Issue, NotAllowed
from ...ledger.chain import Receipt
from ..desk import Desk
from ..intake import Act, submit
from .belonging import Asking, belonging
from .reading import line_of
from .talking import respond

# Each way a line may go: the register, the step that begins the record, and the field that cites the line.
WAYS = {"report": ("send", "source_id"), "commitment": ("propose", "source")}


def become(
    desk: Desk, asking: Asking, ref: str, line: str, noun: str, values: Mapping[str, Any], key: str
) -> Receipt:  # fmt: skip
    """Make a record of a line with the values given; its receipt. The person needs the roles that the record's first
    step asks for. Raises a Refusal; NotFound for a line that is not theirs."""
    if noun not in WAYS:
        words = f"A line becomes a {' or a '.join(WAYS)}; not a {noun[:40]}."
        raise Invalid("Nothing was recorded.", [Issue("register", "wrong_register", words)])
    if not asking.inside:
        raise NotAllowed("Records are made of lines by the mission's own people.")
    with desk.reading() as connection:
        own = belonging(desk, connection, asking, ref)
        if not own.present:
            raise NotAllowed(f"You take no part in {ref} any more.")
        line_of(desk, connection, own, line)
    step, cites = WAYS[noun]
    made = submit(desk, Act(noun, step, f"{key}:{noun}", {**values, cites: line}), asking.actor)
    told = {"kind": "became", "who": asking.actor.call_sign, "became": made.ref}
    respond(desk, asking, ref, line, told, f"{key}:became")
    return made


__all__ = ["WAYS", "become"]
