"""An act on its way into the ledger: drafted when it was checked, sealed when its leaves are salted and hashed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .entry import SALT_BYTES, seal_leaves
from .state import AS_RECEIVED, FLAGS, Shape, header_row


@dataclass(frozen=True, slots=True)
class Draft:
    """A checked act, ready to be sealed. `changes` are the leaves it sets (None takes away), `after` the whole
    record then; `saw` is the pos of the version it was made on (None begins a record)."""

    register: str
    ref: str
    step: str
    state: str
    by: str
    key: str
    changes: Mapping[str, Any]
    after: Mapping[str, Any]
    saw: int | None = None
    header: Mapping[str, Any] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    as_received: Mapping[str, Any] | None = None
    source: tuple[str, bytes] | None = None  # (source id, digest) of a foreign row


@dataclass(slots=True)
class Sealed:
    """A drafted act with its leaves salted and its state row made: all that can be done outside the writer."""

    register: str
    ref: str
    by: str
    key: str
    saw: int | None
    flags: tuple[str, ...]
    source: tuple[str, bytes] | None
    leaves: bytes
    root: bytes
    row: list[Any]  # of the state table; its position is filled in by the writer
    links: list[tuple[str, str]]


def seal(draft: Draft, shape: Shape, recorded_at: str) -> Sealed:
    """Salt and hash a draft's leaves, and make its row of the state table."""
    leaves = _leaves(draft, recorded_at)
    lines, root = seal_leaves(leaves, os.urandom(SALT_BYTES * len(leaves)))
    row, links = shape.row(draft.after)
    header = header_row(draft.ref, draft.state, draft.by, recorded_at, draft.flags)
    return Sealed(
        draft.register, draft.ref, draft.by, draft.key, draft.saw, draft.flags, draft.source,
        lines, root, header + row, links,
    )  # fmt: skip


def _leaves(draft: Draft, recorded_at: str) -> dict[str, Any]:
    leaves: dict[str, Any] = {
        **draft.changes,
        **draft.header,
        "@register": draft.register,
        "@ref": draft.ref,
        "@step": draft.step,
        "@state": draft.state,
        "@by": draft.by,
        "@key": draft.key,
        "@recorded_at": recorded_at,
    }
    if draft.saw is not None:
        leaves["@saw"] = draft.saw
    if draft.flags:
        leaves[FLAGS] = list(draft.flags)
    if draft.as_received is not None:
        leaves[AS_RECEIVED] = dict(draft.as_received)
    return leaves
