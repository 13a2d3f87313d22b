"""A mission's history over HTTP."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..desk import telling
from ..desk.desk import Desk
from ..desk.reading import note_refs
from .access import actor, audience
from .asking import answer, only
from .mandate import parameters, refs_of


def add(app: FastAPI, desk: Desk, demo: bool) -> None:
    """The route."""

    @app.get("/api/chapters", tags=["mandate"], openapi_extra=parameters(),
             summary="The mission's history in chapters; numbers drawn from records, rivals kept")  # fmt: skip
    async def chapters(request: Request) -> Response:
        only(request.query_params)
        reads, by = audience(desk, request), actor(request, demo)
        body = await run_in_threadpool(telling.told, desk, reads)
        await run_in_threadpool(note_refs, desk, by, reads, None, refs_of(body), "incident")
        return answer(body)
