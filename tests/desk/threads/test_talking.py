"""Threads at the desk: restart, times with offsets, two at once, who may write, what cannot be invented."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from made import ALL, DSK, key, send
from talking import LIA1, LIA2, PARTY1, begun, said

from greenline.core.errors import Invalid, KeyConflict, NotAllowed, Refusal
from greenline.core.handling import Actor
from greenline.desk.desk import Desk
from greenline.desk.intake import Act, submit
from greenline.desk.threads import reading, talking
from greenline.desk.threads.belonging import Asking
from greenline.mission import Mission


def test_a_restart_changes_nothing(mission: Mission, tmp_path: Path) -> None:
    desk = Desk(mission, tmp_path / "data")
    thread = begun(desk, "party:A")
    line = said(desk, LIA1, thread, "before")
    said(desk, LIA1, thread, "and after", at="2026-11-23T10:00:00+02:00")
    reading.mark_read(desk, PARTY1, thread, line)
    before = reading.one(desk, PARTY1, thread)
    desk.close()
    again = Desk(mission, tmp_path / "data")
    assert reading.one(again, PARTY1, thread) == before
    assert reading.unread(again, PARTY1) == {thread: 1}
    assert before["lines"][1]["at"] == "2026-11-23T10:00:00+02:00"  # as it was written there
    again.close()


def test_many_let_in_at_once_are_all_let_in(desk: Desk) -> None:
    thread = begun(desk)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: talking.let_in(desk, LIA1, thread, {"who": f"OBS-{n}"}, key()), range(4)))
    assert len(reading.one(desk, LIA1, thread)["participants"]) == 5


def test_nobody_writes_by_the_general_door(desk: Desk) -> None:
    thread = begun(desk)
    values = {"thread": thread, "speaker": "ALL-1", "text": "x"}
    with pytest.raises(NotAllowed):
        submit(desk, Act("said", "say", key(), values), ALL)
    with pytest.raises(NotAllowed):
        send(desk, "thread", "close", DSK, ref=thread, reason="x")


def test_a_key_is_one_line(desk: Desk) -> None:
    thread = begun(desk)
    first = talking.say(desk, LIA1, thread, {"text": "once"}, "K")
    again = talking.say(desk, LIA1, thread, {"text": "once"}, "K")
    assert (again.ref, again.pos, again.already) == (first.ref, first.pos, True)
    with pytest.raises(KeyConflict):
        talking.say(desk, LIA1, thread, {"text": "another"}, "K")
    assert len(reading.one(desk, LIA1, thread)["lines"]) == 1


def test_who_keeps_a_thread_hands_it_over_before_leaving(desk: Desk) -> None:
    thread = begun(desk, "LIA-2")
    with pytest.raises(Refusal, match="hand it over first"):
        talking.let_go(desk, LIA1, thread, "LIA-1", key())
    with pytest.raises(Invalid):
        talking.hand_over(desk, LIA1, thread, {"who": "party:A"}, "r", "o", key())
    with pytest.raises(Invalid) as missing:
        talking.hand_over(desk, LIA1, thread, {"who": "LIA-2"}, "", "", key())
    assert {one.field for one in missing.value.issues} == {"reason", "open_points"}
    talking.let_go(desk, LIA2, thread, "LIA-2", key())
    assert not reading.one(desk, LIA2, thread)["present"]


def test_a_guest_reads_only_the_threads_of_the_invitation(desk: Desk) -> None:
    first, second = begun(desk, "GUEST-1"), begun(desk, "GUEST-1")
    said(desk, LIA1, second, "x")
    guest = Asking(Actor("GUEST-1", frozenset()), guest=True, only=frozenset({first}))
    assert [one["ref"] for one in reading.mine(desk, guest)["threads"]] == [first]
    assert reading.unread(desk, guest) == {}
    with pytest.raises(Refusal):
        reading.one(desk, guest, second)
