"""Make the vectors of seals, releases and proofs of growth, whole and broken; `sealed.json` names each with what must
come of it.

    python tests/vectors/make_sealed.py            writes the files in seals/ and sealed.json
    python tests/vectors/make_sealed.py --check    says whether they are what it would write

The key is no secret: it comes from a hash, so that every run gives the same signatures.
"""

from __future__ import annotations

import copy
import hashlib
import importlib.util
import json
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from greenline.ledger import proof
from greenline.ledger.seal import NAMESPACE, Seal, Signed, seal
from greenline.ledger.sshsig import Signer

HERE = Path(__file__).parent
Object = dict[str, Any]


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_vectors", HERE / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault("make_vectors", module)
    spec.loader.exec_module(module)
    return module


make = _load()


def signer(name: str = "the mission's key") -> Signer:
    """A key that everybody can make."""
    return Signer(Ed25519PrivateKey.from_private_bytes(hashlib.sha256(name.encode()).digest()))


def team() -> Any:
    """Two entries of a team site."""
    chain = make.Chain("team-4")
    for n in (1, 2):
        chain.add(make.act(f"REP-{n}T2B3C4D", "send", "sent", n, happened_at=make.MOMENT, source_kind="NGO"))
    return chain


def heads(*chains: tuple[Any, int]) -> list[Object]:
    """The heads over the first so many entries of some chains."""
    return [{"site": c.site, "size": n, "root": make.head_of(c.hashes[:n])} for c, n in chains]


def runs(sealed: Seal, spans: dict[str, tuple[Any, int, int]]) -> list[Object]:
    """The runs of a release under a seal; `spans` tells chain, first and last of each site."""
    told = []
    for site, size, _ in sealed.heads:
        chain, first, last = spans[site]
        before, after = proof.blocks(0, first - 1), proof.blocks(last, size)
        roots = [root.hex() for root in proof.roots(chain.hashes, [*before, *after])]
        parts = {"before": roots[: len(before)], "after": roots[len(before) :]}
        told.append({"site": site, "first": first, "last": last, **parts})
    return told


def release(signed: Signed, spans: dict[str, tuple[Any, int, int]], bare: tuple[int, ...] = ()) -> list[Object]:
    """The rows of a release; entries whose seq is in `bare` are withheld as a whole."""
    header = {
        "format": "greenline-release-1",
        "mission": signed.seal.mission,
        "audience": "party:A",
        "recipient": "Party A",
        "purpose": "joint commission",
        "expires": "2027-11-22",
        "period": {"from": "2026-11-01", "to": "2026-11-30", "timezone": "Asia/Nicosia"},
        "made_at": "2026-11-23T08:00:00Z",
        "seal": signed.seal.plain(),
        "signature": signed.signature,
        "runs": runs(signed.seal, spans),
    }
    rows = [header]
    for chain, first, last in spans.values():
        for entry in copy.deepcopy(chain.entries[first - 1 : last]):
            if entry["seq"] in bare:
                del entry["leaves"]
            rows.append(entry)
    return rows


def growth(older: Seal, newest: Signed, chains: dict[str, Any]) -> Object:
    """A proof of growth between two seals."""
    sizes = newest.seal.sizes()
    paths = [
        {"site": site, "path": [r.hex() for r in proof.roots(chains[site].hashes, proof.growth(size, sizes[site]))]}
        for site, size, _ in older.heads
    ]
    return {
        "format": "greenline-growth-1",
        "older": older.plain(),
        "newer": newest.seal.plain(),
        "signature": newest.signature,
        "paths": paths,
    }


class Vectors:
    """All files and their index."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.index: list[Object] = []

    def add(self, name: str, tells: str, raw: bytes, word: str | None = None, **more: Any) -> None:
        """A file that must be accepted, unless a word tells the first problem."""
        self.files[f"seals/{name}"] = raw
        told = {"file": f"seals/{name}", "tells": tells, "accepted": word is None}
        self.index.append({**told, **({"word": word} if word else {}), **more})

    def seal(self, name: str, tells: str, signed: Signed, word: str | None = None, **more: Any) -> None:
        """A seal and its signature."""
        self.add(f"{name}.json", tells, signed.seal.text(), word, **more)
        self.files[f"seals/{name}.json.sig"] = signed.signature.encode()


def line(value: Any) -> bytes:
    """A value on one line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def forged_hq() -> Any:
    """The headquarters' five entries, of which the third and those after it were told otherwise."""
    chain = make.Chain("hq")
    for n, entry in enumerate(make.hq().entries, 1):
        values = {leaf[0]: leaf[2] for leaf in entry["leaves"]}
        chain.add({**values, "@reason": "never said"} if n > 2 else values)
    return chain


