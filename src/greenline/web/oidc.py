"""Signing in at an OpenID Connect provider: authorization code with PKCE, state and nonce, by Authlib.

The provider says who somebody is; whether that is anybody here was decided by an administrator beforehand. What ties
the way back to the way there is kept by the browser alone, so that any process can receive whoever comes back.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from httpx2 import HTTPError, InvalidURL
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from ..core.errors import NotSignedIn, Refusal, Unavailable
from ..desk.people.rules import subject_digest
from ..mission import Oidc

SECRET = "GREENLINE_OIDC_SECRET"  # noqa: S105  the variable's name
KNOWN_S = 3600.0  # how long the provider's description and keys hold
AGAIN_S = 30.0  # how soon they are read again for a key that is not among them
TIMEOUT_S = 10.0
LEEWAY_S = 60
# Signatures by keys of which only the provider has the private half; a shared secret would be one too many.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
_NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


def secret_of(settings: Oidc, folder: Path) -> str | None:
    """The client's secret, from the environment or from its file. Raises Refusal for a file that cannot be read or
    that lies in the mission folder, which is digested and copied into every backup."""
    if told := os.environ.get(SECRET):
        return told
    if not settings.secret_file:
        return None
    file = Path(settings.secret_file).expanduser()
    file = file if file.is_absolute() else folder / file
    if file.resolve().is_relative_to(folder.resolve()):
        raise Refusal("The secret_file of [oidc] lies in the mission folder; keep it elsewhere.")
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise Refusal(f"The secret_file of [oidc], {file}, cannot be read.") from None


class Provider:
    """The mission's provider. One a process; it is first asked when somebody signs in."""

    def __init__(self, settings: Oidc, secret: str | None) -> None:
        self.settings = settings
        self._secret = secret
        self._about: dict[str, Any] = {}
        self._keys: KeySet | None = None
        self._read_at = float("-inf")

    async def start(self, back: str) -> tuple[str, str]:
        """(where to send the browser, what the browser keeps until it is back). Raises Unavailable."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        async with self._client(back) as client:
            await self._read(client)
            url, _ = client.create_authorization_url(
                self._about["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
            )
        return str(url), f"{state}.{nonce}.{verifier}"

    async def finish(self, back: str, told: Mapping[str, str], kept: str) -> str:
        """The digest of whoever came back. Raises NotSignedIn, its `why` for the log, or Unavailable."""
        state, _, rest = kept.partition(".")
        nonce, _, verifier = rest.partition(".")
        if not (state and nonce and verifier and secrets.compare_digest(told.get("state", ""), state)):
            raise _refused("state")
        if told.get("iss", self.settings.issuer) != self.settings.issuer:
            raise _refused("issuer")
        if "error" in told or not told.get("code"):
            raise _refused("provider")
        try:
            async with self._client(back) as client:
                await self._read(client)
                answer = await client.fetch_token(
                    self._about["token_endpoint"], code=told["code"], code_verifier=verifier,
                    grant_type="authorization_code",
                )  # fmt: skip
                claims = await self._claims(client, answer, nonce)
                return await self._subject(client, claims)
        except AuthlibBaseError:
            raise _refused("code") from None
        except (JoseError, ValueError, KeyError, TypeError):
            raise _refused("token") from None
        except (HTTPError, InvalidURL):
            raise _away() from None

    def _client(self, back: str) -> AsyncOAuth2Client:
        scope = "openid email" if self.settings.claim == "email" else "openid"
        return AsyncOAuth2Client(
            self.settings.client_id, self._secret, scope=scope, redirect_uri=back, timeout=TIMEOUT_S,
            code_challenge_method="S256", follow_redirects=False,
            token_endpoint_auth_method="client_secret_basic" if self._secret else "none",
        )  # fmt: skip

    async def _read(self, client: AsyncOAuth2Client, again: bool = False) -> None:
        """The provider's description and keys, unless they are known. Raises Unavailable."""
        if time.monotonic() - self._read_at < (AGAIN_S if again else KNOWN_S):
            return
        try:
            place = self.settings.issuer.rstrip("/") + "/.well-known/openid-configuration"
            about = await _fetched(client, place)
            if about["issuer"] != self.settings.issuer:  # the standard wants them equal, letter by letter
                raise ValueError("another issuer")
            if any(not self._safe(about[name]) for name in (*_NEEDED, *(["userinfo_endpoint"] & about.keys()))):
                raise ValueError("an address without TLS")
            keys = await _fetched(client, about["jwks_uri"])
            self._keys, self._about = KeySet.import_key_set(keys), about
        except (HTTPError, InvalidURL, JoseError, ValueError, KeyError, TypeError, AttributeError):
            raise _away() from None
        self._read_at = time.monotonic()

    def _safe(self, url: str) -> bool:
        """Whether an address of the provider is encrypted, or on this machine as the issuer is."""
        parts, own = urlsplit(url), urlsplit(self.settings.issuer)
        return parts.scheme == "https" or (own.scheme == "http" and parts.hostname == own.hostname)

    async def _claims(self, client: AsyncOAuth2Client, answer: Mapping[str, Any], nonce: str) -> CodeIDToken:
        """The ID token's claims, once signature, issuer, audience, times and nonce are right. Raises JoseError."""
        try:
            told = self._decoded(answer["id_token"])
        except (JoseError, ValueError):
            await self._read(client, again=True)  # the provider may have new keys
            told = self._decoded(answer["id_token"])
        claims = CodeIDToken(
            told.claims, told.header,
            {"iss": {"essential": True, "value": self.settings.issuer},
             "aud": {"essential": True, "value": self.settings.client_id}},
            {"client_id": self.settings.client_id, "nonce": nonce, "access_token": answer.get("access_token")},
        )  # fmt: skip
        claims.validate(leeway=LEEWAY_S)
        return claims

    def _decoded(self, token: str) -> jwt.Token:
        assert self._keys is not None
        return jwt.decode(token, self._keys, algorithms=ALGORITHMS)

    async def _subject(self, client: AsyncOAuth2Client, claims: CodeIDToken) -> str:
        """Who it is, by the claim that the mission goes by. An address counts only when the provider checked it."""
        name, told = self.settings.claim, dict(claims)
        if name == "email" and "email" not in told and "userinfo_endpoint" in self._about:
            more = await _fetched(client, self._about["userinfo_endpoint"], by_token=True)
            if more.get("sub") != told["sub"]:
                raise ValueError("somebody else's")
            told |= {n: more[n] for n in ("email", "email_verified") if n in more}
        if name == "email" and told.get("email_verified") is not True:
            raise _refused("email")
        value = told[name]
        if not isinstance(value, str) or not 0 < len(value) <= 255:
            raise ValueError("no text")
        return subject_digest(self.settings.issuer, name, value)


async def _fetched(client: AsyncOAuth2Client, url: str, by_token: bool = False) -> Any:
    """JSON from the provider; only what tells of a person is asked for with the token."""
    return (await client.request("GET", url, withhold_token=not by_token)).raise_for_status().json()


def _refused(why: str) -> NotSignedIn:
    return NotSignedIn("The provider's answer could not be used; sign in again.", needs="sign_in", why=why)


def _away() -> Unavailable:
    return Unavailable("The OIDC provider does not answer as it should; sign in by password, or try again later.")
