#!/usr/bin/env python3
"""Check an exported Greenline ledger without trusting Greenline: one file, standard library only, Python 3.9 or later.

    python verify_ledger.py FILE [--head SITE:SIZE:HEX]... [--json]     a whole ledger (JSON lines)
    python verify_ledger.py --proof FILE [--head SITE:SIZE:HEX] [--json]     one entry and its proof

`--head` is a tree head that you got earlier or from somebody else: the ledger must have grown from it.
Exit code: 0 whole, 1 refused, 2 wrong use. The format is told in docs/ledger-format.md. The file is read line by line,
so its size does not matter; what it says is never believed, only recomputed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple, NoReturn

FORMAT = "greenline-ledger-1"
MOST_LINE = 64 * 1024 * 1024  # bytes of one line
MOST_VALUES = 2_000_000  # values on one line, so that a small file cannot ask for all the memory
MOST_DEPTH = 256  # lists and objects inside one another on one line
MOST_PROBLEMS = 20  # listed; the rest is counted
MOST_INT = 2**53 - 1
ZERO = bytes(32)

_HASH = re.compile(r"[0-9a-f]{64}")
_SALT = re.compile(r"[0-9a-f]{32}")
_SITE = re.compile(r"[a-z][a-z0-9-]{0,23}")
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


def shown(text: str, most: int = 60) -> str:
    """Foreign text made safe to print: quoted, short, and without control or direction marks."""
    cut = text[:most] + ("…" if len(text) > most else "")
    return '"' + "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in cut) + '"'


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
    """An RFC 6962 tree that grows; it keeps only the roots of its full subtrees."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Append an entry by its hash."""
        count = self.size
        while count & 1:
            leaf = node_hash(self._peaks.pop(), leaf)
            count >>= 1
        self._peaks.append(leaf)
        self.size += 1

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
        """Whether its leaves give the root that it carries."""
        return root_hash(self.leaves).hex() == self.root


CHANGED = "its values do not give the root it carries: something in it was changed after it was written"


def read_entry(value: Any) -> Entry:
    """An entry out of its JSON object; Broken when its form is wrong."""
    keys(value, "site seq prev root leaves", "the entry")
    site = site_name(value["site"])
    seq = number(value["seq"], 1, '"seq"')
    prev, root = hexadecimal(value["prev"], '"prev"'), hexadecimal(value["root"], '"root"')
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
        }

    def told(self) -> str:
        """The verdict for people."""
        name = self.name if self.name.isprintable() else shown(self.name, 200)
        if not self.whole:
            lines = [f"{name}: REFUSED, {many(len(self.problems) + self.more, 'problem')}."]
            lines += [f"  {problem.told()}" for problem in self.problems]
            if self.more:
                lines.append(f"  and {many(self.more, 'more', 'more')}, not listed")
            return "\n".join([*lines, "Rely on nothing in this file until each of these is explained."])
        lines = [f"{name}: whole.", "Proven:"]
        for site in self.proven:
            lines.append(f"  {site['told']}")
        lines += [f"  the head you hold, {head.told()}, fits" for head in self.held]
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
    if not isinstance(value["heads"], list):
        raise Broken("shape", '"heads" should be a list')
    heads = [read_head(one) for one in value["heads"]]
    names: set[str] = set()
    for head in heads:
        if head.site in names:
            raise Broken("site", f"the first line names two heads for site {head.site}")
        names.add(head.site)
    return heads


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


# --- the command


def held_head(text: str) -> Head:
    """A head from the command line, SITE:SIZE:HEX."""
    site, _, rest = text.partition(":")
    size, _, root = rest.partition(":")
    if not _SITE.fullmatch(site) or not re.fullmatch(r"0|[1-9][0-9]{0,15}", size) or not _HASH.fullmatch(root.lower()):
        raise argparse.ArgumentTypeError("a head looks like hq:123:<64 hexadecimal digits>")
    return Head(site, int(size), bytes.fromhex(root))


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = argparse.ArgumentParser(
        prog="verify_ledger.py",
        description="Check that an exported Greenline ledger (or one entry with its proof) is whole and unchanged.",
        epilog="Exit code: 0 whole, 1 refused, 2 wrong use.",
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", nargs="?", metavar="FILE", help="an exported ledger (JSON lines)")
    what.add_argument("--proof", metavar="FILE", help="one entry with its proof (JSON)")
    parser.add_argument(
        "--head", action="append", default=[], type=held_head, metavar="SITE:SIZE:HEX", help="a tree head that you hold"
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    asked = parser.parse_args(argv)
    name = asked.proof or asked.file
    try:
        with open(name, "rb") as stream:
            if asked.proof:
                verdict = verify_proof(stream.read(MOST_LINE + 1), name, asked.head)
            else:
                verdict = verify_ledger(stream, name, asked.head)
    except OSError as error:
        print(f"verify_ledger.py: {shown(name, 200)} cannot be read: {error}", file=sys.stderr)
        return 2
    print(json.dumps(verdict.plain(), indent=1) if asked.json else verdict.told())
    return 0 if verdict.whole else 1


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
