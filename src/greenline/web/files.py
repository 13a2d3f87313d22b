"""Files of records: sent before the act that names them, given out by what the asker's audience sees of the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse

from ..core.errors import BadRequest, Issue, NotAllowed
from ..core.handling import DESK, HEAD, MACHINE, OBSERVER, RECORDS, VERIFIER
from ..core.register import Register
from ..desk.desk import Desk
from ..desk.files import attaching
from ..desk.files.naming import groups
from ..desk.files.sniffing import PICTURES
from ..desk.files.store import MOST_FILE
from ..registers import REGISTERS
from .access import actor, audience
from .asking import answer, body_of, only

BRINGERS = (OBSERVER, VERIFIER, DESK, HEAD, RECORDS, MACHINE)
_BINARY = {"schema": {"type": "string", "format": "binary"}}
_BYTES = {"requestBody": {"required": True, "content": {"application/octet-stream": _BINARY}}}
_TYPES = ("application/octet-stream", "image/jpeg", "image/png")
_GIVEN: dict[int | str, dict[str, Any]] = {200: {"content": dict.fromkeys(_TYPES, _BINARY)}}
# Whatever a file holds, no browser runs it as a page of ours.
_SAFE = {"Content-Security-Policy": "sandbox; default-src 'none'", "Cross-Origin-Resource-Policy": "same-origin"}


def add(app: FastAPI, desk: Desk, demo: bool) -> None:
    """The routes; before those of single records, whose refs would take their names."""

    @app.post("/api/attachment", tags=["attachment"], status_code=201, openapi_extra=_BYTES,
              summary="Send a file; an act on a record names it afterwards by its SHA-256")  # fmt: skip
    async def brought(request: Request) -> Response:
        only(request.query_params)
        by = actor(request, demo)
        if by.roles.isdisjoint(BRINGERS):
            raise NotAllowed(f"To bring files needs a role of {', '.join(BRINGERS)}.")
        content = await body_of(request, MOST_FILE)
        kept = await run_in_threadpool(desk.files.put, content, by.call_sign)
        return answer(kept.plain(), 201)

    for register in REGISTERS.values():
        if groups(register) and not register.apart:
            _register(app, desk, register, demo)


def _register(app: FastAPI, desk: Desk, register: type[Register], demo: bool) -> None:
    """The routes of one register; nothing here knows which."""
    noun = register.noun
    path = f"/api/{noun}/{{ref}}/attachment/{{file}}"
    tags: list[Any] = [noun]
    copies = {
        "parameters": [
            {"name": "copy", "in": "query", "schema": {"type": "string", "enum": ["shared", "original"]},
             "description": "The copy that may be shared (shared), or the evidentiary original, which is noted."},
            {"name": "audience", "in": "query", "schema": {"type": "string"}, "description": "Read as this audience."},
        ]
    }  # fmt: skip

    @app.get(path, tags=tags, name=f"{noun}_file", responses=_GIVEN, openapi_extra=copies)
    def given(request: Request, ref: str, file: str) -> Response:
        asked = only(request.query_params, "copy").get("copy") or "shared"
        if asked not in ("shared", "original"):
            issue = Issue("copy", "bad_parameter", "A copy is shared or original.")
            raise BadRequest("The question cannot be read.", [issue])
        reader, by = audience(desk, request), actor(request, demo)
        content, media, name = attaching.read(desk, register, ref, file, reader, by, asked == "original")
        return given_out(content, media, name, asked == "shared")

    @app.get(f"{path}/custody", tags=tags, name=f"{noun}_custody")
    def custody(request: Request, ref: str, file: str) -> Response:
        only(request.query_params)
        return answer({"custody": attaching.custody(desk, register, ref, file, audience(desk, request))})


def given_out(content: bytes | Iterator[bytes], media: str, name: str, shared: bool) -> Response:
    """A file as an answer: a shared copy of a picture may be looked at, everything else is for keeping."""
    shown = media in PICTURES and shared
    headers = {**_SAFE, "Content-Disposition": _disposition("inline" if shown else "attachment", name)}
    kind = media if shown else "application/octet-stream"
    if isinstance(content, bytes):
        return Response(content, media_type=kind, headers=headers)
    return StreamingResponse(content, media_type=kind, headers=headers)


def _disposition(kind: str, name: str) -> str:
    """How a file is to be taken, under a name that breaks no header (RFC 6266)."""
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._- ") else "_" for c in name)[:80].strip() or "file"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name[:150], safe='')}"
