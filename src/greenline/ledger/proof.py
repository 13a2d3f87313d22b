"""Short proofs over a site's tree, from its entries' hashes read once in their order: which subtrees they need, and
their roots. Memory grows with the logarithm of the tree.

A run of entries proves itself with the subtrees before and after it; growth is proven as in RFC 6962, section 2.1.2.
A range is (first, end) of entries counted from 0, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .entry import Tree

Range = tuple[int, int]


def blocks(start: int, end: int) -> list[Range]:
    """The full subtrees that carry a tree from `start` entries to `end`, in their order; from 0 they are its peaks."""
    found = []
    while start < end:
        size = start & -start or 1 << end.bit_length()  # the largest that may begin here
        while start + size > end:
            size >>= 1
        found.append((start, start + size))
        start += size
    return found


def growth(older: int, newer: int) -> list[Range]:
    """The subtrees of RFC 6962's consistency proof from a tree of `older` entries to one of `newer`, in its order."""
    assert 0 <= older <= newer
    return _growth(older, 0, newer, True) if older else []


def _growth(older: int, start: int, end: int, whole: bool) -> list[Range]:
    """SUBPROOF of RFC 6962 over the entries from `start` to `end`, of which the first `older` were there."""
    if older == end - start:
        return [] if whole else [(start, end)]
    half = 1 << (end - start - 1).bit_length() - 1
    if older <= half:
        return [*_growth(older, start, start + half, whole), (start + half, end)]
    return [*_growth(older - half, start + half, end, False), (start, start + half)]


def roots(hashes: Iterable[bytes], ranges: Sequence[Range]) -> list[bytes]:
    """The roots of some subtrees that do not overlap, in the order asked; `hashes` are a site's from its first entry,
    read once. Raises ValueError when there are too few."""
    found: dict[Range, bytes] = {}
    walk = enumerate(hashes)
    for start, end in sorted(ranges):
        tree = Tree()
        for index, one in walk:
            if index >= start:
                tree.add(one)
            if index == end - 1:
                break
        if tree.size != end - start:
            raise ValueError("there are fewer entries than the proof is over")
        found[start, end] = tree.root()
    return [found[one] for one in ranges]
