"""Protection over HTTP: alerts of communities, threats, casualties, own people; a check-in by one tap."""

from __future__ import annotations

import time
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..core.codes import code_lists
from ..core.errors import BadRequest, Issue, NotAllowed
from ..core.moment import utc
from ..desk import movements, protecting
from ..desk.desk import Desk
from ..desk.reading import note_refs
from .access import actor, audience, check_change
from .asking import PARAMETERS, answer, object_of, only

MOST_BODY = 10_000
_AUDIENCE = {"name": "audience", "in": "query", "description": PARAMETERS["audience"], "schema": {"type": "string"}}
_READS: dict[str, Any] = {"parameters": [_AUDIENCE]}
_SENT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}


def add(app: FastAPI, desk: Desk, demo: bool) -> None:
    """The routes."""

    @app.get("/api/protection/overview", tags=["protection"], openapi_extra=_READS,
             summary="Alerts of communities by their clocks, threats, casualties, own people")  # fmt: skip
    async def overview(request: Request) -> Response:
        only(request.query_params)
        reads, by = audience(desk, request), actor(request, demo)
        body = await run_in_threadpool(protecting.overview, desk, reads, int(time.time()))
        await run_in_threadpool(note_refs, desk, by, reads, None, refs_of(body), "protection")
        return answer(body)

    @app.get("/api/watch/minding", tags=["protection"], openapi_extra=_READS,
             summary="What the watch keeps an eye on: alerts of communities, own people, silent notices")  # fmt: skip
    async def minding(request: Request) -> Response:
        only(request.query_params)
        reads, by, now_s = audience(desk, request), actor(request, demo), int(time.time())
        body = await run_in_threadpool(protecting.watching, desk, reads, now_s)
        silent = await run_in_threadpool(movements.silent_ones, desk, reads, now_s)
        body = {"now": utc(now_s), **body, "silent": silent}
        await run_in_threadpool(note_refs, desk, by, reads, None, refs_of(body), "watch")
        return answer(body)

    @app.post("/api/patrol/{ref}/check-in", tags=["protection"], status_code=201, openapi_extra=_SENT,
              summary="Own people were heard of: how they are; all well ends an alarm")  # fmt: skip
    async def check_in(request: Request, ref: str) -> Response:
        only(request.query_params)
        check_change(request, ref)
        if not audience(desk, request).inside:
            raise NotAllowed("Own people check in with who reads as the mission.")
        told = await object_of(request, {"key": (str,), "welfare": (str,), "at": (str,)}, MOST_BODY)
        key, welfare, at = told.get("key") or "", told.get("welfare") or "ok", told.get("at") or utc(int(time.time()))
        issues = []
        if not key or len(key) > 180:
            issues.append(Issue("key", "bad_key", "An act needs a key of its sender, one line of 1 to 180 characters."))
        if welfare not in code_lists()["welfare"]:
            known = ", ".join(code_lists()["welfare"].labels)
            issues.append(Issue("welfare", "unknown_code", f"How they are is one of {known}."))
        if issues:
            raise BadRequest("This cannot be read.", issues)
        receipt = await run_in_threadpool(protecting.check_in, desk, ref, actor(request, demo), welfare, at, key)
        return answer(receipt.plain(), 201)


def refs_of(body: Any) -> list[str]:
    """Every record that an answer names."""
    if isinstance(body, dict):
        own = [body["ref"]] if isinstance(body.get("ref"), str) else []
        return [*own, *(ref for value in body.values() for ref in refs_of(value))]
    return [ref for value in body for ref in refs_of(value)] if isinstance(body, list) else []
