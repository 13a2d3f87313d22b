"""The watch over HTTP: who has it and what is open; a line of the duty log becomes a report, an alert, a task."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..core.errors import BadRequest, Issue, NotAllowed
from ..core.handling import Actor
from ..desk import watch
from ..desk.desk import Desk
from ..desk.numbers import now
from ..desk.reading import note_records
from ..ledger.chain import Receipt
from .access import actor, audience, check_change
from .asking import PARAMETERS, answer, object_of, only

MOST_BODY = 100_000
_FIELDS: dict[str, tuple[type, ...]] = {"key": (str,), "values": (dict, type(None))}
_SENT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}
_AUDIENCE = {"name": "audience", "in": "query", "description": PARAMETERS["audience"], "schema": {"type": "string"}}
_Make = Callable[[Desk, str, Actor, Mapping[str, Any], str], Receipt]


def add(app: FastAPI, desk: Desk, demo: bool) -> None:
    """The routes."""

    @app.get("/api/watch", tags=["duty"], openapi_extra={"parameters": [_AUDIENCE]},
             summary="Who has the watch, the newest lines, open tasks, what a handover tells")  # fmt: skip
    def shown(request: Request) -> Response:
        only(request.query_params)
        reads, by = audience(desk, request), actor(request, demo)
        body = watch.watch(desk, reads, now())
        note_records(desk, by, reads, "duty", [*body["log"], *body["tasks"]], "watch")
        return answer(body)

    for name, make in (("report", watch.to_report), ("alert", watch.to_alert), ("task", watch.to_task)):
        _becomes(app, desk, demo, name, make)


def _becomes(app: FastAPI, desk: Desk, demo: bool, name: str, make: _Make) -> None:
    @app.post(f"/api/duty/{{ref}}/{name}", tags=["duty"], name=f"duty_{name}", status_code=201, openapi_extra=_SENT,
              summary=f"Make a line of the duty log a {name}; what is given goes over what the line says")  # fmt: skip
    async def became(request: Request, ref: str) -> Response:
        only(request.query_params)
        check_change(request, ref)
        if not audience(desk, request).inside:  # what the line says goes into the new record
            raise NotAllowed("Lines of the duty log are for who reads as the mission.")
        told = await object_of(request, _FIELDS, MOST_BODY)
        key = told.get("key") or ""
        if not key or len(key) > 180:
            issue = Issue("key", "bad_key", "An act needs a key of its sender, one line of 1 to 180 characters.")
            raise BadRequest("This cannot be read.", [issue])
        receipt = await run_in_threadpool(make, desk, ref, actor(request, demo), told.get("values") or {}, key)
        return answer(receipt.plain(), 201)
