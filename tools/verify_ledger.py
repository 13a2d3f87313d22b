#!/usr/bin/env python3
"""Check what a Greenline mission hands out, without trusting Greenline: one file, standard library only, Python 3.9 or
later. FILE is an exported ledger, a release, a seal, or a proof of growth; its first line says which.

    python verify_ledger.py FILE [--head SITE:SIZE:HEX]... [--held SEAL]... [--signers FILE] [--show] [--json]
    python verify_ledger.py FILE --seal-to NAME.json      also write out the seal that a release or a proof holds
    python verify_ledger.py --proof FILE [--head SITE:SIZE:HEX]...      one entry and its proof
    python verify_ledger.py --grown OLDER_SEAL NEWER_SEAL PROOF         the ledger only grew from one seal to the other

`--head` is a tree head, `--held` a seal or a release, that you got earlier or from somebody else: the ledger must have
grown from it. `--signers` is the allowed_signers file with the mission's key; the signature is checked by ssh-keygen,
which comes with OpenSSH. `--show` prints the values. Exit code: 0 whole, 1 refused, 2 wrong use. The formats are told
in docs/ledger-format.md. The file is read line by line, so its size does not matter; what it says is never believed,
only recomputed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple, NoReturn

FORMAT = "greenline-ledger-1"
RELEASE = "greenline-release-1"
SEAL = "greenline-seal-1"
GROWTH = "greenline-growth-1"
NAMESPACE = "greenline-seal"  # what the signatures of seals are made for
MOST_LINE = 64 * 1024 * 1024  # bytes of one line
MOST_VALUES = 2_000_000  # values on one line, so that a small file cannot ask for all the memory
MOST_DEPTH = 256  # lists and objects inside one another on one line
MOST_PROBLEMS = 20  # listed; the rest is counted
MOST_INT = 2**53 - 1
MOST_SIGNATURE = 20_000  # characters
MOST_SHOWN = 2_000  # characters of one value printed
ZERO = bytes(32)

_HASH = re.compile(r"[0-9a-f]{64}")
_SALT = re.compile(r"[0-9a-f]{32}")
_SITE = re.compile(r"[a-z][a-z0-9-]{0,23}")
_MISSION = re.compile(r"[a-z][a-z0-9-]{0,39}")
_AT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_SIGNATURE = re.compile(
    r"-----BEGIN SSH SIGNATURE-----\r?\n([A-Za-z0-9+/=]{1,200}\r?\n)+-----END SSH SIGNATURE-----(\r?\n)?"
)
_TOKENS = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{}]', re.DOTALL)
_SPACE = b" \t\r\n"


# --- what can be wrong


class Broken(Exception):
    """Something that does not hold: a stable word for machines and a sentence for people."""

    def __init__(self, word: str, sentence: str) -> None:
        super().__init__(sentence)
        self.word = word
        self.sentence = sentence


class Problem(NamedTuple):
    """What does not hold, and where."""

    word: str
    sentence: str
    line: int
    site: str | None = None
    seq: int | None = None

    def told(self) -> str:
        """The problem as one line of text."""
        where = f"line {self.line}"
        if self.site is not None:
            where += f", site {self.site}" if self.seq is None else f", entry {self.site}/{self.seq}"
        return f"{where}: {self.sentence}"


class Head(NamedTuple):
    """A tree head: the site, how many entries it covers, and the root over them."""

    site: str
    size: int
    root: bytes

    def told(self) -> str:
        """The head as it is written on the command line."""
        return f"{self.site}:{self.size}:{self.root.hex()}"


def safe(text: str, most: int) -> str:
    """Foreign text made safe to print: short, and without control or direction marks."""
    cut = text[:most] + ("…" if len(text) > most else "")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in cut)


def shown(text: str, most: int = 60) -> str:
    """Foreign text made safe to print, in quotes."""
    return f'"{safe(text, most)}"'


def many(count: int, one: str, more: str = "") -> str:
    """A number with its noun: 1 entry, 2 entries."""
    return f"{count} {one if count == 1 else more or one + 's'}"


# --- JSON, read strictly


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = sorted(name for name, _ in pairs)
        twice = next(name for place, name in enumerate(names[1:]) if name == names[place])
        raise Broken("duplicate_key", f"the name {shown(twice)} stands twice in one object: which one holds?")
    return found


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > MOST_INT:
        raise Broken("number", f"the number {shown(text, 24)} is larger than this format allows (2^53 - 1)")
    if text == "-0":
        raise Broken("number", "the number -0 is not allowed")
    return int(text)


def _fraction(text: str) -> NoReturn:
    raise Broken("number", f"the number {shown(text, 24)} is not a whole number; fractions must be written as text")


_READER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_fraction, parse_constant=_fraction
)
_WRITER = json.JSONEncoder(ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))


def depth(raw: bytes) -> int:
    """How deep lists and objects lie inside one another, counted without reading the JSON."""
    deep = deepest = 0
    for token in _TOKENS.finditer(raw):
        first = token.group()[:1]
        if first in b"[{":
            deep += 1
            deepest = max(deepest, deep)
        elif first in b"]}":
            deep -= 1
    return deepest


def read_json(raw: bytes, most_depth: int = MOST_DEPTH) -> Any:
    """One JSON text, strictly: UTF-8, no name twice, whole numbers within +-(2^53 - 1), no half characters."""
    if raw.startswith(b"\xef\xbb\xbf"):
        raise Broken("encoding", "it begins with a byte order mark, which does not belong here")
    if not raw.strip(_SPACE):
        raise Broken("json", "the line is empty")
    brackets = raw.count(b"[") + raw.count(b"{")
    if brackets + raw.count(b",") > MOST_VALUES:
        raise Broken("length", f"it holds more than {MOST_VALUES} values")
    if brackets > most_depth and depth(raw) > most_depth:
        raise Broken("depth", f"its lists and objects lie more than {most_depth} deep inside one another")
    try:
        value = _READER.decode(raw.decode("utf-8"))
        if b"\\u" in raw:
            _WRITER.encode(value).encode("utf-8")
    except UnicodeDecodeError as error:
        raise Broken("encoding", f"byte {error.start + 1} is not UTF-8 text") from None
    except UnicodeEncodeError:
        raise Broken("half_character", "a text holds half of a character (a lone surrogate)") from None
    except json.JSONDecodeError as error:
        raise Broken(
            "json", f"it is not JSON ({error.msg}, at character {error.pos + 1}); it may be damaged or cut off"
        ) from None
    except (RecursionError, MemoryError):
        raise Broken("depth", "it is too large or too deep to be read") from None
    return value


def canonical(value: Any) -> bytes:
    """The one way to write a value that `read_json` gave: UTF-8, names sorted by code point, no spaces."""
    return _WRITER.encode(value).encode("utf-8")


# --- hashes


def leaf_hash(leaf: Any) -> bytes:
    """The hash of a checked leaf: of `[path, salt, value]`, or the one that a withheld leaf gives."""
    if isinstance(leaf, str):
        return bytes.fromhex(leaf)
    return hashlib.sha256(b"\x02" + canonical(leaf)).digest()


def root_hash(leaves: Sequence[Any]) -> bytes:
    """The root over an entry's leaves in their order."""
    return hashlib.sha256(b"\x03" + b"".join([leaf_hash(leaf) for leaf in leaves])).digest()


