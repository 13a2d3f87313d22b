"""Guests over HTTP: an invitation is opened once and becomes a session; then their threads, and nothing else."""

from __future__ import annotations

from fastapi import FastAPI, Request, Response

from ..core.errors import NotSignedIn
from ..desk.desk import Desk
from ..desk.people import guests
from ..desk.threads import reading
from ..desk.threads.belonging import Asking
from .access import GUEST, asker_of
from .asking import answer, object_of, only
from .doors import COMING_IN, GUESTS, Doors
from .talk import talk_routes

MOST_BODY = 1_000
_SENT = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}


def asking_of(request: Request) -> Asking:
    """The guest who asks. Raises NotSignedIn."""
    asker = asker_of(request)
    if asker.way != GUEST:
        raise NotSignedIn("Open your invitation first, or ask for a new one.", needs="invitation")
    return Asking(asker.actor, guest=True, only=asker.threads)


def routes(app: FastAPI, desk: Desk, doors: Doors) -> None:
    """The routes of guests; `doors` lets nobody else come here."""

    @app.post(COMING_IN, tags=["guests"], openapi_extra=_SENT, summary="Open an invitation, once")
    async def come_in(request: Request) -> Response:
        only(request.query_params)
        sent = await object_of(request, {"invitation": (str,)}, MOST_BODY)
        secret, guest = await doors.run(guests.open_, doors.guests, sent.get("invitation") or "")
        told = answer({"language": guest.language, "until_at": guest.until_at})
        doors.give_guest(told, secret, max(guest.until_at - doors.guests.now(), 1))
        return told

    @app.get(GUESTS, tags=["guests"], summary="The guest's threads, with what is unread")
    def mine(request: Request) -> Response:
        only(request.query_params)
        asking = asking_of(request)
        settings = desk.mission.settings
        told = reading.mine(desk, asking)
        return answer({**told, "you": asking.actor.call_sign, "title": dict(settings.title) or {"en": settings.name}})

    talk_routes(app, desk, f"{GUESTS}/thread", asking_of)


__all__ = ["routes"]
