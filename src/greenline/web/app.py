"""HTTP: routes made from the registers, the stream of events, the page. No thought of its own."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from importlib import resources
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING, Any

import orjson
import uvicorn
from anyio.to_thread import current_default_thread_limiter
from fastapi import Depends, FastAPI, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .. import __version__
from ..core.errors import BadRequest, Issue, NotSignedIn, Refusal, Stale, TooMany, TooSlow, Unavailable
from ..core.handling import MISSION, Audience
from ..core.register import Register
from ..desk import picture, share
from ..desk.alerts.running import Alerting
from ..desk.apart import newest_apart
from ..desk.brief.html import STYLE_HASH
from ..desk.desk import Desk
from ..desk.handing import hand_out
from ..desk.intake import Act, offer, settle
from ..desk.minding import Minding
from ..desk.numbers import TICK_S
from ..desk.react import Reacting
from ..desk.reading import note_history, note_records, note_refs
from ..desk.warning import Foreseeing
from ..faces.query import Question
from ..faces.schema import act_schema, record_schema, values_schema
from ..registers import REGISTERS
from . import (
    alerts,
    briefing,
    chapters,
    commission,
    coverage,
    deployment,
    describe,
    duties,
    duty,
    files,
    guests,
    importing,
    keeping,
    large,
    live,
    mandate,
    matching,
    movement,
    outlook,
    people,
    protection,
    sealing,
    signing_in,
    threads,
    whatif,
)
from .access import ANONYMOUS, actor, asker_of, audience, check_change, check_origin, readable
from .asking import EXPORTED, MOST_POS, PARAMETERS, answer, body_of, only, question, whole
from .doors import Doors, while_welcome
from .features import features_router
from .flow import KINDS, Flow
from .oidc import Provider, secret_of
from .watching import Measured, Metrics, health, log, trouble

if TYPE_CHECKING:
    from .feeds.feeding import Feeding

MOST_BODY = 1_000_000
MOST_THREADS = 3  # questions answered at once; more would only take turns, and every one of them would wait longer
MOST_SILENCE_S = 10.0  # after which a follower counts as dead
LIVE_S = 0.5  # between two tellings of who moved, at least
HEAR_S = 1.0  # how soon a database that went away is looked for again
HEADERS = {
    "Content-Security-Policy": (
        f"default-src 'self'; img-src 'self' data: blob:; style-src 'self' '{STYLE_HASH}'; "  # that of reports
        "worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


# What only adds its own routes.
_ROOMS = (
    files, keeping, briefing, duty, alerts, commission, mandate, protection, movement, deployment, chapters, matching,
    outlook, whatif,
)  # fmt: skip


def create_app(
    desk: Desk, demo: bool = False, metrics: Metrics | None = None, names: Collection[str] = (),
    *, secure: bool = False, proxy: bool = False, feeding: Feeding | None = None,
) -> FastAPI:  # fmt: skip
    """The web application of an open mission. `names` are the host names under which it is reached from elsewhere;
    `secure`: the way here is encrypted; `proxy`: a proxy in front tells whose a request is; `feeding`: live feeds that
    were started. Raises Refusal."""
    metrics = metrics or Metrics(desk)
    watch = _Watch(desk, metrics, feeding)
    daily = sealing.Daily(desk)
    reacting: list[Reacting | Alerting | Minding | Foreseeing] = []
    doors = Doors(desk, demo, secure=secure, proxy=proxy, shown=_shown())
    oidc = desk.mission.settings.oidc
    provider = Provider(oidc, secret_of(oidc, desk.mission.folder)) if oidc and not demo else None

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = MOST_THREADS
        tasks = [asyncio.create_task(one) for one in (watch.run(), watch.look())]
        warm()
        daily.start()
        for kind in (Reacting, Alerting, Minding, Foreseeing):
            reacting.append(await run_in_threadpool(kind, desk))
        yield
        for task in tasks:
            task.cancel()
        for one in reacting:
            await run_in_threadpool(one.close)
        await run_in_threadpool(daily.stop)
        await run_in_threadpool(watch.stop)
        doors.close()

    app = FastAPI(
        title=f"Greenline: {desk.mission.name}", version=__version__, lifespan=living,
        openapi_url="/api/openapi.json", docs_url=None, redoc_url=None, responses=_REFUSED,
    )  # fmt: skip
    app.state.end_streams = watch.end
    _guard(app, metrics, names, doors)
    _about(app, desk, demo, watch)
    signing_in.add(app, doors, provider)
    people.add(app, doors)
    _stream(app, desk, watch, doors, demo)
    warm = large.routes(app, desk, demo)
    for rooms in _ROOMS:
        rooms.add(app, desk, demo)
    sealing.routes(app, desk)
    duties.routes(app, desk, demo)
    coverage.routes(app, desk, demo)
    live.routes(app, desk, demo, feeding)
    threads.routes(app, desk, doors, demo)
    guests.routes(app, desk, doors)
    for register in REGISTERS.values():
        if not register.apart:
            _register(app, desk, register, demo, metrics)
    importing.add(app, desk, demo)
    app.include_router(features_router(desk, demo))
    _describe_schemas(app)
    _page(app)
    return app


class Server(uvicorn.Server):
    """A web server that ends its open streams when it is asked to stop, and then what is under way."""

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Stop listening, finish what was asked, go."""
        self.config.app.state.end_streams()  # type: ignore[union-attr]
        await super().shutdown(sockets)


