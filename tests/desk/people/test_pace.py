"""How often something may be done."""

from __future__ import annotations

import time

import pytest
from peopled import Clock

from greenline.desk.people import pace
from greenline.desk.people.pace import Pace


def test_so_many_at_once_then_one_by_one() -> None:
    clock = Clock()
    limit = Pace(30, 60, clock)
    assert [limit.take("a") for _ in range(30)] == [0] * 30
    assert limit.take("a") == 2
    assert limit.take("b") == 0, "each key by itself"
    clock += 1
    assert limit.take("a") == 1
    clock += 1
    assert limit.wait_s("a") == 0
    assert limit.take("a") == 0
    assert limit.take("a") == 2
    clock += 60
    assert [limit.take("a") for _ in range(31)] == [0] * 30 + [2], "all are back, and no more than all"


def test_what_is_refused_does_not_count() -> None:
    clock = Clock()
    limit = Pace(1, 10, clock)
    limit.take("a")
    for _ in range(100):
        assert limit.take("a") > 0
    clock += 10
    assert limit.take("a") == 0


def test_any_number_of_keys_costs_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "MOST_KEYS", 1000)
    clock = Clock()
    limit = Pace(2, 60, clock)
    limit.take("first")
    for n in range(10_000):
        limit.take(f"k{n}")
    assert len(limit._even_at) <= 1000
    monkeypatch.setattr(pace, "MOST_KEYS", 100_000)
    clock += 100
    limit.take("k9999")
    limit.take("k9999")
    assert limit.take("k9999") > 0
    began = time.perf_counter()
    for n in range(100_000):
        limit.take(f"m{n}")
    assert time.perf_counter() - began < 5
