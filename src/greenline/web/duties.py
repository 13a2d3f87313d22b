"""The agreement as duties: the board of cases, the file of a case, the provisions."""

from __future__ import annotations

import time
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..core.errors import BadRequest
from ..desk import casefile, clocks, provisions
from ..desk.desk import Desk
from ..desk.reading import note_refs
from .access import actor, audience
from .asking import PARAMETERS, answer, only

_AUDIENCE: dict[str, Any] = {
    "parameters": [
        {"name": "audience", "in": "query", "description": PARAMETERS["audience"], "schema": {"type": "string"}}
    ]
}


def routes(app: FastAPI, desk: Desk, demo: bool) -> None:
    """Put the routes on the application."""

    @app.get("/api/board", summary="Cases by who holds them now, with their clocks", openapi_extra=_AUDIENCE)
    async def board(request: Request) -> Response:
        only(request.query_params)
        reader = audience(desk, request)
        told = await run_in_threadpool(clocks.board, desk, reader, int(time.time()))
        await _note(request, reader, "case", [one["ref"] for one in told["cases"]])
        return answer(told)

    @app.get("/api/case-file/{ref}", summary="A case as a file: timeline, evidence, positions, findings",
             openapi_extra=_AUDIENCE)  # fmt: skip
    async def case_file(request: Request, ref: str) -> Response:
        only(request.query_params)
        if not ref.isascii() or len(ref) > 40:
            raise BadRequest("This is no reference of a case.")
        reader = audience(desk, request)
        told = await run_in_threadpool(casefile.case_file, desk, reader, ref, int(time.time()))
        await _note(request, reader, "case", [ref])
        for noun in ("incident", "report"):
            await _note(request, reader, noun, [one["ref"] for one in told["evidence"] if one["register"] == noun])
        return answer(told)

    @app.get("/api/provisions", summary="Agreements and clauses: whom they bind, how they stand",
             openapi_extra=_AUDIENCE)  # fmt: skip
    async def clauses(request: Request) -> Response:
        only(request.query_params)
        reader = audience(desk, request)
        return answer(await run_in_threadpool(provisions.provisions, desk, reader, int(time.time())))

    async def _note(request: Request, reader: Any, noun: str, refs: list[str]) -> None:
        await run_in_threadpool(note_refs, desk, actor(request, demo), reader, noun, refs, "read")