def refused(refusal: Refusal) -> Response:
    """A refusal as an answer, with what its status asks for in the head."""
    told = answer(refusal.plain(), refusal.status)
    if isinstance(refusal, NotSignedIn):
        told.headers["WWW-Authenticate"] = "Bearer"
    elif isinstance(refusal, TooMany):
        told.headers["Retry-After"] = str(refusal.detail.get("retry_s", 1))
    elif isinstance(refusal, TooSlow):
        told.headers["Connection"] = "close"
    return told


class Guard:
    """Every answer carries the security headers; what another site's page could send, and who may not come in at all,
    is refused before any route."""

    def __init__(self, app: ASGIApp, names: Collection[str], doors: Doors) -> None:
        self.app, self.names, self.doors = app, names, doors
        self.headers = [*_HEADERS, *([_STRICT] if doors.secure else [])]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an HTTP request on, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = b"public, max-age=31536000, immutable" if scope["path"].startswith("/assets/") else b"no-store"
                message["headers"] = [*message["headers"], *self.headers, (b"cache-control", kept)]
            await send(message)

        if self.doors.secure:
            scope["scheme"] = "https"  # as the browser sees it, whoever decrypts
        try:
            check_origin(Request(scope), self.names)
            await self.doors.admit(scope)
        except Refusal as refusal:
            await refused(refusal)(scope, receive, guarded)
        else:
            await self.app(scope, receive, guarded)


_HEADERS = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]
_STRICT = (b"strict-transport-security", b"max-age=31536000")


def _guard(app: FastAPI, metrics: Metrics, names: Collection[str], doors: Doors) -> None:
    """Headers, origin and door for every request; every refusal is JSON with a sentence; all is counted."""
    app.add_middleware(Guard, names=names, doors=doors)
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=5)
    app.add_middleware(Measured, metrics=metrics)

    @app.exception_handler(Refusal)
    async def told(_: Request, refusal: Refusal) -> Response:
        return refused(refusal)

    @app.exception_handler(HTTPException)
    async def plain(_: Request, error: HTTPException) -> Response:
        code = {404: "not_found", 405: "not_allowed"}.get(error.status_code, "refused")
        return answer({"code": code, "sentence": f"{error.detail}."}, error.status_code)

    @app.exception_handler(Exception)
    async def broken(_: Request, error: Exception) -> Response:
        log.error("broken", exc_info=error)
        sentence = "Something broke inside; nothing of this request was kept. The log of the server tells more."
        return answer({"code": "broken", "sentence": sentence}, 500)


