"""Threads over HTTP, for the people and circles that they name; guests have the same under `/api/guest`.

Whoever asks in person is asked for by call sign and by the audience they read as; programs with tokens take no part.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import FastAPI, Request, Response
from starlette.concurrency import run_in_threadpool

from ..core.errors import BadRequest, Issue, NotAllowed
from ..desk.desk import Desk
from ..desk.people import guests
from ..desk.people.tokens import end_of
from ..desk.threads import becoming, reading, talking
from ..desk.threads.belonging import GUEST, Asking
from ..desk.threads.interlocutor import interlocutor
from ..ledger.chain import Receipt
from .access import OPERATOR, SESSION, TALK, actor, asker_of, audience
from .asking import answer, object_of, only
from .doors import Doors
from .talk import talk_routes, told

MOST_BODY = 100_000
_SENT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}
_TEXT, _MAYBE = (str,), (str, type(None))
_BEGIN: dict[str, tuple[type, ...]] = {
    "key": _TEXT, "title": _TEXT, "about": _MAYBE, "matter": _MAYBE, "languages": (list, type(None)),
    "sensitivity": _MAYBE, "participants": (list, type(None)),
}  # fmt: skip
_PART: dict[str, tuple[type, ...]] = {
    "who": _TEXT, "kind": _MAYBE, "capacity": _MAYBE, "language": _MAYBE, "earlier": _MAYBE, "earlier_from": _MAYBE,
}  # fmt: skip
_HAND: dict[str, tuple[type, ...]] = {"key": _TEXT, **_PART, "reason": _TEXT, "open_points": _TEXT}
_BECOME: dict[str, tuple[type, ...]] = {"key": _TEXT, "register": _TEXT, "values": (dict,)}
_INVITE: dict[str, tuple[type, ...]] = {"key": _TEXT, "until": _TEXT, **_PART}
Talk = Callable[[], dict[str, Any] | None]
_Do = Callable[[Asking, str, Mapping[str, Any], str], Receipt]


def asking_of(desk: Desk, request: Request, demo: bool) -> Asking:
    """Who asks, as threads may name them. Raises NotAllowed for programs and for nobody."""
    asker = asker_of(request)
    if asker.way not in (SESSION, OPERATOR):
        raise NotAllowed("Threads are for people who are signed in, not for tokens.")
    by = actor(request, demo)
    own = asker.audiences
    return Asking(by, frozenset({"mission"}) if own is None else frozenset(own))


def talk(desk: Desk, request: Request, demo: bool) -> Talk | None:
    """What tells an open stream that there is something new in the listener's own threads: None when there is not. It
    is asked only when something was said anywhere, and of others' threads it tells nothing. None for who has none."""
    try:
        who = asking_of(desk, request, demo)
    except NotAllowed:
        return None
    known = 0

    def news() -> dict[str, Any] | None:
        nonlocal known
        newest, before = reading.news(desk, who), known
        known = newest
        return {"unread": sum(reading.unread(desk, who).values())} if newest != before else None

    return news


def routes(app: FastAPI, desk: Desk, doors: Doors, demo: bool) -> None:
    """The routes of the mission's people and of circles."""

    def asking(request: Request) -> Asking:
        return asking_of(desk, request, demo)

    @app.get(TALK, tags=["threads"], summary="One's threads, newest talk first, with what is unread; `about` a record")
    def mine(request: Request) -> Response:
        given = only(request.query_params, "about")
        return answer(reading.mine(desk, asking(request), given.get("about") or None))

    @app.post(TALK, tags=["threads"], status_code=201, openapi_extra=_SENT, summary="Begin a thread")
    async def begun(request: Request) -> Response:
        only(request.query_params)
        who, sent = asking(request), await object_of(request, _BEGIN, MOST_BODY)
        values = {name: value for name, value in sent.items() if name != "key"}
        return told(await run_in_threadpool(talking.begin, desk, who, values, _key(sent)))

    @app.get(f"{TALK}/unread", tags=["threads"], summary="How many lines of each of one's threads are unread")
    def unread(request: Request) -> Response:
        only(request.query_params)
        return answer({"unread": reading.unread(desk, asking(request))})

    @app.get(f"{TALK}/with/{{name}}", tags=["threads"], summary="A liaison's view of one interlocutor")
    def whom(request: Request, name: str) -> Response:
        only(request.query_params)
        return answer(interlocutor(desk, asking(request), audience(desk, request), name[:60], int(time.time())))

    talk_routes(app, desk, TALK, asking)
    _acts(app, desk, asking)
    _guests(app, desk, doors, asking)