class Scene:
    """What the vectors are made of: the chains, the key, and two seals in a row."""

    def __init__(self) -> None:
        self.key = signer()
        self.hq, self.team, self.forged = make.hq(), team(), forged_hq()
        self.chains = {"hq": self.hq, "team-4": self.team}
        self.one = self.sealed(heads((self.hq, 3)), None)
        self.two = self.sealed(heads((self.hq, 5), (self.team, 2)), self.one.seal)

    def sealed(self, told: list[Object], before: Seal | None, key: Signer | None = None, **more: Any) -> Signed:
        """A seal over some heads."""
        at = f"2026-11-{21 + (before.number if before else 0)}T00:00:07Z"
        return seal(more.get("mission", "cyprus"), told, before, at, key or self.key)

    def spans(self, first: int = 1, last: int = 5) -> dict[str, tuple[Any, int, int]]:
        """Runs of both sites."""
        return {"hq": (self.hq, first, last), "team-4": (self.team, 1, 2)}


def build() -> dict[str, bytes]:
    """Every file by its name."""
    vectors, scene = Vectors(), Scene()
    vectors.files["seals/allowed_signers"] = (scene.key.public.allowed("cyprus", NAMESPACE) + "\n").encode()
    add_seals(vectors, scene)
    add_releases(vectors, scene)
    add_growth(vectors, scene)
    index = {
        "about": "accepted: the tool's verdict; word: the first problem; held: given as --held; signers: with "
        "--signers seals/allowed_signers, for which ssh-keygen is needed",
        "files": vectors.index,
    }
    return {**vectors.files, "sealed.json": json.dumps(index, indent=1).encode() + b"\n"}


HELD_1, HELD_2 = {"held": ["seals/seal-1.json"]}, {"held": ["seals/seal-2.json"]}


def add_seals(vectors: Vectors, scene: Scene) -> None:
    """Seals, and seals beside one that the reader holds."""
    one, two, hq, four = scene.one, scene.two, scene.hq, scene.team
    vectors.seal("seal-1", "the first seal", one, signers=True)
    vectors.seal("seal-2", "the second, a site more", two, signers=True, **HELD_1)
    stranger = scene.sealed(heads((hq, 3)), None, signer("somebody else's key"))
    vectors.seal("other-key", "signed with another key", stranger, "signature", signers=True)
    swapped = Signed(one.seal, two.signature)
    vectors.seal("other-signature", "with the signature of another seal", swapped, "signature", signers=True)
    vectors.seal("older", "its reader holds a later one", one, "older", **HELD_2)
    again = scene.sealed(heads((scene.forged, 5), (four, 2)), one.seal)
    vectors.seal("fork-number", "another second seal", again, "fork", **HELD_2)
    elsewhere = scene.sealed(heads((scene.forged, 3)), None)
    after = scene.sealed(heads((scene.forged, 5)), elsewhere.seal)
    vectors.seal("fork-previous", "a second seal after another first one", after, "fork", **HELD_1)
    same = scene.sealed(heads((scene.forged, 3)), one.seal)
    vectors.seal("fork-head", "as many entries, another root", same, "fork", **HELD_1)
    vectors.seal("shrunk", "fewer entries", scene.sealed(heads((hq, 2)), one.seal), "shrunk", **HELD_1)
    vectors.seal("site-missing", "a site less", scene.sealed(heads((four, 2)), one.seal), "site_missing", **HELD_1)
    foreign = scene.sealed(heads((hq, 3)), None, mission="haiti")
    vectors.seal("another-mission", "of another mission", foreign, "another_mission", **HELD_1)

    def bad(name: str, tells: str, word: str, change: Callable[[Object], Any]) -> None:
        value = copy.deepcopy(one.seal.plain())
        change(value)
        vectors.add(f"{name}.json", tells, make.canonical(value) + b"\n", word)

    vectors.add("spaced.json", "in other spacing", json.dumps(one.seal.plain()).encode() + b"\n", "spelling")
    vectors.add("no-line-break.json", "without its line break", one.seal.text()[:-1], "spelling")
    bad("field", "something more", "shape", lambda v: v.update(note="trust me"))
    bad("no-heads", "no heads", "shape", lambda v: v.update(heads=[]))
    bad("number", "number 0", "shape", lambda v: v.update(number=0))
    bad("mission", "a mission that is a pattern", "shape", lambda v: v.update(mission="*"))
    bad("sealed-at", "a time without zone", "shape", lambda v: v.update(sealed_at="2026-11-21T00:00:07"))
    bad("previous", "a previous in capitals", "hex", lambda v: v.update(previous="AB" * 32))
    bad("heads-twice", "a site twice", "site", lambda v: v["heads"].append(v["heads"][0]))
    bad("heads-order", "sites out of order", "shape", lambda v: v["heads"].insert(0, {**v["heads"][0], "site": "x"}))
    bad("empty-head", "a head of nothing", "head", lambda v: v["heads"][0].update(size=0))


