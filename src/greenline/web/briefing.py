"""Reports over HTTP: composed for an audience as JSON, HTML and PDF; released, compared, corrected by people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..core.errors import BadRequest, Issue, NotAllowed
from ..core.handling import Actor, Audience
from ..desk.brief import issuing
from ..desk.brief.composing import KINDS, compose
from ..desk.brief.html import page
from ..desk.brief.pdf import pdf
from ..desk.brief.plain import Brief
from ..desk.desk import Desk
from ..desk.handing import noted
from ..desk.numbers import now
from ..desk.reading import note_refs
from .access import ANONYMOUS, actor, asker_of, audience, check_change
from .asking import MOST_POS, PARAMETERS, answer, object_of, only, texts, whole
from .keeping import handout_of

MOST_BODY = 50_000
_MAYBE: tuple[type, ...] = (str, type(None))
_SENT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}
_ASKED = {
    "day": "The day, in the mission's time zone; of a weekly its last day.",
    "kind": f"{', '.join(KINDS)} (daily).",
    "incident": "Of a flash: the incident's reference.",
    "language": "The language of its headings (en).",
    "at": PARAMETERS["at"],
}
_TELL = {**_ASKED, "audience": PARAMETERS["audience"]}
_NOTE = {"note": "What `POST /api/brief/export-note` answered, where it was said what the file is for."}
_PDF: dict[int | str, dict[str, Any]] = {200: {"content": {"application/pdf": {}}}}
_HTML: dict[int | str, dict[str, Any]] = {200: {"content": {"text/html": {}}}}
_JSON: dict[int | str, dict[str, Any]] = {200: {"content": {"application/json": {}}}}


def _parameters(told: Mapping[str, str]) -> dict[str, Any]:
    return {"parameters": [{"name": n, "in": "query", "description": d, "schema": {"type": "string"}}
                           for n, d in told.items()]}  # fmt: skip


_READER = _parameters({"audience": PARAMETERS["audience"]})


def add(app: FastAPI, desk: Desk, demo: bool) -> None:
    """The routes."""
    _composed(app, desk, demo)
    _issued(app, desk, demo)


def _composed(app: FastAPI, desk: Desk, demo: bool) -> None:
    def made(request: Request, *more: str) -> tuple[Brief, Audience, Actor]:
        reads, by = audience(desk, request), actor(request, demo)
        brief = _asked(desk, request, reads, *more)
        refs = (ref for figure in brief.book.figures.values() for ref in figure.refs)
        note_refs(desk, by, reads, "incident", refs, "brief")
        return brief, reads, by

    @app.get("/api/sitrep", tags=["brief"], openapi_extra=_parameters(_TELL), responses=_JSON,
             summary="The report of a day, a week or an incident, each number with its records")  # fmt: skip
    def told(request: Request) -> Response:
        return Response(made(request)[0].bytes(), media_type="application/json")

    @app.get("/api/sitrep.html", tags=["brief"], openapi_extra=_parameters(_TELL), responses=_HTML,
             summary="The same as one page, each number leading to its records")  # fmt: skip
    def shown(request: Request) -> Response:
        brief, _, _ = made(request)
        return Response(page(brief, desk.mission), media_type="text/html; charset=utf-8")

    @app.get("/api/sitrep.pdf", tags=["brief"], openapi_extra=_parameters({**_TELL, **_NOTE}), responses=_PDF,
             summary="The same on paper (PDF/A); the access log notes it")  # fmt: skip
    def printed(request: Request) -> Response:
        brief, reads, by = made(request, "note")
        content = pdf(brief, desk.mission)
        if asker_of(request).way != ANONYMOUS:  # whoever it is may not fill the access log
            said = handout_of(desk, request, "brief", reads, by)
            detail = {"format": "pdf", "day": brief.head["day"], "kind": brief.head["kind"]}
            content = b"".join(noted(desk, said, "export", "brief", reads, iter([content]), detail))
        return _paper(content, f"{brief.head['kind']}-{brief.head['day']}.pdf")


def _asked(desk: Desk, request: Request, reads: Audience, *more: str) -> Brief:
    """The report that a request asks for. Raises BadRequest with every issue, NotFound."""
    issues: list[Issue] = []
    given = only(request.query_params, *_ASKED, *more)
    at = whole(given, "at", 0, MOST_POS, issues)
    kind = given.get("kind") or "daily"
    if kind != "flash" and not given.get("day"):
        issues.append(Issue("day", "missing", "Say which day; one looks like 2023-08-18."))
    if issues:
        raise BadRequest("The question cannot be read.", issues)
    return compose(
        desk, given.get("day") or "", reads, kind, at, now=now(), incident=given.get("incident") or None,
        language=given.get("language") or "en",
    )  # fmt: skip


def _paper(content: bytes, name: str) -> Response:
    return Response(
        content, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'}
    )


def _issued(app: FastAPI, desk: Desk, demo: bool) -> None:
    def insider(request: Request, ref: str | None = None) -> Actor:
        """Who acts, who reads as the mission: others' reports are compared and released from inside."""
        check_change(request, ref)
        if not audience(desk, request).inside:
            raise NotAllowed("Reports are issued by who reads as the mission.")
        return actor(request, demo)

    @app.post("/api/sitrep/{ref}/release", tags=["brief"], status_code=201, openapi_extra=_SENT,
              summary="Release a cleared report: its figures are frozen, its paper is kept")  # fmt: skip
    async def released(request: Request, ref: str) -> Response:
        only(request.query_params)
        by = insider(request, ref)
        told = await object_of(request, {"reason": _MAYBE, "key": _MAYBE}, MOST_BODY)
        key = told.get("key") or f"release:{ref}"
        receipt = await run_in_threadpool(issuing.release, desk, ref, by, key, now(), told.get("reason"))
        return answer(receipt.plain(), 201)

    @app.post("/api/sitrep/flash", tags=["brief"], status_code=201, openapi_extra=_SENT,
              summary="Issue a flash on an incident: figures frozen, paper kept")  # fmt: skip
    async def flashed(request: Request) -> Response:
        only(request.query_params)
        by = insider(request)
        told = await object_of(request, {"incident": (str,), "to": _MAYBE, "key": (str,)}, MOST_BODY)
        reads = desk.audience(told.get("to"))
        incident, key = told.get("incident") or "", told.get("key") or ""
        receipt = await run_in_threadpool(issuing.flash, desk, incident, reads, by, key, now())
        return answer(receipt.plain(), 201)

    @app.post("/api/sitrep/{ref}/correct", tags=["brief"], status_code=201, openapi_extra=_SENT,
              summary="Correct figures of an issued report; old value and reason stay beside the new")  # fmt: skip
    async def corrected(request: Request, ref: str) -> Response:
        only(request.query_params)
        by = insider(request, ref)
        told = await object_of(request, {"figures": (list,), "reason": (str,), "key": (str,)}, MOST_BODY)
        keys, reason, key = (
            texts(told, "figures", issuing.MOST_FIGURES),
            told.get("reason") or "",
            told.get("key") or "",
        )
        return answer((await run_in_threadpool(issuing.correct, desk, ref, keys, by, key, reason, now())).plain(), 201)

    @app.get("/api/sitrep/{ref}/differences", tags=["brief"], openapi_extra=_READER,
             summary="Where the records now say otherwise than an issued report")  # fmt: skip
    def differing(request: Request, ref: str) -> Response:
        only(request.query_params)
        insider(request)
        return answer({"ref": ref, "differences": issuing.differences(desk, ref, now())})

    @app.get("/api/sitrep/{ref}/paper", tags=["brief"], responses=_PDF,
             openapi_extra=_parameters({"audience": _TELL["audience"], **_NOTE}),
             summary="The paper of an issued report, as it was issued")  # fmt: skip
    def paper(request: Request, ref: str) -> Response:
        only(request.query_params, "note")
        reads, by = audience(desk, request), actor(request, demo)
        content, name = issuing.paper(desk, ref, reads)
        if asker_of(request).way != ANONYMOUS:
            said = handout_of(desk, request, "brief", reads, by)
            detail = {"format": "pdf", "ref": ref}
            content = b"".join(noted(desk, said, "export", "brief", reads, iter([content]), detail))
        return _paper(content, name)
