"""Signing in and out: sessions by password or by OIDC, one's own sessions, one's own password."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from ..core.errors import BadRequest, Issue, NotFound, NotSignedIn, Refusal
from ..desk.people import accounts, rules, sessions
from .access import SESSION, Asker, asker_of, readable
from .asking import answer, body_of, only
from .doors import Doors
from .oidc import Provider
from .watching import log

MOST_BODY = 4_000
STATE_S = 600  # how long somebody may be away at the provider
_SENT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}


def add(app: FastAPI, doors: Doors, provider: Provider | None) -> None:
    """The routes of sessions."""

    @app.get("/api/session", tags=["session"], summary="Who is signed in, what they may do, and the ways to sign in")
    def who(request: Request) -> Response:
        only(request.query_params)
        return answer(_told(doors, request, provider))

    @app.post("/api/session", tags=["session"], summary="Sign in: call_sign, password, and code when asked for",
              openapi_extra=_SENT)  # fmt: skip
    async def sign_in(request: Request) -> Response:
        only(request.query_params)
        told = await texts_of(request, "call_sign", "password", "code")
        offered = doors.sign_in.offer(told["call_sign"], told["password"], told["code"])
        account = await asyncio.wrap_future(offered)
        return await _signed_in(doors, request, account, "password", answer({"must_change": account.must_change}))

    @app.delete("/api/session", tags=["session"], summary="Sign out")
    async def sign_out(request: Request) -> Response:
        only(request.query_params)
        secret = doors.presented(request)
        if secret and asker_of(request).way == SESSION:
            await doors.run(sessions.end, doors.people, secret)
            doors.forget()
        told = answer({"signed_in": False})
        doors.take(told)
        return told

    @app.post("/api/session/password", tags=["session"], summary="Change one's own password: old, new",
              openapi_extra=_SENT)  # fmt: skip
    async def change(request: Request) -> Response:
        only(request.query_params)
        asker = _in_person(request)
        told = await texts_of(request, "old", "new")
        rules.check_password(told["new"], asker.actor.call_sign, (doors.desk.mission.name,))
        if told["new"] == told["old"]:
            raise BadRequest("Choose another password than the one you have.")
        account = await doors.run(accounts.find, doors.people, asker.actor.call_sign)
        account = await asyncio.wrap_future(doors.sign_in.confirm(account, told["old"]))
        await run_in_threadpool(
            accounts.set_password, doors.people, doors.desk.mission, account.call_sign, told["new"],
            by=account.call_sign,
        )  # fmt: skip
        # Whoever else was signed in by the old password is out; this browser goes on under a new session.
        return await _signed_in(doors, request, account, "password", answer({"must_change": False}))

    @app.get("/api/session/all", tags=["session"], summary="One's own sessions")
    async def mine(request: Request) -> Response:
        only(request.query_params)
        asker = _in_person(request)
        held = await doors.run(sessions.of, doors.people, asker.actor.call_sign)
        return answer({"sessions": [one.plain(asker.handle) for one in held]})

    @app.delete("/api/session/{handle}", tags=["session"],
                summary="End one of one's own sessions, or by `others` all but this one")  # fmt: skip
    async def end(request: Request, handle: str) -> Response:
        only(request.query_params)
        asker = _in_person(request)
        sign = asker.actor.call_sign
        if not (handle.isascii() and handle.isalnum()):
            raise NotFound("You have no such session.")
        one, keep = (None, asker.handle) if handle == "others" else (handle, None)
        ended = await doors.run(sessions.revoke, doors.people, sign, one, keep, sign)
        doors.forget()
        if not ended and one is not None:
            raise NotFound("You have no such session.")
        return answer({"ended": ended})

    if provider is not None:
        _oidc(app, doors, provider)


def _oidc(app: FastAPI, doors: Doors, provider: Provider) -> None:
    """To the provider and back. The browser keeps what ties the way back to the way there; nobody is sent anywhere but
    to the provider that the mission names and to our own front page."""
    kept_as = f"{doors.cookie}-oidc"

    def back_here(request: Request) -> str:
        return f"{str(request.base_url).rstrip('/')}/api/session/oidc/back"

    @app.get("/api/session/oidc", tags=["session"], summary="Sign in at the mission's OIDC provider")
    async def there(request: Request) -> Response:
        only(request.query_params)
        url, kept = await provider.start(back_here(request))
        told = RedirectResponse(url, 303)
        told.set_cookie(  # sent along when the provider leads back, which a strict one is not
            kept_as, kept, max_age=STATE_S, path="/", secure=doors.secure, httponly=True, samesite="lax"
        )
        return told

    @app.get("/api/session/oidc/back", tags=["session"], summary="Where the OIDC provider leads back to")
    async def back(request: Request) -> Response:
        try:
            kept = request.cookies.get(kept_as) or ""
            subject = await provider.finish(back_here(request), request.query_params, kept)
            account = await doors.run(accounts.of_subject, doors.people, subject)
            if account is None or account.disabled:
                raise NotSignedIn("No account here is tied to this person.", needs="sign_in")
        except Refusal as refusal:
            log.warning("oidc", refused=refusal.code, why=refusal.detail.get("why"))
            told: Response = RedirectResponse("/?sign_in=refused", 303)
        else:
            told = await _signed_in(doors, request, account, "oidc", RedirectResponse("/", 303))
        told.delete_cookie(kept_as, path="/", secure=doors.secure, httponly=True, samesite="lax")
        return told


async def texts_of(request: Request, *names: str) -> dict[str, str]:
    """The texts of a small JSON object, empty where one is missing. Raises BadRequest with every issue."""
    try:
        told = orjson.loads(await body_of(request, MOST_BODY))
    except orjson.JSONDecodeError:
        raise BadRequest("This is not JSON.") from None  # never say of what: there is a password in it
    if not isinstance(told, dict):
        raise BadRequest(f"Send a JSON object of {', '.join(names)}.")
    words = f"There is {', '.join(names)} here, each a text."
    wrong = [str(n)[:40] for n, value in told.items() if n not in names or not isinstance(value, str | None)]
    if wrong:
        raise BadRequest("This cannot be read.", [Issue(name, "bad_field", words) for name in wrong])
    return {name: told.get(name) or "" for name in names}


async def _signed_in(doors: Doors, request: Request, account: accounts.Account, way: str, told: Response) -> Response:
    """The answer with a new session; the one that the browser came with is over."""
    former = doors.presented(request)
    secret = await doors.run(sessions.begin, doors.people, account.call_sign, way, former)
    doors.forget()
    doors.give(told, secret)
    return told


def _in_person(request: Request) -> Asker:
    """The asker, when it is a person with a session. Raises NotSignedIn."""
    asker = asker_of(request)
    if asker.way != SESSION:
        raise NotSignedIn("Sign in first.", needs="sign_in")
    return asker


def _told(doors: Doors, request: Request, provider: Provider | None) -> dict[str, Any]:
    asker = asker_of(request)
    signed_in = asker.way != "anonymous"
    told: dict[str, Any] = {"signed_in": signed_in, "way": asker.way, "ways": ["password"] + ["oidc"] * bool(provider)}
    if signed_in:
        told |= {
            "call_sign": asker.actor.call_sign, "roles": sorted(asker.actor.roles),
            "audiences": readable(doors.desk, request), "scopes": sorted(asker.scopes),
            "must_change": asker.must_change, "session": asker.handle,
        }  # fmt: skip
    return told
