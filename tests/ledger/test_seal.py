"""Seals as such: their text, their chain, what speaks against a ledger having grown from one."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from greenline.ledger import seal as seals
from greenline.ledger.seal import Seal, Signed, chain_doubts, doubts, read, seal
from greenline.ledger.sshsig import BadSignature, Signer

SIGNER = Signer.made()


def head(site: str, size: int, mark: str = "a") -> dict[str, Any]:
    return {"site": site, "size": size, "root": mark * 64}


def row(count: int) -> list[Signed]:
    """Seals one after the other over a growing ledger."""
    made: list[Signed] = []
    for n in range(1, count + 1):
        before = made[-1].seal if made else None
        made.append(seal("alpha", [head("hq", n), head("east", 1)], before, f"2026-11-{n:02d}T00:00:00Z", SIGNER))
    return made


def test_text_and_digest() -> None:
    first, second = row(2)
    assert read(first.seal.text()) == first.seal
    assert first.seal.text().endswith(b'"sealed_at":"2026-11-01T00:00:00Z"}\n')
    assert [one.site for one in first.seal.heads] == ["east", "hq"]
    assert (second.seal.number, second.seal.previous) == (2, hashlib.sha256(first.seal.text()).hexdigest())
    assert first.key() == SIGNER.public
    with pytest.raises(BadSignature):
        Signed(first.seal, second.signature).key()


@pytest.mark.parametrize(
    "change",
    [{"mission": "*"}, {"mission": 1}, {"number": 0}, {"number": True}, {"previous": "x"}, {"sealed_at": "today"},
     {"format": "x"}, {"heads": []}, {"heads": [1]}, {"heads": {}}, {"heads": [{"site": "hq"}]}, {"more": 1},
     {"heads": [head("b", 1), head("a", 1)]}, {"heads": [head("a", 1), head("a", 1)]}, {"heads": [head("A", 1)]},
     {"heads": [head("a", -1)]}, {"heads": [{**head("a", 1), "root": None}]}],
)  # fmt: skip
def test_no_seals(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        seals.from_plain({**row(1)[0].seal.plain(), **change})


@pytest.mark.parametrize("raw", [b"", b"[]", b"{", b"null\n", b"\xff", b"9" * 1_000_001])
def test_no_seal_at_all(raw: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read(raw)


def test_a_spelling_of_its_own_is_refused() -> None:
    with pytest.raises(ValueError, match="was it changed"):
        read(b" " + row(1)[0].seal.text())


def test_what_speaks_against_growth() -> None:
    held = Seal("alpha", 1, "2026-11-01T00:00:00Z", "0" * 64, (seals.Head("hq", 5, "a" * 64),))

    def codes(sizes: dict[str, int], root: str) -> list[str]:
        return [one.code for one in doubts(held, sizes, {("hq", 5): root})]

    assert codes({"hq": 5}, "a" * 64) == codes({"hq": 9, "x": 1}, "a" * 64) == []
    assert codes({"hq": 5}, "b" * 64) == codes({"hq": 9}, "b" * 64) == ["rewritten"]
    assert codes({"hq": 4}, "a" * 64) == ["shrunk"]
    assert codes({}, "a" * 64) == codes({"x": 9}, "a" * 64) == ["site_missing"]


def test_the_chain_of_those_kept() -> None:
    made = row(4)
    assert chain_doubts(made) == []
    assert [one.code for one in chain_doubts(made[1:])] == ["seal_missing"]
    assert [one.code for one in chain_doubts([made[0], *made[2:]])] == ["seal_missing"]
    again = seal("alpha", [head("hq", 9), head("east", 1)], made[0].seal, "2026-11-02T00:00:00Z", SIGNER)
    assert [one.code for one in chain_doubts([made[0], again, *made[2:]])] == ["seal_chain", "shrunk"]
    swapped = Signed(made[1].seal, made[0].signature)
    assert [one.code for one in chain_doubts([made[0], swapped])] == ["signature"]
