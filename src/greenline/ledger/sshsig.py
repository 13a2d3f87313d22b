"""SSH signatures (OpenSSH's PROTOCOL.sshsig) with Ed25519 keys: made and checked here, so that the server needs no
OpenSSH; a stranger checks them with `ssh-keygen -Y verify`.

    what     = string namespace || string reserved || string "sha512"
    signed   = "SSHSIG" || what || string SHA-512(message)
    armored  = "SSHSIG" || uint32 1 || string key || what || string signature

A `string` is a length of four bytes, big-endian, and that many bytes.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KIND = b"ssh-ed25519"
MOST_ARMOR = 20_000  # characters of a signature; one of ours has some 300
MOST_SIGNERS = 10_000  # lines of an allowed_signers file
_MAGIC, _VERSION, _DIGEST = b"SSHSIG", 1, b"sha512"
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_ARMOR = re.compile(rf"\s*{_BEGIN}\s+([A-Za-z0-9+/=\s]+?)\s+{_END}\s*")
_WIDTH = 70
_OPTIONS = re.compile(r'namespaces="([^"]*)"\Z')


class BadSignature(ValueError):
    """A signature that does not hold, or cannot be read; the words say why."""


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _strings(blob: bytes) -> Iterator[bytes]:
    """The strings that a blob consists of. Raises BadSignature when it is cut off."""
    place = 0
    while place < len(blob):
        size = int.from_bytes(blob[place : place + 4], "big")
        found = blob[place + 4 : place + 4 + size]
        if len(blob) < place + 4 or len(found) != size:
            raise BadSignature("the signature is cut off")
        yield found
        place += 4 + size


def _digested(namespace: str, message: bytes) -> bytes:
    """What is really signed."""
    parts = (namespace.encode(), b"", _DIGEST, hashlib.sha512(message).digest())
    return _MAGIC + b"".join(map(_string, parts))


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key as SSH writes it; two are equal when their bytes are."""

    blob: bytes

    @property
    def fingerprint(self) -> str:
        """The key's short name, as `ssh-keygen -l` shows it."""
        return "SHA256:" + base64.b64encode(hashlib.sha256(self.blob).digest()).decode().rstrip("=")

    def line(self) -> str:
        """The key as it stands in a `.pub` file, without a comment."""
        return f"{KIND.decode()} {base64.b64encode(self.blob).decode()}"

    def allowed(self, principal: str, namespace: str) -> str:
        """The line of an allowed_signers file that lets this key speak for somebody in one namespace."""
        return f'{principal} namespaces="{namespace}" {self.line()}'


class Signer:
    """A private key that signs. It shows itself nowhere: neither printed nor logged."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        self.public = PublicKey(_string(KIND) + _string(raw))

    @classmethod
    def made(cls) -> Signer:
        """A signer with a new key."""
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def read(cls, data: bytes) -> Signer:
        """A signer from an OpenSSH private key file. Raises ValueError in words for anything but an Ed25519 key
        without a passphrase."""
        if data.lstrip().startswith((b"ssh-", b"ecdsa-", b"sk-")):
            raise ValueError("it holds a public key; name the file of the private one, without .pub")
        try:
            key = serialization.load_ssh_private_key(data, password=None)
        except TypeError:
            raise ValueError(
                "it is locked with a passphrase, which nobody types when a seal is due; name one without"
            ) from None
        except Exception:  # whatever the parser says, it may quote the file
            if b"PRIVATE KEY" in data and b"OPENSSH" not in data:
                raise ValueError("it is not in OpenSSH's format (ssh-keygen -p -f FILE writes it anew)") from None
            raise ValueError("it holds no private key of OpenSSH that can be read") from None
        if not isinstance(key, Ed25519PrivateKey):
            raise ValueError("it is no Ed25519 key; make one with: ssh-keygen -t ed25519 -N '' -f FILE")
        return cls(key)

    def written(self) -> bytes:
        """The private key as a file of OpenSSH, for a place that only its owner can read."""
        return self._key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.OpenSSH, serialization.NoEncryption()
        )

    def sign(self, namespace: str, message: bytes) -> str:
        """The armored signature of a message, ending with a line break."""
        signature = _string(KIND) + _string(self._key.sign(_digested(namespace, message)))
        parts = (self.public.blob, namespace.encode(), b"", _DIGEST, signature)
        blob = _MAGIC + struct.pack(">I", _VERSION) + b"".join(map(_string, parts))
        text = base64.b64encode(blob).decode()
        lines = [text[i : i + _WIDTH] for i in range(0, len(text), _WIDTH)]
        return "\n".join([_BEGIN, *lines, _END, ""])


def check(namespace: str, message: bytes, armored: str) -> PublicKey:
    """The key that signed a message. Whether it is one to be trusted is for the caller to say.

    Raises BadSignature when the signature cannot be read, is for another purpose, or is of another message."""
    found = _ARMOR.fullmatch(armored) if len(armored) <= MOST_ARMOR else None
    if found is None:
        raise BadSignature("this is no armored SSH signature")
    try:
        blob = base64.b64decode("".join(found[1].split()), validate=True)
    except binascii.Error:
        raise BadSignature("the signature's text is damaged") from None
    start = _MAGIC + struct.pack(">I", _VERSION)
    if not blob.startswith(start):
        raise BadSignature("this is no SSH signature of version 1")
    parts = list(_strings(blob[len(start) :]))
    if len(parts) != 5:
        raise BadSignature("the signature is damaged")
    key, purpose, reserved, digest, signature = parts
    if purpose != namespace.encode():
        raise BadSignature(f"the signature was not made for a {namespace}")
    if (reserved, digest) != (b"", _DIGEST):
        raise BadSignature("the signature uses a digest other than SHA-512")
    named, signed = list(_strings(key)), list(_strings(signature))
    if not (len(named) == len(signed) == 2 and named[0] == signed[0] == KIND and len(named[1]) == 32):
        raise BadSignature("the signature is not by an Ed25519 key")
    try:
        Ed25519PublicKey.from_public_bytes(named[1]).verify(signed[1], _digested(namespace, message))
    except (InvalidSignature, ValueError):
        raise BadSignature("the signature is not of this text: one of the two was changed") from None
    return PublicKey(key)


def allowed(text: str, principal: str, namespace: str) -> set[PublicKey]:
    """The keys that an allowed_signers file lets speak for somebody in a namespace.

    Stricter than OpenSSH: a line with patterns, certificates or options other than `namespaces` is passed over."""
    keys = set()
    for line in text.splitlines()[:MOST_SIGNERS]:
        words = line.split()
        if len(words) < 3 or words[0].startswith("#") or principal not in words[0].split(","):
            continue
        options = _OPTIONS.match(words[1])
        if options:
            if namespace not in options[1].split(","):
                continue
            del words[1]
        if len(words) >= 3 and words[1].encode() == KIND:
            try:
                keys.add(PublicKey(base64.b64decode(words[2], validate=True)))
            except binascii.Error:
                continue
    return keys
