"""The prevention frameworks as checklists, and stronger measures with both their sides, as one audience may know them.

Nothing is weighed or added up: each factor stands with its evidence and its reviewer, one that nobody assessed stands
as such, and an assessment that is too old says so.
"""

from __future__ import annotations

from typing import Any

from ..core.codes import code_lists
from ..core.handling import Audience
from ..core.moment import from_plain, utc
from .desk import Desk
from .docket import records

DAY_S = 86_400
AGED_D = 90  # ours: after so many days an assessment is told as old


def checklists(desk: Desk, audience: Audience, now_s: int) -> dict[str, Any]:
    """Each framework with every one of its factors and what was assessed of it, newest first; and the options."""
    lists = code_lists()
    rows = lists["framework_factor"].rows
    by_factor: dict[str, list[dict[str, Any]]] = {}
    for one in records(desk, "factor", audience, ("assessed", "reviewed")):
        by_factor.setdefault(one["values"]["factor"], []).append(_assessed(one, now_s))
    for told in by_factor.values():
        told.sort(key=lambda one: (one["at"], one["ref"]), reverse=True)
    frameworks = [
        {"framework": name, "label": label, "factors": [
            {"factor": code, "label": row["label"], "note": row["note"], "assessed": by_factor.get(code, [])}
            for code, row in rows.items() if row["framework"] == name]}
        for name, label in lists["framework"].labels.items()
    ]  # fmt: skip
    return {"now": utc(now_s), "frameworks": frameworks, "options": [_option(one) for one in
            records(desk, "measure_option", audience)]}  # fmt: skip


def _assessed(one: dict[str, Any], now_s: int) -> dict[str, Any]:
    v = one["values"]
    at = from_plain(v["at"])
    names = ("about", "presence", "trend", "indicators", "evidence", "assessor", "reviewer", "account")
    return {"ref": one["ref"], "state": one["state"], "at": utc(at.since_s)[:10],
            "old": now_s - at.until_s > AGED_D * DAY_S, **{name: v.get(name) for name in names}}  # fmt: skip


def _option(one: dict[str, Any]) -> dict[str, Any]:
    v = one["values"]
    names = ("measure", "about", "at", "pro", "contra", "instead", "authority", "decision")
    return {"ref": one["ref"], "state": one["state"], **{name: v.get(name) for name in names}}
