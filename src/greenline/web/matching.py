"""Matches over HTTP: what may tell of one event, and how people judge it."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..core.errors import BadRequest, Issue, NotAllowed
from ..desk import matching
from ..desk.desk import Desk
from ..desk.reading import note_refs
from .access import actor, audience, check_change
from .asking import PARAMETERS, answer, object_of, only

MOST_BODY = 100_000
STEPS = ("link", "reject", "unlink", "open")
_FIELDS: dict[str, tuple[type, ...]] = {
    "step": (str,), "key": (str,), "why": (str,), "values": (dict, type(None))
}  # fmt: skip
_SENT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}
_AUDIENCE = {"name": "audience", "in": "query", "description": PARAMETERS["audience"], "schema": {"type": "string"}}


def add(app: FastAPI, desk: Desk, demo: bool) -> None:
    """The routes."""
    for noun in ("report", "incident"):
        _listed(app, desk, demo, noun)

    @app.post("/api/match/{ref}", tags=["match"], status_code=201, openapi_extra=_SENT,
              summary="Judge a match: link, reject, unlink, or open an incident from two reports")  # fmt: skip
    async def judged(request: Request, ref: str) -> Response:
        only(request.query_params)
        check_change(request, ref)
        if not audience(desk, request).inside:
            raise NotAllowed("Matches are for who reads as the mission.")
        told = await object_of(request, _FIELDS, MOST_BODY)
        step, key, why = (str(told.get(name) or "") for name in ("step", "key", "why"))
        issues = []
        if step not in STEPS:
            issues.append(Issue("step", "unknown_step", f"A match has {', '.join(STEPS)}."))
        if not key or len(key) > 180:
            words = "An act needs a key of its sender, one line of 1 to 180 characters."
            issues.append(Issue("key", "bad_key", words))
        if issues:
            raise BadRequest("This cannot be read.", issues)
        by = actor(request, demo)
        if step == "open":
            values = told.get("values") or {}
            receipt = await run_in_threadpool(matching.open_incident, desk, ref, by, values, why, key)
        else:
            receipt = await run_in_threadpool(getattr(matching, step), desk, ref, by, why, key)
        return answer(receipt.plain(), 201)


def _listed(app: FastAPI, desk: Desk, demo: bool, noun: str) -> None:
    tags: list[Any] = ["match"]

    @app.get(f"/api/{noun}/{{ref}}/matches", tags=tags, name=f"{noun}_matches",
             openapi_extra={"parameters": [_AUDIENCE]},
             summary=f"What may tell of the same event as a {noun}, with the reasons")  # fmt: skip
    async def listed(request: Request, ref: str) -> Response:
        only(request.query_params)
        if not ref.isascii() or len(ref) > 40:
            raise BadRequest(f"This is no reference of a {noun}.")
        reader = audience(desk, request)
        found = await run_in_threadpool(matching.listing, desk, reader, noun, ref)
        refs = [one["ref"] for one in found]
        await run_in_threadpool(note_refs, desk, actor(request, demo), reader, "match", refs, "read")
        told: dict[str, Any] = {"ref": ref, "register": noun, "matches": found}
        if noun == "incident":
            told["independent_sources"] = await run_in_threadpool(matching.independent_sources, desk, ref)
        return answer(told)
