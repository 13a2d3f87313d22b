"""What is said in a thread comes out to those it is theirs to read and to nobody else: by no general way out, for no
audience, not for the mission itself; whoever joins, leaves and is let in again, in whatever order."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import PHOTO, PHOTO_FILE, key
from streaming import first_event
from talking import EVERYBODY, LIA1, LIA2, LIA3, OTHER, PARTY1, begun, said

from greenline.core.errors import NotFound, Refusal
from greenline.desk import releasing, sealing, share
from greenline.desk.desk import Desk
from greenline.desk.erasing import Target, forget
from greenline.desk.handing import Handout
from greenline.desk.threads import reading, talking
from greenline.desk.threads.belonging import Asking
from greenline.desk.verifying import verify
from greenline.ledger.sshsig import Signer
from greenline.registers import REGISTERS

APART = [noun for noun, register in REGISTERS.items() if register.apart]


@pytest.fixture(scope="module")
def talked(shared: Desk) -> tuple[Desk, dict[str, str]]:
    """A thread full of canaries between a liaison and a party, and its refs."""
    desk = shared
    desk.files.put(PHOTO, "PAR-1")
    thread = begun(desk, "party:A", "LIA-2", title="CANARY title")
    line = said(desk, LIA1, thread, "CANARY words", language="en", attachments=[{"file": PHOTO_FILE}])
    talking.translate(desk, LIA2, thread, line, "tr", "CANARY sozler", key())
    answer = talking.acknowledge(desk, PARTY1, thread, line).ref
    talking.hand_over(desk, LIA1, thread, {"who": "LIA-2"}, "CANARY reason", "CANARY open", key())
    return desk, {"thread": thread, "said": line, "response": answer}


def outputs(desk: Desk, refs: dict[str, str]) -> Iterator[tuple[str, int, str]]:
    """(what, status, text) of every route that is read, with the refs and positions of the thread put where they fit,
    as every audience; then what goes out as files."""
    from fastapi.testclient import TestClient

    from greenline.web.app import create_app

    app = create_app(desk)
    client = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)
    paths = [path for path, ways in app.openapi()["paths"].items() if "get" in ways]
    assert len(paths) > 100
    last = desk.ledger.pos()
    for audience in ("mission", "party:A", "public"):
        for path in paths:
            for noun, ref in refs.items():
                filled = path.format_map(_Filled(ref, str(last), noun))
                if "/stream" not in path:
                    told = client.get(filled, params={"audience": audience})
                    yield f"{audience} {filled}", told.status_code, told.text
                if filled == path:
                    break
        for noun in APART:
            for end in (
                "",
                "/count",
                "/export",
                "/columns",
                f"/{refs[noun]}/history",
                f"?q=CANARY&audience={audience}",
            ):
                told = client.get(f"/api/{noun}{end}")
                yield f"{noun}{end}", told.status_code, told.text if noun != "thread" or end else ""
        for pos in range(1, last + 1):
            yield f"proof {pos}", 200, client.get(f"/api/entry/{pos}/proof").text
        for form in ("jsonl",):
            yield f"ledger {audience}", 200, "".join(share.export(desk, "ledger", desk.audience(audience), form))
        for noun in APART:
            for form in ("csv", "geojson", "jsonl"):
                yield f"{noun}.{form}", 200, "".join(share.export(desk, noun, desk.audience(audience), form))
    yield "stream", 200, asyncio.run(first_event(create_app(desk), ""))
    sealing.give(desk, Signer.made(), anew=True)
    always = releasing.period("2000-01-01..2100-01-01", "UTC")
    for audience in ("mission", "public"):
        released = releasing.release(desk, desk.audience(audience), always, Handout("X"), "2026-11-24T00:00:00Z")
        yield f"release {audience}", 200, b"".join(released).decode()


class _Filled(dict[str, str]):
    """Something for every part of a path."""

    def __init__(self, ref: str, pos: str, noun: str) -> None:
        super().__init__(pos=pos, language="en", file=PHOTO_FILE, noun=noun, collectionId=noun)
        self.ref = ref

    def __missing__(self, name: str) -> str:
        return self.ref


def test_no_word_of_a_thread_comes_out_by_any_general_way(talked: tuple[Desk, dict[str, str]]) -> None:
    desk, refs = talked
    for what, status, text in outputs(desk, refs):
        assert status < 500, what
        assert "CANARY" not in text.replace("q=CANARY", ""), what
        assert PHOTO_FILE not in text.replace(what.partition(" ")[2], "") or status >= 400, what
        if status < 400 and "/with/" not in what:
            assert not [ref for ref in refs.values() if ref in text], what


def test_it_comes_out_to_those_it_names(talked: tuple[Desk, dict[str, str]]) -> None:
    """Else the law above would hold for an empty desk."""
    desk, refs = talked
    for who in (LIA1, LIA2, PARTY1):
        assert "CANARY words" in str(reading.one(desk, who, refs["thread"]))
        assert "CANARY title" in str(reading.mine(desk, who))
    for who in (LIA3, OTHER):
        assert reading.mine(desk, who) == {"threads": [], "unread": 0}


def test_a_ledger_with_threads_verifies_and_its_lines_can_be_forgotten(desk: Desk) -> None:
    from greenline.core.handling import RECORDS, Actor

    thread = begun(desk, "party:A")
    line = said(desk, LIA1, thread, "CANARY to forget")
    after = said(desk, PARTY1, thread, "after")
    reading.mark_read(desk, PARTY1, thread, line)
    forget(desk, [Target(line, ("text",))], "asked for", Actor("REC-1", frozenset({RECORDS})), key())
    lines = reading.one(desk, PARTY1, thread)["lines"]
    assert [(one["ref"], one["text"]) for one in lines] == [(line, None), (after, "after")]
    assert reading.unread(desk, LIA1) == {thread: 1}  # what was erased is not news
    assert verify(desk.place).problems == []
    desk.rebuild()
    assert reading.one(desk, PARTY1, thread)["lines"] == lines


# --- whoever joins and leaves


WHO = ("LIA-2", "LIA-3", "party:A", "party:B")


def steps(seed: int) -> Iterator[tuple[Any, ...]]:
    """Thirty steps drawn from a seed: drawn one by one, Hypothesis hardly ever has somebody join after a line."""
    draw = random.Random(seed)
    for _ in range(30):
        what = draw.choices(["in", "out", "say", "ack"], [3, 2, 4, 1])[0]
        if what in ("in", "out"):
            yield what, draw.choice(WHO), draw.choice(["none", "none", "all", "from_line"]), draw.randrange(9)
        else:
            yield what, draw.randrange(len(EVERYBODY)), draw.randrange(9)


class Model:
    """Whose each line is, by the plainest reading of the rules: a set of names a line."""

    def __init__(self) -> None:
        self.there = {"LIA-1"}
        self.lines: list[tuple[str, set[str]]] = []

    def let_in(self, who: str, earlier: str, start: int) -> None:
        self.there.add(who)
        first = {"none": len(self.lines), "all": 0, "from_line": start}[earlier]
        for _, theirs in self.lines[first:]:
            theirs.add(who)

    def theirs(self, asking: Asking) -> list[str]:
        return [ref for ref, whose in self.lines if whose & asking.names]


@settings(max_examples=40)
@given(st.integers(0, 2**32))
def test_nobody_ever_sees_a_line_that_is_not_theirs(shared: Desk, seed: int) -> None:
    desk, model = shared, Model()
    thread = begun(desk)
    acks: dict[str, list[tuple[str, set[str]]]] = {}
    for what, *rest in steps(seed):
        if what == "in":
            _in(desk, model, thread, *rest)
        elif what == "out" and rest[0] in model.there:
            talking.let_go(desk, LIA1, thread, rest[0], key())
            model.there.discard(rest[0])
        elif what == "say":
            who = EVERYBODY[rest[0]]
            if who.names & model.there:
                model.lines.append((said(desk, who, thread, f"line {len(model.lines)}"), set(model.there)))
            else:
                with pytest.raises(Refusal):
                    said(desk, who, thread)
        elif what == "ack" and model.lines:
            who, (line, whose) = EVERYBODY[rest[0]], model.lines[rest[1] % len(model.lines)]
            if who.names & whose and who.names & model.there:
                talking.acknowledge(desk, who, thread, line)
                acks.setdefault(line, []).append((who.actor.call_sign, set(model.there)))
            else:
                with pytest.raises(Refusal):
                    talking.acknowledge(desk, who, thread, line)
    for who in EVERYBODY:
        _holds(desk, model, thread, who)
    for who in EVERYBODY:
        if theirs := model.theirs(who):
            reading.mark_read(desk, who, thread, theirs[-1])
    whose = dict(model.lines)
    for line in reading.one(desk, LIA1, thread)["lines"]:  # nobody has read what is not theirs
        assert set(line["read"]) <= whose[line["ref"]] & model.there
        assert {one["who"] for one in line["acknowledged"]} == {sign for sign, _ in acks.get(line["ref"], ())}


def _in(desk: Desk, model: Model, thread: str, who: str, earlier: str, number: int) -> None:
    if who in model.there:  # let out first, so that the model stays plain
        return
    if earlier == "from_line" and not model.lines:
        earlier = "none"
    start = number % len(model.lines) if model.lines else 0
    part = {"who": who, "earlier": earlier}
    if earlier == "from_line":
        part["earlier_from"] = model.lines[start][0]
    talking.let_in(desk, LIA1, thread, part, key())
    model.let_in(who, earlier, start)


def _holds(desk: Desk, model: Model, thread: str, who: Asking) -> None:
    """Every way to read tells them exactly the lines that are theirs."""
    theirs = model.theirs(who)
    try:
        seen = reading.one(desk, who, thread)
    except NotFound:
        assert theirs == []
        assert thread not in [one["ref"] for one in reading.mine(desk, who)["threads"]]
        seen = None
    if seen is not None:
        assert [line["ref"] for line in seen["lines"]] == theirs
        others = [line["ref"] for line in seen["lines"] if line["speaker"] != who.actor.call_sign]
        assert reading.unread(desk, who).get(thread, 0) == len(others)
    for ref, _ in model.lines:
        if ref in theirs:
            continue
        for ask in (reading.mark_read, talking.acknowledge):
            with pytest.raises(Refusal):
                ask(desk, who, thread, ref)
        with pytest.raises(NotFound):
            reading.file_of(desk, who, thread, ref, PHOTO_FILE)
        with pytest.raises(NotFound):
            reading.one(desk, who, thread, before=ref)
        with pytest.raises(Refusal):
            talking.say(desk, who, thread, {"text": "x", "reply_to": ref}, key())
