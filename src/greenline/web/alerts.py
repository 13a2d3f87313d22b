"""Alerts over HTTP: the list and each one, previews, the CAP feed, recipients, what gateways report, and the small page
by which a recipient acknowledges."""

from __future__ import annotations

import hmac
import time
from datetime import UTC, datetime
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..core.codes import code_lists
from ..core.errors import BadRequest, Issue, NotAllowed, NotFound, NotSignedIn
from ..core.kinds import REF
from ..desk.alerts import listing, recipients
from ..desk.alerts.channels.webhook import SIGNATURE, signature
from ..desk.alerts.keeping import acknowledge, acknowledged, of_token
from ..desk.alerts.outbox import report
from ..desk.alerts.page import shown
from ..desk.alerts.wording import cap_of
from ..desk.desk import Desk
from ..desk.reading import note_records, note_refs
from ..exchange.cap import MEDIA_TYPE
from .access import ACKNOWLEDGING, OPERATOR, actor, administrator, asker_of, audience
from .asking import PARAMETERS, answer, body_of, object_of, only, texts

MOST_RECEIPT, MOST_RECIPIENT, MOST_TABLE = 20_000, 20_000, 20_000_000
_AUDIENCE = {"name": "audience", "in": "query", "description": PARAMETERS["audience"], "schema": {"type": "string"}}
_LANGUAGE = {"name": "language", "in": "query", "description": "A language code.", "schema": {"type": "string"}}
_SENT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}
_RECIPIENT: dict[str, tuple[type, ...]] = {
    "id": (str,), "language": (str,), "groups": (list,), "audience": (str,), "quiet": (str, type(None)),
    "addresses": (dict,),
}  # fmt: skip
_XML: dict[int | str, dict[str, Any]] = {200: {"content": {MEDIA_TYPE: {}, "application/atom+xml": {}}}}


def add(app: FastAPI, desk: Desk, demo: bool) -> None:
    """The routes."""
    _read(app, desk, demo)
    _caps(app, desk, demo)
    _people(app, desk, demo)
    _answers(app, desk)


def _read(app: FastAPI, desk: Desk, demo: bool) -> None:
    @app.get("/api/alerts", tags=["alerts"], openapi_extra={"parameters": [_AUDIENCE]},
             summary="The newest alerts with their clocks, and the rules approved beforehand")  # fmt: skip
    def every(request: Request) -> Response:
        only(request.query_params)
        reads, by = audience(desk, request), actor(request, demo)
        records = listing.listed(desk, reads)
        note_records(desk, by, reads, "alert", records, "alerts")
        body: dict[str, Any] = {"now": _now(), "alerts": records}
        if reads.inside:
            body |= {"rules": listing.rules(desk, datetime.now(UTC).date()),
                     "channels": list(desk.mission.settings.alerting.channels)}  # fmt: skip
        return answer(body)

    @app.get("/api/alerts/{ref}/preview", tags=["alerts"], openapi_extra={"parameters": [_AUDIENCE, _LANGUAGE]},
             summary="Each outward form of an alert for an audience and a language")  # fmt: skip
    def preview(request: Request, ref: str) -> Response:
        given = only(request.query_params, "language", "for")
        _inside(desk, request)
        language = given.get("language") or desk.mission.settings.languages[0]
        if language not in code_lists()["language"]:
            issue = Issue("language", "unknown_code", f"{language[:20]!r} is no language of the list.")
            raise BadRequest("This cannot be read.", [issue])
        told = listing.previewed(desk, _ref(ref), desk.audience(given.get("for")), language)
        note_refs(desk, actor(request, demo), desk.audience(None), "alert", [ref], "preview")
        return answer({"now": _now(), **told})


def _caps(app: FastAPI, desk: Desk, demo: bool) -> None:
    @app.get("/api/alerts/cap.atom", tags=["alerts"], openapi_extra={"parameters": [_AUDIENCE]}, responses=_XML,
             summary="An Atom feed of the alerts that an audience may know of, each as CAP 1.2")  # fmt: skip
    def feed(request: Request) -> Response:
        only(request.query_params)
        base = desk.mission.settings.alerting.address or str(request.base_url).rstrip("/")
        told = listing.feed(desk, audience(desk, request), base)
        return Response(told, media_type="application/atom+xml")

    @app.get("/api/alerts/{ref}.cap", tags=["alerts"], openapi_extra={"parameters": [_AUDIENCE]}, responses=_XML,
             summary="An alert as CAP 1.2, an info for each language")  # fmt: skip
    def single(request: Request, ref: str) -> Response:
        only(request.query_params)
        reads = audience(desk, request)
        alert = listing.current(desk, _ref(ref), reads)
        note_refs(desk, actor(request, demo), reads, "alert", [alert.ref], "cap")
        return Response(cap_of(desk, alert), media_type=MEDIA_TYPE)


