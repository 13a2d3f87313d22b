"""Routes for a picture of any size: the first picture, cells, columns, versions by number, ticks of the ledger.

What has to read much is made by one thread of its own, so that questions to single registers never wait for it.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from ..core.errors import BadRequest, Issue
from ..core.handling import MISSION, Actor, Audience
from ..desk import picture
from ..desk.archive import Archive
from ..desk.desk import Desk
from ..desk.overview import Overview
from ..desk.reading import note_refs, note_whole
from ..desk.ticks import MOST_TICKS, ticks
from ..registers import REGISTERS
from .access import actor, audience
from .asking import MOST_POS, PARAMETERS, answer, only, question, whole, wholes

_T = TypeVar("_T")
MOST_NEWS = 1000  # positions back from now within which a change is news and not the archive
MOST_VERSIONS = 200  # rows that are asked for at once
_TOLD = {
    "at": PARAMETERS["at"],
    "audience": PARAMETERS["audience"],
    "since": "Only what changed after this pos of the ledger.",
    "n": f"How many positions at most, 1 to {MOST_TICKS} (100).",
    "versions": f"Versions by the pos they began at, at most {MOST_VERSIONS}, separated by commas.",
}


def _parameters(*names: str) -> dict[str, Any]:
    return {"parameters": [_parameter(name, _TOLD[name]) for name in (*names, "audience")]}


def _parameter(name: str, about: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": about, "schema": {"type": "string"}}


def _numbers(request: Request, *names: str) -> dict[str, int | None]:
    """The whole numbers that a request may give. Raises BadRequest with every issue."""
    issues: list[Issue] = []
    given = only(request.query_params, *names)
    found = {name: whole(given, name, 0, MOST_POS, issues) for name in names}
    if found.get("since") is not None and found.get("at") is not None:
        issues.append(Issue("at", "bad_parameter", "Ask for what changed since a pos, or for what was known at one."))
    if issues:
        raise BadRequest("The question cannot be read.", issues)
    return found


class _Maker:
    """The one thread that reads much."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "archive")

    def warm(self, overview: Overview) -> None:
        """Begin with the mission's own first picture, before anybody asks for it."""
        self._thread.submit(overview.picture, MISSION)

    async def __call__(self, make: Callable[..., _T], *given: Any) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, make, *given)


def routes(app: FastAPI, desk: Desk, demo: bool) -> Callable[[], None]:
    """Add the routes, before those of single records, whose refs would take their names. What is given back makes the
    first picture ready."""
    archive = Archive(desk)
    overview = Overview(archive)
    make = _Maker()

    @app.get("/api/picture", summary="What the map shows an audience: now, since a pos, or as known at a pos",
             openapi_extra=_parameters("since", "at"))  # fmt: skip
    async def shown(request: Request) -> Response:
        asked, reader = _numbers(request, "since", "at"), audience(desk, request)
        if asked["since"] is not None:
            body = await run_in_threadpool(picture.picture, desk, reader, asked["since"])
            refs = [row["ref"] for row in body["rows"]]
            await run_in_threadpool(note_refs, desk, actor(request, demo), reader, None, refs, "map")
            return answer(body)
        await run_in_threadpool(note_whole, desk, actor(request, demo), reader, None, "map")
        return answer(await make(overview.picture, reader, asked["at"]))

    @app.get("/api/cells", summary="Counts on a coarse grid, now or as known at a pos", openapi_extra=_parameters("at"))
    async def cells(request: Request) -> Response:
        asked = _numbers(request, "at")
        return answer(await make(overview.cells, audience(desk, request), asked["at"]))

    @app.get("/api/ticks", summary="Positions of the ledger and when each was recorded",
             openapi_extra=_parameters("n", "at"))  # fmt: skip
    def when(request: Request) -> Response:
        issues: list[Issue] = []
        given = only(request.query_params, "n", "at")
        wanted = whole(given, "n", 1, MOST_TICKS, issues) or 100
        at = whole(given, "at", 0, MOST_POS, issues)
        if issues:
            raise BadRequest("The question cannot be read.", issues)
        return answer(ticks(desk, audience(desk, request), wanted, at))

    for noun in (noun for noun, register in REGISTERS.items() if not register.apart):
        _register(app, desk, noun, archive, make, demo)
    return lambda: make.warm(overview)


def _register(app: FastAPI, desk: Desk, noun: str, archive: Archive, make: _Maker, demo: bool) -> None:
    """The routes of one register; nothing here knows which."""
    tags: list[Any] = [noun]
    binary: dict[int | str, dict[str, Any]] = {200: {"content": {"application/octet-stream": {}}}}
    asking = {"parameters": [_parameter(n, t) for n, t in PARAMETERS.items() if n not in ("limit", "cursor")]}

    @app.get(f"/api/{noun}/columns", tags=tags, name=f"{noun}_columns", responses=binary,
             openapi_extra=_parameters("since"))  # fmt: skip
    async def columns(request: Request) -> Response:
        since, reader = _numbers(request, "since")["since"], audience(desk, request)
        if reader.inside:
            await run_in_threadpool(_note, desk, actor(request, demo), reader, noun, since)
        if since is None:
            return _packed(request, await make(archive.whole, noun, reader))
        return _packed(request, await make(archive.since, noun, reader, since))

    @app.get(f"/api/{noun}/versions", tags=tags, name=f"{noun}_versions", responses=binary, openapi_extra=asking)
    async def versions(request: Request) -> Response:
        asked = question(request.query_params, REGISTERS[noun], desk.mission.aliases)
        return _packed(request, await run_in_threadpool(archive.versions, noun, audience(desk, request), asked))

    @app.get(f"/api/{noun}/rows", tags=tags, name=f"{noun}_rows", openapi_extra=_parameters("versions"))
    def rows(request: Request) -> Response:
        issues: list[Issue] = []
        wanted = wholes(only(request.query_params, "versions"), "versions", MOST_VERSIONS, issues)
        if issues:
            raise BadRequest("The question cannot be read.", issues)
        reader = audience(desk, request)
        told = picture.marks(desk, noun, reader, wanted)
        note_refs(desk, actor(request, demo), reader, noun, [row["ref"] for row in told], "map")
        return answer({"register": noun, "rows": told})


def _note(desk: Desk, by: Actor, reader: Audience, noun: str, since: int | None) -> None:
    """Note that an archive was fetched; a change that reaches far back is as good as the whole."""
    if since is None or since < desk.ledger.pos() - MOST_NEWS:
        note_whole(desk, by, reader, noun, "archive")


def _packed(request: Request, pieces: list[bytes]) -> Response:
    """The pieces of a zlib stream as they are, or unpacked for a client that cannot."""
    known = [part.partition(";")[0].strip() for part in request.headers.get("accept-encoding", "").split(",")]
    packed = "deflate" in known

    async def told() -> AsyncIterator[bytes]:
        unpacker = zlib.decompressobj()
        for piece in pieces:
            yield piece if packed else unpacker.decompress(piece)

    headers = {"Content-Encoding": "deflate" if packed else "identity", "Vary": "Accept-Encoding"}
    return StreamingResponse(told(), media_type="application/octet-stream", headers=headers)