def _about(app: FastAPI, desk: Desk, demo: bool, watch: _Watch) -> None:
    @app.get("/healthz", summary="Whether ledger, writer, followers and disk are well; 503 when acts are not taken")
    def healthy(request: Request) -> Response:
        only(request.query_params)
        status, told = health(desk, watch.alive(), watch.streams)
        return answer(told, status)

    @app.get("/api/mission", summary="The mission: names, languages, parties, zones")
    def mission(request: Request) -> Response:
        only(request.query_params)
        reads, acts = audience(desk, request), actor(request, demo)
        return answer(describe.mission(desk, reads, acts, demo, readable(desk, request)))

    @app.get("/api/registers", summary="The registers: fields, questions, life cycles")
    def registers(request: Request) -> Response:
        only(request.query_params)
        return answer(describe.registers())

    @app.get("/api/words/{language}", summary="Labels of codes, fields, states and steps in a language")
    def words(request: Request, language: str) -> Response:
        only(request.query_params)
        return answer(describe.words(desk, language[:12]))


def _stream(app: FastAPI, desk: Desk, watch: _Watch, doors: Doors, demo: bool) -> None:
    def reads(request: Request) -> Audience:
        only(request.query_params)
        return audience(desk, request)

    @app.get("/api/stream", response_class=EventSourceResponse, summary="Tells each new pos as it comes")
    async def stream(request: Request, reader: Audience = Depends(reads)) -> AsyncIterator[ServerSentEvent]:  # noqa: B008
        async for name, told in while_welcome(doors, request, watch.follow(reader, threads.talk(desk, request, demo))):
            yield ServerSentEvent(event=name, data=told)

    @app.get("/api/entry/{pos}/proof", summary="An entry, its leaves, and the proof that the ledger's head holds it")
    def proof(request: Request, pos: str) -> Response:
        issues: list[Any] = []
        only(request.query_params)
        number = whole({"pos": pos}, "pos", 0, MOST_POS, issues)
        if issues or number is None:
            raise BadRequest("There is no such entry.", issues)
        reads = audience(desk, request)
        if not reads.inside:
            raise BadRequest("Proofs are for the mission; other audiences get theirs with a release.")
        body = picture.proof(desk, number)
        told = {leaf[0]: leaf[2] for leaf in body["entry"]["leaves"] if isinstance(leaf, list)}
        by = actor(request, demo)
        note_refs(desk, by, reads, told.get("@register"), [told["@ref"]] if "@ref" in told else [], "proof", all_=True)
        return answer(body)


