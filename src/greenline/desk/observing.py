"""What an observation is the usual sign of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..core.codes import code_lists


def kind_of(row: Mapping[Any, Any]) -> str:
    """The kind of incident that a report (with `kind` and `observation`) tells, else the one its observation is the
    usual sign of (words/codes/observation.csv); else none."""
    found = code_lists()["observation"].rows.get(row["observation"] or "", {})
    return str(row["kind"] or found.get("kind") or "")
