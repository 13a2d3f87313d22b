"""What was watched over HTTP, and how often something happens per watched hour. For the mission alone."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..analysis.facts import Span
from ..core.errors import BadRequest, Issue
from ..desk import coverage, rating
from ..desk.desk import Desk
from ..desk.reading import note_refs
from .access import actor, audience
from .asking import PARAMETERS, answer, only

LAST_D = 28  # when no period is asked for
_PERIOD = {
    "since": "From this day (the mission's time zone) or instant on; four weeks before the end when nothing is said.",
    "until": "Up to this day or instant, which is outside; the end of this week when nothing is said.",
    "audience": PARAMETERS["audience"],
}
_RATES = {
    **_PERIOD,
    "by": "Any of sector, party, kind, with commas (sector).",
    "kinds": "Beginnings of kinds of incident, with commas (CFV-); * for all.",
}


def routes(app: FastAPI, desk: Desk, demo: bool) -> None:
    """Put the routes on the application."""
    zone = ZoneInfo(desk.mission.settings.timezone)

    @app.get("/api/coverage", summary="What was watched: cells, planned against done, blind spots",
             openapi_extra=_described(_PERIOD))  # fmt: skip
    async def covered(request: Request) -> Response:
        given = only(request.query_params, "since", "until")
        reader, span = audience(desk, request), _span(given, zone)
        told = await run_in_threadpool(coverage.told, desk, reader, span, int(time.time()))
        refs = sorted({ref for row in told["weeks"] for ref in row["refs"]})
        await run_in_threadpool(note_refs, desk, actor(request, demo), reader, "window", refs, "read")
        return answer(told)

    @app.get("/api/rates", summary="Violations per watched hour by week, with intervals",
             openapi_extra=_described(_RATES))  # fmt: skip
    async def rates(request: Request) -> Response:
        given = only(request.query_params, "since", "until", "by", "kinds")
        reader, span = audience(desk, request), _span(given, zone)
        by = tuple(_words(given.get("by", "sector")))
        kinds = tuple(word for word in _words(given.get("kinds", "CFV-")) if word != "*")
        told = await run_in_threadpool(rating.rated, desk, reader, span, by, kinds, int(time.time()))
        refs = sorted({ref for one in told["series"] for week in one["weeks"] for ref in week["refs"]})
        for noun, prefix in (("incident", "INC-"), ("report", "REP-")):
            mine = [ref for ref in refs if ref.startswith(prefix)]
            await run_in_threadpool(note_refs, desk, actor(request, demo), reader, noun, mine, "read")
        return answer(told)


def _words(text: str) -> list[str]:
    return [word.strip()[:60] for word in text.split(",")[:50] if word.strip()]


def _described(parameters: Mapping[str, str]) -> dict[str, Any]:
    told = [{"name": n, "in": "query", "description": d, "schema": {"type": "string"}} for n, d in parameters.items()]
    return {"parameters": told}


def _weeks_before(until: int, zone: ZoneInfo) -> int:
    """The local midnight four weeks before an instant's day."""
    return coverage.midnight(datetime.fromtimestamp(until, zone).date() - timedelta(days=LAST_D), zone)


def _span(given: Mapping[str, str], zone: ZoneInfo) -> Span:
    """The period asked for. Raises BadRequest."""
    now = int(time.time())
    found = {"until": coverage.next_week(coverage.week_of(now, zone), zone)}
    found["since"] = _weeks_before(found["until"], zone)
    issues = []
    for name in ("since", "until"):
        if given.get(name):
            try:
                found[name] = coverage.instant(given[name][:40], zone)
            except (ValueError, OverflowError):
                issues.append(Issue(name, "bad_parameter", f"{given[name][:40]!r} is no day such as 2025-03-02."))
    if not issues and not coverage.FIRST_S <= found["until"] <= coverage.LAST_S:
        issues.append(Issue("until", "bad_period", "Ask for days between 1900 and 2200."))
    if given.get("until") and not given.get("since") and not issues:
        found["since"] = _weeks_before(found["until"], zone)
    if issues:
        raise BadRequest("This period cannot be read.", issues)
    return coverage.check_span(found["since"], found["until"])