def _register(app: FastAPI, desk: Desk, register: type[Register], demo: bool, metrics: Metrics) -> None:
    """The routes of one register; nothing here knows which."""
    noun = register.noun
    tags: list[Any] = [noun]
    parameters = [
        {"name": n, "in": "query", "description": d, "schema": {"type": "string"}} for n, d in PARAMETERS.items()
    ]
    one: dict[str, Any] = {"application/json": {"schema": record_schema(register)}}

    def asked(request: Request) -> Question:
        return question(request.query_params, register, desk.mission.aliases)

    @app.get(f"/api/{noun}", tags=tags, name=f"{noun}_page", openapi_extra={"parameters": parameters})
    def page(request: Request) -> Response:
        reads = audience(desk, request)
        body = picture.page(desk, noun, reads, asked(request))
        note_records(desk, actor(request, demo), reads, noun, body["records"], "page")
        return answer(body)

    @app.get(f"/api/{noun}/count", tags=tags, name=f"{noun}_count", openapi_extra={"parameters": parameters})
    def count(request: Request) -> Response:
        return answer({"count": picture.count(desk, noun, audience(desk, request), asked(request))})

    _exports(app, desk, register, demo)
    then: dict[str, Any] = {"parameters": [p for p in parameters if p["name"] in ("at", "audience")]}

    @app.get(
        f"/api/{noun}/{{ref}}", tags=tags, name=f"{noun}_one", responses={200: {"content": one}}, openapi_extra=then
    )
    def single(request: Request, ref: str) -> Response:
        issues: list[Any] = []
        at = whole(only(request.query_params, "at"), "at", 0, MOST_POS, issues)
        if issues:
            raise BadRequest("The question cannot be read.", issues)
        reads = audience(desk, request)
        record = picture.one(desk, noun, ref, reads, at)
        note_records(desk, actor(request, demo), reads, noun, [record], "record")
        return answer(record)

    @app.get(f"/api/{noun}/{{ref}}/history", tags=tags, name=f"{noun}_history", openapi_extra=then)
    def history(request: Request, ref: str) -> Response:
        issues: list[Any] = []
        at = whole(only(request.query_params, "at"), "at", 0, MOST_POS, issues)
        if issues:
            raise BadRequest("The question cannot be read.", issues)
        reads = audience(desk, request)
        body = picture.history(desk, noun, ref, reads, at)
        note_history(desk, actor(request, demo), reads, noun, body)
        return answer(body)

    sent = {"requestBody": {"required": True, "content": {"application/json": {"schema": act_schema(register)}}}}

    @app.post(f"/api/{noun}", tags=tags, name=f"{noun}_act", status_code=201, openapi_extra=sent)
    async def take(request: Request) -> Response:
        act = None
        try:
            act = read_act(register, await _body(request))
            check_change(request, act.ref)
            offered = offer(desk, act, actor(request, demo))
            if isinstance(offered, Future):
                offered = settle(desk, act, (await asyncio.wrap_future(offered))[0])
        except Refusal as refusal:
            metrics.acts.labels(noun, refusal.code).inc()
            await _noted(desk, request, demo, noun, act, refusal)
            raise
        metrics.acts.labels(noun, "already" if offered.already else "accepted").inc()
        return answer(offered.plain(), 200 if offered.already else 201)


def _exports(app: FastAPI, desk: Desk, register: type[Register], demo: bool) -> None:
    """The file of one register, and where it is said what it is for."""
    noun = register.noun
    tags: list[Any] = [noun]
    filed = [{"name": n, "in": "query", "description": d, "schema": {"type": "string"}} for n, d in EXPORTED.items()]

    @app.get(f"/api/{noun}/export", tags=tags, name=f"{noun}_export", openapi_extra={"parameters": filed},
             responses={200: {"content": {kind: {} for kind in KINDS.values()}}})  # fmt: skip
    def export(request: Request) -> Response:
        given = request.query_params
        form = given.get("format") or "csv"
        wanted = question(given, register, desk.mission.aliases, EXPORTED)
        reads, by = audience(desk, request), actor(request, demo)
        if asker_of(request).way == ANONYMOUS:  # whoever it is may not fill the access log
            return Flow(share.export(desk, noun, reads, form, "hxl" in given, wanted), f"{noun}.{form}")
        said = keeping.handout_of(desk, request, noun, reads, by)
        return Flow(hand_out(desk, said, noun, reads, form, "hxl" in given, wanted), f"{noun}.{form}")

    keeping.note_route(app, desk, noun, demo)


async def _noted(desk: Desk, request: Request, demo: bool, noun: str, act: Act | None, refusal: Refusal) -> None:
    """Note the read that a stale act's refusal is: it tells both versions."""
    if isinstance(refusal, Stale) and act is not None and act.ref:
        await run_in_threadpool(note_refs, desk, actor(request, demo), MISSION, noun, [act.ref], "stale")


