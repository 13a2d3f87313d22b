"""The door: whose a request is, found out once and before any route.

Without people there is one operator, on loopback. With people, everything but the page's own files, `/healthz` and
signing in needs a session (a cookie) or a token (a header). Looking them up has a thread of its own, and what was found
holds for a few seconds, so that a busy room costs the database nothing; what is revoked here is forgotten at once.
"""

from __future__ import annotations

import asyncio
import ipaddress
import time
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, TypeVar

from fastapi import Request
from starlette.responses import Response
from starlette.types import Scope

from ..core.errors import NotAllowed, NotSignedIn, TooMany
from ..core.handling import MISSION, OBSERVER, Actor
from ..desk.desk import Desk
from ..desk.people import guests, sessions, tokens
from ..desk.people.accounts import Account
from ..desk.people.pace import Pace
from ..desk.people.rules import EXPORT, READ, WRITE, digest
from ..desk.people.signin import SignIn, network
from ..desk.people.store import People
from ..registers import REGISTERS
from .access import (
    ACKNOWLEDGING,
    GUEST,
    NOBODY,
    SESSION,
    THE_OPERATOR,
    THE_PUBLIC,
    TOKEN,
    Asker,
    asker_of,
    check_scope,
    from_elsewhere,
    keep_asker,
)

_T = TypeVar("_T")
HOLDS_S = 3.0  # what was looked up; so soon a revocation by another process is felt
PEOPLE_S = 2.0  # whether there are people at all
STILL_S = 4.0  # how often an open stream is asked whether it may go on
MOST_HELD = 10_000
LATELY_S = 3600.0  # how long who was let in is not counted among the unknown of the same address
UNKNOWN = 120  # credentials a minute from one address that are nobody's
SIGNING_IN = "/api/session"
OIDC_BACK = "/api/session/oidc/back"
# What carries its own proof: the link of an alert, and a report that a gateway signed.
TOKENED = (ACKNOWLEDGING, "/api/alerts/receipt/")
GUESTS, COMING_IN = "/api/guest", "/api/guest/session"
KNOCKING = (SIGNING_IN, COMING_IN, "/api/session/oidc", OIDC_BACK)  # tries to come in: counted before anything is read
_ALL = frozenset({READ, WRITE, EXPORT})


