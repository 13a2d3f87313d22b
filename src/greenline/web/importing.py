"""A table brought in through the page by the duty desk: sent once, looked at, tried without writing, then imported.

The file lies in the data folder under a random name until it is imported or a day has gone by.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import time
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from ..core.errors import BadRequest, Issue, NotAllowed, NotFound, Refusal, TooLarge, Unavailable
from ..core.handling import DESK, Actor
from ..desk.desk import Desk
from ..desk.importing import import_file, shipped_maps
from ..desk.trying import dry_run, look
from .access import actor
from .asking import body_of, only, pieces_of

MOST_FILE = 500_000_000
MOST_ASKED = 1_000_000
KEPT_S = 86_400
MOST_KEPT = 20
_TOKEN = re.compile(r"[0-9a-f]{32}\Z")
_ASKED: Mapping[str, tuple[type, ...]] = {
    "form": (str,), "map": (dict,), "as_incident": (bool,), "sheet": (str,), "encoding": (str,)
}  # fmt: skip


class Uploads:
    """The files that were sent and not yet imported."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.folder = desk.data / "uploads"
        self.one_at_a_time = ThreadPoolExecutor(1, "import")
        self.busy = False

    def file(self, token: str) -> Path:
        """The file behind a token. Raises NotFound."""
        file = self.folder / token
        if not _TOKEN.match(token) or not file.is_file():
            raise NotFound("This file is not here any more; send it again.")
        return file

    async def take(self, request: Request) -> str:
        """Store a request's body; its token. Raises TooLarge, or BadRequest when it is empty."""
        self.clean()
        if len(list(self.folder.glob("*"))) >= MOST_KEPT:
            raise Unavailable(f"{MOST_KEPT} files wait to be imported already; import one of them, or ask again later.")
        token = secrets.token_hex(16)
        part = self.folder / f"{token}.part"
        size = 0
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with part.open("wb") as out:
                async for chunk in pieces_of(request):
                    size += len(chunk)
                    if size > MOST_FILE:
                        raise TooLarge(
                            f"A file may have at most {MOST_FILE // 1_000_000} MB; split it, or use the command line."
                        )
                    await run_in_threadpool(out.write, chunk)
            if not size:
                raise BadRequest("The file is empty.")
            part.rename(self.folder / token)
        except OSError as error:
            raise Unavailable(f"The file cannot be kept: {error.strerror}.") from None
        finally:
            part.unlink(missing_ok=True)
        return token

    def clean(self) -> None:
        """Forget files that nobody came back for."""
        for file in self.folder.glob("*") if self.folder.is_dir() else ():
            if time.time() - file.stat().st_mtime > KEPT_S:
                file.unlink(missing_ok=True)


