"""Who is asking. Until people sign in, there is one operator at a loopback address; the demo lets a header choose the
role, to see what each may do."""

from __future__ import annotations

from collections.abc import Collection

from fastapi import Request

from ..core.errors import BadRequest, NotAllowed
from ..core.handling import ANALYST, DESK, HEAD, LIAISON, OBSERVER, PLANNER, RECORDS, VERIFIER, Actor, Audience
from ..desk.desk import Desk

PEOPLE = (OBSERVER, VERIFIER, DESK, ANALYST, PLANNER, LIAISON, HEAD, RECORDS)
ROLE_HEADER = "X-Greenline-Role"
LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
_OPERATOR = Actor("OPERATOR", frozenset(PEOPLE))


def actor(request: Request, demo: bool) -> Actor:
    """The actor of a request. Raises BadRequest for a role that does not exist."""
    role = request.headers.get(ROLE_HEADER)
    if not demo or role is None:
        return _OPERATOR
    if role not in PEOPLE:
        raise BadRequest(f"There is no role {role[:40]!r}; there are {', '.join(PEOPLE)}.")
    return Actor(f"DEMO-{role.upper()}", frozenset({role}))


def audience(desk: Desk, request: Request) -> Audience:
    """The audience a request reads as: the mission, unless it asks for a lower one."""
    return desk.audience(request.query_params.get("audience"))


def check_origin(request: Request, names: Collection[str] = ()) -> None:
    """Refuse what another site's page could send: a foreign host name, or a body that is not JSON. `names` are those
    under which a proxy passes requests on."""
    if not _own(request.headers.get("host") or "", names):
        raise NotAllowed("This address answers only on the machine it runs on, or by the name it was started with.")
    if request.method == "POST":
        origin = request.headers.get("origin")  # browsers name the page's site; other programs send none
        if origin is not None and not _own(origin.partition("://")[2], names):
            raise NotAllowed("An act comes from this machine's own page, not from another site's.")
        kind = (request.headers.get("content-type") or "").partition(";")[0].strip().lower()
        if kind not in ("application/json", "application/octet-stream"):  # a form of another site can send neither
            raise BadRequest("Send acts as application/json, files as application/octet-stream.")


def _own(host: str, names: Collection[str]) -> bool:
    """Whether a host name, with or without a port, is one of this machine's own or one that was named."""
    name, colon, port = host.lower().rpartition(":")
    if not colon or host.endswith("]"):
        return host.lower() in LOOPBACK or host.lower() in names
    return (name in LOOPBACK or name in names) and port.isascii() and port.isdigit()