def entry_hash(site: str, seq: int, prev: str, root: str) -> bytes:
    """The hash of an entry: a link of its site's chain and a leaf of its site's tree."""
    told = canonical({"prev": prev, "root": root, "seq": seq, "site": site})
    return hashlib.sha256(b"\x00" + told).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """An inner node of the tree."""
    return hashlib.sha256(b"\x01" + left + right).digest()


class Tree:
    """An RFC 6962 tree that grows; it keeps only the roots of its full subtrees, from the largest to the smallest."""

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        self.size = size
        self._peaks = list(peaks)

    def add(self, node: bytes, size: int = 1) -> None:
        """Append an entry by its hash, or a full subtree of `size` entries that may begin here by its root."""
        count = self.size // size
        while count & 1:
            node = node_hash(self._peaks.pop(), node)
            count >>= 1
        self._peaks.append(node)
        self.size += size

    def root(self) -> bytes:
        """The tree head; of no entries the SHA-256 of nothing."""
        if not self._peaks:
            return hashlib.sha256(b"").digest()
        head = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            head = node_hash(peak, head)
        return head


def follow_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes | None:
    """The tree head that an audit path leads to (RFC 9162, 2.1.3.2); None when the path does not fit the tree."""
    if not 0 <= index < size:
        return None
    number, last = index, size - 1
    for step in path:
        if last == 0:
            return None
        if number & 1 or number == last:
            leaf = node_hash(step, leaf)
            while number and not number & 1:
                number >>= 1
                last >>= 1
        else:
            leaf = node_hash(leaf, step)
        number >>= 1
        last >>= 1
    return None if last else leaf


def blocks(start: int, end: int) -> list[int]:
    """The sizes of the full subtrees that carry a tree from `start` entries to `end`; from 0 those of its peaks."""
    sizes = []
    while start < end:
        size = start & -start or 1 << end.bit_length()
        while start + size > end:
            size >>= 1
        sizes.append(size)
        start += size
    return sizes


def grown(older: Head, newer: Head, path: Sequence[bytes]) -> bool:
    """Whether a consistency proof leads from one head to a later one (RFC 9162, 2.1.4.2)."""
    if not 0 < older.size < newer.size:
        empty = hashlib.sha256(b"").digest()
        return not path and older.size <= newer.size and older.root in (newer.root, empty)
    steps = list(path)
    if older.size & (older.size - 1) == 0:
        steps.insert(0, older.root)
    if not steps:
        return False
    number, last = older.size - 1, newer.size - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if number & 1 or number == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while number and not number & 1:
                number, last = number >> 1, last >> 1
        else:
            new = node_hash(new, step)
        number, last = number >> 1, last >> 1
    return last == 0 and (old, new) == (older.root, newer.root)


# --- the shape of things


def keys(value: Any, names: str, what: str) -> Any:
    """An object with exactly these keys."""
    if not isinstance(value, dict):
        raise Broken("shape", f"{what} should be an object in braces")
    wanted = names.split()
    for name in wanted:
        if name not in value:
            raise Broken("shape", f'{what} has no "{name}"')
    if len(value) > len(wanted):
        extra = min(name for name in value if name not in wanted)
        raise Broken("shape", f"{what} carries {shown(extra)}, which no hash covers and which does not belong there")
    return value


def hexadecimal(value: Any, what: str, pattern: re.Pattern[str] = _HASH) -> str:
    """A hash or a salt in lower-case hex."""
    if not isinstance(value, str) or not pattern.fullmatch(value):
        digits = 64 if pattern is _HASH else 32
        raise Broken("hex", f"{what} should be {digits} hexadecimal digits in lower case")
    return value


def number(value: Any, least: int, what: str) -> int:
    """A whole number that counts something."""
    if type(value) is not int or value < least:
        raise Broken("shape", f"{what} should be a whole number from {least}")
    return value


def site_name(value: Any) -> str:
    """The name of a site."""
    if not isinstance(value, str) or not _SITE.fullmatch(value):
        told = shown(value, 30) if isinstance(value, str) else "something that is no text"
        raise Broken(
            "site", f"{told} is no name of a site (a small letter, then small letters, digits or hyphens; at most 24)"
        )
    return value


def read_head(value: Any) -> Head:
    """A tree head out of `{site, size, root}`."""
    keys(value, "site size root", "a head")
    site = site_name(value["site"])
    size = number(value["size"], 0, f"the size of the head of site {site}")
    return Head(site, size, bytes.fromhex(hexadecimal(value["root"], f"the head of site {site}")))


def read_heads(value: Any, what: str) -> list[Head]:
    """A list of heads, each site once."""
    if not isinstance(value, list):
        raise Broken("shape", '"heads" should be a list')
    heads = [read_head(one) for one in value]
    names: set[str] = set()
    for head in heads:
        if head.site in names:
            raise Broken("site", f"{what} names two heads for site {head.site}")
        names.add(head.site)
    return heads


def hashes_of(value: Any, what: str) -> list[bytes]:
    """A list of hashes."""
    if not isinstance(value, list):
        raise Broken("shape", f"{what} should be a list")
    return [bytes.fromhex(hexadecimal(one, f"hash {i} of {what}")) for i, one in enumerate(value, 1)]


class Seal(NamedTuple):
    """A seal: a mission's heads, numbered and chained; `signature` as it came with it."""

    mission: str
    number: int
    sealed_at: str
    previous: str
    heads: tuple[Head, ...]
    text: bytes
    signature: str | None = None

    def digest(self) -> str:
        """SHA-256 of its file."""
        return hashlib.sha256(self.text).hexdigest()

    def head(self, site: str) -> Head | None:
        """A site's head."""
        return next((head for head in self.heads if head.site == site), None)

    def told(self) -> str:
        """The seal in a few words."""
        return f"seal {self.number} of {self.mission}, {self.sealed_at}"


def read_seal(value: Any, signature: Any = None) -> Seal:
    """A seal out of its JSON object."""
    keys(value, "format heads mission number previous sealed_at", "the seal")
    if value["format"] != SEAL:
        raise Broken("format", f"the seal should be of the format {SEAL}")
    for name, pattern in (("mission", _MISSION), ("sealed_at", _AT)):
        if not isinstance(value[name], str) or not pattern.fullmatch(value[name]):
            raise Broken("shape", f'"{name}" of the seal is not as it should be')
    told, previous = number(value["number"], 1, "the number of the seal"), hexadecimal(value["previous"], '"previous"')
    heads = read_heads(value["heads"], "the seal")
    if not heads or [head.site for head in heads] != sorted(head.site for head in heads):
        raise Broken("shape", "the heads of the seal should stand in the order of their sites, and not be none")
    for head in heads:
        if head.size == 0 and head.root != Tree().root():
            raise Broken("head", f"the head of site {head.site} over no entries is not the hash of nothing")
    if signature is not None and (
        not isinstance(signature, str) or len(signature) > MOST_SIGNATURE or not _SIGNATURE.fullmatch(signature)
    ):
        raise Broken("signature", "the signature is no armored SSH signature")
    text = canonical(value) + b"\n"
    return Seal(value["mission"], told, value["sealed_at"], previous, tuple(heads), text, signature)


