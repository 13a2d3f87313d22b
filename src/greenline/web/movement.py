"""Movement over HTTP: notices and their silence, convoys, sites, access constraints by month."""

from __future__ import annotations

import time
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..core.errors import BadRequest, Issue, NotAllowed
from ..desk import movements
from ..desk.desk import Desk
from ..desk.logbook import Line
from ..desk.reading import kept, note_refs
from .access import actor, audience
from .asking import PARAMETERS, answer, object_of, only
from .protection import refs_of

_AUDIENCE = {"name": "audience", "in": "query", "description": PARAMETERS["audience"], "schema": {"type": "string"}}
_MONTH = {"name": "month", "in": "query", "required": True, "description": "Such as 2025-03.",
          "schema": {"type": "string"}}  # fmt: skip
_OTHERS = {"name": "others", "in": "query", "description": "1: as it may be handed on; this is noted.",
           "schema": {"type": "string", "enum": ["0", "1"]}}  # fmt: skip
_SENT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}


def add(app: FastAPI, desk: Desk, demo: bool) -> None:
    """The routes."""

    @app.get("/api/movement/overview", tags=["protection"], openapi_extra={"parameters": [_AUDIENCE]},
             summary="Convoys along their checkpoints, notices, sites, access constraints")  # fmt: skip
    async def overview(request: Request) -> Response:
        only(request.query_params)
        reads, by = audience(desk, request), actor(request, demo)
        body = await run_in_threadpool(movements.overview, desk, reads, int(time.time()))
        await run_in_threadpool(note_refs, desk, by, reads, None, refs_of(body), "movement")
        return answer(body)

    @app.get("/api/access/table", tags=["protection"], openapi_extra={"parameters": [_AUDIENCE, _MONTH, _OTHERS]},
             summary="Access constraints of a month by kind and district")  # fmt: skip
    async def table(request: Request) -> Response:
        given = only(request.query_params, "month", "others")
        reads, by = audience(desk, request), actor(request, demo)
        if not reads.inside:
            raise NotAllowed("Who reads as the mission makes this table, and hands on what may be handed on.")
        if given.get("others") not in (None, "0", "1"):
            issue = Issue("others", "no_flag", "Write 1 for the table as it may be handed on, or leave it out.")
            raise BadRequest("The question cannot be read.", [issue])
        others = given.get("others") == "1"
        body = await run_in_threadpool(
            lambda: movements.access_table(desk, reads, given.get("month") or "", others=others)
        )
        if others:
            noted = Line(by.call_sign, "export", "others", "access_constraint", detail={"month": body["month"]})
            await run_in_threadpool(kept, desk, noted)
        return answer(_told(body))

    @app.post("/api/static-sites/purge", tags=["protection"], openapi_extra=_SENT,
              summary="Erase the coordinates of sites whose notice has ended; a records officer's act")  # fmt: skip
    async def purge(request: Request) -> Response:
        only(request.query_params)
        reads = audience(desk, request)
        if not reads.inside:
            raise NotAllowed("Who reads as the mission erases.")
        told = await object_of(request, {"key": (str,)}, 10_000)
        by, key = actor(request, demo), told.get("key") or ""
        done = await run_in_threadpool(movements.purge, desk, reads, int(time.time()), by, key)
        return answer({"erased": [one.ref for one in done]})


def _told(body: dict[str, Any]) -> dict[str, Any]:
    return {**body, "cells": [{**cell, "refs": list(cell["refs"])} for cell in body["cells"]]}
