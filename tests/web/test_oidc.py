"""Signing in by OIDC: against a provider that others wrote, and one of ours that keeps PKCE and lies on demand."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import httpx2
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from live import served
from peopled import populate, sign_in
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse
from starlette.routing import Route

from greenline.core.errors import Refusal
from greenline.desk.desk import Desk
from greenline.desk.people import accounts
from greenline.desk.people.rules import subject_digest
from greenline.desk.people.store import People
from greenline.mission import Oidc
from greenline.web.app import create_app
from greenline.web.oidc import secret_of

COOKIE = "greenline-alpha"


class Liar:
    """A provider whose answers a test may bend: `claims` are changed, `signs` signs, `told` goes into the way back."""

    def __init__(self) -> None:
        self.key, self.other = RSAKey.generate_key(2048, {"kid": "a"}), RSAKey.generate_key(2048, {"kid": "a"})
        self.issuer = ""
        self.claims: dict[str, Any] = {}
        self.about: dict[str, Any] = {}
        self.back: dict[str, str] = {}
        self.signs: Any = self.key
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "a"}
        self.info: dict[str, Any] = {}
        self.asked: dict[str, str] = {}
        self.sent: dict[str, str] = {}
        self.head: dict[str, str] = {}

    def app(self) -> Starlette:
        return Starlette(routes=[
            Route("/.well-known/openid-configuration", self.described), Route("/keys", self.keys),
            Route("/go", self.go), Route("/token", self.token, methods=["POST"]), Route("/info", self.told),
        ])  # fmt: skip

    async def described(self, _: Request) -> JSONResponse:
        places = {
            "authorization_endpoint": "go",
            "token_endpoint": "token",
            "jwks_uri": "keys",
            "userinfo_endpoint": "info",
        }
        return JSONResponse(
            {"issuer": self.issuer, **{name: f"{self.issuer}/{path}" for name, path in places.items()}, **self.about}
        )

    async def keys(self, _: Request) -> JSONResponse:
        return JSONResponse(KeySet([self.key]).as_dict(private=False))

    async def go(self, request: Request) -> RedirectResponse:
        self.asked = dict(request.query_params)
        told = httpx2.QueryParams({"code": "c0de", "state": self.asked["state"], "iss": self.issuer, **self.back})
        return RedirectResponse(f"{self.asked['redirect_uri']}?{told}", 303)

    async def token(self, request: Request) -> JSONResponse:
        self.sent = dict(parse_qsl((await request.body()).decode()))
        self.head = dict(request.headers)
        made = hashlib.sha256(self.sent["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(made).rstrip(b"=").decode()
        if self.sent["code"] != "c0de" or challenge != self.asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.issuer, "sub": "person-7", "aud": "greenline", "iat": now, "exp": now + 300,
            "nonce": self.asked["nonce"], **self.claims,
        }  # fmt: skip
        claims = {name: value for name, value in claims.items() if value is not None}
        token = self.signed(claims)
        return JSONResponse({"access_token": "acc3ss", "token_type": "Bearer", "expires_in": 300, "id_token": token})

    def signed(self, claims: dict[str, Any]) -> str:
        """By a key; or with no key at all, or with the public half as a secret that both know, as an attacker would."""
        if self.header["alg"] == "RS256":
            return jwt.encode(self.header, claims, self.signs)
        parts = [base64.urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=") for p in (self.header, claims)]
        mac = hmac.digest(self.key.as_pem(private=False), b".".join(parts), "sha256")
        end = base64.urlsafe_b64encode(mac).rstrip(b"=") if self.header["alg"] == "HS256" else b""
        return b".".join((*parts, end)).decode()

    async def told(self, request: Request) -> JSONResponse:
        assert request.headers["authorization"] == "Bearer acc3ss"
        return JSONResponse({"sub": "person-7", **self.info})


@contextmanager
def room(desk: Desk, issuer: str, **more: str) -> Iterator[httpx2.Client]:
    """A browser at a mission whose provider this is, on a real socket."""
    told = Oidc(issuer=issuer, client_id="greenline", **more)
    desk.mission = replace(desk.mission, settings=desk.mission.settings.model_copy(update={"oidc": told}))
    with served(create_app(desk)) as address, httpx2.Client(base_url=address, follow_redirects=True) as client:
        yield client


@pytest.fixture
def people(desk: Desk) -> Iterator[People]:
    store = populate(desk)
    yield store
    store.close()


@pytest.fixture
def liar() -> Iterator[Liar]:
    made = Liar()
    with served(made.app()) as address:
        made.issuer = address
        yield made


def came_in(client: httpx2.Client) -> bool:
    """Go to the provider and back; whether one is signed in then. Where one arrives is the front page either way."""
    arrived = client.get("/api/session/oidc")
    assert arrived.url.path == "/"
    signed_in = bool(client.get("/api/session").json()["signed_in"])
    assert arrived.url.query == (b"" if signed_in else b"sign_in=refused")
    assert f"{COOKIE}-oidc" not in client.cookies, "what tied the two ways is forgotten"
    return signed_in


def tie(people: People, issuer: str, sign: str = "OBS-7", claim: str = "sub", value: str = "person-7") -> None:
    accounts.set_subject(people, sign, subject_digest(issuer, claim, value))


def test_a_provider_that_others_wrote(desk: Desk, people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GREENLINE_OIDC_SECRET", "s3cret")  # it takes no public clients
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from oidc_provider_mock import User, run_server_in_thread

        with run_server_in_thread(user_claims=[User(sub="jane", claims={})]) as server:
            issuer = f"http://localhost:{server.server_port}"
            tie(people, issuer, value="jane")
            with room(desk, issuer) as client:
                assert client.get("/api/session").json()["ways"] == ["password", "oidc"]
                page = client.get("/api/session/oidc")
                assert page.url.port == server.server_port
                back = client.post(page.url, data={"sub": "jane"})
                assert back.url.path == "/"
                told = client.get("/api/session").json()
                assert (told["call_sign"], told["roles"]) == ("OBS-7", ["observer"])
                client.cookies.clear()
                client.post(client.get("/api/session/oidc").url, data={"sub": "mallory"})
                assert not client.get("/api/session").json()["signed_in"], "nobody tied an account to them"


def test_who_is_tied_comes_in(desk: Desk, people: People, liar: Liar, monkeypatch: pytest.MonkeyPatch) -> None:
    tie(people, liar.issuer)
    monkeypatch.setenv("GREENLINE_OIDC_SECRET", "s3cret")
    with room(desk, liar.issuer) as client:
        assert came_in(client)
        assert liar.asked["scope"] == "openid"
        assert liar.asked["code_challenge_method"] == "S256"
        assert len(liar.asked["state"]) == len(liar.asked["nonce"]) == 43
        assert liar.head["authorization"] == "Basic " + base64.b64encode(b"greenline:s3cret").decode()
        assert client.get("/api/mission").json()["call_sign"] == "OBS-7"
        first = client.cookies[COOKIE]
        assert came_in(client)
        assert client.cookies[COOKIE] != first
        client.cookies.clear()
        accounts.disable(people, desk.mission, "OBS-7")
        assert not came_in(client)


def test_without_a_secret_the_client_is_a_public_one(desk: Desk, people: People, liar: Liar) -> None:
    tie(people, liar.issuer)
    with room(desk, liar.issuer) as client:
        assert came_in(client)
    assert "authorization" not in liar.head
    assert liar.sent["client_id"] == "greenline"


def test_nobody_is_made_an_account_by_signing_in(desk: Desk, people: People, liar: Liar) -> None:
    before = len(accounts.everybody(people))
    with room(desk, liar.issuer) as client:
        assert not came_in(client)
    assert len(accounts.everybody(people)) == before


LIES: dict[str, dict[str, Any]] = {
    "another nonce": {"claims": {"nonce": "x" * 43}}, "no nonce": {"claims": {"nonce": None}},
    "another audience": {"claims": {"aud": "somebody"}}, "no audience": {"claims": {"aud": None}},
    "for another party": {"claims": {"aud": ["greenline", "x"], "azp": "x"}},
    "another issuer": {"claims": {"iss": "https://evil.example"}}, "no issuer": {"claims": {"iss": None}},
    "over": {"claims": {"exp": 1_000}}, "no end": {"claims": {"exp": None}},
    "not yet": {"claims": {"nbf": 4_000_000_000}}, "nobody": {"claims": {"sub": None}},
    "a number": {"claims": {"sub": 7}}, "another key": {"signs": "other"},
    "no signature": {"header": {"alg": "none"}}, "a shared secret": {"header": {"alg": "HS256"}},
    "another code": {"back": {"code": "x"}}, "no code": {"back": {"code": ""}},
    "refused there": {"back": {"error": "x"}},
    "another state": {"back": {"state": "x" * 43}}, "no state": {"back": {"state": ""}},
    "mixed up": {"back": {"iss": "https://evil.example"}},
    "another access token": {"claims": {"at_hash": "AAAA"}},
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_lies(desk: Desk, people: People, liar: Liar, lie: str) -> None:
    tie(people, liar.issuer)
    told = dict(LIES[lie])
    if told.get("signs") == "other":
        told["signs"] = liar.other
    for name, value in told.items():
        setattr(liar, name, value)
    with room(desk, liar.issuer) as client:
        assert not came_in(client)
        for name in told:
            setattr(liar, name, getattr(Liar(), name) if name in ("claims", "back") else liar.key)
        liar.header = {"alg": "RS256", "kid": "a"}
        assert came_in(client), "and the truth is believed"


@pytest.mark.parametrize(
    "about", [{"issuer": "https://evil.example"}, {"token_endpoint": "http://evil.example/token"}, {"jwks_uri": None},
              {"authorization_endpoint": "javascript:alert(1)"}],
)  # fmt: skip
def test_a_description_that_cannot_be_trusted(desk: Desk, people: People, liar: Liar, about: dict[str, Any]) -> None:
    liar.about = about
    with room(desk, liar.issuer) as client:
        answer = client.get("/api/session/oidc", follow_redirects=False)
        assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")


def test_a_provider_that_is_away(desk: Desk, people: People) -> None:
    with room(desk, "http://127.0.0.1:9") as client:
        assert client.get("/api/session/oidc").status_code == 503
        assert sign_in(client, "OBS-7").status_code == 200, "passwords do without it"


def test_keys_that_changed(desk: Desk, people: People, liar: Liar, monkeypatch: pytest.MonkeyPatch) -> None:
    tie(people, liar.issuer)
    monkeypatch.setattr("greenline.web.oidc.AGAIN_S", 0.0)
    with room(desk, liar.issuer) as client:
        assert came_in(client)
        client.cookies.clear()
        liar.key = liar.signs = RSAKey.generate_key(2048, {"kid": "b"})
        liar.header = {"alg": "RS256", "kid": "b"}
        assert came_in(client)


def test_by_address_only_when_the_provider_checked_it(desk: Desk, people: People, liar: Liar) -> None:
    tie(people, liar.issuer, claim="email", value="obs7@example.org")
    with room(desk, liar.issuer, claim="email") as client:
        assert not came_in(client)
        for told in ({"email": "obs7@example.org"}, {"email": "obs7@example.org", "email_verified": "true"},
                     {"email": "obs7@example.org", "email_verified": False}):  # fmt: skip
            liar.claims = told
            assert not came_in(client)
        liar.claims = {}
        liar.info = {"sub": "somebody-else", "email": "obs7@example.org", "email_verified": True}
        assert not came_in(client)
        liar.info = {"email": "OBS7@example.org", "email_verified": True}
        assert came_in(client)


def test_the_way_back_belongs_to_the_browser_that_went(desk: Desk, people: People, liar: Liar) -> None:
    """Somebody else's way back, sent as a link, signs nobody in (login CSRF)."""
    tie(people, liar.issuer)
    with room(desk, liar.issuer) as client:
        there = client.get("/api/session/oidc", follow_redirects=False)
        back = client.get(there.headers["location"], follow_redirects=False).headers["location"]
        with httpx2.Client(base_url=client.base_url) as victim:
            answer = victim.get(back)
            assert (answer.status_code, answer.headers["location"]) == (303, "/?sign_in=refused")
            assert COOKIE not in victim.cookies
            victim.cookies.set(f"{COOKIE}-oidc", "a.b.c")
            assert victim.get(back).headers["location"] == "/?sign_in=refused"
        assert client.get(back).url.query == b""