def check_leaves(leaves: Any) -> tuple[int, int]:
    """How many leaves are shown and how many withheld; Broken when their form or order is wrong."""
    if not isinstance(leaves, list) or not leaves:
        raise Broken("shape", '"leaves" should be a list that is not empty')
    withheld = 0
    before: str | None = None
    for place, leaf in enumerate(leaves, 1):
        if isinstance(leaf, str):
            hexadecimal(leaf, f"leaf {place}, a withheld one,")
            withheld += 1
            continue
        if not isinstance(leaf, list) or len(leaf) != 3 or not isinstance(leaf[0], str) or not leaf[0]:
            raise Broken("leaf", f"leaf {place} should be [path, salt, value] or the hash of a withheld leaf")
        path = leaf[0]
        hexadecimal(leaf[1], f"the salt of leaf {place} ({shown(path)})", _SALT)
        if before is not None and path <= before:
            if path == before:
                raise Broken("leaf_twice", f"the value {shown(path)} stands there twice, so it can be read in two ways")
            raise Broken("leaf_order", f"leaf {place} ({shown(path)}) stands after {shown(before)}: the order is wrong")
        before = path
    return len(leaves) - withheld, withheld


class Entry(NamedTuple):
    """An entry whose form is right."""

    site: str
    seq: int
    prev: str
    root: str
    leaves: Any
    shown: int
    withheld: int

    def hash(self) -> bytes:
        """Its hash, over what it carries."""
        return entry_hash(self.site, self.seq, self.prev, self.root)

    def keeps_its_values(self) -> bool:
        """Whether its leaves, where any are given, give the root that it carries."""
        return self.leaves is None or root_hash(self.leaves).hex() == self.root


CHANGED = "its values do not give the root it carries: something in it was changed after it was written"


def read_entry(value: Any, bare: bool = False) -> Entry:
    """An entry out of its JSON object; `bare` when it may be withheld as a whole. Broken when its form is wrong."""
    bare = bare and isinstance(value, dict) and "leaves" not in value
    keys(value, "site seq prev root" if bare else "site seq prev root leaves", "the entry")
    site = site_name(value["site"])
    seq = number(value["seq"], 1, '"seq"')
    prev, root = hexadecimal(value["prev"], '"prev"'), hexadecimal(value["root"], '"root"')
    if bare:
        return Entry(site, seq, prev, root, None, 0, 0)
    shown_count, withheld = check_leaves(value["leaves"])
    return Entry(site, seq, prev, root, value["leaves"], shown_count, withheld)


def whereabouts(value: Any) -> tuple[str | None, int | None]:
    """Site and seq as far as an object names them, for saying where a problem lies."""
    if not isinstance(value, dict):
        return None, None
    site, seq = value.get("site"), value.get("seq")
    if not isinstance(site, str) or not _SITE.fullmatch(site):
        return None, None
    return site, seq if type(seq) is int and seq >= 1 else None


# --- a whole ledger


class Site:
    """How far one site's chain has been followed."""

    def __init__(self, head: Head, held: Sequence[Head]) -> None:
        self.head = head
        self.held = list(held)
        self.next = 1
        self.last: bytes | None = ZERO  # hash of the entry before; None when it could not be read
        self.sure = True  # every entry so far is there and has a hash
        self.tree = Tree()
        self.shown = self.withheld = self.unread = 0