def add_releases(vectors: Vectors, scene: Scene) -> None:
    """Releases under the second seal."""
    two = scene.two

    def good(name: str, tells: str, rows: list[Object], **more: Any) -> None:
        vectors.add(f"{name}.jsonl", tells, make.file_of(rows), **more)

    good("release", "all entries of two sites", release(two, scene.spans()), signers=True)
    good("release-part", "a part, one entry withheld as a whole", release(two, scene.spans(3, 4), (4,)), **HELD_1)
    good("release-grown", "from where the reader's seal ends", release(two, scene.spans(4, 5)), **HELD_1)
    empty = {"hq": (scene.hq, 4, 3), "team-4": (scene.team, 3, 2)}
    good("release-empty", "nothing in the period", release(two, empty), **HELD_1)
    good(
        "release-again",
        "its reader holds another release",
        release(two, scene.spans(2, 4)),
        held=["seals/release.jsonl"],
    )
    good("release-same", "its reader holds its seal", release(two, scene.spans()), **HELD_2)

    def bad(name: str, tells: str, word: str, change: Callable[[list[Object]], Any], **more: Any) -> None:
        rows = release(two, scene.spans(2, 5), (4,))
        change(rows)
        vectors.add(f"broken-{name}.jsonl", tells, make.file_of(rows), word, **more)

    def edit(rows: list[Object]) -> None:
        make.leaf(rows[1], "deaths.best")[2] = 0

    def remade(rows: list[Object], edited: Callable[[list[Object]], Any] = edit) -> None:
        edited(rows)
        make.seal_root(rows[1])
        for before, row in pairwise(rows[1:5]):
            row["prev"] = make.hash_of(before).hex()

    def resalted(rows: list[Object]) -> None:
        remade(rows, lambda r: r[1]["leaves"][0].__setitem__(1, "77" * 16))

    bad("edited", "a value edited", "values", edit)
    bad("remade", "a value edited, all hashes made anew", "sealed", remade)
    bad("resalted", "a salt changed, all hashes made anew", "sealed", resalted)
    bad("bare-root", "the root of a withheld entry changed", "chain", lambda r: r[3].update(root="00" * 32))
    bad("dropped", "an entry dropped", "missing", lambda r: r.pop(2))
    bad("repeated", "an entry twice", "again", lambda r: r.insert(2, copy.deepcopy(r[1])))
    bad("reordered", "two entries change places", "missing", lambda r: r.insert(1, r.pop(2)))
    bad("cut", "the last lines cut off", "cut", lambda r: r.__delitem__(slice(-2, None)))
    bad("cut-run", "a run that does not end", "missing", lambda r: r.pop(4))
    bad("extra", "an entry beyond the run", "extra", lambda r: r.append({**r[-1], "seq": 3}))
    bad(
        "sites",
        "the entries of two sites change names",
        "missing",
        lambda r: [row.update(site={"hq": "team-4", "team-4": "hq"}[row["site"]]) for row in r[1:]],
    )
    bad("site", "an entry of a site without run", "site", lambda r: r[1].update(site="x"))
    bad("leaves-empty", "an entry with no leaves", "shape", lambda r: r[1].update(leaves=[]))
    bad("before", "a hash before the run changed", "sealed", lambda r: r[0]["runs"][0].update(before=["11" * 32]))
    bad("before-long", "a hash too many before the run", "run", lambda r: r[0]["runs"][0]["before"].append("11" * 32))
    bad("run-beyond", "a run beyond what is sealed", "run", lambda r: r[0]["runs"][0].update(last=6))
    bad("run-missing", "a site without run", "run", lambda r: r[0]["runs"].pop())
    bad("run-order", "runs out of order", "run", lambda r: r[0]["runs"].reverse())
    bad("run-shifted", "the run claims another place", "run", lambda r: r[0]["runs"][0].update(first=1, last=4))
    bad("label", "it names another mission than its seal", "another_mission", lambda r: r[0].update(mission="haiti"))
    bad("field", "something of no hash in the first line", "shape", lambda r: r[0].update(note="trust me"))
    bad("signature-form", "a signature that is none", "signature", lambda r: r[0].update(signature="trust me"))
    bad("format", "a format of the future", "format", lambda r: r[0].update(format="greenline-release-2"))
    bad("seal", "its seal covers other heads", "sealed", lambda r: r[0]["seal"]["heads"][0].update(root="11" * 32))
    bad("seal-signed", "its seal was changed", "signature", lambda r: r[0]["seal"].update(number=3), signers=True)

    forged = scene.sealed(heads((scene.forged, 5), (scene.team, 2)), scene.one.seal)
    other = {"hq": (scene.forged, 3, 5), "team-4": (scene.team, 1, 2)}
    rows = make.file_of(release(forged, other))
    vectors.add(
        "broken-rewritten.jsonl", "the past was written anew after the reader's seal", rows, "your_head", **HELD_1
    )
    vectors.add("broken-fork.jsonl", "there is another second seal", rows, "fork", **HELD_2)
    later = scene.sealed(heads((scene.forged, 5), (scene.team, 2)), scene.two.seal)
    raw = make.file_of(release(later, {"hq": (scene.forged, 4, 5), "team-4": (scene.team, 1, 2)}))
    vectors.add(
        "broken-fork-entry.jsonl",
        "another entry than in the release that its reader holds",
        raw,
        "fork",
        held=["seals/release.jsonl"],
    )
    old = make.file_of(release(scene.one, {"hq": (scene.hq, 1, 3)}))
    vectors.add("broken-replayed.jsonl", "an older copy than the reader's", old, "older", **HELD_2)


