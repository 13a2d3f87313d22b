"""Questions: the indexed ways against a plain filter over the same rows; pages that neither skip nor repeat."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from store import Store
from thing import Thing

from greenline.core.errors import BadRequest
from greenline.core.handling import PUBLIC
from greenline.core.moment import DAY_S, Moment
from greenline.registers import REGISTERS

KINDS = ("CFV-SAF", "CFV-IDF", "CMB-CLH", "CIV-ATK")
FIRST = Moment.parse("2020-01-01").since_s


def _rows() -> list[dict[str, Any]]:
    """300 things, seeded: days, weeks, years; round the world and at the date line; some with odd text."""
    r = random.Random(7)
    made = []
    for i in range(300):
        day = r.randrange(0, 900)
        days = r.choice([1, 1, 1, 3, 30, 39, 40, 41, 60, 400])
        start, end = (Moment.parse("2020-01-01").since_s + (day + n) * DAY_S for n in (0, days - 1))
        lon = r.choice([r.uniform(-180, 180), r.uniform(179, 180), r.uniform(-180, -179), 180.0, -180.0])
        values = {
            "at": f"{_day(start)}/{_day(end)}", "place": [round(lon, 4), round(r.uniform(-90, 90), 4)],
            "kind": r.choice(KINDS), "line": r.choice(["", "100% sure", "a_b", "axb", "back\\slash", "Ünïcode"]),
            "many": [{"line": r.choice(["A", "B", "a"])} for _ in range(r.randrange(3))],
        }  # fmt: skip
        made.append({"ref": f"THG-{i:05d}", "state": r.choice(["new", "used"]), "values": values})
    return made


def _day(second: int) -> str:
    from greenline.core.moment import utc

    return utc(second)[:10]


ROWS = _rows()
STORE = Store(Thing)
for _row in ROWS:
    STORE.put(_row["ref"], _row["values"], _row["state"])


def naive(asked: dict[str, Any]) -> list[str]:
    found = []
    for row in ROWS:
        v = row["values"]
        at = Moment.parse(v["at"])
        lon, lat = v["place"]
        west, south, east, north = asked.get("box") or (-180, -90, 180, 90)
        inside = (west <= lon <= east) if west <= east else (lon >= west or lon <= east)
        codes = asked.get("codes") or ("*",)
        keep = [
            asked.get("since") is None or at.until_s > asked["since"],
            asked.get("until") is None or at.since_s < asked["until"],
            inside and south <= lat <= north,
            any(v["kind"].startswith(c[:-1]) if c.endswith("*") else v["kind"] == c for c in codes),
            not asked.get("states") or row["state"] in asked["states"],
            not asked.get("party") or any(p["line"] == asked["party"] for p in v["many"]),
            not asked.get("text") or asked["text"].lower() in (v["line"] + row["ref"]).lower(),
        ]
        if all(keep):
            found.append((-at.since_s, row["ref"]))
    return [ref for _, ref in sorted(found)]


times = st.integers(FIRST - 100 * DAY_S, FIRST + 1000 * DAY_S)
boxes = st.tuples(st.floats(-180, 180), st.floats(-90, 90), st.floats(-180, 180), st.floats(-90, 90)).map(
    lambda b: (b[0], min(b[1], b[3]), b[2], max(b[1], b[3]))
)
asking = st.fixed_dictionaries(
    {},
    optional={
        "since": times,
        "until": times,
        "box": boxes,
        "codes": st.lists(st.sampled_from([*KINDS, "CFV-*", "C*"]), min_size=1, max_size=2).map(tuple),
        "states": st.sampled_from([("new",), ("used",), ("new", "used"), ("gone",)]),
        "text": st.sampled_from(["100%", "a_b", "%", "_", "\\", "THG-0001", "thg-0001", "'", "nothing"]),
    },
)


@given(asking)
def test_page_and_count_are_what_a_plain_filter_finds(asked: dict[str, Any]) -> None:
    expected = naive(asked)
    assert STORE.ask(**asked) == expected
    assert STORE.count(**asked) == len(expected)


@given(asking, st.integers(1, 90))
def test_pages_together_are_the_whole(asked: dict[str, Any], limit: int) -> None:
    found: list[str] = []
    cursor = None
    while True:
        refs, cursor = STORE.page(**asked, limit=limit, cursor=cursor)
        found += refs
        assert len(refs) <= limit
        if cursor is None:
            break
    assert found == naive(asked)


@pytest.mark.parametrize("box", [(179, -90, -179, 90), (180, -90, -180, 90), (-180, -90, -180, 90), (0, 0, 0, 0)])
def test_boxes_at_the_date_line(box: Any) -> None:
    assert STORE.ask(box=box) == naive({"box": box})
    assert naive({"box": (179, -90, -179, 90)})


def test_moments_that_touch_the_window() -> None:
    store = Store(Thing)
    store.put("THG-00001", {"at": "2025-03-02", "place": [0, 0], "kind": "CFV-SAF"})
    store.put("THG-00002", {"at": "2024-01-01/2025-12-31", "place": [0, 0], "kind": "CFV-SAF"})
    day = Moment.parse("2025-03-02")
    assert store.ask(since=day.since_s, until=day.until_s) == ["THG-00001", "THG-00002"]
    assert store.ask(since=day.until_s) == ["THG-00002"]
    assert store.ask(until=day.since_s) == ["THG-00002"]
    assert store.ask(since=day.until_s - 1) == ["THG-00001", "THG-00002"]


def test_rows_that_arrive_between_two_pages() -> None:
    """What was there at the first page comes exactly once; newcomers may come or not."""
    store = Store(Thing)
    for i in range(20):
        store.put(f"THG-1{i:04d}", {"at": f"2025-03-{i % 7 + 1:02d}", "place": [0, 0], "kind": "CFV-SAF"})
    before = set(store.ask())
    found, cursor = store.page(limit=3)
    number = 0
    while cursor:
        for day in (1, 4, 7, 9):
            number += 1
            store.put(f"THG-2{number:04d}", {"at": f"2025-03-{day:02d}", "place": [0, 0], "kind": "CFV-SAF"})
        refs, cursor = store.page(limit=3, cursor=cursor)
        found += refs
        assert number < 400
    assert len(found) == len(set(found))
    assert before <= set(found)


def test_times_that_are_unknown_come_last_and_are_paged() -> None:
    store = Store(REGISTERS["site"])
    for i in range(9):
        store.put(f"SIT-0000{i}", {"name": f"s{i}", **({"active": f"202{i}"} if i % 2 else {})}, "held")
    found, cursor = store.page(limit=2)
    while cursor:
        refs, cursor = store.page(limit=2, cursor=cursor)
        found += refs
    assert found == [f"SIT-0000{i}" for i in (7, 5, 3, 1, 0, 2, 4, 6, 8)]


def test_a_register_without_a_time_is_paged_by_arrival() -> None:
    store = Store(REGISTERS["unit"])
    for i in range(5):
        store.put(f"UNT-0000{i}", {"name": f"u{i}"}, "held")
    assert store.page(limit=3)[0] == ["UNT-00004", "UNT-00003", "UNT-00002"]
    assert store.page(limit=3, cursor=store.page(limit=3)[1])[0] == ["UNT-00001", "UNT-00000"]


def test_as_known_at() -> None:
    store = Store(Thing)
    base = {"at": "2025-03-02", "place": [0, 0], "kind": "CFV-SAF"}
    store.put("THG-00001", {**base, "line": "first"})
    store.put("THG-00001", {**base, "line": "second", "kind": "CFV-IDF"})
    store.put("THG-00002", base)
    assert [row["line"] for row in store.rows(at=1)] == ["first"]
    assert store.ask(at=0) == []
    assert store.ask(at=2, codes=("CFV-IDF",)) == ["THG-00001"]
    assert store.ask(text="first") == []
    assert store.count(at=1, text="first", since=FIRST, box=(-1, -1, 1, 1)) == 1


def test_party_needs_a_register_that_names_parties() -> None:
    store = Store(REGISTERS["incident"])
    base = {"at": "2025-03-02", "place": [0, 0], "kind": "CFV-SAF", "sensitivity": "0"}
    base["happened_at"] = base.pop("at")
    store.put("INC-00001", {**base, "parties": [{"actor": "A"}, {"actor": "B%"}]}, "registered")
    assert store.ask(party="A") == store.ask(PUBLIC, party="B%") == ["INC-00001"]
    assert store.ask(party="a") == store.ask(party="B") == []
    assert store.count(party="A") == 1
    for asked in ({"party": "A"}, {"box": (0, 0, 1, 1)}, {"codes": ("x",)}):
        with pytest.raises(BadRequest):
            Store(REGISTERS["folder"]).ask(**asked)


@pytest.mark.parametrize("cursor", ["x", "!!!", "bnVsbA", "W10", "WzEsMl0", "e30", "W1tdLCJ4Il0", "é", "\udc80"])
def test_a_cursor_of_somebody_else(cursor: str) -> None:
    with pytest.raises(BadRequest, match="cursor"):
        STORE.page(cursor=cursor, limit=5)
