"""What everybody named in a thread may do there, the same for the mission's people, for circles and for guests: read,
say, attach, mark as read, acknowledge."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..core.errors import BadRequest, Issue, TooMany
from ..desk.desk import Desk
from ..desk.files.sniffing import PICTURES, media_of, shared_copy
from ..desk.files.store import MOST_FILE
from ..desk.people.pace import Pace
from ..desk.threads import reading, talking
from ..desk.threads.belonging import Asking
from ..ledger.chain import Receipt
from .asking import answer, body_of, object_of, only
from .files import given_out

MOST_BODY = 100_000
GUEST_ACTS = 40  # of one guest in a minute
_JSON = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}
_BYTES = {"requestBody": {"required": True, "content": {
    "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}}  # fmt: skip
_SAY: dict[str, tuple[type, ...]] = {"key": (str,), "values": (dict,)}


def talk_routes(app: FastAPI, desk: Desk, path: str, asking: Callable[[Request], Asking]) -> None:
    """The routes under a path, for those whom `asking` finds out."""
    pace = Pace(GUEST_ACTS, 60)

    def acting(request: Request) -> Asking:
        only(request.query_params)
        who = asking(request)
        if who.guest and (wait := pace.take(who.actor.call_sign)):
            raise TooMany("This is a little fast; wait a moment.", retry_s=wait)
        return who

    @app.get(f"{path}/{{ref}}", tags=["threads"], summary="A thread with the newest lines, or those `before` a line")
    def one(request: Request, ref: str) -> Response:
        given = only(request.query_params, "before")
        return answer(reading.one(desk, asking(request), ref, given.get("before") or None))

    @app.post(f"{path}/{{ref}}/said", tags=["threads"], status_code=201, openapi_extra=_JSON, summary="Say something")
    async def say(request: Request, ref: str) -> Response:
        who, sent = acting(request), await object_of(request, _SAY, MOST_BODY)
        key, values = str(sent.get("key") or ""), sent.get("values") or {}
        return told(await run_in_threadpool(talking.say, desk, who, ref, values, key))

    @app.post(f"{path}/{{ref}}/read", tags=["threads"], openapi_extra=_JSON, summary="One has read up to a line")
    async def read(request: Request, ref: str) -> Response:
        who, sent = acting(request), await object_of(request, {"upto": (str,)}, MOST_BODY)
        await run_in_threadpool(reading.mark_read, desk, who, ref, str(sent.get("upto") or ""))
        return answer({"read": sent.get("upto")})

    @app.post(f"{path}/{{ref}}/said/{{line}}/acknowledge", tags=["threads"], status_code=201, openapi_extra=_JSON,
              summary="One has taken note of a line; the ledger keeps it")  # fmt: skip
    async def acknowledge(request: Request, ref: str, line: str) -> Response:
        who = acting(request)
        await object_of(request, {"key": (str,)}, MOST_BODY)
        return told(await run_in_threadpool(talking.acknowledge, desk, who, ref, line))

    _files(app, desk, path, asking, acting)


def _files(
    app: FastAPI, desk: Desk, path: str, asking: Callable[[Request], Asking], acting: Callable[[Request], Asking]
) -> None:
    @app.post(f"{path}/{{ref}}/attachment", tags=["threads"], status_code=201, openapi_extra=_BYTES,
              summary="Send a file; what one says next names it by its SHA-256. Of guests pictures only")  # fmt: skip
    async def brought(request: Request, ref: str) -> Response:
        who = acting(request)
        await run_in_threadpool(talking.may_say, desk, who, ref)
        content = await body_of(request, MOST_FILE)
        kept = await run_in_threadpool(_put, desk, who, content)
        return answer(kept, 201)

    @app.get(f"{path}/{{ref}}/said/{{line}}/attachment/{{file}}", tags=["threads"],
             summary="The copy of a file that may be shared")  # fmt: skip
    def given(request: Request, ref: str, line: str, file: str) -> Response:
        only(request.query_params)
        return given_out(*reading.file_of(desk, asking(request), ref, line, file), True)


def _put(desk: Desk, who: Asking, content: bytes) -> Mapping[str, Any]:
    media = media_of(content)
    if who.guest and (media not in PICTURES or shared_copy(content, media) is None):
        issue = Issue("file", "no_picture", "Only pictures can be attached here: JPEG, PNG, WebP, GIF.")
        raise BadRequest("This file was not taken.", [issue])
    return desk.files.put(content, who.actor.call_sign).plain()


def told(receipt: Receipt) -> Response:
    """What an act in a thread is answered with: its reference; where it stands in the ledger is the mission's."""
    return answer({"ref": receipt.ref, "already": receipt.already}, 200 if receipt.already else 201)


__all__ = ["talk_routes", "told"]