def add_growth(vectors: Vectors, scene: Scene) -> None:
    """Proofs of growth from the first seal to the second."""
    one, two = scene.one.seal, scene.two
    told = growth(one, two, scene.chains)
    vectors.add("growth.json", "from the first seal to the second", line(told), signers=True, **HELD_1)
    vectors.add("growth-none.json", "from a seal to itself", line(growth(two.seal, two, scene.chains)), **HELD_2)

    def bad(name: str, tells: str, word: str, change: Callable[[Object], Any], **more: Any) -> None:
        value = copy.deepcopy(told)
        change(value)
        vectors.add(f"broken-growth-{name}.json", tells, line(value), word, **more)

    path = told["paths"][0]["path"]
    bad("path", "a hash of the path changed", "rewritten", lambda v: v["paths"][0].update(path=[*path[:-1], "11" * 32]))
    bad("short", "a hash of the path missing", "rewritten", lambda v: v["paths"][0]["path"].pop())
    bad("long", "a hash too many", "rewritten", lambda v: v["paths"][0]["path"].append("11" * 32))
    bad("none", "no path", "shape", lambda v: v.update(paths=[]))
    bad("site", "the path of another site", "site", lambda v: v["paths"][0].update(site="team-4"))
    bad("backwards", "newer before older", "older", lambda v: v.update(older=v["newer"], newer=v["older"]))
    bad("signature", "without signature", "signature", lambda v: v.update(signature=""))
    bad("field", "something more", "shape", lambda v: v.update(note="trust me"))
    bad(
        "held",
        "it begins with another seal than the reader's",
        "fork",
        lambda v: None,
        held=["seals/fork-previous.json"],
    )
    skipped = scene.sealed(heads((scene.hq, 5), (scene.team, 2)), two.seal)
    raw = line(growth(two.seal, skipped, scene.chains))
    vectors.add("broken-growth-other.json", "it begins after the reader's seal", raw, "your_seal", **HELD_1)
    chains = {**scene.chains, "hq": scene.forged}
    forged = scene.sealed(heads((scene.forged, 5), (scene.team, 2)), one)
    raw = line(growth(one, forged, chains))
    vectors.add("broken-growth-rewritten.json", "the past was written anew", raw, "rewritten", **HELD_1)


def main() -> int:
    """Write the files, or say whether they are fresh."""
    files = build()
    if "--check" in sys.argv[1:]:
        stale = [name for name, raw in files.items() if not (HERE / name).exists() or (HERE / name).read_bytes() != raw]
        print("fresh" if not stale else f"stale: {', '.join(stale)}")
        return 1 if stale else 0
    (HERE / "seals").mkdir(exist_ok=True)
    for file in (HERE / "seals").iterdir():
        if f"seals/{file.name}" not in files:
            file.unlink()
    for name, raw in files.items():
        (HERE / name).write_bytes(raw)
    return 0


if __name__ == "__main__":
    sys.exit(main())