@pytest.mark.parametrize(
    "query", ["next=https://evil.example", "redirect=//evil.example", "return_to=%2F%2Fevil.example",
              "state=x%0d%0aLocation:%20https://evil.example&code=%0d%0aX:y"],
)  # fmt: skip
def test_nobody_is_led_elsewhere(desk: Desk, people: People, liar: Liar, query: str) -> None:
    with room(desk, liar.issuer) as client:
        back = client.get(f"/api/session/oidc/back?{query}", follow_redirects=False)
        assert (back.status_code, back.headers["location"]) == (303, "/?sign_in=refused")
        there = client.get(f"/api/session/oidc?{query}", follow_redirects=False)
        assert there.status_code == 400, "unknown parameters are refused here as everywhere"
        led = urlsplit(client.get("/api/session/oidc", follow_redirects=False).headers["location"])
        assert f"{led.scheme}://{led.netloc}" == liar.issuer
        assert parse_qs(led.query)["redirect_uri"] == [f"{str(client.base_url).rstrip('/')}/api/session/oidc/back"]


def test_where_the_secret_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "mission"
    folder.mkdir()
    told = Oidc(issuer="https://id.example", client_id="x")
    assert secret_of(told, folder) is None
    file = tmp_path / "secret"
    file.write_text("s3cret\n")
    assert secret_of(told.model_copy(update={"secret_file": str(file)}), folder) == "s3cret"
    with pytest.raises(Refusal, match="cannot be read"):
        secret_of(told.model_copy(update={"secret_file": str(tmp_path / "none")}), folder)
    (folder / "secret").write_text("s3cret")
    for inside in ("secret", str(folder / "secret"), str(folder / "x" / ".." / "secret")):
        with pytest.raises(Refusal, match="keep it elsewhere"):
            secret_of(told.model_copy(update={"secret_file": inside}), folder)
    monkeypatch.setenv("GREENLINE_OIDC_SECRET", "other")
    assert secret_of(told.model_copy(update={"secret_file": str(file)}), folder) == "other"


@pytest.mark.parametrize("issuer", ["http://id.example", "id.example", "", "ftp://id.example", "https://"])
def test_an_issuer_without_tls(issuer: str) -> None:
    with pytest.raises(ValueError, match="https://"):
        Oidc(issuer=issuer, client_id="x")
