"""`[alerting]` of `mission.toml`: the gateways by which alerts go out. Secrets never stand in the folder: each is read
from a file elsewhere or from an environment variable when it is needed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from ..core.errors import Refusal

MOST_SECRET = 10_000
NEAR = ("127.0.0.1", "localhost", "::1")
_HEADER = re.compile(r"[A-Za-z0-9-]{1,60}\Z")
_VARIABLE = re.compile(r"[A-Z][A-Z0-9_]{0,79}\Z")
GIVEN = ("address", "text", "id", "secret")  # what a text message's request may hold in braces
_BRACED = re.compile(r"\{([a-z]+)\}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Secretive(_Strict):
    """Something with a secret: in a file of its owner's alone, or in an environment variable."""

    secret_file: str = ""
    secret_env: str = ""

    @model_validator(mode="after")
    def _one_place(self) -> Secretive:
        if self.secret_file and self.secret_env:
            raise ValueError("the secret is in a file or in the environment, not in both")
        if self.secret_env and not _VARIABLE.match(self.secret_env):
            raise ValueError(f"{self.secret_env!r} is no name of an environment variable")
        return self

    def secret(self, folder: Path) -> str:
        """The secret; empty when none is named. A relative path is looked up beside the mission folder. Raises
        Refusal."""
        if self.secret_env:
            told = os.environ.get(self.secret_env, "")
            if not told:
                raise Refusal(f"The environment variable {self.secret_env} is empty; a channel of alerts needs it.")
            return told
        if not self.secret_file:
            return ""
        file = (folder.resolve().parent / self.secret_file).resolve()
        if file.is_relative_to(folder.resolve()):
            raise Refusal("A secret of alerts lies in the mission folder; keep it elsewhere.")
        try:
            with file.open(encoding="utf-8") as lines:
                return lines.read(MOST_SECRET).strip()
        except (OSError, UnicodeDecodeError):
            raise Refusal(f"The secret in {self.secret_file} cannot be read.") from None


def _reached(url: str) -> str:
    parts = urlsplit(url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in NEAR)
    if not parts.hostname or not safe or not url.isprintable() or " " in url or parts.username:
        raise ValueError(f"{url[:80]!r} is no https:// address")
    return url


class Mail(Secretive):
    """`[alerting.email]`: an SMTP server. Unencrypted only on this machine."""

    host: str = Field(min_length=1, max_length=200, pattern=r"^[A-Za-z0-9.:-]+$")
    port: int = Field(default=587, ge=1, le=65_535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str = Field(default="", max_length=200)
    sender: str = Field(max_length=200, pattern=r"^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,120}$")

    @model_validator(mode="after")
    def _encrypted(self) -> Mail:
        if self.security == "none" and self.host not in NEAR:
            raise ValueError("mail leaves this machine encrypted: security is starttls or tls")
        return self


class Webhook(Secretive):
    """An `[[alerting.webhook]]`: an address that a recipient goes by the name of."""

    name: str = Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")
    url: str

    _url = field_validator("url")(_reached)


class Gateway(Secretive):
    """`[alerting.sms]`: how a gateway of text messages is asked, as data. Braces hold address, text, id or secret; in a
    JSON body each is escaped."""

    method: Literal["POST", "PUT"] = "POST"
    url: str
    headers: Mapping[str, str] = Field(default_factory=dict, max_length=20)
    body: str = Field(min_length=1, max_length=4000)
    kind: Literal["application/json", "application/x-www-form-urlencoded"] = "application/json"
    receipt: str = Field(default="", pattern=r"^[A-Za-z0-9_.-]{0,100}$")  # where the message id stands: messages.0.id
    retry: tuple[int, ...] = (408, 429, 500, 502, 503, 504)
    most_parts: int = Field(default=4, ge=1, le=10)

    _url = field_validator("url")(_reached)

    @model_validator(mode="after")
    def _filled(self) -> Gateway:
        told = [f"{name!r} is no header" for name in self.headers if not _HEADER.match(name)]
        told.extend(f"the header {name} holds a line break" for name, v in self.headers.items() if not v.isprintable())
        for text in (self.body, *self.headers.values()):
            told.extend(f"{{{one}}} is none of {', '.join(GIVEN)}" for one in _BRACED.findall(text) if one not in GIVEN)
        if "{address}" not in self.body or "{text}" not in self.body:
            told.append("the body holds {address} and {text}")
        if told:
            raise ValueError("; ".join(told))
        return self


class Matrix(Secretive):
    """`[alerting.matrix]`: the homeserver; the secret is the access token. A recipient's address is a room."""

    url: str

    _url = field_validator("url")(_reached)


class Alerting(_Strict):
    """`[alerting]`. `address` is where recipients reach this mission, for the link by which they acknowledge;
    `receipts` the secret with which gateways sign what they report."""

    address: str = ""
    sender: str = Field(default="", pattern=r"^[^\s,<&]{0,200}$")  # of CAP: who it is from, such as ops@example.org
    email: Mail | None = None
    webhook: tuple[Webhook, ...] = Field(default=(), max_length=50)
    sms: Gateway | None = None
    matrix: Matrix | None = None
    receipts: Secretive | None = None

    @field_validator("address")
    @classmethod
    def _link(cls, url: str) -> str:
        return _reached(url).rstrip("/") if url else ""

    @model_validator(mode="after")
    def _once(self) -> Alerting:
        names = [one.name for one in self.webhook]
        if len(set(names)) != len(names):
            raise ValueError("two webhooks have the same name")
        return self

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that have a gateway."""
        held = {"email": self.email, "sms": self.sms, "webhook": self.webhook or None, "matrix": self.matrix}
        return tuple(name for name, one in held.items() if one is not None)


__all__ = ["Alerting", "Gateway", "Mail", "Matrix", "Secretive", "Webhook"]