async def _body(request: Request) -> dict[str, Any]:
    """A JSON object of bounded size. Raises TooLarge or BadRequest."""
    parts = await body_of(request, MOST_BODY)
    try:
        body = orjson.loads(parts)
    except orjson.JSONDecodeError as error:
        raise BadRequest(f"This is not JSON: {error}.") from None
    if not isinstance(body, dict):
        raise BadRequest("An act is a JSON object with step, key and values.")
    return body


_ACT = {"step": str, "key": str, "ref": str, "saw": int, "reason": str, "basis": str, "values": dict, "register": str}


def read_act(register: type[Register], body: dict[str, Any]) -> Act:
    """An act from its JSON object. Raises BadRequest with every issue."""
    issues = [Issue(n, "no_field", f"An act has {', '.join(_ACT)}; not {n[:40]!r}.") for n in body if n not in _ACT]
    for name, kind in _ACT.items():
        value = body.get(name)
        if value is not None and (not isinstance(value, kind) or isinstance(value, bool)):
            issues.append(
                Issue(name, "wrong_type", f"{name} must be {'an object' if kind is dict else kind.__name__}.")
            )
    if body.get("register") not in (None, register.noun):
        issues.append(Issue("register", "wrong_register", f"This address takes acts on {register.noun}."))
    if issues:
        raise BadRequest("The act cannot be read.", issues)
    told = {name: body.get(name) for name in ("ref", "saw", "reason", "basis")}
    step = body.get("step") or register.steps[0].name
    return Act(register.noun, step, body.get("key") or "", body.get("values") or {}, **told)


_REFUSAL = {
    "type": "object",
    "description": "Why a request is refused, for a person; every issue at once.",
    "required": ["code", "sentence"],
    "properties": {
        "code": {"type": "string"},
        "sentence": {"type": "string"},
        "issues": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "code", "sentence"],
                "properties": {name: {"type": "string"} for name in ("field", "code", "sentence")},
            },
        },
    },
}
_TOLD = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}}
_REFUSED: dict[int | str, dict[str, Any]] = {
    "4XX": {"description": "Refused, with the reason", **_TOLD},
    "503": {"description": "Not just now: the database or the disk is away, or too much is asked at once", **_TOLD},
}


def _describe_schemas(app: FastAPI) -> None:
    """Put every register's schema, and that of a refusal, into the OpenAPI document, next to the routes."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        document = made()
        schemas = document.setdefault("components", {}).setdefault("schemas", {})
        schemas["Refusal"] = _REFUSAL
        for name in ("HTTPValidationError", "ValidationError"):  # we read parameters ourselves
            schemas.pop(name, None)
        for path in document["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
        for register in (one for one in REGISTERS.values() if not one.apart):
            schema = values_schema(register)
            schemas.update(schema.pop("$defs", {}))
            schemas[register.noun] = schema
        return document

    app.openapi = openapi  # type: ignore[method-assign]


_FOLDER = Path(str(resources.files("greenline"))) / "page"


def _shown() -> set[str]:
    """The paths of the page's own files but its assets: they hold nothing of any mission."""
    return {f"/{file.name}" for file in _FOLDER.iterdir() if file.is_file()} if _FOLDER.is_dir() else set()


def _page(app: FastAPI) -> None:
    if (_FOLDER / "index.html").exists():
        app.mount("/", StaticFiles(directory=_FOLDER, html=True), name="page")
    else:

        @app.get("/", include_in_schema=False)
        def unbuilt() -> Response:
            return Response(
                "The page is not built; run `make page`. The API is under /api/.\n", media_type="text/plain"
            )