class Verdict:
    """What came out: problems, and what was proven when there are none."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.more = 0  # problems beyond those listed
        self.proven: list[dict[str, Any]] = []
        self.held: list[Head] = []
        self.not_proven: list[str] = []
        self.says: list[str] = []  # labels that no hash covers
        self.seal: Seal | None = None  # the seal that it is, or rests on
        self.signer = ""  # what ssh-keygen said of its signature

    @property
    def whole(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.problems

    def add(self, word: str, sentence: str, line: int, site: str | None = None, seq: int | None = None) -> None:
        """Note a problem."""
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Problem(word, sentence, line, site, seq))
        else:
            self.more += 1

    def plain(self) -> dict[str, Any]:
        """The verdict as a JSON object."""
        return {
            "file": self.name,
            "whole": self.whole,
            "problems": [problem._asdict() for problem in self.problems],
            "more_problems": self.more,
            "proven": self.proven if self.whole else [],
            "heads_held": [head.told() for head in self.held] if self.whole else [],
            "not_proven": self.not_proven if self.whole else [],
            **self._sealed(),
        }

    def _sealed(self) -> dict[str, Any]:
        if self.seal is None:
            return {}
        told = {"mission": self.seal.mission, "number": self.seal.number, "sealed_at": self.seal.sealed_at}
        return {"seal": {**told, "sha256": self.seal.digest()} if self.whole else None, "signer": self.signer or None}

    def told(self) -> str:
        """The verdict for people."""
        name = self.name if self.name.isprintable() else shown(self.name, 200)
        if not self.whole:
            lines = [f"{name}: REFUSED, {many(len(self.problems) + self.more, 'problem')}."]
            lines += [f"  {problem.told()}" for problem in self.problems]
            if self.more:
                lines.append(f"  and {many(self.more, 'more', 'more')}, not listed")
            return "\n".join([*lines, "Rely on nothing in this file until each of these is explained."])
        lines = [f"{name}: whole.", *(["It says of itself:"] if self.says else [])]
        lines += [f"  {words}" for words in self.says]
        lines.append("Proven:")
        for site in self.proven:
            lines.append(f"  {site['told']}")
        lines += [f"  the head you hold, {head.told()}, fits" for head in self.held]
        if self.signer:
            lines.append(f"  the signature holds: {self.signer}")
        return "\n".join([*lines, "Not proven:", *(f"  {sentence}" for sentence in self.not_proven)])


class Ledger:
    """A ledger checked line by line, in memory that does not grow with it."""

    def __init__(self, verdict: Verdict, heads: Sequence[Head], held: Sequence[Head]) -> None:
        self.verdict = verdict
        self.sites: dict[str, Site] = {}
        self.unread = 0  # lines whose entry could not be told
        self.line = 1
        for head in heads:
            self.sites[head.site] = Site(head, [h for h in held if h.site == head.site])
        for one in held:
            if one.site not in self.sites:
                verdict.add("your_head", f"the file has nothing of site {one.site}, whose head you hold", 1, one.site)
        for site in self.sites.values():
            self._compare(site)

    def read(self, raw: bytes | None, line: int) -> None:
        """Take one line in."""
        self.line = line
        site_of, seq = None, None
        try:
            if raw is None:
                raise Broken("length", f"it is longer than {MOST_LINE} bytes")
            value = read_json(raw)
            site_of, seq = whereabouts(value)
            entry = read_entry(value)
        except Broken as problem:
            self.verdict.add(problem.word, problem.sentence, line, site_of, seq)
            self._skip(site_of, seq)
            return
        site = self.sites.get(entry.site)
        if site is None:
            words = "the first line of the file names no head for this site"
            self.verdict.add("site", words, line, entry.site, entry.seq)
        else:
            self._follow(site, entry)

    def _skip(self, site_of: str | None, seq: int | None) -> None:
        """Go on after an entry that could not be read."""
        site = self.sites.get(site_of or "")
        if site is None or seq is None or seq != site.next:
            self.unread += 1
        else:
            site.next, site.last, site.sure = seq + 1, None, False

    def _follow(self, site: Site, entry: Entry) -> None:
        """Check an entry against its own values and against the one before it."""
        name, seq = entry.site, entry.seq

        def wrong(word: str, sentence: str) -> None:
            self.verdict.add(word, sentence, self.line, name, seq)

        told = entry.hash()
        if seq < site.next:
            if seq == site.next - 1 and site.last is not None and told != site.last:
                wrong("fork", f"there are two different entries {name}/{seq}: two stories of the same past")
            else:
                wrong("again", f"it stands here again or too late: entry {name}/{site.next - 1} came before it")
            return
        if seq > site.head.size and (seq > site.next or seq == site.head.size + 1):
            wrong("extra", f"the head in line 1 covers only {many(site.head.size, 'entry', 'entries')} of this site")
            if seq > site.next:
                return
        if seq > site.next:
            if seq - site.next > self.unread - site.unread:
                gap = f"{name}/{site.next}" + (f" to {name}/{seq - 1}" if seq - 1 > site.next else "")
                before = f"entry {name}/{site.next - 1}" if site.next > 1 else "the beginning"
                wrong("missing", f"it follows {before}: {gap} is missing or stands in the wrong place")
            site.last, site.sure = None, False
        if not entry.keeps_its_values():
            wrong("values", CHANGED)
        if site.last is not None and site.last.hex() != entry.prev:
            wrong("chain", self._torn(site, entry))
        site.next, site.last, site.unread = seq + 1, told, self.unread
        site.shown += entry.shown
        site.withheld += entry.withheld
        if site.sure:
            site.tree.add(told)
            self._compare(site)

    @staticmethod
    def _torn(site: Site, entry: Entry) -> str:
        if site.next == 1:
            return 'it is the first entry of its site, so its "prev" should be 64 zeros: is one missing before it?'
        return (
            f'its "prev" is not the hash of entry {entry.site}/{entry.seq - 1}: one of the two was changed, '
            "or something between them was taken out or put in"
        )

    def _compare(self, site: Site) -> None:
        """When the tree has the size of a head, that of line 1 or one that the reader holds, it must be that head."""
        name, size = site.head.site, site.tree.size
        entries = many(size, "entry", "entries")
        if size == site.head.size and site.tree.root() != site.head.root:
            words = f"the first {entries} of this site do not give the head that this line states"
            self.verdict.add("head", words, 1, name)
        for head in site.held:
            if head.size == size and head.root == site.tree.root():
                self.verdict.held.append(head)
            elif head.size == size:
                words = f"the first {entries} of this site are not those of the head you hold: the past was rewritten"
                self.verdict.add("your_head", words, self.line, name)

    def end(self) -> None:
        """Compare what was read with the heads."""
        for name, site in self.sites.items():
            count, size = site.next - 1, site.head.size
            if count < size:
                covered = many(size, "entry", "entries")
                after = f"after entry {name}/{count}" if count else "without an entry of this site"
                words = f"the file ends {after}, but the head in line 1 covers {covered}: the rest is missing"
                self.verdict.add("cut", words, self.line, name)
            for head in site.held:
                if site.sure and head.size > count:
                    covered = many(head.size, "entry", "entries")
                    words = f"you hold a head over {covered}, the file has {count}: some are missing"
                    self.verdict.add("your_head", words, self.line, name)
            self.verdict.proven.append(_site_told(site))


def _site_told(site: Site) -> dict[str, Any]:
    name, size, root = site.head.site, site.head.size, site.head.root.hex()
    words = f"site {name}: no entries"
    if size:
        words = (
            f"site {name}: {many(size, 'entry', 'entries')}, none missing, added, changed or moved; every value shown "
            f"is the one that was written ({many(site.shown, 'value')} shown, {site.withheld} withheld or erased)"
        )
    return {
        "site": name,
        "size": size,
        "root": root,
        "shown": site.shown,
        "withheld": site.withheld,
        "told": f"{words}; head {name}:{size}:{root}",
    }


NOT_PROVEN = (
    "that what was written is true: only that it has not been changed since",
    "that nothing was written after the head and held back",
    "that no site was left out with all its entries: ask for a head of every site that you know of",
    "when things were written, or in which order the sites wrote among one another",
    "what stands in withheld or erased values, and that none of them repeats a value shown",
    'the words "mission" and "audience" in the first line, which are labels',
)
NO_HEAD = (
    "that the whole file was not written anew: compare the head above with one you got earlier or from somebody else "
    "(--head SITE:SIZE:HEX)"
)
NO_HEAD_ALONE = (
    "that the head is the ledger's own: compare it with one you got earlier or from somebody else "
    "(--head SITE:SIZE:HEX)"
)
NOT_PROVEN_ALONE = (
    "that what was written is true: only that it has not been changed since",
    "anything about the other entries that the head covers, or that nothing was written after it",
    "what stands in withheld or erased values, and that none of them repeats a value shown",
)


def read_header(raw: bytes | None) -> list[Head]:
    """The heads that the first line names; Broken when it is not the first line of such a ledger."""
    if raw is None:
        raise Broken("length", f"it is longer than {MOST_LINE} bytes")
    value = read_json(raw)
    if not isinstance(value, dict) or "format" not in value:
        raise Broken("format", "this is not the first line of an exported ledger")
    if value["format"] != FORMAT:
        told = shown(value["format"]) if isinstance(value["format"], str) else "something that is no text"
        raise Broken("format", f"the format is {told}; this tool knows {FORMAT} only")
    keys(value, "format mission audience heads", "the first line")
    for name in ("mission", "audience"):
        if not isinstance(value[name], str):
            raise Broken("shape", f'"{name}" should be text')
    return read_heads(value["heads"], "the first line")


def lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a file; None in place of one that is too long."""
    while True:
        raw = stream.readline(MOST_LINE + 1)
        if not raw:
            return
        if len(raw) <= MOST_LINE:
            yield raw
            continue
        while raw and not raw.endswith(b"\n"):
            raw = stream.readline(1 << 20)
        yield None


def verify_ledger(stream: BinaryIO, name: str = "ledger", held: Sequence[Head] = ()) -> Verdict:
    """Check a whole exported ledger."""
    verdict = Verdict(name)
    found = lines(stream)
    try:
        heads = read_header(next(found, b""))
    except Broken as problem:
        verdict.add(problem.word, f"{problem.sentence}; without its first line the file cannot be checked", 1)
        return verdict
    ledger = Ledger(verdict, heads, held)
    for line, raw in enumerate(found, 2):
        ledger.read(raw, line)
    ledger.end()
    covered = {head.site for head in verdict.held}
    alone = any(head.site not in covered for head in heads if head.size)
    verdict.not_proven = [NO_HEAD] * alone + list(NOT_PROVEN)
    return verdict


# --- one entry with its proof


def verify_proof(raw: bytes, name: str = "proof", held: Sequence[Head] = ()) -> Verdict:
    """Check one entry and the path from it to a head (the answer of /api/entry/POS/proof)."""
    verdict = Verdict(name)
    site, seq = None, None
    try:
        if len(raw) > MOST_LINE:
            raise Broken("length", f"it is longer than {MOST_LINE} bytes")
        value = read_json(raw, MOST_DEPTH + 1)
        keys(value, "entry hash path head", "the proof")
        site, seq = whereabouts(value["entry"])
        entry, head = read_entry(value["entry"]), read_head(value["head"])
        _follow_proof(value, entry, head)
        for one in held:
            if one != head:
                raise Broken("your_head", f"the proof leads to the head {head.told()}, which is not the one you hold")
    except Broken as problem:
        verdict.add(problem.word, problem.sentence, 1, site, seq)
        return verdict
    verdict.held = list(held)
    words = (
        f"entry {entry.site}/{entry.seq}: it is the one that the head covers in that place, unchanged "
        f"({many(entry.shown, 'value')} shown, {entry.withheld} withheld or erased)"
    )
    verdict.proven.append(
        {
            "site": head.site,
            "seq": entry.seq,
            "hash": entry.hash().hex(),
            "size": head.size,
            "root": head.root.hex(),
            "shown": entry.shown,
            "withheld": entry.withheld,
            "told": f"{words}; head {head.told()}",
        }
    )
    verdict.not_proven = [NO_HEAD_ALONE] * (not held) + list(NOT_PROVEN_ALONE)
    return verdict


