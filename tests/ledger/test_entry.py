"""The ledger's format: canonical bytes, leaves, entries, and the tree against a plain reading of RFC 6962."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenline.ledger import entry
from greenline.ledger.entry import Tree, audit_path, canonical, follow_path

# --- canonical JSON

texts = st.text(max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def plain(value: Any) -> bytes:
    """Canonical JSON by the standard library."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


@settings(deadline=None, max_examples=150)
@given(values)
def test_canonical_is_what_the_standard_library_writes(value: Any) -> None:
    assert canonical(value) == plain(value)
    assert json.loads(canonical(value)) == value


def test_canonical_of_every_character() -> None:
    every = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    assert canonical(every) == plain(every)
    names = dict.fromkeys(every[::37], 1) | {"\uffff": 1, "\U00010000": 1}
    assert canonical(names) == plain(names)


@pytest.mark.parametrize(
    "value",
    [1.0, 0.5, float("nan"), float("inf"), 2**53, -(2**53), 10**30, "\ud800", {"\udfff": 1}, {1: 2}, {None: 1},
     (1, 2), b"x", {1, 2}, object(), [[1.5]], {"a": {"b": 2**53}}],
)  # fmt: skip
def test_canonical_refuses(value: Any) -> None:
    with pytest.raises(ValueError):
        canonical(value)


# --- leaves and entries

acts = st.dictionaries(st.text(min_size=1, max_size=10), values, min_size=1, max_size=6)


def salted(act: dict[str, Any]) -> tuple[bytes, list[bytes], bytes]:
    """(salts, stored lines, root) of an act, by the ledger's own writer."""
    salts = hashlib.shake_128(repr(sorted(act)).encode()).digest(16 * len(act))
    stored, root = entry.seal_leaves(act, salts)
    return salts, stored.split(b"\n"), root


@settings(deadline=None)
@given(acts)
def test_leaves_stand_in_order_under_their_root(act: dict[str, Any]) -> None:
    salts, lines, root = salted(act)
    assert lines == [plain([path, salts[16 * i : 16 * i + 16].hex(), act[path]]) for i, path in enumerate(sorted(act))]
    hashes = [hashlib.sha256(b"\x02" + line).digest() for line in lines]
    assert [entry.leaf_hash(line) for line in lines] == hashes
    assert root == entry.root_hash(lines) == hashlib.sha256(b"\x03" + b"".join(hashes)).digest()
    assert entry.read_leaves(lines) == act


@settings(deadline=None)
@given(acts, st.data())
def test_withheld_leaves_keep_the_root_and_tell_nothing(act: dict[str, Any], data: st.DataObject) -> None:
    _, lines, root = salted(act)
    hidden = data.draw(st.sets(st.sampled_from(range(len(lines)))))
    shown = [entry.withhold(line) if i in hidden else line for i, line in enumerate(lines)]
    assert entry.root_hash(shown) == root
    assert entry.read_leaves(shown) == {path: act[path] for i, path in enumerate(sorted(act)) if i not in hidden}
    assert all(len(shown[i]) == 66 for i in hidden)
    assert [entry.withhold(line) for line in shown] == [entry.withhold(line) for line in lines]


@given(st.text('abcz0-9é"\\', max_size=10), st.integers(1, 2**53 - 1), st.binary(min_size=32, max_size=32))
def test_entry_bytes_are_canonical(site: str, seq: int, prev: bytes) -> None:
    root = hashlib.sha256(prev).digest()
    told = plain({"site": site, "seq": seq, "prev": prev.hex(), "root": root.hex()})
    assert entry.entry_bytes(site, seq, prev, root) == told
    assert entry.entry_hash(site, seq, prev, root) == hashlib.sha256(b"\x00" + told).digest()


@pytest.mark.parametrize(
    ("act", "salts"),
    [({"a": 1.5}, bytes(16)), ({"a": (1, 2)}, bytes(16)), ({"a": 1, "b": 2}, bytes(16)), ({"a": "\ud800"}, bytes(16))],
    ids=["a fraction", "a tuple", "too few salts", "half a character"],
)
def test_what_no_reader_accepts_is_not_sealed(act: dict[str, Any], salts: bytes) -> None:
    with pytest.raises((ValueError, AssertionError)):
        entry.seal_leaves(act, salts)


# --- the tree, as RFC 6962 section 2.1 tells it


def mth(leaves: list[bytes]) -> bytes:
    """MTH(D[n]); the leaves are hashed already."""
    if len(leaves) == 0:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = split(len(leaves))
    return hashlib.sha256(b"\x01" + mth(leaves[:k]) + mth(leaves[k:])).digest()


def path(m: int, leaves: list[bytes]) -> list[bytes]:
    """PATH(m, D[n])."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def split(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def hashes(count: int) -> list[bytes]:
    return [hashlib.sha256(b"\x00%d" % n).digest() for n in range(count)]


@pytest.mark.parametrize("size", [*range(70), 127, 128, 129, 255, 257])
def test_tree_is_that_of_the_rfc(size: int) -> None:
    leaves = hashes(size)
    tree = Tree()
    for n, leaf in enumerate(leaves):
        assert tree.size == n
        tree.add(leaf)
    assert tree.root() == entry.subtree(leaves) == mth(leaves)
    again = Tree.load(tree.size, tree.pack())
    again.add(b"x" * 32)
    assert again.root() == mth([*leaves, b"x" * 32])
    for index in range(size):
        steps = audit_path(index, leaves)
        assert steps == path(index, leaves)
        assert follow_path(leaves[index], index, size, steps) == mth(leaves)


@settings(deadline=None)
@given(st.integers(1, 60), st.data())
def test_a_wrong_path_leads_elsewhere(size: int, data: st.DataObject) -> None:
    leaves = hashes(size)
    index = data.draw(st.integers(0, size - 1))
    steps = audit_path(index, leaves)
    other = data.draw(st.integers(0, size - 1))
    for changed in ([*steps, bytes(32)], steps[:-1] if steps else [bytes(32)]):
        with pytest.raises(ValueError):
            follow_path(leaves[index], index, size, changed)
    if steps:
        place = data.draw(st.integers(0, len(steps) - 1))
        changed = [*steps[:place], bytes(32), *steps[place + 1 :]]
        assert follow_path(leaves[index], index, size, changed) != mth(leaves)
    if other != index:
        try:
            assert follow_path(leaves[index], other, size, steps) != mth(leaves)
        except ValueError:
            assert len(audit_path(other, leaves)) != len(steps)


@pytest.mark.parametrize(("index", "size"), [(1, 1), (5, 3), (-1, 1), (0, 0)])
def test_an_index_outside_the_tree_is_refused(index: int, size: int) -> None:
    steps = {3: [bytes(32), bytes(32)]}.get(size, [])
    with pytest.raises(ValueError):
        follow_path(bytes(32), index, size, steps)
