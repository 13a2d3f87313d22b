"""The joint commission over HTTP: sessions, docket, commitments, calls, notifications; minutes issued and fetched."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..core.errors import BadRequest, Issue, NotAllowed
from ..core.handling import Audience
from ..desk import commission, docket
from ..desk.desk import Desk
from ..desk.handing import noted
from ..desk.minutes import issuing
from ..desk.reading import note_records, note_refs
from .access import ANONYMOUS, actor, asker_of, audience, check_change
from .asking import PARAMETERS, answer, object_of, only, whole
from .keeping import handout_of

MOST_BODY, MOST_KEY, MOST_VERSIONS = 10_000, 180, 200
_SENT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}
_PDF: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}}}
_BODY = {"body": "The code of one joint body; without it all of them."}
_VERSION = {
    "version": "Which version; without it the newest.",
    "note": "What `POST /api/meeting/export-note` answered, where it was said what the file is for.",
}


def _parameters(**told: str) -> dict[str, Any]:
    each = {**told, "audience": PARAMETERS["audience"]}
    return {"parameters": [{"name": n, "in": "query", "description": d, "schema": {"type": "string"}}
                           for n, d in each.items()]}  # fmt: skip


def add(app: FastAPI, desk: Desk, demo: bool) -> None:
    """The routes."""
    _read(app, desk, demo)
    _minutes(app, desk, demo)


def _read(app: FastAPI, desk: Desk, demo: bool) -> None:
    async def told(request: Request, make: Callable[[Desk, Audience, int, str | None], dict[str, Any]]) -> Any:
        given = only(request.query_params, "body")
        reads = audience(desk, request)
        body = await run_in_threadpool(make, desk, reads, int(time.time()), given.get("body") or None)
        return body, actor(request, demo), reads

    @app.get("/api/commission", tags=["commission"], openapi_extra=_parameters(**_BODY),
             summary="Joint bodies: sessions, quorum, docket, commitments, calls, notifications")  # fmt: skip
    async def shown(request: Request) -> Response:
        body, by, reads = await told(request, commission.commission)
        calls = (body["hotline"] or {}).get("last", ())
        await run_in_threadpool(note_records, desk, by, reads, "call", calls, "commission")
        refs = [one["ref"] for part in ("next", "sat", "commitments", "notifications") for one in body[part]]
        refs.extend(_refs(body["docket"]))
        await run_in_threadpool(note_refs, desk, by, reads, None, refs, "commission")
        return answer(body)

    @app.get("/api/commission/docket", tags=["commission"], openapi_extra=_parameters(**_BODY),
             summary="What waits for a joint body, the most pressing first, with how often it came back")  # fmt: skip
    async def waiting(request: Request) -> Response:
        body, by, reads = await told(request, docket.docket)
        await run_in_threadpool(note_refs, desk, by, reads, None, _refs(body), "docket")
        return answer(body)

    @app.get("/api/commission/meeting/{ref}", tags=["commission"], openapi_extra=_parameters(),
             summary="A session: its quorum by side, and the commitments that came of it")  # fmt: skip
    async def one(request: Request, ref: str) -> Response:
        only(request.query_params)
        reads = audience(desk, request)
        body = await run_in_threadpool(commission.one_meeting, desk, reads, _named(ref), int(time.time()))
        await run_in_threadpool(note_refs, desk, actor(request, demo), reads, "meeting", [ref], "read")
        return answer(body)


def _minutes(app: FastAPI, desk: Desk, demo: bool) -> None:
    @app.post("/api/commission/minutes/{ref}", tags=["commission"], status_code=201, openapi_extra=_SENT,
              summary="Issue the minutes of a recorded session; what says the same is the same paper")  # fmt: skip
    async def issued(request: Request, ref: str) -> Response:
        only(request.query_params)
        check_change(request, ref)
        if not audience(desk, request).inside:
            raise NotAllowed("Minutes are issued by who reads as the mission.")
        sent = await object_of(request, {"key": (str,)}, MOST_BODY)
        key = sent.get("key") or ""
        if not key or len(key) > MOST_KEY:
            issue = Issue(
                "key", "bad_key", f"An act needs a key of its sender, one line of 1 to {MOST_KEY} characters."
            )
            raise BadRequest("This cannot be read.", [issue])
        told = await run_in_threadpool(issuing.issue, desk, _named(ref), actor(request, demo), key)
        return answer(told.plain(), 201)

    @app.get("/api/commission/minutes/{ref}/paper", tags=["commission"], responses=_PDF,
             openapi_extra=_parameters(**_VERSION),
             summary="The issued minutes (PDF/A), the same bytes for every side; the access log notes it")  # fmt: skip
    def paper(request: Request, ref: str) -> Response:
        issues: list[Issue] = []
        given = only(request.query_params, *_VERSION)
        version = whole(given, "version", 1, MOST_VERSIONS, issues)
        if issues:
            raise BadRequest("The question cannot be read.", issues)
        reads, by = audience(desk, request), actor(request, demo)
        content, name = issuing.paper(desk, _named(ref), reads, version)
        if asker_of(request).way != ANONYMOUS:  # whoever it is may not fill the access log
            said = handout_of(desk, request, "meeting", reads, by)
            content = b"".join(noted(desk, said, "export", "meeting", reads, iter([content]),
                                     {"format": "pdf", "meeting": ref}))  # fmt: skip
        return Response(
            content, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
        )


def _named(ref: str) -> str:
    """A reference as it came. Raises BadRequest."""
    if not ref.isascii() or len(ref) > 40:
        raise BadRequest("This is no reference of a meeting.")
    return ref


def _refs(body: dict[str, Any]) -> list[str]:
    return [one["about"] for one in body["items"] if one["register"]]
