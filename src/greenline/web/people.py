"""People managed over the API, by an administrator who is signed in: accounts, their rights, sessions and tokens."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..core.errors import BadRequest, NotFound
from ..desk.people import accounts, rules, sessions, tokens
from .access import administrator
from .asking import answer, object_of, only, texts
from .doors import Doors

MOST_BODY = 10_000
_SENT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}
_PERSON: dict[str, tuple[type, ...]] = {
    "call_sign": (str,), "roles": (list,), "audience": (str, type(None)), "password": (str, type(None)),
}  # fmt: skip
_CHANGE: dict[str, tuple[type, ...]] = {
    "roles": (list,), "audience": (str, type(None)), "password": (str, type(None)), "disabled": (bool,),
    "totp": (type(None),),
}  # fmt: skip
_TOKEN: dict[str, tuple[type, ...]] = {
    "scopes": (list,), "audience": (str, type(None)), "expires": (str, type(None)), "name": (str,), "device": (bool,),
}  # fmt: skip


def add(app: FastAPI, doors: Doors) -> None:
    """The routes of people."""
    people, mission = doors.people, doors.desk.mission

    @app.get("/api/people", tags=["people"], summary="All accounts (administrators)")
    def everybody(request: Request) -> Response:
        only(request.query_params)
        administrator(request)
        return answer({"people": [one.plain(mission) for one in accounts.everybody(people)]})

    @app.post("/api/people", tags=["people"], status_code=201, openapi_extra=_SENT,
              summary="Add a person; the password is to be changed at the first sign-in (administrators)")  # fmt: skip
    async def added(request: Request) -> Response:
        only(request.query_params)
        by = administrator(request).call_sign
        told = await object_of(request, _PERSON, MOST_BODY)
        account = await run_in_threadpool(
            accounts.add, people, mission, told.get("call_sign") or "", texts(told, "roles"), told.get("audience"),
            told.get("password"), must_change=True, by=by,
        )  # fmt: skip
        return answer(account.plain(mission), 201)

    @app.post("/api/people/{call_sign}", tags=["people"], openapi_extra=_SENT,
              summary="Change roles and audience, password, codes, or disable (administrators)")  # fmt: skip
    async def changed(request: Request, call_sign: str) -> Response:
        only(request.query_params)
        by = administrator(request).call_sign
        _known(call_sign)
        told = await object_of(request, _CHANGE, MOST_BODY)
        if call_sign == by and (told.get("disabled") or "password" in told):
            raise BadRequest(
                "Change your own password by /api/session/password; another administrator may disable you."
            )
        await run_in_threadpool(_change, doors, call_sign, told, by)
        doors.forget()
        account = await doors.run(accounts.find, people, call_sign)
        return answer(account.plain(mission))

    @app.get("/api/people/{call_sign}/sessions", tags=["people"], summary="A person's sessions (administrators)")
    def held(request: Request, call_sign: str) -> Response:
        only(request.query_params)
        administrator(request)
        _known(call_sign)
        return answer({"sessions": [one.plain() for one in sessions.of(people, call_sign)]})

    @app.delete("/api/people/{call_sign}/sessions", tags=["people"], summary="End all of them (administrators)")
    async def ended(request: Request, call_sign: str) -> Response:
        only(request.query_params)
        by = administrator(request).call_sign
        _known(call_sign)
        count = await doors.run(sessions.revoke, people, call_sign, by=by)
        doors.forget()
        return answer({"ended": count})

    @app.get("/api/people/{call_sign}/tokens", tags=["people"], summary="A person's tokens (administrators)")
    def tokens_of(request: Request, call_sign: str) -> Response:
        only(request.query_params)
        administrator(request)
        _known(call_sign)
        return answer({"tokens": [one.plain() for one in tokens.every(people, call_sign)]})

    @app.post("/api/people/{call_sign}/tokens", tags=["people"], status_code=201, openapi_extra=_SENT,
              summary="Make a token, told this once (administrators)")  # fmt: skip
    async def made(request: Request, call_sign: str) -> Response:
        only(request.query_params)
        by = administrator(request).call_sign
        _known(call_sign)
        told = await object_of(request, _TOKEN, MOST_BODY)
        until = tokens.end_of(told["expires"]) if told.get("expires") else None
        secret, token = await doors.run(
            tokens.make, people, mission, call_sign, texts(told, "scopes"), name=told.get("name") or "",
            audience=told.get("audience"), until_at=until, device=told.get("device") or False, by=by,
        )  # fmt: skip
        return answer({"token": secret, **token.plain()}, 201)

    @app.delete("/api/people/{call_sign}/tokens/{handle}", tags=["people"], summary="Take it back (administrators)")
    async def taken(request: Request, call_sign: str, handle: str) -> Response:
        only(request.query_params)
        by = administrator(request).call_sign
        _known(call_sign, handle)
        await doors.run(tokens.take_back, people, call_sign, handle, by=by)
        doors.forget()
        return answer({"ended": 1})


def _change(doors: Doors, call_sign: str, told: dict[str, Any], by: str) -> None:
    """Whatever was sent, one after the other."""
    people, mission = doors.people, doors.desk.mission
    account = accounts.find(people, call_sign)
    if "roles" in told or "audience" in told:
        roles = texts(told, "roles") if "roles" in told else sorted(account.roles)
        accounts.set_rights(people, mission, call_sign, roles, told.get("audience", account.audience), by=by)
    if "password" in told:
        accounts.set_password(people, mission, call_sign, told["password"], must_change=True, by=by)
    if "totp" in told:
        accounts.set_totp(people, call_sign, None, by=by)
    if "disabled" in told:
        accounts.disable(people, mission, call_sign, told["disabled"], by=by)


def _known(call_sign: str, handle: str = "0") -> None:
    """Raises NotFound for what can be no call sign or no token's id, before any database is asked."""
    if rules.check_call_sign(call_sign) or not (handle.isascii() and handle.isalnum()):
        raise NotFound("There is no such person or token.")