def _people(app: FastAPI, desk: Desk, demo: bool) -> None:
    def manages(request: Request) -> None:
        """Contacts are for administrators; where nobody was added yet, for the one operator of this machine."""
        only(request.query_params)
        if not demo and asker_of(request).way == OPERATOR:
            return
        administrator(request)

    @app.get("/api/alerts/recipients", tags=["alerts"], summary="Who is told, without addresses (administrators)")
    def every(request: Request) -> Response:
        manages(request)
        return answer({"recipients": [one.plain() for one in recipients.every(desk.alerts)]})

    @app.post("/api/alerts/recipients", tags=["alerts"], status_code=201, openapi_extra=_SENT,
              summary="Add a recipient, or replace the one of that id (administrators)")  # fmt: skip
    async def put(request: Request) -> Response:
        manages(request)
        told = await object_of(request, _RECIPIENT, MOST_RECIPIENT)
        given = told.get("addresses") or {}
        if not all(isinstance(one, str) for one in given.values()):
            raise BadRequest("This cannot be read.", [Issue("addresses", "wrong_type", "An address is text.")])
        one = recipients.Recipient(
            told.get("id") or "", told.get("language") or "en", tuple(texts(told, "groups")),
            told.get("audience") or "public", told.get("quiet") or "", given,
        )  # fmt: skip
        await run_in_threadpool(recipients.put, desk.alerts, desk.mission, [one])
        return answer(one.plain(), 201)

    @app.delete("/api/alerts/recipients/{name}", tags=["alerts"], summary="Forget a recipient (administrators)")
    async def removed(request: Request, name: str) -> Response:
        manages(request)
        await run_in_threadpool(recipients.remove, desk.alerts, name)
        return answer({"removed": 1})

    @app.get("/api/alerts/{ref}", tags=["alerts"], openapi_extra={"parameters": [_AUDIENCE]},
             summary="An alert: its clocks, who was told, who got it, who acknowledged it")  # fmt: skip
    def single(request: Request, ref: str) -> Response:
        only(request.query_params)
        reads = _inside(desk, request)
        told = listing.one(desk, _ref(ref))
        note_records(desk, actor(request, demo), reads, "alert", [told], "alert")
        return answer({"now": _now(), **told})


def _answers(app: FastAPI, desk: Desk) -> None:
    @app.post("/api/alerts/receipt/{channel}", tags=["alerts"], openapi_extra=_SENT,
              summary="A gateway reports of a message, signed; the same report again changes nothing")  # fmt: skip
    async def reported(request: Request, channel: str) -> Response:
        only(request.query_params)
        body = await body_of(request, MOST_RECEIPT)
        settings = desk.mission.settings.alerting.receipts
        secret = settings.secret(desk.mission.folder) if settings else ""
        shown_ = request.headers.get(SIGNATURE) or ""
        if not secret or not hmac.compare_digest(shown_.encode(), signature(secret, bytes(body)).encode()):
            raise NotSignedIn(f"A report is signed with the mission's secret, in {SIGNATURE}.", needs="sign_in")
        receipt, delivered = _receipt(body)
        if not await run_in_threadpool(report, desk, channel, receipt, delivered, time.time()):
            raise NotFound("There is no such channel or message.")
        return answer({"taken": True})

    @app.get(f"{ACKNOWLEDGING}{{token}}", include_in_schema=False)
    def page(token: str) -> Response:
        return _html(shown(desk, token))

    @app.post(f"{ACKNOWLEDGING}{{token}}", include_in_schema=False)
    def taken(token: str) -> Response:
        row = of_token(desk, token)
        if row.recipient not in acknowledged(desk, row.alert):
            acknowledge(desk, token, time.time())
        return _html(shown(desk, token))


def _receipt(body: bytes) -> tuple[str, bool]:
    """What a gateway reports: its own id of the message, and whether it was delivered. Raises BadRequest."""
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise BadRequest("This is not JSON.") from None
    receipt, delivered = (told.get("receipt"), told.get("delivered", True)) if isinstance(told, dict) else (None, None)
    if not isinstance(receipt, str) or not receipt or not isinstance(delivered, bool):
        raise BadRequest("Send a JSON object with receipt, the message's id, and delivered, true or false.")
    return receipt, delivered


def _html(text: str) -> Response:
    return Response(text, media_type="text/html; charset=utf-8")


def _inside(desk: Desk, request: Request) -> Any:
    reads = audience(desk, request)
    if not reads.inside:
        raise NotAllowed("Who was told is for who reads as the mission.")
    return reads


def _ref(ref: str) -> str:
    if not REF.match(ref):
        raise NotFound("There is no such alert.")
    return ref


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
