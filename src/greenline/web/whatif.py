"""What-if over HTTP: other deployments weighed by effects from the literature, for who reads as the mission."""

from __future__ import annotations

import math
from collections.abc import Mapping

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..analysis.caution import MOST_MONTHS
from ..analysis.effects import CIVILIAN
from ..analysis.whatif import MONTHS
from ..core.errors import BadRequest, Issue
from ..desk import whatif
from ..desk.desk import Desk
from ..desk.reading import note_refs
from .access import actor, audience
from .asking import answer, only, whole
from .mandate import DATE, day_of, parameters, refs_of

_ASKED = {
    "change": "PLACE:KIND:BEFORE->AFTER with commas between; place `all` for the whole; without BEFORE what is held.",
    "deaths": "Of what: civilian, rebels, government, unattributed, battle, ending, onset, next_door, recurrence.",
    "base": "Expected a month; without it what the record has.",
    "effect": "E1 to E15, with commas; without it those that fit.",
    "saturate": "1: beyond a sample answer as at its limit.",
    "months": f"How many months ahead, 1 to {MOST_MONTHS} ({MONTHS}).",
    "date": DATE,
}


def add(app: FastAPI, desk: Desk, demo: bool) -> None:
    """The route."""

    @app.get("/api/whatif", tags=["mandate"], openapi_extra=parameters(**_ASKED),
             summary="Deaths or hazards under another deployment, with ranges, sources and refusals")  # fmt: skip
    async def supposed(request: Request) -> Response:
        given = only(request.query_params, *_ASKED)
        reads, by = audience(desk, request), actor(request, demo)
        asked, day = _asked(given), day_of(desk, given.get("date"))
        body = await run_in_threadpool(whatif.told, desk, reads, asked, day)
        refs = [*refs_of(body["there"]), *((body["record"] or {}).get("refs") or ())]
        await run_in_threadpool(note_refs, desk, by, reads, None, refs, "whatif")
        return answer(body)


def _asked(given: Mapping[str, str]) -> whatif.Asked:
    """The question. Raises BadRequest with everything that cannot be read."""
    issues: list[Issue] = []
    months = whole(given, "months", 1, MOST_MONTHS, issues)
    base = _number(given.get("base"), issues)
    if given.get("saturate") not in (None, "", "0", "1"):
        issues.append(Issue("saturate", "bad_parameter", "Write 1 or 0."))
    if issues:
        raise BadRequest("The question cannot be read.", issues)
    return whatif.Asked(
        _words(given.get("change")), given.get("deaths") or CIVILIAN, base, _words(given.get("effect")),
        given.get("saturate") == "1", MONTHS if months is None else months,
    )  # fmt: skip


def _number(text: str | None, issues: list[Issue]) -> float | None:
    try:
        number = float(text) if text else None
    except ValueError:
        number = math.nan
    if number is not None and not math.isfinite(number):
        issues.append(Issue("base", "bad_parameter", f"{str(text)[:40]!r} is no number."))
    return number


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(word.strip()[:120] for word in (text or "").split(",")[:50] if word.strip())
