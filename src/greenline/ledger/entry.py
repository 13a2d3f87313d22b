"""One entry of a ledger, format v1: canonical bytes, salted leaves, root, chain hash, RFC 6962 tree.

    leaf   = SHA-256(0x02 || canonical JSON of [path, salt, value])
    root   = SHA-256(0x03 || leaf 1 || leaf 2 || ...)          leaves in the order of their paths
    hash   = SHA-256(0x00 || canonical JSON of {prev, root, seq, site})
    tree   = RFC 6962 over the entries' canonical bytes: leaf 0x00, node 0x01

Canonical JSON is UTF-8, keys sorted, no spaces, no fractions (they are decimal strings). A leaf that is withheld or
erased is given as its hash in hex. Header fields are leaves too; their paths begin with `@`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import orjson

FORMAT = "greenline-ledger-1"
ZERO = bytes(32)
_WITHHELD = re.compile(rb'"[0-9a-f]{64}"')
SALT_BYTES = 16
_sha256 = hashlib.sha256
_SORTED = orjson.OPT_SORT_KEYS
_PLAIN = frozenset((str, int, bool, type(None)))  # need no look inside, and are nearly all there is
_STRICT = orjson.OPT_STRICT_INTEGER
_MOST_DEPTH = 256
_MOST_INT = 2**53 - 1


def canonical(value: Any) -> bytes:
    """Canonical JSON bytes. Raises ValueError for fractions, big integers, half characters, deep nesting."""
    _check(value)
    try:
        return orjson.dumps(value, option=_SORTED)
    except TypeError as error:
        raise ValueError(str(error)) from None


def _check(value: Any, depth: int = 0) -> None:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return
    if kind is int:
        if not -_MOST_INT <= value <= _MOST_INT:
            raise ValueError(f"{value} is too large for canonical JSON")
    elif depth > _MOST_DEPTH:
        raise ValueError("this is nested too deeply for canonical JSON")
    elif kind is dict:
        for key, inner in value.items():
            if type(key) is not str:
                raise ValueError("canonical JSON has text keys only")
            if type(inner) is not str:
                _check(inner, depth + 1)
    elif kind is list:
        for inner in value:
            if type(inner) is not str:
                _check(inner, depth + 1)
    else:
        raise ValueError(f"{kind.__name__} has no canonical JSON")


def seal_leaves(values: Mapping[str, Any], salts: bytes) -> tuple[bytes, bytes]:
    """The stored leaves of an entry (canonical, one a line, in path order) and their root.

    `salts` holds 16 random bytes for each value. Raises ValueError for a value without canonical JSON.
    """
    assert len(salts) == SALT_BYTES * len(values), "one salt for each value"
    text, width, dumps, sha256 = salts.hex(), 2 * SALT_BYTES, orjson.dumps, _sha256
    plain = _PLAIN
    lines, hashes = [], [b"\x03"]
    start = 0
    for path in sorted(values):
        value = values[path]
        leaf = [path, text[start : start + width], value]
        try:
            line = dumps(leaf, option=_STRICT) if type(value) in plain else canonical(leaf)
        except TypeError as error:
            raise ValueError(str(error)) from None
        lines.append(line)
        hashes.append(sha256(b"\x02" + line).digest())
        start += width
    return b"\n".join(lines), sha256(b"".join(hashes)).digest()


def leaf_hash(line: bytes) -> bytes:
    """The hash of one stored leaf line: a canonical `[path, salt, value]`, or a quoted hex hash when withheld."""
    if line[:1] == b'"':
        if not _WITHHELD.fullmatch(line):
            raise ValueError("a withheld leaf is 64 hex digits in quotes")
        return bytes.fromhex(line[1:-1].decode("ascii"))
    return _sha256(b"\x02" + line).digest()


def root_hash(lines: Iterable[bytes]) -> bytes:
    """The root over an entry's stored leaf lines."""
    return _sha256(b"\x03" + b"".join([leaf_hash(line) for line in lines])).digest()


def entry_bytes(site: str, seq: int, prev: bytes, root: bytes) -> bytes:
    """The canonical bytes of an entry."""
    return b'{"prev":"%b","root":"%b","seq":%d,"site":%b}' % (
        prev.hex().encode(),
        root.hex().encode(),
        seq,
        orjson.dumps(site),
    )


def entry_hash(site: str, seq: int, prev: bytes, root: bytes) -> bytes:
    """The chain hash of an entry, which is also its RFC 6962 leaf hash."""
    return _sha256(b"\x00" + entry_bytes(site, seq, prev, root)).digest()


def withhold(line: bytes) -> bytes:
    """A leaf line with its value taken out: what remains proves that something stood there, not what."""
    return b'"%b"' % leaf_hash(line).hex().encode()


def read_leaves(lines: Sequence[bytes]) -> dict[str, Any]:
    """The leaves that are not withheld, as path -> value."""
    return {leaf[0]: leaf[2] for leaf in orjson.loads(b"[" + b",".join(lines) + b"]") if type(leaf) is list}


class Tree:
    """An RFC 6962 tree that grows: keeps only the roots of its full subtrees."""

    def __init__(self, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        self.size = size
        self.peaks = list(peaks)

    @classmethod
    def load(cls, size: int, packed: bytes) -> Tree:
        """A tree from its size and its peaks, 32 bytes each, largest first."""
        return cls(size, [packed[i : i + 32] for i in range(0, len(packed), 32)])

    def pack(self) -> bytes:
        """The peaks as bytes, for `load`."""
        return b"".join(self.peaks)

    def add(self, leaf: bytes) -> None:
        """Append an entry by its hash."""
        count = self.size
        while count & 1:
            leaf = node_hash(self.peaks.pop(), leaf)
            count >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """The tree head; of an empty tree the SHA-256 of nothing."""
        if not self.peaks:
            return _sha256(b"").digest()
        head = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            head = node_hash(peak, head)
        return head


def node_hash(left: bytes, right: bytes) -> bytes:
    """An inner node of the tree."""
    return _sha256(b"\x01" + left + right).digest()


def subtree(hashes: Sequence[bytes]) -> bytes:
    """The root over some consecutive entries (RFC 6962 `MTH`)."""
    tree = Tree()
    for leaf in hashes:
        tree.add(leaf)
    return tree.root()


def audit_path(index: int, hashes: Sequence[bytes]) -> list[bytes]:
    """The RFC 6962 audit path of entry `index` (from 0) among `hashes`, nearest first."""
    if len(hashes) <= 1:
        return []
    half = 1 << (len(hashes) - 1).bit_length() - 1
    if index < half:
        return [*audit_path(index, hashes[:half]), subtree(hashes[half:])]
    return [*audit_path(index - half, hashes[half:]), subtree(hashes[:half])]


def follow_path(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """The head that an audit path leads to (RFC 9162, 2.1.3.2). Raises ValueError when index or length is wrong."""
    if not 0 <= index < size:
        raise ValueError("there is no such entry in the tree")
    number, last = index, size - 1
    for step in path:
        if last == 0:
            raise ValueError("the path is too long")
        if number & 1 or number == last:
            leaf = node_hash(step, leaf)
            while not number & 1 and number:
                number >>= 1
                last >>= 1
        else:
            leaf = node_hash(leaf, step)
        number >>= 1
        last >>= 1
    if last:
        raise ValueError("the path is too short")
    return leaf
