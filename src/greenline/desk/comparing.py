"""Has the ledger only grown since a seal that somebody holds? The answer, and a proof of it for a stranger."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import Connection, select

from ..core.errors import Invalid, NotFound, Refusal
from ..ledger import proof, sshsig
from ..ledger.seal import MOST_BYTES, NAMESPACE, Doubt, Seal, Signed, from_plain, read
from ..ledger.store import open_place, plainly
from ..ledger.tables import entries
from .verifying import verify

FORMAT = "greenline-growth-1"
RELEASE = "greenline-release-1"
_MOST_HEADER = 64 * 1024 * 1024
_PAGE = 10_000


@dataclass(slots=True)
class Comparison:
    """What came of comparing a ledger with an older seal. `signer` is who signed that seal, where that was looked at,
    `known` whether the ledger keeps that very seal, `newest` the seal that growth was proven up to."""

    older: Seal
    newest: Signed | None = None
    known: bool = False
    signer: str = ""
    doubts: list[Doubt] = field(default_factory=list)
    proof: dict[str, Any] | None = None
    heads: list[dict[str, Any]] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """The comparison as a JSON object."""
        return {
            "grown": not self.doubts,
            "older": {"number": self.older.number, "sealed_at": self.older.sealed_at, "sha256": self.older.digest()},
            "newest": self.newest.seal.number if self.newest else None,
            "known": self.known,
            "signer": self.signer,
            "heads": self.heads,
            "problems": [doubt._asdict() for doubt in self.doubts],
            "proof": self.proof,
        }


def read_held(file: Path) -> tuple[Seal, str]:
    """The seal in a file (a seal, or a release that holds one), and its signature, empty where there is none beside it.

    Raises NotFound or Invalid."""
    try:
        with file.open("rb") as source:
            raw = source.readline(_MOST_HEADER)
        if raw.startswith(b'{"format":"' + RELEASE.encode()):
            header = orjson.loads(raw)
            return from_plain(header.get("seal")), str(header.get("signature", ""))
        with file.open("rb") as source:
            held = read(source.read(MOST_BYTES + 1))
        beside = file.with_name(file.name + ".sig")
        return held, beside.read_text(encoding="ascii")[: sshsig.MOST_ARMOR] if beside.is_file() else ""
    except FileNotFoundError:
        raise NotFound(f"There is no file {file}.") from None
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror}.") from None
    except ValueError as problem:
        raise Invalid(f"{file} holds no seal: {problem}.") from None


def compare(
    place: str,
    held: Seal,
    signature: str = "",
    signers: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Comparison:
    """Whether the ledger in a place is whole and only grew since a seal. `signers` is the text of an allowed_signers
    file that must let the seal's signer speak for the mission. Raises Unavailable."""
    found = Comparison(held)
    _signed_by(found, signature, signers)
    verdict = verify(place, folding=False, progress=progress, about=[held])
    found.heads = verdict.heads
    _among(found, verdict.seals)
    found.doubts.extend(verdict.doubts(held))
    told = {doubt.sentence for doubt in found.doubts}
    found.doubts.extend(Doubt("not_whole", problem) for problem in verdict.problems if problem not in told)
    if not found.doubts and found.newest is not None:
        with plainly(place):
            found.proof = _proof(place, held, found.newest)
    return found


def _signed_by(found: Comparison, signature: str, signers: str | None) -> None:
    """Note who signed the seal, and whether it is somebody to be believed."""
    held = found.older
    if not signature:
        if signers is not None:
            found.doubts.append(
                Doubt("signature", "There is no signature beside the seal (a file .sig) to be checked.")
            )
        return
    try:
        key = Signed(held, signature).key()
    except sshsig.BadSignature as problem:
        found.doubts.append(Doubt("signature", f"The signature of the seal does not hold: {problem}."))
        return
    found.signer = key.fingerprint
    if signers is not None and key not in sshsig.allowed(signers, held.mission, NAMESPACE):
        words = f"The key {key.fingerprint} that signed the seal is not among those that may seal for {held.mission}."
        found.doubts.append(Doubt("signature", words))


def _among(found: Comparison, seals: list[Signed]) -> None:
    """Find the seal among those that the ledger keeps."""
    held = found.older
    if not seals:
        found.doubts.append(Doubt("seal_missing", "This ledger keeps no seal at all, so not this one either."))
        return
    newest = seals[-1].seal
    if newest.mission != held.mission:
        words = f"It is a seal of the mission {held.mission}; this ledger is sealed for {newest.mission}."
        found.doubts.append(Doubt("another_mission", words))
        return
    same = next((signed.seal for signed in seals if signed.seal.number == held.number), None)
    if same is None:
        words = f"The newest seal here is {newest.number}: seal {held.number} is not known. Is this an older copy?"
        found.doubts.append(Doubt("older", words))
    elif same != held:
        words = f"There are two different seals with the number {held.number}: two stories of the same past."
        found.doubts.append(Doubt("fork", words))
    else:
        found.known, found.newest = True, seals[-1]


def _proof(place: str, older: Seal, newest: Signed) -> dict[str, Any]:
    """The consistency proof of RFC 6962 for every site of the older seal, up to the newest one."""
    sizes = newest.seal.sizes()
    engine = open_place(place, write=False)
    try:
        with engine.connect() as connection:
            paths = [
                {
                    "site": site,
                    "path": [
                        root.hex()
                        for root in proof.roots(hashes(connection, site, sizes[site]), proof.growth(size, sizes[site]))
                    ],
                }
                for site, size, _ in older.heads
            ]
    finally:
        engine.dispose()
    return {
        "format": FORMAT,
        "older": older.plain(),
        "newer": newest.seal.plain(),
        "signature": newest.signature,
        "paths": paths,
    }


def hashes(connection: Connection, site: str, size: int) -> Iterator[bytes]:
    """The hashes of a site's first `size` entries, page by page."""
    after = 0
    while after < size:
        query = select(entries.c.hash).where(entries.c.site == site, entries.c.seq > after, entries.c.seq <= size)
        found = list(connection.execute(query.order_by(entries.c.seq).limit(_PAGE)).scalars())
        if not found:
            return
        yield from found
        after += len(found)
