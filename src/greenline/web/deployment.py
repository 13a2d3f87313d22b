"""Deployment over HTTP: what is there on a day against what is mandated."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..desk import deployment
from ..desk.desk import Desk
from ..desk.reading import note_refs
from .access import actor, audience
from .asking import answer, only
from .mandate import DATE, day_of, parameters, refs_of


def add(app: FastAPI, desk: Desk, demo: bool) -> None:
    """The route."""

    @app.get("/api/deployment", tags=["mandate"], openapi_extra=parameters(date=DATE),
             summary="People, units, postings, equipment and money on a day against what is mandated")  # fmt: skip
    async def overview(request: Request) -> Response:
        given = only(request.query_params, "date")
        reads, by = audience(desk, request), actor(request, demo)
        body = await run_in_threadpool(deployment.overview, desk, reads, day_of(desk, given.get("date")))
        await run_in_threadpool(note_refs, desk, by, reads, None, refs_of(body), "unit")
        return answer(body)