def _follow_proof(value: Any, entry: Entry, head: Head) -> None:
    if not entry.keeps_its_values():
        raise Broken("values", CHANGED)
    told = entry.hash()
    if hexadecimal(value["hash"], '"hash"') != told.hex():
        raise Broken(
            "hash", "the hash given for the entry is not its own: its place, its chain or its values were changed"
        )
    if head.site != entry.site:
        raise Broken("site", f"the head is of site {head.site}, not of the entry's")
    if entry.seq > head.size:
        raise Broken("path", f"the head covers only {many(head.size, 'entry', 'entries')}, so not this one")
    if not isinstance(value["path"], list):
        raise Broken("shape", '"path" should be a list')
    path = [bytes.fromhex(hexadecimal(step, f"step {i} of the path")) for i, step in enumerate(value["path"], 1)]
    root = follow_path(told, entry.seq - 1, head.size, path)
    if root is None:
        raise Broken("path", "the path is too short or too long for this place in the tree")
    if root != head.root:
        raise Broken("path", "the path from this entry does not lead to the head: the head does not cover this entry")


# --- seals


class Held(NamedTuple):
    """What the reader has kept: a seal, and of a release also the hashes of its entries, for each site from `first`."""

    name: str
    seal: Seal
    entries: dict[str, tuple[int, bytearray]]

    def hash(self, site: str, seq: int) -> bytes | None:
        """The hash of an entry, if it is in the release that is held."""
        first, found = self.entries.get(site, (1, bytearray()))
        place = 32 * (seq - first)
        return bytes(found[place : place + 32]) if 0 <= place < len(found) else None


def compare_seals(held: Seal, seal: Seal, which: str = "which you hold") -> Broken | None:
    """Why a seal cannot be of the same ledger, later than or the same as the one held; None when nothing speaks against
    it. Where a site grew, that it only grew is another question."""
    mine = f"seal {held.number}, {which},"
    if seal.mission != held.mission:
        return Broken("another_mission", f"it is of the mission {seal.mission}; {mine} is of {held.mission}")
    if seal.number == held.number and seal.text != held.text:
        return Broken("fork", f"there are two different seals with the number {held.number}: two stories of one past")
    if seal.number < held.number:
        return Broken("older", f"it rests on seal {seal.number}, which came before {mine} so it is an older copy")
    if seal.number == held.number + 1 and seal.previous != held.digest():
        return Broken("fork", f"seal {seal.number} does not follow {mine} but another with that number")
    for head in held.heads:
        found = seal.head(head.site)
        covers = f"{mine} covers {many(head.size, 'entry', 'entries')} of site {head.site}"
        if found is None and head.size:
            return Broken("site_missing", f"{covers}; seal {seal.number} has nothing of that site")
        if found is not None and found.size < head.size:
            return Broken("shrunk", f"{covers}, seal {seal.number} only {found.size}: some were taken out")
        if found is not None and found.size == head.size and found.root != head.root:
            return Broken(
                "fork", f"{covers}, and so does seal {seal.number}, with another root: two stories of one past"
            )
    return None


def verify_seal(raw: bytes, name: str = "seal", held: Sequence[Held] = (), signature: str | None = None) -> Verdict:
    """Check the form of a seal, and that it can follow those that the reader holds."""
    verdict = Verdict(name)
    try:
        if len(raw) > MOST_LINE:
            raise Broken("length", f"it is longer than {MOST_LINE} bytes")
        seal = read_seal(read_json(raw), signature)
        if seal.text != raw:
            words = "it is not written as seals are, in one line of canonical JSON ended by LF: no signature can fit it"
            raise Broken("spelling", words)
    except Broken as problem:
        verdict.add(problem.word, problem.sentence, 1)
        return verdict
    verdict.seal = seal
    for one in held:
        doubt = compare_seals(one.seal, seal)
        if doubt is not None:
            verdict.add(doubt.word, f"{doubt.sentence} ({shown(one.name, 200)})", 1)
    words = ", ".join(f"{head.site} {many(head.size, 'entry', 'entries')}" for head in seal.heads)
    verdict.proven.append({**_seal_told(seal), "told": f"{seal.told()}: {words}; SHA-256 {seal.digest()}"})
    grew = sorted({one.seal.number for one in held if one.seal.text != seal.text})
    verdict.not_proven = [NOT_GROWN.format(number) for number in grew] + list(NOT_PROVEN_SEAL)
    return verdict


def _seal_told(seal: Seal) -> dict[str, Any]:
    heads = [{"site": head.site, "size": head.size, "root": head.root.hex()} for head in seal.heads]
    return {"seal": seal.number, "sha256": seal.digest(), "heads": heads}


NOT_GROWN = (
    "that the ledger only grew since seal {}, which you hold: ask for a proof of growth (greenline compare), or for a "
    "release that begins where that seal ends"
)
NOT_PROVEN_SEAL = (
    "that nobody was handed another seal: two parties must compare theirs",
    "what stands in the ledger",
    "when it was sealed: the time is the sealer's clock",
)


# --- growth from one seal to another


def verify_growth(raw: bytes, name: str = "growth", held: Sequence[Held] = ()) -> Verdict:
    """Check a proof that a ledger only grew from an older seal to a newer one."""
    verdict = Verdict(name)
    try:
        if len(raw) > MOST_LINE:
            raise Broken("length", f"it is longer than {MOST_LINE} bytes")
        value = keys(read_json(raw), "format older newer signature paths", "the proof of growth")
        if value["format"] != GROWTH:
            raise Broken("format", f"a proof of growth should be of the format {GROWTH}")
        older, newer = read_seal(value["older"]), read_seal(value["newer"], value["signature"])
        doubt = compare_seals(older, newer, "with which it begins")
        if doubt is not None:
            raise doubt
        _follow_growth(value["paths"], older, newer)
        for one in held:
            if one.seal.text == older.text:
                continue
            doubt = compare_seals(one.seal, newer)
            if doubt is not None:
                raise Broken(doubt.word, f"{doubt.sentence} ({shown(one.name, 200)})")
            if one.seal.text != newer.text:
                words = f"it begins with {older.told()}, SHA-256 {older.digest()}, which is not the seal you hold"
                raise Broken("your_seal", f"{words} ({shown(one.name, 200)})")
    except Broken as problem:
        verdict.add(problem.word, problem.sentence, 1)
        return verdict
    verdict.seal = newer
    words = f"the ledger only grew from {older.told()}, SHA-256 {older.digest()}, to {newer.told()}"
    verdict.proven.append(
        {**_seal_told(newer), "from": _seal_told(older), "told": f"{words}, SHA-256 {newer.digest()}"}
    )
    known = any(one.seal.text == older.text for one in held)
    alone = "that its older seal is one that was ever given: compare its SHA-256 with yours (--held SEAL)"
    verdict.not_proven = [alone] * (not known) + list(NOT_PROVEN_SEAL)
    return verdict


