"""Who is asking, and what they may ask. `doors.py` finds out once a request; routes ask two questions only: who acts
(`actor`) and as which audience they read (`audience`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from fastapi import Request
from starlette.types import Scope

from ..core.errors import BadRequest, NotAllowed, NotSignedIn
from ..core.handling import ADMIN, ANALYST, DESK, HEAD, LIAISON, OBSERVER, PLANNER, RECORDS, VERIFIER, Actor, Audience
from ..desk.desk import Desk
from ..desk.people.rules import EXPORT, READ, SCOPES, WRITE

PEOPLE = (OBSERVER, VERIFIER, DESK, ANALYST, PLANNER, LIAISON, HEAD, RECORDS)
ROLE_HEADER = "X-Greenline-Role"
LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")
SAFE, BRINGING = ("GET", "HEAD", "OPTIONS"), ("POST", "PUT", "PATCH")
ACKNOWLEDGING = "/alert/"  # pages that a recipient of an alert opens by its link, without any cookie
OPERATOR, SESSION, TOKEN, ANONYMOUS, GUEST = "operator", "session", "token", "anonymous", "guest"
TALK = "/api/thread"
_ALL = frozenset(SCOPES)


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever a request comes from.

    `audiences`: those it may read as, its usual one first; None for all of the mission's. `begins_only`: it may begin
    records but not change any, for a refusal shows both versions of what changed in between. `credential`: by which it
    can be looked up again; `handle`: by which its session is named; `must_change`: a password that others know;
    `threads`: those a guest may take part in, and nothing else.
    """

    way: str
    actor: Actor
    audiences: tuple[str, ...] | None = None
    scopes: frozenset[str] = _ALL
    begins_only: bool = False
    must_change: bool = False
    handle: str | None = None
    credential: tuple[str, bytes] | None = None
    threads: frozenset[str] = frozenset()


THE_OPERATOR = Asker(OPERATOR, Actor("OPERATOR", frozenset(PEOPLE)))
NOBODY = Asker(ANONYMOUS, Actor("NOBODY", frozenset()), (), frozenset())
THE_PUBLIC = Asker(ANONYMOUS, Actor("NOBODY", frozenset()), ("public",), frozenset({READ, EXPORT}))
_KEPT_AS = "greenline.asker"


def keep_asker(scope: Scope, asker: Asker) -> None:
    """Note with a request who asks."""
    scope[_KEPT_AS] = asker


def asker_of(request: Request) -> Asker:
    """Who asks. Nobody, unless the door was passed."""
    found: Asker = request.scope.get(_KEPT_AS, NOBODY)
    return found


def actor(request: Request, demo: bool) -> Actor:
    """The actor of a request; in the demo a header may choose its role. Raises BadRequest for one that does not
    exist."""
    role = request.headers.get(ROLE_HEADER)
    if not demo or role is None:
        return asker_of(request).actor
    if role not in PEOPLE:
        raise BadRequest(f"There is no role {role[:40]!r}; there are {', '.join(PEOPLE)}.")
    return Actor(f"DEMO-{role.upper()}", frozenset({role}))


def audience(desk: Desk, request: Request) -> Audience:
    """The audience a request reads as: its own, unless it asks for another that it may read as. Raises NotAllowed."""
    own, asked = asker_of(request).audiences, request.query_params.get("audience")
    if own is None:
        return desk.audience(asked)
    if not own or (asked is not None and asked not in own):  # whether there is such an audience is not told
        raise NotAllowed("You may not read as this audience.")
    return desk.audience(asked or own[0])


def readable(desk: Desk, request: Request) -> list[str]:
    """The audiences a request may read as."""
    own = asker_of(request).audiences
    return [a.name for a in desk.audiences if own is None or a.name in own]


def administrator(request: Request) -> Actor:
    """The administrator who asks, in person: no token manages people. Raises NotAllowed."""
    asker = asker_of(request)
    if asker.way != SESSION or ADMIN not in asker.actor.roles:
        raise NotAllowed("People are managed by an administrator who is signed in.")
    return asker.actor


def check_change(request: Request, ref: str | None) -> None:
    """Whether the asker may change a record, or begin one (`ref` is None). Raises NotAllowed."""
    if ref is not None and asker_of(request).begins_only:
        raise NotAllowed("This sender may begin records, not change them.")


def check_scope(scope: Scope, asker: Asker, nouns: Collection[str]) -> None:
    """Whether the asker may do such a thing at all: read, write, fetch whole files. Raises NotSignedIn, NotAllowed."""
    path, reads = scope["path"], scope["method"] in SAFE
    exports = path.endswith(("/export", "/export-note", "/sitrep.pdf", "/paper"))
    needed = EXPORT if exports else READ if reads else WRITE
    if asker.must_change:
        raise NotAllowed("First choose a password of your own: the one you have is known to others.", needs="password")
    if needed not in asker.scopes:
        if asker.way == ANONYMOUS:
            raise NotSignedIn("Sign in first.", needs="sign_in")
        raise NotAllowed(f"This needs the scope {needed}, which was not given.")
    if path.startswith(f"{TALK}/"):  # who is named in a thread may do there whatever they are
        return
    if asker.begins_only and not reads and not exports and path.removeprefix("/api/") not in (*nouns, "attachment"):
        raise NotAllowed("This sender may begin records, nothing else.")


def check_origin(request: Request, names: Collection[str] = ()) -> None:
    """Refuse what another site's page could send: a foreign host name, an act that a browser says is another site's,
    or a body that is not JSON. `names` are those under which this server is reached."""
    if not _own(request.headers.get("host") or "", names):
        raise NotAllowed("This address answers only on the machine it runs on, or by the name it was started with.")
    if request.method in SAFE:
        return
    origin = request.headers.get("origin")  # browsers name the page's site; other programs send none
    if (origin is not None and not _own(origin.partition("://")[2], names)) or from_elsewhere(request.headers):
        raise NotAllowed("An act comes from this machine's own page, not from another site's.")
    kind = (request.headers.get("content-type") or "").partition(";")[0].strip().lower()
    if request.method not in BRINGING:  # no page of another site can send others without being asked about it
        return
    if request.url.path.startswith(ACKNOWLEDGING) and kind == "application/x-www-form-urlencoded":
        return  # who knows the link may acknowledge, from wherever; no cookie is asked for
    if kind not in ("application/json", "application/octet-stream"):  # a form of another site can send neither
        raise BadRequest("Send acts as application/json, files as application/octet-stream.")


def from_elsewhere(headers: Mapping[str, str]) -> bool:
    """Whether a browser says that another site's page sends this."""
    return headers.get("sec-fetch-site", "none").lower() in ("cross-site", "same-site")


def _own(host: str, names: Collection[str]) -> bool:
    """Whether a host name, with or without a port, is one of this machine's own or one that was named."""
    name, colon, port = host.lower().rpartition(":")
    if not colon or host.endswith("]"):
        return host.lower() in LOOPBACK or host.lower() in names
    return (name in LOOPBACK or name in names) and port.isascii() and port.isdigit()
