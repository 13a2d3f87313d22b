"""Mandate, authority, consent and prevention over HTTP."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..analysis.facts import Span
from ..core.errors import BadRequest, Issue, NotAllowed
from ..core.handling import Audience
from ..desk import authority, consent, mandated, preventing
from ..desk.desk import Desk
from ..desk.reading import note_refs
from .access import actor, audience
from .asking import PARAMETERS, answer, object_of, only

MOST_BODY = 20_000
DATE = "The day; without it today where the mission is."
_SENT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}


def parameters(**told: str) -> dict[str, Any]:
    """What may be asked, and the audience, for the API's description."""
    each = {**told, "audience": PARAMETERS["audience"]}
    return {"parameters": [{"name": n, "in": "query", "description": d, "schema": {"type": "string"}}
                           for n, d in each.items()]}  # fmt: skip


def add(app: FastAPI, desk: Desk, demo: bool) -> None:
    """The routes."""

    async def told(request: Request, noun: str, make: Callable[[Desk, Audience, Span], dict[str, Any]]) -> Response:
        given = only(request.query_params, "date")
        reads, by = audience(desk, request), actor(request, demo)
        body = await run_in_threadpool(make, desk, reads, day_of(desk, given.get("date")))
        await run_in_threadpool(note_refs, desk, by, reads, None, refs_of(body), noun)
        return answer(body)

    @app.get("/api/mandate/overview", tags=["mandate"], openapi_extra=parameters(date=DATE),
             summary="Instruments, what is in force on a day, tasks, ceilings, reports due")  # fmt: skip
    async def overview(request: Request) -> Response:
        return await told(request, "mandate", mandated.overview)

    @app.get("/api/consent/overview", tags=["mandate"], openapi_extra=parameters(date=DATE),
             summary="Whose consent holds where on a day; movement denied by pattern; signs; protests")  # fmt: skip
    async def consents(request: Request) -> Response:
        return await told(request, "consent", consent.told)

    @app.get("/api/prevention", tags=["mandate"], openapi_extra=parameters(),
             summary="Prevention frameworks as checklists; stronger measures with both their sides")  # fmt: skip
    async def prevention(request: Request) -> Response:
        only(request.query_params)
        reads, by = audience(desk, request), actor(request, demo)
        body = await run_in_threadpool(preventing.checklists, desk, reads, int(time.time()))
        await run_in_threadpool(note_refs, desk, by, reads, None, refs_of(body), "prevention")
        return answer(body)

    @app.get("/api/authority", tags=["mandate"],
             openapi_extra=parameters(act="A code of the list authority_act, such as escort.",
                                       place="longitude,latitude in degrees", date=DATE),
             summary="Whether the mandate allows an act at a place on a day, and on what that rests")  # fmt: skip
    async def allowed(request: Request) -> Response:
        given = only(request.query_params, "act", "place", "date")
        reads = audience(desk, request)
        if not reads.inside:  # who does not see all consent would get another answer
            raise NotAllowed("Who reads as the mission may ask what the mandate allows.")
        day, place = day_of(desk, given.get("date")), _place(given.get("place"))
        body = await run_in_threadpool(authority.ask, desk, reads, given.get("act") or "", day, place)
        return answer(body)

    @app.post("/api/protest/draft", tags=["mandate"], openapi_extra=_SENT,
              summary="Draft a protest note from restrictions of one party; nothing is recorded")  # fmt: skip
    async def draft(request: Request) -> Response:
        only(request.query_params)
        if not audience(desk, request).inside:
            raise NotAllowed("Protests are drafted by who reads as the mission.")
        sent = await object_of(request, {"restrictions": (list,), "language": (str,)}, MOST_BODY)
        refs = sent.get("restrictions") or []
        if not all(isinstance(ref, str) and len(ref) <= 40 for ref in refs):
            raise BadRequest(
                "This cannot be read.", [Issue("restrictions", "wrong_type", "Write references, as text.")]
            )
        body = await run_in_threadpool(consent.draft_protest, desk, refs, sent.get("language") or "en")
        return answer(body)


def day_of(desk: Desk, text: str | None) -> Span:
    """The day asked about. Raises BadRequest."""
    try:
        return authority.day(text or None, ZoneInfo(desk.mission.settings.timezone), int(time.time()))
    except ValueError:
        issue = Issue("date", "no_day", f"{str(text)[:40]!r} is no day; write one as 2018-06-01.")
        raise BadRequest("The question cannot be read.", [issue]) from None


def _place(text: str | None) -> tuple[float, float] | None:
    """Longitude and latitude. Raises BadRequest."""
    if not text:
        return None
    try:
        return authority.place(text)
    except ValueError as error:
        raise BadRequest("The question cannot be read.", [Issue("place", "no_place", str(error))]) from None


def refs_of(body: Any) -> list[str]:
    """Every record that an answer names."""
    if isinstance(body, dict):
        own = [body["ref"]] if isinstance(body.get("ref"), str) else []
        return [*own, *(ref for value in body.values() for ref in refs_of(value))]
    return [ref for value in body for ref in refs_of(value)] if isinstance(body, list) else []