def _follow_growth(paths: Any, older: Seal, newer: Seal) -> None:
    if not isinstance(paths, list) or len(paths) != len(older.heads):
        raise Broken("shape", '"paths" should be a list with one path for each site of the older seal')
    for head, told in zip(older.heads, paths):  # noqa: B905 - Python 3.9 has no `strict`; the lengths are equal
        keys(told, "site path", "a path")
        if told["site"] != head.site:
            raise Broken("site", f"the paths should stand in the order of the older seal's sites; {head.site} is due")
        path = hashes_of(told["path"], f"the path of site {head.site}")
        found = newer.head(head.site)
        if not grown(head, found if found is not None else head, path):
            words = f"the path of site {head.site} does not lead from seal {older.number} to seal {newer.number}"
            raise Broken(
                "rewritten", f"{words}: the first {many(head.size, 'entry', 'entries')} were not kept as sealed"
            )


# --- a release


class Run:
    """One site's run of entries in a release, carried from the subtrees before it to the head that was sealed."""

    def __init__(self, head: Head, first: int, last: int, before: Sequence[bytes], after: Sequence[bytes]) -> None:
        self.head, self.first, self.last, self.after = head, first, last, after
        self.tree = Tree(first - 1, before)
        self.next = first
        self.before = ZERO if first == 1 else None  # hash of the entry before, where it is known
        self.sure = True
        self.shown = self.withheld = self.bare = 0
        self.hashes = bytearray()


def read_run(value: Any, head: Head) -> Run:
    """A run out of its JSON object, for the head that its site has in the seal."""
    keys(value, "site first last before after", "a run")
    if value["site"] != head.site:
        raise Broken("run", f"the runs should be those of the seal's sites in their order; {head.site} is due")
    first, last = number(value["first"], 1, '"first"'), number(value["last"], 0, '"last"')
    if not first - 1 <= last <= head.size:
        raise Broken("run", f"the run of site {head.site} should lie within the {head.size} entries that are sealed")
    before, after = hashes_of(value["before"], '"before"'), hashes_of(value["after"], '"after"')
    if len(before) != len(blocks(0, first - 1)) or len(after) != len(blocks(last, head.size)):
        raise Broken("run", f"the run of site {head.site} has too few or too many hashes before or after it")
    return Run(head, first, last, before, after)


def read_terms(value: dict[str, Any]) -> list[str]:
    """What the first line of a release says of itself, for people."""
    period = keys(value["period"], "from to timezone", "the period")
    names = ("audience", "recipient", "purpose", "expires", "made_at")
    for name, text in [(name, value[name]) for name in names] + [(f"period.{n}", period[n]) for n in period]:
        if not isinstance(text, str) or len(text) > 1000:
            raise Broken("shape", f'"{name}" should be text of at most 1000 characters')
    told = [f"{name} {shown(value[name], 600)}" for name in names if value[name]]
    days = f"recorded {shown(period['from'])} to {shown(period['to'])} in {shown(period['timezone'])}"
    return [*told, days]


class Release:
    """A release checked line by line, in memory that grows by 32 bytes an entry only where `keep` asks for it."""

    def __init__(self, verdict: Verdict, runs: Sequence[Run], heads: Sequence[Head], held: Sequence[Held], keep: bool):
        self.verdict, self.runs, self.heads, self.held, self.keep = verdict, list(runs), list(heads), held, keep
        self.place = 0  # of the run that is due
        self.line = 1
        for run in self.runs:
            self._compare(run)

    def read(self, raw: bytes | None, line: int) -> None:
        """Take one line in."""
        self.line = line
        site, seq = None, None
        try:
            if raw is None:
                raise Broken("length", f"it is longer than {MOST_LINE} bytes")
            value = read_json(raw)
            site, seq = whereabouts(value)
            entry = read_entry(value, bare=True)
        except Broken as problem:
            self.verdict.add(problem.word, problem.sentence, line, site, seq)
            run = self._due()
            if run is not None and site == run.head.site and seq == run.next:
                run.next, run.before, run.sure = run.next + 1, None, False
            elif run is not None:
                run.sure = False
            return
        self._follow(entry)

    def _due(self) -> Run | None:
        while self.place < len(self.runs) and self.runs[self.place].next > self.runs[self.place].last:
            self.place += 1
        return self.runs[self.place] if self.place < len(self.runs) else None

    def _follow(self, entry: Entry) -> None:
        def wrong(word: str, sentence: str) -> None:
            self.verdict.add(word, sentence, self.line, entry.site, entry.seq)

        run = next((one for one in self.runs if one.head.site == entry.site), None)
        if run is None:
            wrong("site", "the seal names no head for this site")
            return
        if run.next > run.last:
            word = "again" if entry.seq <= run.last else "extra"
            wrong(word, f"the run of this site goes from {run.first} to {run.last}, and it was there already")
            return
        due = self._due()
        if run is not due:
            wrong("missing", f"it stands before the end of the run of site {due.head.site if due else '?'}")
            run.sure = False
            return
        if entry.seq < run.next:
            wrong("again", f"it stands here again or too early: entry {entry.site}/{run.next} is due")
            return
        if entry.seq > run.last:
            wrong("extra", f"the first line says that the run of this site ends with {entry.site}/{run.last}")
            return
        if entry.seq > run.next:
            if run.sure:
                wrong("missing", f"entry {entry.site}/{run.next} is due: it is missing or stands in the wrong place")
            run.before, run.sure = None, False
        self._take(run, entry, wrong)

    def _take(self, run: Run, entry: Entry, wrong: Any) -> None:
        """Check an entry that is due against its values, the one before it, and the releases that the reader holds."""
        told = entry.hash()
        if not entry.keeps_its_values():
            wrong("values", CHANGED)
        if run.before is not None and run.before.hex() != entry.prev:
            before = "64 zeros, for it is the first" if entry.seq == 1 else "the hash of the entry before it"
            wrong("chain", f'its "prev" is not {before}: something was changed, taken out or put in')
        for one in self.held:
            known = one.hash(entry.site, entry.seq)
            if known is not None and known != told:
                wrong("fork", f"it is another one in the release you hold, {shown(one.name, 200)}: two stories")
        run.next, run.before = entry.seq + 1, told
        run.shown += entry.shown
        run.withheld += entry.withheld
        run.bare += entry.leaves is None
        if self.keep:
            run.hashes += told
        if run.sure:
            run.tree.add(told)
            self._compare(run)

    def _compare(self, run: Run) -> None:
        """Where the tree has the size of a head that the reader holds, it must be that head."""
        for head in self.heads[:]:
            if head.site != run.head.site or head.size != run.tree.size:
                continue
            self.heads.remove(head)
            if head.root == run.tree.root():
                self.verdict.held.append(head)
            else:
                words = (
                    f"the first {many(head.size, 'entry', 'entries')} of this site are not those of the head you hold"
                )
                self.verdict.add("your_head", f"{words}: the past was rewritten", self.line, head.site)

    def end(self) -> None:
        """Carry every run on to the head that was sealed."""
        for run in self.runs:
            name = run.head.site
            if run.next <= run.last:
                words = (
                    f"the file ends before entry {name}/{run.next}, but the run goes to {run.last}: the rest is missing"
                )
                self.verdict.add("cut", words, self.line, name)
                continue
            if not run.sure:
                continue
            for size, node in zip(blocks(run.last, run.head.size), run.after):  # noqa: B905 - as many, see read_run
                run.tree.add(node, size)
                self._compare(run)
            if run.tree.root() != run.head.root:
                words = f"the entries of site {name} and the hashes around them do not give the head that was sealed"
                self.verdict.add("sealed", f"{words}: something was changed, or the seal is of another past", 1, name)
            self.verdict.proven.append(_run_told(run))


