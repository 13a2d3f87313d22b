"""What a call sign, a password, a secret and a code must be. Pure: time is an argument, nothing is kept here."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import unicodedata
from collections.abc import Collection, Iterable

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from ...core.errors import Invalid, Issue
from ...core.handling import MACHINE, ROLES

LEAST_PASSWORD, MOST_PASSWORD = 12, 256  # characters
CALL_SIGN = re.compile(r"[A-Z0-9][A-Z0-9-]{0,23}\Z")
GIVEN_ROLES = tuple(role for role in ROLES if role != MACHINE)  # what a person can be
READ, WRITE, EXPORT = "read", "write", "export"
SCOPES = (READ, WRITE, EXPORT)
RECOVERY_CODES = 10
CODE_STEP_S = 30
# Argon2id with one lane: it runs in one thread, and 32 MiB twice over is what a small machine can spare.
_HASHER = PasswordHasher(time_cost=3, memory_cost=32 * 1024, parallelism=1)
_OBVIOUS = (
    "password", "passwort", "motdepasse", "contrasena", "parola", "letmein", "welcome", "changeme", "secret",
    "administrator", "admin", "ceasefire", "greenline", "peacekeeping", "qwertyuiop", "qwertzuiop", "azertyuiop",
    "asdfghjkl", "iloveyou", "trustno", "default",
)  # fmt: skip
_ROWS = ("0123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qwertzuiopasdfghjklyxcvbnm")


# --- passwords


def normal(password: str) -> str:
    """A password as it is hashed: the same whatever keyboard composed its accents."""
    return unicodedata.normalize("NFKC", password)


def check_password(password: str, call_sign: str, more: Iterable[str] = ()) -> str:
    """The password as it is hashed. Raises Invalid when it is short, long or among the first that anybody would try;
    `more` are words that are obvious here, such as the mission's name."""
    told = normal(password)
    wrong = _weakness(told, call_sign, more)
    if wrong:
        raise Invalid("This password cannot be used.", [Issue("password", "weak_password", wrong)])
    return told


def _weakness(told: str, call_sign: str, more: Iterable[str]) -> str | None:
    if len(told) < LEAST_PASSWORD:
        return f"A password has at least {LEAST_PASSWORD} characters; a few words in a row are easy to keep."
    if len(told) > MOST_PASSWORD or not told.isprintable():
        return f"A password has at most {MOST_PASSWORD} characters, all of them visible or spaces."
    letters = "".join(c for c in told.casefold() if c.isalnum())
    if len(set(letters)) < 5:
        return "This repeats the same few characters."
    # An obvious word, repeated or with digits and a short tail, is as quickly tried as the word itself.
    words = {*_OBVIOUS, *("".join(c for c in w.casefold() if c.isalnum()) for w in (call_sign, *more))} - {""}
    if any(word in letters and len(letters.replace(word, "").strip("0123456789")) < 5 for word in words):
        return "This is little more than a word that anybody would try first, such as the call sign."
    if any(letters in row * 3 or letters[::-1] in row * 3 for row in _ROWS):
        return "This is a row of keys or of the alphabet."
    return None


def hashed(password: str) -> str:
    """A password's Argon2id hash, its salt and cost in it. Takes tens of milliseconds and 32 MiB."""
    return _HASHER.hash(normal(password))


def matches(kept: str, password: str) -> bool:
    """Whether a password is the one whose hash is kept. As slow as hashing."""
    try:
        return _HASHER.verify(kept, normal(password)[: MOST_PASSWORD + 1])
    except (Argon2Error, InvalidHashError):
        return False


def outdated(kept: str) -> bool:
    """Whether a hash was made at another cost than is asked for today."""
    return _HASHER.check_needs_rehash(kept)


# --- secrets that are handed out once


def new_secret(prefix: str = "") -> str:
    """A secret of 256 random bits, fit for a header or a cookie."""
    return prefix + secrets.token_urlsafe(32)


def digest(secret: str) -> bytes:
    """What is kept of a random secret. One round is enough: nobody can guess 256 bits."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).digest()


def handle() -> str:
    """A short name by which a session or a token can be spoken of without telling it."""
    return secrets.token_hex(4)


def subject_digest(issuer: str, claim: str, value: str) -> str:
    """What is kept of somebody's identity at a provider: it can be recognised, not read."""
    told = "\n".join((issuer.rstrip("/"), claim, value.casefold() if claim == "email" else value))
    return hashlib.sha256(told.encode()).hexdigest()


# --- codes of a phone


def new_totp() -> str:
    """The secret of a new authenticator, 160 bits in base32."""
    return pyotp.random_base32(32)


def totp_uri(secret: str, call_sign: str, mission: str) -> str:
    """What a phone's authenticator reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=call_sign, issuer_name=f"Greenline {mission}")


def totp_step(secret: str, code: str, now: float) -> int | None:
    """The time step of which a code is, one before or after now at most; None when it is of none."""
    told = code.replace(" ", "")
    if not (len(told) == 6 and told.isascii() and told.isdigit()):
        return None
    current = int(now) // CODE_STEP_S
    totp = pyotp.TOTP(secret)
    found = None
    for step in (current - 1, current, current + 1):  # all three, whichever fits: the time taken tells nothing
        if pyotp.utils.strings_equal(totp.generate_otp(step), told):
            found = step
    return found


def new_recovery_codes() -> list[str]:
    """Codes for the day the phone is lost, 80 bits each, in groups that can be copied by hand."""
    made = (base64.b32encode(secrets.token_bytes(10)).decode() for _ in range(RECOVERY_CODES))
    return ["-".join(code[i : i + 4] for i in range(0, 16, 4)) for code in made]


def recovery_digest(call_sign: str, code: str) -> bytes:
    """What is kept of a recovery code."""
    return digest(f"{call_sign} {code.replace('-', '').replace(' ', '').upper()}")


# --- rights


def check_rights(roles: Collection[str], audience: str | None, audiences: Collection[str]) -> list[Issue]:
    """What is wrong with the roles and the audience somebody is to have."""
    issues = []
    for role in roles:
        if role not in GIVEN_ROLES:
            sentence = f"There is no role {role[:40]!r} for a person; there are {', '.join(GIVEN_ROLES)}."
            issues.append(Issue("roles", "unknown_role", sentence))
    if audience is not None and audience not in audiences:
        sentence = f"There is no audience {audience[:40]!r}; this mission has {', '.join(audiences)}."
        issues.append(Issue("audience", "unknown_audience", sentence))
    return issues


def check_call_sign(sign: str) -> list[Issue]:
    """What is wrong with a call sign; it is never a person's name."""
    if CALL_SIGN.match(sign):
        return []
    words = f"{sign[:40]!r} is no call sign; one has capitals, digits and dashes, such as OBS-7."
    return [Issue("call_sign", "bad_call_sign", words)]
