"""Sealing a mission's ledger: the key that signs, the seals that were given, a new one, and the files to hand out.

A seal is given each UTC day, also when nothing came: that nothing came is then told too. Within a day a ledger that did
not grow keeps the seal it has.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from ..core.errors import Invalid, NotFound, Refusal, Unavailable
from ..core.handling import Audience
from ..ledger import given
from ..ledger.batch import MOVED
from ..ledger.seal import NAMESPACE, Signed, seal
from ..ledger.sshsig import BadSignature, PublicKey, Signer
from ..ledger.tables import meta
from .desk import Desk
from .numbers import now

KEY = "seal-key"  # in the data folder: outside the mission folder, and in no backup
SIGNERS = "allowed_signers"
_MOST_KEY = 100_000


@dataclass(frozen=True, slots=True)
class Given:
    """A seal, and whether it was made just now."""

    signed: Signed
    new: bool


# --- the key


def key_file(desk: Desk) -> Path:
    """Where the key is kept that `serve` signs with."""
    return desk.data / KEY


def signer(desk: Desk, key: Path | None = None, anew: bool = False) -> Signer:
    """The key to sign with: of a file, else of the data folder, where one is made when no seal was given yet, or when
    asked for `anew`; the one it replaces stays beside it. Raises Refusal."""
    if key is not None:
        return read_key(key)
    file = key_file(desk)
    if anew and file.exists():
        file.rename(file.with_name(f"{KEY}.retired-{now().replace(':', '')}-{secrets.token_hex(2)}"))
    if not file.exists():
        before = None if anew else newest(desk)
        if before is not None:
            raise Refusal(
                f"There is no key in {file}, yet seals were given with {before.key().fingerprint}. Copy that key there "
                "or name it with --key; to begin with another key, which every party must be handed, say --new-key."
            )
        _write_key(file, Signer.made())
    return read_key(file)


def _write_key(file: Path, signer: Signer) -> None:
    """Put a new key into a file that only its owner can read; whoever comes second finds the first one's."""
    part = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(signer.written())
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileExistsError):
            os.link(part, file)
    except OSError as error:
        raise Refusal(f"The key {file} cannot be written: {error.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)


def read_key(file: Path) -> Signer:
    """The private key in a file. Raises NotFound, or Refusal when others may read it or it cannot sign seals."""
    try:
        if file.stat().st_mode & 0o077:
            raise Refusal(f"Others may read the private key {file}; forbid it: chmod 600 {file}")
        if file.stat().st_size > _MOST_KEY:
            raise Refusal(f"{file} is too large to be a key.")
        return Signer.read(file.read_bytes())
    except FileNotFoundError:
        raise NotFound(f"There is no key {file}.") from None
    except OSError as error:
        raise Refusal(f"The key {file} cannot be read: {error.strerror}.") from None
    except ValueError as problem:
        raise Refusal(f"{file} cannot sign seals: {problem}.") from None


# --- seals given


def every(desk: Desk) -> list[Signed]:
    """Every seal that was given, oldest first."""
    with desk.reading() as connection, _readable():
        return list(given.kept(connection))


def newest(desk: Desk) -> Signed | None:
    """The seal that was given last."""
    with desk.reading() as connection, _readable():
        return given.newest(connection)


def one(desk: Desk, number: int) -> Signed:
    """A seal by its number. Raises NotFound."""
    with desk.reading() as connection, _readable():
        found = given.one(connection, number)
    if found is None:
        raise NotFound(f"There is no seal {number}.")
    return found


def receives(audience: Audience) -> bool:
    """Whether seals are handed to an audience. They tell how many entries each site wrote: nothing for the public."""
    return audience.circle in ("mission", "guarantor", "party")


def give(desk: Desk, signer: Signer, at: str | None = None, anew: bool = False) -> Given:
    """Seal the ledger as it stands; the seal there is when it says the same on the same UTC day. `at` is the time of
    sealing; `anew` allows another key than the last seal's. Raises Refusal or Unavailable; then no seal is given."""
    with desk.ledger.exclusive() as connection, _readable():
        if connection.execute(select(meta.c.value).where(meta.c.name == MOVED)).first() is not None:
            raise Unavailable("This ledger was moved elsewhere; seal it there.")
        at = at or now()
        heads = desk.ledger.heads(connection)
        if not any(head["size"] for head in heads):
            raise Invalid("Nothing was written into this ledger yet; there is nothing to seal.")
        before = given.newest(connection)
        if before is not None:
            if at < before.seal.sealed_at:
                raise Refusal(
                    f"Seal {before.seal.number} was given at {before.seal.sealed_at}, later than the clock says now "
                    f"({at}). Set the clock right."
                )
            same = before.key() == signer.public
            if not same and not anew:
                raise Refusal(
                    f"Seals were given with the key {before.key().fingerprint}, not with {signer.public.fingerprint}. "
                    "Sign with that one; to begin with another, which every party must be handed, say --new-key."
                )
            stands = [head._asdict() for head in before.seal.heads] == heads
            if same and stands and before.seal.sealed_at[:10] == at[:10]:
                return Given(before, False)
        signed = seal(desk.mission.name, heads, before.seal if before else None, at, signer)
        given.keep(connection, signed)
        return Given(signed, True)


def due(desk: Desk, at: str) -> bool:
    """Whether no seal was given on the UTC day of an instant, though there is a key to give one with."""
    if not key_file(desk).exists():
        return False
    last = newest(desk)
    return last is None or last.seal.sealed_at[:10] < at[:10]


@contextmanager
def _readable() -> Iterator[None]:
    """Raises Refusal when a kept seal that is looked at within was changed."""
    try:
        yield
    except BadSignature as problem:
        raise Refusal(f"A seal that is kept here was changed ({problem}). Run verify.") from None
    except ValueError as problem:
        raise Refusal(f"{problem} Run verify.") from None


# --- to hand out


def told(signed: Signed) -> dict[str, Any]:
    """A seal as a JSON object: what it says, the very text that is signed, the signature, who may be believed."""
    key = signed.key()
    return {
        "number": signed.seal.number,
        "seal": signed.seal.plain(),
        "sha256": signed.seal.digest(),
        "text": signed.seal.text().decode(),
        "signature": signed.signature,
        "key": key.fingerprint,
        "allowed_signers": allowed_line(signed, key),
    }


def allowed_line(signed: Signed, key: PublicKey | None = None) -> str:
    """The line by which `ssh-keygen -Y verify` believes the key of a seal."""
    return (key or signed.key()).allowed(signed.seal.mission, NAMESPACE)


def file_name(signed: Signed) -> str:
    """What a seal's file is called; its signature has `.sig` after it."""
    return f"{signed.seal.mission}-seal-{signed.seal.number:05d}.json"


def write_files(signed: Signed, folder: Path) -> list[Path]:
    """Write a seal, its signature, and the line of its key, to hand out. Raises Refusal."""
    file = folder / file_name(signed)
    signature, signers = file.with_name(file.name + ".sig"), folder / SIGNERS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(signed.seal.text())
        signature.write_text(signed.signature, encoding="ascii", newline="\n")
        line = allowed_line(signed) + "\n"
        held = signers.read_text(encoding="utf-8") if signers.exists() else ""
        if line not in held.splitlines(keepends=True):
            signers.write_text(held + "\n" * (bool(held) and not held.endswith("\n")) + line, encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"{folder} cannot be written: {error}.") from None
    return [file, signature, signers]