def _run_told(run: Run) -> dict[str, Any]:
    site, count = run.head.site, run.last - run.first + 1
    words = f"site {site}: no entry; the run stands before entry {run.first}"
    if count:
        words = (
            f"site {site}: entries {run.first} to {run.last}, none missing, added, changed or moved; every value shown "
            f"is the one that was written ({many(run.shown, 'value')} shown, {run.withheld} withheld or erased, and "
            f"{many(run.bare, 'entry', 'entries')} withheld as a whole)"
        )
    return {
        "site": site,
        "first": run.first,
        "last": run.last,
        "size": run.head.size,
        "root": run.head.root.hex(),
        "shown": run.shown,
        "withheld": run.withheld,
        "bare": run.bare,
        "told": f"{words}; sealed with {many(run.head.size, 'entry', 'entries')}, head {run.head.told()}",
    }


NOT_PROVEN_RELEASE = (
    "that what was written is true: only that it has not been changed since it was sealed",
    "that these runs are all of the period: ask for the release before and after, their runs must join",
    "that nothing was written after the seal, or that nobody was handed another seal: two parties must compare theirs",
    "what is withheld or erased, why, and that none of it repeats a value shown",
    "what the file says of itself: audience, recipient, purpose, days; no hash covers it",
)


def read_release(raw: bytes | None) -> tuple[Seal, list[Run], list[str]]:
    """The seal, the runs and the labels in the first line of a release."""
    if raw is None:
        raise Broken("length", f"it is longer than {MOST_LINE} bytes")
    names = "format mission audience recipient purpose expires period made_at seal signature runs"
    value = keys(read_json(raw), names, "the first line")
    if value["format"] != RELEASE:
        raise Broken("format", f"a release should be of the format {RELEASE}")
    seal = read_seal(value["seal"], value["signature"])
    if value["mission"] != seal.mission:
        raise Broken("another_mission", f"it says it is of another mission than its seal, which is of {seal.mission}")
    if not isinstance(value["runs"], list) or len(value["runs"]) != len(seal.heads):
        raise Broken("run", "there should be one run for each site of the seal")
    runs = [read_run(one, head) for one, head in zip(value["runs"], seal.heads)]  # noqa: B905 - as many, see above
    return seal, runs, read_terms(value)


def verify_release(
    stream: BinaryIO,
    name: str = "release",
    heads: Sequence[Head] = (),
    held: Sequence[Held] = (),
    kept: dict[str, tuple[int, bytearray]] | None = None,
) -> Verdict:
    """Check a release, against heads and seals that the reader holds. `kept` is given the hashes of its entries."""
    verdict = Verdict(name)
    found = lines(stream)
    try:
        seal, runs, verdict.says = read_release(next(found, b""))
    except Broken as problem:
        verdict.add(problem.word, f"{problem.sentence}; without its first line the file cannot be checked", 1)
        return verdict
    verdict.seal = seal
    wanted = list(heads)
    for one in held:
        doubt = compare_seals(one.seal, seal)
        if doubt is not None:
            verdict.add(doubt.word, f"{doubt.sentence} ({shown(one.name, 200)})", 1)
        elif one.seal.text != seal.text:
            wanted += [head for head in one.seal.heads if head.size and head not in wanted]
    for head in heads:
        sealed = seal.head(head.site)
        if sealed is None or sealed.size < head.size:
            words = f"you hold a head over {many(head.size, 'entry', 'entries')} of site {head.site}"
            verdict.add("your_head", f"{words}, of which not all are sealed here: some are missing", 1, head.site)
            wanted.remove(head)
    release = Release(verdict, runs, wanted, held, kept is not None)
    for line, raw in enumerate(found, 2):
        release.read(raw, line)
    release.end()
    if kept is not None:
        kept.update({run.head.site: (run.first, run.hashes) for run in runs})
    open_ends = [f"that the ledger only grew from {head.told()}, which you hold: {ASK}" for head in release.heads]
    verdict.not_proven = open_ends + list(NOT_PROVEN_RELEASE)
    return verdict


ASK = "these runs do not show it; ask for a proof of growth (greenline compare)"


# --- what the reader holds, and who signed


def kind_of(stream: BinaryIO) -> str:
    """The format that the first line of a file names; empty when it names none."""
    raw = stream.readline(MOST_LINE + 1)
    stream.seek(0)
    try:
        value = read_json(raw, MOST_DEPTH + 1)
    except Broken:
        return ""
    told = value.get("format") if isinstance(value, dict) else None
    return told if isinstance(told, str) else ""


def read_held(name: str) -> Held:
    """A seal that the reader holds, from its file or from a release. Broken when it is neither, or not whole."""
    with open(name, "rb") as stream:
        if kind_of(stream) != RELEASE:
            verdict = verify_seal(stream.read(MOST_LINE + 1), name, signature=beside(name))
            entries: dict[str, tuple[int, bytearray]] = {}
        else:
            entries = {}
            verdict = verify_release(stream, name, kept=entries)
    if verdict.seal is None or not verdict.whole:
        words = verdict.problems[0].told()
        raise Broken("held", f"{shown(name, 200)}, which you hold, is itself no whole seal or release ({words})")
    return Held(name, verdict.seal, entries)


class NoOpenSSH(Exception):
    """There is no ssh-keygen on this machine."""


def check_signature(verdict: Verdict, seal: Seal, signers: str) -> None:
    """Ask ssh-keygen whether a seal is signed by somebody who may; a problem when it is not."""
    if seal.signature is None:
        words = f"there is no signature beside {seal.told()} (a file of the same name and .sig)"
        verdict.add("signature", words, 1)
        return
    program = shutil.which("ssh-keygen")
    if program is None:
        raise NoOpenSSH
    with tempfile.TemporaryDirectory() as folder:
        file = os.path.join(folder, "seal.sig")
        with open(file, "w", encoding="ascii") as out:
            out.write(seal.signature)
        command = [program, "-Y", "verify", "-f", signers, "-I", seal.mission, "-n", NAMESPACE, "-s", file]
        try:
            done = subprocess.run(command, input=seal.text, capture_output=True, timeout=60, check=False)
        except subprocess.TimeoutExpired:
            verdict.add("signature", "ssh-keygen did not answer within a minute", 1)
            return
    said = (done.stdout if done.returncode == 0 else done.stderr + done.stdout).decode("utf-8", "replace").strip()
    if done.returncode == 0:
        verdict.signer = shown(said, 300)
    else:
        words_said = shown(said, 300)
        sentence = (
            f"{seal.told()}, is not signed by a key that may seal for {seal.mission}; ssh-keygen says {words_said}"
        )
        verdict.add("signature", sentence, 1)