class _Watch:
    """Follows the ledger for all open streams, entries of other processes too, in a thread of its own."""

    def __init__(self, desk: Desk, metrics: Metrics, feeding: Feeding | None = None) -> None:
        self.desk, self.metrics, self.feeding = desk, metrics, feeding
        self.moved = asyncio.Event()
        self.pos, self.talked = desk.ledger.pos(), 0
        self.trouble: str | None = None
        self.changed = asyncio.Event()
        self.follower = desk.ledger.follower()
        self.thread = ThreadPoolExecutor(1, "follower")
        self.streams = 0
        self.ending = asyncio.Event()
        self.heard = time.monotonic()

    def alive(self) -> bool:
        """Whether the ledger was looked at within the last seconds."""
        return time.monotonic() - self.heard < MOST_SILENCE_S

    async def look(self) -> None:
        """Tell, at most twice a second, that somebody moved; until cancelled."""
        seen = 0
        while self.feeding is not None:
            await asyncio.sleep(LIVE_S)
            if self.streams and self.feeding.changes != seen:
                seen = self.feeding.changes
                self.moved.set()
                self.moved = asyncio.Event()

    async def run(self) -> None:
        """Wait for entries and for trouble until cancelled; a database that is away is waited for."""
        while True:
            try:
                pos, trouble = await asyncio.get_running_loop().run_in_executor(self.thread, self._wait)
                self.heard = time.monotonic()
            except Unavailable as refusal:
                pos, trouble = self.pos, refusal.sentence
                await asyncio.sleep(HEAR_S)
            if (pos, trouble) != (self.pos, self.trouble):
                if trouble != self.trouble:
                    log.warning("trouble" if trouble else "recovered", sentence=trouble)
                self.pos, self.trouble = pos, trouble
                self.changed.set()
                self.changed = asyncio.Event()

    def _wait(self) -> tuple[int, str | None]:
        pos = self.follower.wait(self.pos)
        self.desk.ledger.recover()
        with self.desk.reading() as connection:
            self.talked = newest_apart(self.desk, connection)
        return pos, trouble(self.desk)

    def end(self) -> None:
        """Let every open stream end: the server is asked to stop."""
        self.ending.set()
        self.changed.set()
        self.moved.set()

    def stop(self) -> None:
        """Let the follower's thread and connection go."""
        self.thread.submit(self.follower.close)
        self.thread.shutdown()

    async def follow(
        self, reader: Audience, talk: threads.Talk | None = None
    ) -> AsyncIterator[tuple[str, dict[str, Any]]]:
        """Each new pos, and for the mission what is wrong with the server; for lower audiences the pos at fixed
        intervals, whether or not anything happened. `talk` tells what is new in the listener's own threads."""
        self.streams += 1
        self.metrics.streams.inc()
        try:
            if reader.inside:
                async for told in self._all(talk):
                    yield told
            heard = -1
            while not self.ending.is_set():
                yield "pos", {"pos": await run_in_threadpool(self._seen, reader)}
                if talk and heard != self.talked:
                    heard = self.talked
                    if (news := await run_in_threadpool(talk)) is not None:
                        yield "thread", news
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.ending.wait(), TICK_S)
        finally:
            self.streams -= 1
            self.metrics.streams.dec()

    async def _all(self, talk: threads.Talk | None) -> AsyncIterator[tuple[str, dict[str, Any]]]:
        said: str | None = None
        heard = -1
        while not self.ending.is_set():
            changed, pos, wrong = self.changed, self.pos, self.trouble
            yield "pos", {"pos": pos}
            if wrong != said:
                said = wrong
                yield "trouble", {"sentence": wrong}
            if talk and heard != self.talked:
                heard = self.talked
                if (news := await run_in_threadpool(talk)) is not None:
                    yield "thread", news
            while not changed.is_set():
                if await self._either(changed):
                    yield "live", live.told(self.feeding)

    async def _either(self, changed: asyncio.Event) -> bool:
        """Wait for the ledger or, where there are feeds, for somebody to move; whether somebody did."""
        if self.feeding is None:
            await changed.wait()
            return False
        moved = self.moved
        waits = [asyncio.ensure_future(one.wait()) for one in (changed, moved)]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in waits:
                one.cancel()
        return moved.is_set() and not self.ending.is_set()

    def _seen(self, reader: Audience) -> int:
        with self.desk.reading() as connection:
            return self.desk.numbers(reader).present(connection)