def _acts(app: FastAPI, desk: Desk, asking: Callable[[Request], Asking]) -> None:
    """What changes a thread: each act with the fields it takes."""
    reason: dict[str, tuple[type, ...]] = {"key": _TEXT, "reason": _TEXT}
    _act(app, asking, "let_in", {"key": _TEXT, **_PART}, "Let somebody in, with or without earlier lines",
         lambda who, ref, sent, key: talking.let_in(desk, who, ref, sent, key))  # fmt: skip
    _act(app, asking, "let_go", {"key": _TEXT, "who": _TEXT}, "End somebody's part, or one's own",
         lambda who, ref, sent, key: talking.let_go(desk, who, ref, sent.get("who") or "", key))  # fmt: skip
    _act(app, asking, "hand_over", _HAND, "Hand the thread over to another liaison",
         lambda who, ref, sent, key: talking.hand_over(
             desk, who, ref, {n: v for n, v in sent.items() if n in _PART}, sent.get("reason") or "",
             sent.get("open_points") or "", key))  # fmt: skip
    _act(app, asking, "take_over", {"key": _TEXT}, "Take a thread over",
         lambda who, ref, sent, key: talking.take_over(desk, who, ref, key))  # fmt: skip
    _act(app, asking, "close", reason, "Close a thread",
         lambda who, ref, sent, key: talking.close(desk, who, ref, sent.get("reason") or "", key))  # fmt: skip
    _act(app, asking, "reopen", reason, "Open a closed thread again",
         lambda who, ref, sent, key: talking.reopen(desk, who, ref, sent.get("reason") or "", key))  # fmt: skip
    translation: dict[str, tuple[type, ...]] = {"key": _TEXT, "language": _TEXT, "text": _TEXT}

    @app.post(f"{TALK}/{{ref}}/said/{{line}}/translation", tags=["threads"], status_code=201, openapi_extra=_SENT,
              summary="Put a line into another language")  # fmt: skip
    async def translated(request: Request, ref: str, line: str) -> Response:
        who, sent = asking(request), await object_of(request, translation, MOST_BODY)
        words = sent.get("language") or "", sent.get("text") or ""
        return told(await run_in_threadpool(talking.translate, desk, who, ref, line, *words, _key(sent)))

    @app.post(f"{TALK}/{{ref}}/said/{{line}}/become", tags=["threads"], status_code=201, openapi_extra=_SENT,
              summary="Make a report or a commitment of a line; it has no words of it but those given")  # fmt: skip
    async def became(request: Request, ref: str, line: str) -> Response:
        who, sent = asking(request), await object_of(request, _BECOME, MOST_BODY)
        given = sent.get("register") or "", sent.get("values") or {}
        return told(await run_in_threadpool(becoming.become, desk, who, ref, line, *given, _key(sent)))


def _act(
    app: FastAPI, asking: Callable[[Request], Asking], name: str, fields: Mapping[str, tuple[type, ...]], about: str,
    do: _Do,
) -> None:  # fmt: skip
    @app.post(f"{TALK}/{{ref}}/{name}", tags=["threads"], name=f"thread_{name}", openapi_extra=_SENT, summary=about,
              status_code=201)  # fmt: skip
    async def done(request: Request, ref: str) -> Response:
        only(request.query_params)
        who, sent = asking(request), await object_of(request, fields, MOST_BODY)
        given = {n: v for n, v in sent.items() if n != "key" and v is not None}
        return told(await run_in_threadpool(do, who, ref, given, _key(sent)))


def _guests(app: FastAPI, desk: Desk, doors: Doors, asking: Callable[[Request], Asking]) -> None:
    """Invitations: made by somebody of the mission who takes part, told once, taken back at any time."""

    def partner(request: Request, ref: str) -> Asking:
        who = asking(request)
        mine = reading.one(desk, who, ref)
        if not who.inside or not mine["present"]:
            raise NotAllowed("Guests are invited by people of the mission who take part.")
        return who

    @app.get(f"{TALK}/{{ref}}/guest", tags=["threads"], summary="The guests of a thread")
    def invited(request: Request, ref: str) -> Response:
        only(request.query_params)
        partner(request, ref)
        return answer({"guests": [one.plain() for one in guests.of(doors.guests, ref)]})

    @app.post(f"{TALK}/{{ref}}/guest", tags=["threads"], status_code=201, openapi_extra=_SENT,
              summary="Invite a guest until a day, or (with `who`) again; the link is told this once")  # fmt: skip
    async def invite(request: Request, ref: str) -> Response:
        only(request.query_params)
        sent = await object_of(request, _INVITE, MOST_BODY)
        by = await run_in_threadpool(partner, request, ref)
        if not doors.demo and not await doors.needs_people():
            raise NotAllowed("Guests come to a mission that has people; add the first with `greenline people add`.")
        return answer(await run_in_threadpool(_invite, desk, doors, by, ref, sent), 201)

    @app.delete(f"{TALK}/{{ref}}/guest/{{who}}", tags=["threads"], summary="Take an invitation back")
    async def ended(request: Request, ref: str, who: str) -> Response:
        only(request.query_params)
        await run_in_threadpool(partner, request, ref)
        await run_in_threadpool(guests.take_back, doors.guests, ref, who)
        return answer({"ended": 1})


def _invite(desk: Desk, doors: Doors, by: Asking, ref: str, sent: Mapping[str, Any]) -> dict[str, Any]:
    until = end_of(sent.get("until") or "")
    guests.check_until(doors.guests, until)
    again = sent.get("who")
    known = {one.id: one for one in guests.of(doors.guests, ref)}
    if again and again not in known:
        raise BadRequest("This cannot be read.", [Issue("who", "unknown_guest", "This thread has no such guest.")])
    who = again or guests.new_id()
    part = {n: v for n, v in sent.items() if n in _PART and v is not None} | {"who": who, "kind": GUEST}
    if not again:
        talking.let_in(desk, by, ref, part, _key(sent))
    threads = known[who].threads if again else frozenset({ref})
    secret = guests.invite(doors.guests, who, threads, sent.get("language"), until, by.actor.call_sign)
    return {"guest": who, "invitation": secret, "page": f"thread.html#{secret}"}


def _key(sent: Mapping[str, Any]) -> str:
    """The sender's key, with room for what the desk adds to it. Raises BadRequest."""
    key: str = sent.get("key") or ""
    if not key or len(key) > 180 or not key.isprintable():
        issue = Issue("key", "bad_key", "An act needs a key of its sender, one line of 1 to 180 characters.")
        raise BadRequest("This cannot be read.", [issue])
    return key


__all__ = ["Talk", "asking_of", "routes", "talk"]