class Doors:
    """Finds out who asks. `secure`: the browser's way here is encrypted, by us or by the proxy in front; `proxy`: the
    last address in X-Forwarded-For is the asker's; `shown`: paths of the page's own files."""

    def __init__(
        self, desk: Desk, demo: bool, *, secure: bool = False, proxy: bool = False, shown: Collection[str] = ()
    ) -> None:
        self.desk, self.demo, self.secure, self.proxy = desk, demo, secure, proxy
        self.people = People(desk.place)
        self.guests = guests.Guests(desk.place)
        self.sign_in = SignIn(self.people)
        mission = desk.mission.name
        self.cookie = f"{'__Host-' if secure else ''}greenline-{mission}"
        self.guest_cookie = f"{'__Secure-' if secure else ''}greenline-guest-{mission}"
        self._shown = {"/", "/healthz", *shown}
        self._thread = ThreadPoolExecutor(1, "door")
        self._held: dict[tuple[str, bytes], tuple[float, Asker | None]] = {}
        self._good: dict[tuple[str, bytes], float] = {}
        self._asked_at, self._exist = float("-inf"), False
        self._unknown = Pace(UNKNOWN, 60)

    # --- a request

    async def admit(self, scope: Scope) -> None:
        """Note who asks with the request. Raises NotSignedIn, NotAllowed or TooMany when it may not come in."""
        path = scope["path"]
        if path in self._shown or path.startswith(("/assets/", *TOKENED)):
            return
        if path in KNOCKING and (path not in (SIGNING_IN, COMING_IN) or scope["method"] == "POST"):
            self.sign_in.knock(self.address(Request(scope)))
        if path == GUESTS or path.startswith(f"{GUESTS}/"):
            await self._admit_guest(Request(scope))
            return
        asker = await self.asker(Request(scope))
        keep_asker(scope, asker or NOBODY)
        if path == SIGNING_IN or path.startswith(SIGNING_IN + "/"):
            return
        if asker is None:
            raise NotSignedIn("Sign in first.", needs="sign_in")
        check_scope(scope, asker, REGISTERS)

    async def _admit_guest(self, request: Request) -> None:
        """A guest's phone passes these routes and no other; nobody else passes them. Raises NotSignedIn."""
        if from_elsewhere(request.headers):
            raise NotAllowed("This comes from another site's page.")
        secret = request.cookies.get(self.guest_cookie) or ""
        guest = await self._guest(secret, self.address(request)) if secret else None
        keep_asker(request.scope, guest or NOBODY)
        if guest is None and request.url.path != COMING_IN:
            raise NotSignedIn("Open your invitation first, or ask for a new one.", needs="invitation")

    async def _guest(self, secret: str, address: str) -> Asker | None:
        if wait := self._unknown.wait_s(network(address)):
            raise TooMany("Too many unknown sessions came from there; wait a moment.", retry_s=wait)
        found = await self.run(guests.look, self.guests, digest(secret))
        if found is None:
            self._unknown.take(network(address))
            return None
        return Asker(GUEST, Actor(found.id, frozenset()), (), frozenset(), True, threads=found.threads)

    async def asker(self, request: Request) -> Asker | None:
        """Who asks; None when nobody is signed in and the mission is not open to the public."""
        if self.demo or not await self.needs_people():
            return THE_OPERATOR
        credential = self._credential(request)
        asker = None
        if credential is not None:
            if credential[0] == SESSION and request.url.path != OIDC_BACK and from_elsewhere(request.headers):
                raise NotAllowed("This comes from another site's page.")
            asker = await self._known(credential, self.address(request))
        if asker is None and (credential is None or credential[0] == SESSION):
            asker = self._public()
        return asker

    async def needs_people(self) -> bool:
        """Whether anybody was ever added, so that nobody passes unasked any more."""
        if not self._exist and time.monotonic() - self._asked_at > PEOPLE_S:
            self._exist = await self.run(self.people.exist)
            self._asked_at = time.monotonic()
        return self._exist

    async def still(self, asker: Asker) -> bool:
        """Whether whoever began something long may go on with it."""
        if asker.credential is None:
            return self.demo or asker != THE_OPERATOR or not await self.needs_people()
        now_is = await self._known(asker.credential, None)
        return now_is is not None and (now_is.audiences, now_is.scopes) == (asker.audiences, asker.scopes)

    def address(self, request: Request) -> str:
        """The asker's address: the peer's, or what the proxy in front says; always an address and nothing else."""
        told = request.client.host if request.client else ""
        if self.proxy:  # the proxy adds the last hop; what stands before it is whatever the client liked to say
            told = (request.headers.getlist("x-forwarded-for") or [told])[-1].rpartition(",")[2].strip()
        try:
            return str(ipaddress.ip_address(told))
        except ValueError:
            return "unknown"

    async def run(self, ask: Callable[..., _T], *given: Any, **more: Any) -> _T:
        """Ask something of the people's database off the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, lambda: ask(*given, **more))

    # --- cookies

    def presented(self, request: Request) -> str | None:
        """The session's secret that the browser sent."""
        return request.cookies.get(self.cookie) or None

    def give(self, response: Response, secret: str) -> None:
        """Let the browser keep a session: no script reads it, no other site's page sends it."""
        response.set_cookie(
            self.cookie, secret, max_age=sessions.MOST_AGE_S, path="/", secure=self.secure, httponly=True,
            samesite="strict",
        )  # fmt: skip

    def give_guest(self, response: Response, secret: str, lasts_s: int) -> None:
        """Let a guest's phone keep its session; it is sent to the guests' routes alone."""
        response.set_cookie(
            self.guest_cookie, secret, max_age=lasts_s, path=GUESTS, secure=self.secure, httponly=True,
            samesite="strict",
        )  # fmt: skip

    def take(self, response: Response) -> None:
        """Let the browser forget its session."""
        response.delete_cookie(self.cookie, path="/", secure=self.secure, httponly=True, samesite="strict")

    def forget(self) -> None:
        """Look everything up anew: something was revoked or changed."""
        self._held.clear()

    def close(self) -> None:
        """Let go of threads and of the database."""
        self.sign_in.close()
        self._thread.shutdown(wait=True, cancel_futures=True)
        self.people.close()
        self.guests.close()

    # --- looking up

    def _credential(self, request: Request) -> tuple[str, bytes] | None:
        told = request.headers.get("authorization")
        if told is not None:
            kind, _, secret = told.partition(" ")
            if kind.lower() != "bearer" or not secret.strip():
                raise NotSignedIn("Only tokens are taken in this header: Authorization: Bearer glt_….", needs="sign_in")
            return TOKEN, digest(secret.strip())
        secret = self.presented(request) or ""
        return (SESSION, digest(secret)) if secret else None

    async def _known(self, credential: tuple[str, bytes], address: str | None) -> Asker | None:
        """Whose a credential is; without an address an open stream asks, which keeps no session alive."""
        now = time.monotonic()
        held = self._held.get(credential)
        if held is not None and held[0] > now:
            return held[1]
        lately = self._good.get(credential, 0.0) > now  # others' wrong ones must not shut out who was in
        if address is not None and not lately and (wait := self._unknown.wait_s(network(address))):
            raise TooMany("Too many unknown tokens or sessions came from there; wait a moment.", retry_s=wait)
        asker = await self.run(self._look, credential, touch=address is not None)
        if asker is None and address is not None:
            self._unknown.take(network(address))
        if asker is not None:  # what is nobody's is not held: there is no end of it
            if len(self._held) >= MOST_HELD:
                self._held.clear()
            self._held[credential] = (now + HOLDS_S, asker)
            if len(self._good) >= MOST_HELD:
                self._good.clear()
            self._good[credential] = now + LATELY_S
        return asker

    def _look(self, credential: tuple[str, bytes], touch: bool) -> Asker | None:
        kind, hashed = credential
        if kind == SESSION:
            session = sessions.look(self.people, hashed, touch)
            return self._of_session(session, credential) if session else None
        token = tokens.look(self.people, hashed, touch)
        return self._of_token(token, credential) if token else None

    def _of_session(self, session: sessions.Session, credential: tuple[str, bytes]) -> Asker:
        who = session.account
        audiences = self._audiences(who, None)
        must_change = who.must_change and session.way == "password"
        return Asker(
            SESSION, self._actor(who), audiences, _ALL, _low(audiences), must_change, session.handle, credential
        )

    def _of_token(self, token: tokens.Token, credential: tuple[str, bytes]) -> Asker:
        audiences = self._audiences(token.account, token.audience)
        acts = self._actor(token.account)
        if token.device:  # a thing reports for its observer, and judges nothing
            acts = Actor(acts.call_sign, acts.roles & {OBSERVER})
        # Who may not read may not change either: a stale change shows both versions.
        begins_only = token.device or _low(audiences) or READ not in token.scopes
        return Asker(TOKEN, acts, audiences, token.scopes, begins_only, False, token.handle, credential)

    def _actor(self, who: Account) -> Actor:
        return Actor(who.call_sign, who.roles_in(self.desk.mission))

    def _audiences(self, who: Account, narrowed: str | None) -> tuple[str, ...] | None:
        """Who is bound to an audience reads as that one; who has a role as any; others as none."""
        if who.audience is not None:
            return (who.audience,)
        if not who.roles_in(self.desk.mission):  # a token gives nothing that its person does not have
            return ()
        return (narrowed,) if narrowed is not None else None

    def _public(self) -> Asker | None:
        settings = self.desk.mission.settings
        return THE_PUBLIC if settings.open_to_public and "public" in settings.audiences else None


def _low(audiences: tuple[str, ...] | None) -> bool:
    return audiences is not None and audiences != (MISSION.name,)


async def while_welcome(
    doors: Doors, request: Request, told: AsyncIterator[tuple[str, Mapping[str, Any]]]
) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
    """What a stream tells, until it ends or whoever listens may not any more."""
    asker = asker_of(request)
    checked = time.monotonic()
    following: asyncio.Future[tuple[str, Mapping[str, Any]]] | None = None
    try:
        while True:
            following = following or asyncio.ensure_future(anext(told))
            await asyncio.wait({following}, timeout=STILL_S)
            if time.monotonic() - checked >= STILL_S:
                checked = time.monotonic()
                if not await doors.still(asker):
                    return
            if following.done():
                ready, following = following, None
                try:
                    yield ready.result()
                except StopAsyncIteration:
                    return
    finally:
        if following is not None:
            following.cancel()
            with suppress(asyncio.CancelledError, StopAsyncIteration):
                await following
        if hasattr(told, "aclose"):
            await told.aclose()
