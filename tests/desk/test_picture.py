"""The picture and the history: now, since and then, against a plain fold of the same acts; proofs to the head."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from made import ALL, incident, report, send
from ticking import Ticking, pos_of, seen

from greenline.core.errors import NotFound
from greenline.core.handling import MISSION, PUBLIC
from greenline.desk import numbers, picture
from greenline.desk.desk import Desk
from greenline.ledger.entry import entry_hash, follow_path, leaf_hash, root_hash

Versions = list[tuple[int, str, dict[str, Any]]]


@pytest.fixture(scope="module", autouse=True)
def clock() -> Iterator[Ticking]:
    with pytest.MonkeyPatch.context() as patch:
        yield Ticking(patch)


@pytest.fixture(scope="module")
def told(shared: Desk, clock: Ticking) -> Versions:
    """60 acts, seeded: (pos, ref, values as far as it matters) of each version."""
    r = random.Random(3)
    made: Versions = []
    held: dict[str, dict[str, Any]] = {}
    for i in range(60):
        if not held or r.random() < 0.4:
            values = {"women": i, "sensitivity": r.choice("0012")}
            done = send(shared, "incident", "open", values=incident(**values))
        else:
            ref = r.choice(sorted(held))
            values = {**held[ref], "women": i, "sensitivity": r.choice("0012")}
            done = send(shared, "incident", "amend", ref=ref, reason="r", values=values)
        held[done.ref] = values
        made.append((done.pos, done.ref, values))
    return made


def naive(versions: Versions, at: int, public: bool) -> dict[str, int]:
    """ref -> pos of the version that an audience sees at a pos."""
    last = {ref: (pos, values) for pos, ref, values in versions if pos <= at}
    return {ref: pos for ref, (pos, values) in last.items() if not public or values["sensitivity"] == "0"}


def refs(body: dict[str, Any]) -> set[str]:
    return {row["ref"] for row in body["rows"]}


@pytest.mark.parametrize("audience", [MISSION, PUBLIC], ids=lambda a: a.name)
def test_now_is_the_fold(shared: Desk, told: Versions, audience: Any) -> None:
    body = picture.picture(shared, audience)
    assert refs(body) == naive(told, 10**9, audience is PUBLIC).keys()
    assert len(body["rows"]) == len(refs(body))
    assert body["gone"] == []
    assert not body["more"]


def test_then_is_the_fold_as_of_then(shared: Desk, told: Versions) -> None:
    for at in range(61):
        body = picture.picture(shared, MISSION, at=at)
        assert refs(body) == naive(told, at, False).keys()
        for ref, pos in naive(told, at, False).items():
            assert picture.one(shared, "incident", ref, MISSION, at)["version"] == pos


@pytest.mark.parametrize("audience", [MISSION, PUBLIC], ids=lambda a: a.name)
def test_since_and_gone_bring_any_old_picture_up_to_now(shared: Desk, told: Versions, audience: Any) -> None:
    public = audience is PUBLIC
    now = naive(told, 10**9, public)
    names = {pos: ref for pos, ref, _ in told}
    for since in range(61):
        before = naive(told, since, public)
        body = picture.picture(shared, audience, since=seen(audience, since))
        changed = {row["ref"] for row in body["rows"]}
        assert changed == {ref for ref, pos in now.items() if pos > since}
        gone = {names[pos_of(shared, PUBLIC, name)] for name in body["ended"]} if public else set(body["gone"])
        # who lives by the clock may have seen what came and went in its last tick
        assert before.keys() - now.keys() <= gone <= {ref for ref in names.values() if ref not in now}, since
        assert public or gone == before.keys() - now.keys()
        assert (before.keys() | changed) - gone == now.keys()


def test_pos_tells_the_public_nothing_of_hidden_entries(shared: Desk, told: Versions) -> None:
    assert picture.picture(shared, PUBLIC)["pos"] == numbers.time.time() // numbers.TICK_S
    assert picture.picture(shared, MISSION)["pos"] == shared.ledger.pos()


def test_history_is_every_version(shared: Desk, told: Versions) -> None:
    for ref in {ref for _, ref, _ in told}:
        body = picture.history(shared, "incident", ref, MISSION)
        own = [(pos, values) for pos, r, values in told if r == ref]
        assert [v["version"] for v in body["versions"]] == [pos for pos, _ in own]
        for version, (pos, values) in zip(body["versions"], own, strict=True):
            assert version["entry"]["pos"] == pos
            assert version["by"] == ALL.call_sign
            assert version["proof"] == f"/api/entry/{pos}/proof"
            assert {"path": "women", "old": None, "new": values["women"]} in version["changes"] or any(
                c["path"] == "women" and c["new"] == values["women"] for c in version["changes"]
            )


def test_public_history_has_only_what_was_open_and_is(shared: Desk, told: Versions) -> None:
    now = naive(told, 10**9, True)
    for ref in {ref for _, ref, _ in told}:
        if ref not in now:
            with pytest.raises(NotFound):
                picture.history(shared, "incident", ref, PUBLIC)
            continue
        body = picture.history(shared, "incident", ref, PUBLIC)
        own = [pos for pos, r, values in told if r == ref and values["sensitivity"] == "0"]
        assert [pos_of(shared, PUBLIC, v["version"]) for v in body["versions"]] == own
        for version in body["versions"]:
            assert not {"by", "reason", "basis", "key", "entry", "proof", "role"} & version.keys()


def test_changes_of_groups_and_places(desk: Desk) -> None:
    first = send(desk, "report", "send", values=report(parties=[{"actor": "A"}], deaths={"best": 1}))
    change = {"parties": [{"actor": "A"}, {"actor": "B"}], "deaths": None, "place": [33.5, 35.5]}
    send(desk, "report", "amend", ref=first.ref, reason="r", values=change)
    last = picture.history(desk, "report", first.ref, MISSION)["versions"][-1]
    told = {c["path"]: (c["old"], c["new"]) for c in last["changes"]}
    assert told["parties[1].actor"] == (None, "B")
    assert told["deaths.best"] == (1, None)
    assert told["place"][1]["lon"] == 33.5
    assert "parties[0].actor" not in told


def test_every_entry_proves_itself(shared: Desk, told: Versions) -> None:
    import orjson

    for pos in range(1, shared.ledger.pos() + 1):
        body = picture.proof(shared, pos)
        entry, head = body["entry"], body["head"]
        lines = [orjson.dumps(leaf) for leaf in entry["leaves"]]
        assert root_hash(lines).hex() == entry["root"]
        assert all(len(leaf_hash(line)) == 32 for line in lines)
        told_hash = entry_hash(entry["site"], entry["seq"], bytes.fromhex(entry["prev"]), bytes.fromhex(entry["root"]))
        assert told_hash.hex() == body["hash"]
        path = [bytes.fromhex(step) for step in body["path"]]
        assert follow_path(told_hash, entry["seq"] - 1, head["size"], path).hex() == head["root"]
    for pos in (0, shared.ledger.pos() + 1, 2**62):
        with pytest.raises(NotFound):
            picture.proof(shared, pos)


def test_marks_have_what_the_map_needs(desk: Desk) -> None:
    values = incident(place={"lon": 33.3, "lat": 35.1, "prec": 2}, title="Shots", severity="3", deaths={"best": 2})
    send(desk, "incident", "open", values={**values, "happened_at": "2025-03-02T10:00:00+02:00"})
    (row,) = picture.picture(desk, MISSION)["rows"]
    assert row["start"] == "2025-03-02T08:00:00Z"
    assert (row["severity"], row["deaths"], row["label"], row["grade"]) == (3, 2, "Shots", "F6")
    assert (row["spread_km"], row["grid_km"], row["prec"]) == (25, None, 2)
    (row,) = picture.picture(desk, PUBLIC)["rows"]
    assert (row["grid_km"], row["label"]) == (10, "")
    assert (row["lon"], row["lat"]) != (33.3, 35.1)