def add(app: FastAPI, desk: Desk, demo: bool) -> None:
    """The routes of imports."""
    uploads = Uploads(desk)
    uploads.clean()

    @app.post("/api/import", tags=["import"], status_code=201, summary="Send a table; its first rows and a map")
    async def send(request: Request) -> Response:
        _only_the_desk(actor(request, demo))
        given = only(request.query_params, "register", "encoding", "sheet")
        token = await uploads.take(request)
        file = uploads.file(token)
        try:
            seen = await run_in_threadpool(
                look, desk, file, given.get("register", "report"), given.get("encoding", "utf-8"), given.get("sheet")
            )
        except BaseException:
            file.unlink(missing_ok=True)
            raise
        return Response(orjson.dumps({"token": token, **seen}), 201, media_type="application/json")

    @app.get("/api/import/{token}", tags=["import"], summary="Look at a sent table again, as another register or sheet")
    def again(request: Request, token: str) -> Response:
        _only_the_desk(actor(request, demo))
        given = only(request.query_params, "register", "encoding", "sheet")
        told = look(
            desk, uploads.file(token), given.get("register", "report"), given.get("encoding", "utf-8"),
            given.get("sheet"),
        )  # fmt: skip
        return Response(orjson.dumps({"token": token, **told}), media_type="application/json")

    @app.post("/api/import/{token}/try", tags=["import"], summary="What an import would do; nothing is written")
    async def tried(request: Request, token: str) -> Response:
        _only_the_desk(actor(request, demo))
        only(request.query_params)
        maps, more = _asked(await body_of(request, MOST_ASKED))
        trial = await run_in_threadpool(lambda: dry_run(desk, uploads.file(token), maps, **more))
        return Response(orjson.dumps(trial.plain()), media_type="application/json")

    @app.post(
        "/api/import/{token}/run", tags=["import"], summary="Import: a line of JSON as it goes on, then the summary"
    )
    async def run(request: Request, token: str) -> StreamingResponse:
        who = _only_the_desk(actor(request, demo))
        only(request.query_params)
        maps, more = _asked(await body_of(request, MOST_ASKED))
        file = uploads.file(token)
        await run_in_threadpool(
            lambda: dry_run(desk, file, maps, most=1, **more)
        )  # a map that does not fit is told now
        if uploads.busy:
            raise Unavailable("Another import is under way; wait for its end.")
        uploads.busy = True
        said: SimpleQueue[int] = SimpleQueue()
        # Begun here, not when the answer is read: a page that goes away in between must not leave the next one waiting.
        running = asyncio.get_running_loop().run_in_executor(
            uploads.one_at_a_time, _import, uploads, file, maps, {**more, "basis": f"Brought in by {who}."}, said
        )
        return StreamingResponse(_told(running, said), media_type="application/jsonl")


def _import(
    uploads: Uploads, file: Path, maps: list[dict[str, Any]], more: Mapping[str, Any], said: SimpleQueue[int]
) -> dict[str, Any]:
    """Import to the end, whoever listens; a file that was refused stays, to be tried again."""
    refused = file.with_suffix(".refused")
    try:
        summary = import_file(uploads.desk, file, maps, refused=refused, progress=said.put, **more).plain()
        summary.pop("refused_file")
        file.unlink(missing_ok=True)
        return {"summary": summary}
    except Refusal as refusal:
        return {"refusal": refusal.plain()}
    finally:
        refused.unlink(missing_ok=True)
        uploads.busy = False


async def _told(running: asyncio.Future[dict[str, Any]], said: SimpleQueue[int]) -> AsyncIterator[bytes]:
    """Lines of what has been read so far, and in the end the summary or the refusal."""
    while not running.done():
        await asyncio.wait({running}, timeout=0.5)
        read = None
        with suppress(Empty):
            while True:
                read = said.get_nowait()
        if read is not None:
            yield orjson.dumps({"read": read}) + b"\n"
    yield orjson.dumps(await running) + b"\n"


def _only_the_desk(who: Actor) -> str:
    """The call sign of somebody who may bring tables in. Raises NotAllowed."""
    if DESK not in who.roles:
        raise NotAllowed("Tables are brought in by the duty desk.")
    return who.call_sign


def _asked(body: bytes) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The maps to read by, and how. Raises BadRequest with every issue."""
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"This is not JSON: {error}.") from None
    if not isinstance(told, dict):
        raise BadRequest("Ask with a JSON object of form or map.")
    issues = [Issue(n, "no_field", f"There is {', '.join(_ASKED)}; not {n[:40]!r}.") for n in told if n not in _ASKED]
    for name, kinds in _ASKED.items():
        if told.get(name) is not None and not isinstance(told[name], kinds):
            issues.append(
                Issue(name, "wrong_type", f"{name} must be {'an object' if dict in kinds else kinds[0].__name__}.")
            )
    if not issues and (told.get("form") is None) == (told.get("map") is None):
        issues.append(Issue("map", "missing", "Name either a shipped form or a map."))
    if issues:
        raise BadRequest("The import cannot be read.", issues)
    maps = shipped_maps(told["form"]) if told.get("form") else [told["map"]]
    more = {
        "as_incident": told.get("as_incident") or False,
        "encoding": told.get("encoding"),
        "sheet": told.get("sheet"),
    }
    return maps, more