def signing_command(name: str, seal: Seal) -> str:
    """The command that checks the signature of a seal's file."""
    file, signature = shlex.quote(name), shlex.quote(name + ".sig")
    return f"ssh-keygen -Y verify -f allowed_signers -I {seal.mission} -n {NAMESPACE} -s {signature} < {file}"


def values_of(stream: BinaryIO) -> Iterator[str]:
    """The values that a checked ledger or release shows, a paragraph an entry."""
    stream.seek(0)
    for raw in lines(stream):
        value = read_json(raw or b"")
        if "leaves" not in value and "seq" not in value:
            continue
        told = [f"{value['site']}/{value['seq']}" + ("" if "leaves" in value else "  withheld")]
        for leaf in value.get("leaves", ()):
            if isinstance(leaf, list):
                told.append(f"  {safe(leaf[0], 200)}: {safe(_WRITER.encode(leaf[2]), MOST_SHOWN)}")
        yield "\n".join(told)


# --- the command


def held_head(text: str) -> Head:
    """A head from the command line, SITE:SIZE:HEX."""
    site, _, rest = text.partition(":")
    size, _, root = rest.partition(":")
    if not _SITE.fullmatch(site) or not re.fullmatch(r"0|[1-9][0-9]{0,15}", size) or not _HASH.fullmatch(root.lower()):
        raise argparse.ArgumentTypeError("a head looks like hq:123:<64 hexadecimal digits>")
    return Head(site, int(size), bytes.fromhex(root))


def arguments() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(
        prog="verify_ledger.py",
        description="Check that an exported Greenline ledger, a release, a seal, a proof of growth, or one entry with "
        "its proof is whole and unchanged.",
        epilog="Exit code: 0 whole, 1 refused, 2 wrong use.",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "file", nargs="?", metavar="FILE", help="an exported ledger, a release, a seal, a proof of growth"
    )
    what.add_argument("--proof", metavar="FILE", help="one entry with its proof (JSON)")
    what.add_argument("--grown", nargs=3, metavar=("OLDER_SEAL", "NEWER_SEAL", "PROOF"), help="a proof of growth")
    parser.add_argument(
        "--head", action="append", default=[], type=held_head, metavar="SITE:SIZE:HEX", help="a tree head that you hold"
    )
    parser.add_argument("--held", action="append", default=[], metavar="SEAL", help="a seal or release that you hold")
    parser.add_argument("--signers", metavar="FILE", help="the allowed_signers file with the mission's key")
    parser.add_argument("--seal-to", metavar="FILE", help="write the seal here, and its signature to FILE.sig")
    parser.add_argument("--show", action="store_true", help="print the values that it shows")
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    return parser


def beside(name: str) -> str | None:
    """The signature in the file beside a seal's."""
    try:
        with open(name + ".sig", encoding="ascii") as stream:
            return stream.read(MOST_SIGNATURE + 1)
    except UnicodeDecodeError:
        return ""
    except OSError:
        return None


def check(asked: argparse.Namespace, name: str, held: Sequence[Held]) -> Verdict:
    """Check the file that the command line names."""
    with open(name, "rb") as stream:
        if asked.proof:
            return verify_proof(stream.read(MOST_LINE + 1), name, asked.head)
        kind = kind_of(stream)
        if kind == RELEASE:
            return verify_release(stream, name, asked.head, held)
        if kind == SEAL:
            return verify_seal(stream.read(MOST_LINE + 1), name, held, beside(name))
        if kind == GROWTH:
            return verify_growth(stream.read(MOST_LINE + 1), name, held)
        heads = [head for one in held for head in one.seal.heads if head.size]
        verdict = verify_ledger(stream, name, [*asked.head, *heads])
        stream.seek(0)
        mission = read_json(stream.readline(MOST_LINE + 1))["mission"] if verdict.whole else None
        for one in held:
            if mission is not None and mission != one.seal.mission:
                verdict.add("another_mission", f"the seal you hold is of {one.seal.mission}, the file of another", 1)
        return verdict


def conclude(asked: argparse.Namespace, name: str, verdict: Verdict, held: Sequence[Held]) -> None:
    """What remains once the file itself was checked: its seal's signature, and the seal written out."""
    seal = verdict.seal
    if not verdict.whole:
        return
    if asked.signers:
        signed = [seal] if seal is not None else [one.seal for one in held]
        if not signed:
            words = "nothing in this file is signed; name a seal that covers it with --held"
            verdict.add("signature", words, 1)
        for one in signed:
            check_signature(verdict, one, asked.signers)
    if seal is None:
        return
    if asked.seal_to and verdict.whole:
        for file, raw in ((asked.seal_to, seal.text), (asked.seal_to + ".sig", (seal.signature or "").encode())):
            with open(file, "xb") as out:
                out.write(raw)
    if not asked.signers:
        inside = not seal_file(name)
        file = asked.seal_to or ("NAME.json" if inside else name)
        first = "write the seal out (--seal-to NAME.json) and " if inside and not asked.seal_to else ""
        verdict.not_proven.insert(0, f"who signed the seal: {first}run  {signing_command(file, seal)}")


def seal_file(name: str) -> bool:
    """Whether a file is a seal by itself."""
    with open(name, "rb") as stream:
        return kind_of(stream) == SEAL


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = arguments()
    asked = parser.parse_args(argv)
    if asked.show and asked.json:
        parser.error("--show prints for people; leave out --json")
    if asked.proof and (asked.held or asked.signers or asked.seal_to):
        parser.error("--held, --signers and --seal-to are not for the proof of one entry; give its head with --head")
    name = asked.proof or asked.file or asked.grown[2]
    try:
        held = [read_held(one) for one in [*asked.held, *(asked.grown or [])[:2]]]
        verdict = check(asked, name, held)
        if asked.grown and verdict.whole:
            _ends_with(verdict, held)
        conclude(asked, name, verdict, held)
    except Broken as problem:
        verdict = Verdict(name)
        verdict.add(problem.word, problem.sentence, 1)
    except NoOpenSSH:
        print(
            "verify_ledger.py: there is no ssh-keygen on this machine; without it leave out --signers", file=sys.stderr
        )
        return 2
    except OSError as error:
        told = shown(str(error.filename or name), 200)
        print(f"verify_ledger.py: {told} cannot be read or written: {error.strerror}", file=sys.stderr)
        return 2
    print(json.dumps(verdict.plain(), indent=1) if asked.json else verdict.told())
    if asked.show and verdict.whole:
        for paragraph in _shown_values(name):
            print(f"\n{paragraph}")
    return 0 if verdict.whole else 1


def _ends_with(verdict: Verdict, held: Sequence[Held]) -> None:
    """With --grown, the proof must be one between the two seals that were named."""
    told = verdict.proven[0]
    for seal, place in ((held[-2].seal, told["from"]), (held[-1].seal, told)):
        if seal.digest() != place["sha256"]:
            verdict.add("your_seal", f"the proof is not one between the two seals: it names another {place['seal']}", 1)


def _shown_values(name: str) -> Iterator[str]:
    with open(name, "rb") as stream:
        if kind_of(stream) in (FORMAT, RELEASE):
            yield from values_of(stream)


def run() -> NoReturn:
    """The command as a program: prints what a terminal can show, and ends quietly when nobody listens."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(errors="backslashreplace")
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    run()
