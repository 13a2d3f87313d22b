"""Seals: signed statements of how a ledger stood, one after the other, to be handed to everybody who has a stake in it.

A seal is one line of canonical JSON, ended by LF, and an SSH signature beside it. It names each site's tree head, and
by its SHA-256 the seal before it, so that whoever holds one can tell a later one that does not follow. Pure: time and
keys are arguments. The format is told to strangers in docs/ledger-format.md.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson

from . import sshsig
from .entry import ZERO, canonical
from .sshsig import PublicKey, Signer

FORMAT = "greenline-seal-1"
NAMESPACE = "greenline-seal"
MOST_BYTES = 1_000_000  # of a seal; one site takes some 120
_MOST = 2**53 - 1
_MISSION = re.compile(r"[a-z][a-z0-9-]{0,39}")
_SITE = re.compile(r"[a-z][a-z0-9-]{0,23}")
_HASH = re.compile(r"[0-9a-f]{64}")
_AT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
_KEYS = {"format", "heads", "mission", "number", "previous", "sealed_at"}


class Head(NamedTuple):
    """A site's tree head: over how many entries, and their root in hex."""

    site: str
    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Seal:
    """How a mission's ledger stood: the head of every site. `previous` is the digest of the seal before, 64 zeros for
    the first; `sealed_at` is UTC to the second."""

    mission: str
    number: int
    sealed_at: str
    previous: str
    heads: tuple[Head, ...]

    def plain(self) -> dict[str, Any]:
        """The seal as a JSON object."""
        return {
            "format": FORMAT,
            "heads": [head._asdict() for head in self.heads],
            "mission": self.mission,
            "number": self.number,
            "previous": self.previous,
            "sealed_at": self.sealed_at,
        }

    def text(self) -> bytes:
        """The bytes that are signed, and that its file holds."""
        return canonical(self.plain()) + b"\n"

    def digest(self) -> str:
        """SHA-256 of its bytes in hex, as `sha256sum` tells it of the file."""
        return hashlib.sha256(self.text()).hexdigest()

    def sizes(self) -> dict[str, int]:
        """How many entries of each site it covers."""
        return {head.site: head.size for head in self.heads}


@dataclass(frozen=True, slots=True)
class Signed:
    """A seal that was given, with its armored signature."""

    seal: Seal
    signature: str

    def key(self) -> PublicKey:
        """The key that signed it. Raises BadSignature when the signature does not hold."""
        return sshsig.check(NAMESPACE, self.seal.text(), self.signature)


def seal(
    mission: str, heads: Iterable[Mapping[str, Any]], before: Seal | None, sealed_at: str, signer: Signer
) -> Signed:
    """Seal heads (each with site, size, root) after the seal before."""
    told = tuple(sorted(Head(h["site"], h["size"], h["root"]) for h in heads))
    number, previous = (before.number + 1, before.digest()) if before else (1, ZERO.hex())
    made = Seal(mission, number, sealed_at, previous, told)
    return Signed(made, signer.sign(NAMESPACE, made.text()))


def read(raw: bytes) -> Seal:
    """A seal from the bytes of its file. Raises ValueError in words."""
    if len(raw) > MOST_BYTES:
        raise ValueError(f"it is longer than {MOST_BYTES} bytes")
    try:
        value = orjson.loads(raw)
    except orjson.JSONDecodeError:
        raise ValueError("it is not JSON") from None
    made = from_plain(value)
    if made.text() != raw:
        raise ValueError("it is not written as seals are (one line of canonical JSON, ended by LF): was it changed?")
    return made


def from_plain(value: Any) -> Seal:
    """A seal from its JSON object. Raises ValueError in words."""
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise ValueError(f"it is no seal: its format is not {FORMAT}")
    if value.keys() != _KEYS:
        raise ValueError(f"a seal has {', '.join(sorted(_KEYS))}, no more and no less")
    number, heads = value["number"], value["heads"]
    if type(number) is not int or not 1 <= number <= _MOST:
        raise ValueError("its number should be a whole number from 1")
    for name, pattern in (("mission", _MISSION), ("previous", _HASH), ("sealed_at", _AT)):
        if not isinstance(value[name], str) or not pattern.fullmatch(value[name]):
            raise ValueError(f"its {name} is not as it should be")
    told = _heads(heads)
    return Seal(value["mission"], number, value["sealed_at"], value["previous"], told)


def _heads(value: Any) -> tuple[Head, ...]:
    if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
        raise ValueError("its heads should be a list of objects that is not empty")
    found = []
    for one in value:
        if one.keys() != {"site", "size", "root"}:
            raise ValueError("a head has site, size and root")
        site, size, root = one["site"], one["size"], one["root"]
        fits = isinstance(site, str) and _SITE.fullmatch(site) and isinstance(root, str) and _HASH.fullmatch(root)
        if not fits or type(size) is not int or not 0 <= size <= _MOST:
            raise ValueError("a head has the name of a site, a whole number from 0 and 64 hexadecimal digits")
        found.append(Head(site, size, root))
    names = [head.site for head in found]
    if names != sorted(set(names)):
        raise ValueError("its heads should stand in the order of their sites, each once")
    return tuple(found)


class Doubt(NamedTuple):
    """Why a later state of a ledger does not fit a seal: a stable word and a sentence for people."""

    code: str
    sentence: str


def doubts(older: Seal, sizes: Mapping[str, int], roots: Mapping[tuple[str, int], str]) -> list[Doubt]:
    """What speaks against a ledger having only grown since a seal. `sizes` tells how many entries it has of each site,
    `roots` the root over the first so many of a site, at least for the sizes in the seal that it reaches."""
    found = []
    for site, size, root in older.heads:
        have = sizes.get(site)
        when = f"Seal {older.number} of {older.sealed_at} covers {_entries(size)} of site {site}"
        if have is None and size:
            found.append(Doubt("site_missing", f"{when}; the ledger has nothing of that site."))
        elif have is not None and have < size:
            found.append(Doubt("shrunk", f"{when}; the ledger has {have:,}: some were taken out at its end."))
        elif have is not None and roots[site, size] != root:
            words = "the same number of entries" if have == size else f"the first {size:,} of the ledger's {have:,}"
            found.append(
                Doubt(
                    "rewritten", f"{when} with another root than {words} give: the past was rewritten after the seal."
                )
            )
    return found


def chain_doubts(seals: Sequence[Signed]) -> list[Doubt]:
    """What is wrong among the seals that a ledger keeps, oldest first: their chain and their signatures."""
    found = []
    before: Seal | None = None
    for number, signed in enumerate(seals, 1):
        one = signed.seal
        name = f"Seal {one.number} of {one.sealed_at}"
        if one.number != number:
            found.append(Doubt("seal_missing", f"{name} is the {number}. that is kept: seals are missing."))
            return found
        if one.previous != (before.digest() if before else ZERO.hex()):
            found.append(Doubt("seal_chain", f"{name} does not follow the seal that is kept before it."))
        sizes = one.sizes()
        if before and any(sizes.get(site, 0) < size for site, size, _ in before.heads):
            found.append(Doubt("shrunk", f"{name} covers less than the seal before it."))
        try:
            signed.key()
        except sshsig.BadSignature as problem:
            found.append(Doubt("signature", f"{name}: {problem}."))
        before = one
    return found


def _entries(count: int) -> str:
    return f"{count:,} {'entry' if count == 1 else 'entries'}"
