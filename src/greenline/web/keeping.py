"""For who keeps the records: erasure, the log of changes, the access log, and what files are taken out for."""

from __future__ import annotations

import secrets
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..core.errors import BadRequest, Issue, NotAllowed
from ..core.handling import ADMIN, HEAD, RECORDS, Actor, Audience
from ..desk import erasing
from ..desk.changes import MOST_CHANGES, changes
from ..desk.desk import Desk
from ..desk.handing import Handout, handout
from ..desk.logbook import MOST_PAGE, Line
from ..desk.reading import note_refs
from .access import ANONYMOUS, SESSION, actor, asker_of, audience
from .asking import MOST_POS, answer, object_of, only, texts, whole

MOST_BODY = 20_000
KEEPERS = (HEAD, RECORDS, ADMIN)  # who may read what others did
_TEXT: tuple[type, ...] = (str,)
_MAYBE: tuple[type, ...] = (str, type(None))
_WANTED: dict[str, tuple[type, ...]] = {"ref": _TEXT, "paths": (list,)}
_ERASED = {**_WANTED, "reason": _TEXT, "key": _TEXT}
_NOTE = {"purpose": _MAYBE, "recipient": _MAYBE, "expires": _MAYBE}
_SENT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}
_LATELY = 50  # notes of one's own among which an export's is looked for


def _asked(*names: str) -> dict[str, Any]:
    told = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in (*names, "audience")]
    return {"parameters": told}


def add(app: FastAPI, desk: Desk, demo: bool) -> None:
    """The routes."""
    _erasure(app, desk, demo)
    _logs(app, desk, demo)


def _erasure(app: FastAPI, desk: Desk, demo: bool) -> None:
    @app.post("/api/erasure/preview", tags=["erasure"], openapi_extra=_SENT,
              summary="What erasing values would reach, and what not (records officers)")  # fmt: skip
    async def previewed(request: Request) -> Response:
        only(request.query_params)
        _needs(desk, request, demo, (RECORDS,))
        told = await object_of(request, _WANTED, MOST_BODY)
        target = erasing.Target(told.get("ref") or "", tuple(texts(told, "paths", 100)))
        return answer(await run_in_threadpool(_previewed, desk, target))

    @app.post("/api/erasure", tags=["erasure"], status_code=201, openapi_extra=_SENT,
              summary="Forget values of a record for good (records officers)")  # fmt: skip
    async def erased(request: Request) -> Response:
        only(request.query_params)
        by = _needs(desk, request, demo, (RECORDS,))
        told = await object_of(request, _ERASED, MOST_BODY)
        target = erasing.Target(told.get("ref") or "", tuple(texts(told, "paths", 100)))
        given = told.get("reason") or "", by, told.get("key") or ""
        (receipt,) = await run_in_threadpool(erasing.forget, desk, [target], *given)
        left = await run_in_threadpool(erasing.finish, desk)
        return answer({**receipt.plain(), "left": left}, 200 if receipt.already else 201)


def _previewed(desk: Desk, target: erasing.Target) -> dict[str, Any]:
    """What an erasure would do, and who took files of these records out."""
    told = erasing.preview(desk, target)
    lines = [line for did in ("export", "release") for line in desk.logbook.page(did=did, most=200)]
    names = ("at", "by", "did", "recipient", "purpose", "expires")
    out = [line for line in lines if line.get("register") in (told["register"], "ledger")]
    return {**told, "handed_out": [{name: line[name] for name in names if name in line} for line in out]}


def _logs(app: FastAPI, desk: Desk, demo: bool) -> None:
    @app.get("/api/changes", tags=["log"], openapi_extra=_asked("before", "most", "by", "register", "ref"),
             summary="Who changed which value, when and why; newest first (head, records, administrator)")  # fmt: skip
    def changed(request: Request) -> Response:
        given = only(request.query_params, "before", "most", "by", "register", "ref")
        _needs(desk, request, demo, KEEPERS)
        before, most = _numbers(given, MOST_CHANGES)
        wanted = {name: given.get(name) or None for name in ("by", "register", "ref")}
        reads = audience(desk, request)
        body = changes(desk, reads, before, most, **wanted)
        refs = [one["ref"] for one in body["changes"] if one["ref"]]
        note_refs(desk, actor(request, demo), reads, None, refs, "changes")
        return answer(body)

    @app.get("/api/access", tags=["log"], openapi_extra=_asked("before", "most", "by", "did", "ref"),
             summary="Who read or took out what; newest first (head, records, administrator)")  # fmt: skip
    def accessed(request: Request) -> Response:
        given = only(request.query_params, "before", "most", "by", "did", "ref")
        _needs(desk, request, demo, KEEPERS)
        before, most = _numbers(given, MOST_PAGE)
        wanted = {name: given.get(name) or None for name in ("by", "did", "ref")}
        lines = desk.logbook.page(before, most, **wanted)
        return answer({"lines": lines, "next": lines[-1]["number"] if len(lines) == most else None})


def note_route(app: FastAPI, desk: Desk, noun: str, demo: bool) -> None:
    """Where one says what a file is taken out for, before it is fetched: no such words stand in an address."""

    @app.post(f"/api/{noun}/export-note", tags=[noun], name=f"{noun}_export_note", status_code=201, openapi_extra=_SENT)
    async def said(request: Request) -> Response:
        only(request.query_params)
        if asker_of(request).way == ANONYMOUS:
            raise NotAllowed("What is open to everybody goes out without a note.")
        by, reads = actor(request, demo), audience(desk, request)
        told = await object_of(request, _NOTE, MOST_BODY)
        given = handout(by.call_sign, told.get("purpose"), told.get("recipient"), told.get("expires"))
        note = secrets.token_urlsafe(12)
        line = Line(
            by.call_sign, "purpose", reads.name, noun, (), given.purpose, given.recipient, given.expires, {"note": note}
        )
        await run_in_threadpool(lambda: desk.logbook.note(line).result())
        return answer({"note": note}, 201)


def handout_of(desk: Desk, request: Request, noun: str, reads: Audience, by: Actor) -> Handout:
    """What a file that is asked for is for, by the note that its asker left. Raises BadRequest where a person takes out
    what is not open and left none."""
    note = request.query_params.get("note")
    if note:
        lines = desk.logbook.page(by=by.call_sign, did="purpose", register=noun, audience=reads.name, most=_LATELY)
        line = next((line for line in lines if line["detail"].get("note") == note), None)
        if line is None:
            issue = Issue("note", "unknown_note", "You left no such note lately; say anew what the file is for.")
            raise BadRequest("What goes out needs to say for what, to whom and until when.", [issue])
        return handout(by.call_sign, line.get("purpose"), line.get("recipient"), line.get("expires"))
    needed = asker_of(request).way == SESSION and reads.clearance > 0
    return handout(by.call_sign, None, None, None, needed=needed)


def _needs(desk: Desk, request: Request, demo: bool, roles: tuple[str, ...]) -> Actor:
    """The actor, who reads as the mission and has one of these roles. Raises NotAllowed."""
    by = actor(request, demo)
    if by.roles.isdisjoint(roles) or not audience(desk, request).inside:
        raise NotAllowed(f"This needs the role {' or '.join(roles)}.")
    return by


def _numbers(given: Any, most: int) -> tuple[int | None, int]:
    issues: list[Issue] = []
    before = whole(given, "before", 1, MOST_POS, issues)
    many = whole(given, "most", 1, most, issues)
    if issues:
        raise BadRequest("The question cannot be read.", issues)
    return before, many or 100
