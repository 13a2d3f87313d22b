"""What may come over HTTP: the outlook of the mission, and its warnings. For the mission alone; no evidence."""

from __future__ import annotations

import time

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..core.errors import BadRequest, Issue
from ..desk import outlook, warning
from ..desk.desk import Desk
from ..desk.reading import note_refs
from .access import actor, audience
from .asking import answer, only
from .mandate import parameters
from .protection import refs_of

DEFAULT_N, MOST_N = 3, 1_000_000


def add(app: FastAPI, desk: Desk, demo: bool) -> None:
    """The routes."""
    asked = parameters(
        at="As known at this position of the ledger, or on this day; now when nothing is said.",
        n=f"Also tell the chance of at least so many ({DEFAULT_N}).",
    )

    @app.get("/api/outlook", tags=["outlook"], openapi_extra=asked,
             summary="What may come by unit and step: expected, interval, chances, skill, why")  # fmt: skip
    async def foreseen(request: Request) -> Response:
        given = only(request.query_params, "at", "n")
        reads, by, n = audience(desk, request), actor(request, demo), _whole(given.get("n"))
        body = await run_in_threadpool(outlook.told, desk, reads, given.get("at"), n, int(time.time()))
        refs = sorted({ref for one in body["units"] for past in one["why"] for ref in past["refs"]})
        await run_in_threadpool(note_refs, desk, by, reads, "incident", refs, "outlook")
        return answer(body)

    @app.get("/api/outlook/warnings", tags=["outlook"], openapi_extra=parameters(),
             summary="Every warning there ever was, with hits, misses and false alarms")  # fmt: skip
    async def warnings(request: Request) -> Response:
        only(request.query_params)
        reads, by = audience(desk, request), actor(request, demo)
        body = await run_in_threadpool(warning.told, desk, reads, int(time.time()))
        await run_in_threadpool(note_refs, desk, by, reads, "warning", refs_of(body), "outlook")
        return answer(body)


def _whole(text: str | None) -> int:
    """A number from 1. Raises BadRequest."""
    if text is None:
        return DEFAULT_N
    if not (text.isdecimal() and len(text) <= 7 and 1 <= int(text) <= MOST_N):
        words = f"{text[:20]!r} is no whole number from 1 to {MOST_N:,}."
        raise BadRequest("This cannot be asked for.", [Issue("n", "bad_parameter", words)])
    return int(text)
