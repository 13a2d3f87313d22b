"""Clocks that act by themselves: once, whoever looks and however often; after a restart; summer and winter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import places
import pytest
from alerted import folder
from made import ALL, send
from sqlalchemy import select

from greenline.core.errors import Invalid, NotAllowed
from greenline.core.handling import DESK, HEAD, LIAISON, MACHINE, Actor
from greenline.core.moment import Moment, utc
from greenline.desk.alerts.raising import raise_alerts
from greenline.desk.desk import Desk
from greenline.desk.minding import Minder
from greenline.desk.protecting import check_in, patrols
from greenline.ledger.state import NOW
from greenline.mission import load

NOW_S = 1_800_000_000
STAFF = Actor("DESK-1", frozenset({DESK, LIAISON, HEAD}))
RULE = """
[[alert_rule]]
name = "overdue"
approved_by = "HOM"
approved_on = 2020-01-01
expires_on = 2199-01-01
register = "patrol"
states = ["overdue"]
degree = "red"
to = ["watch"]
[alert_rule.text.en]
headline = "Own people are overdue"
"""


@pytest.fixture
def where(tmp_path: Path) -> tuple[Path, Any]:
    return folder(tmp_path / "alpha", ""), places.place(tmp_path / "data")


@pytest.fixture
def desk(where: tuple[Path, Any]) -> Iterator[Desk]:
    with_clock = opened(where)
    yield with_clock
    with_clock.close()


def opened(where: tuple[Path, Any], now_s: int = NOW_S) -> Desk:
    made = Desk(load(where[0]), where[1])
    made.clock = lambda: utc(now_s)
    return made


def out(desk: Desk, now_s: int = NOW_S, back_s: int = 3600, **more: Any) -> str:
    """A patrol that left at a time and is expected back."""
    ref = send(desk, "patrol", "plan", STAFF, kind="day", team="ALPHA-1").ref
    send(desk, "patrol", "depart", STAFF, ref=ref, departed=utc(now_s), expected_back=utc(now_s + back_s), **more)
    return ref


def standing(desk: Desk, noun: str) -> list[Any]:
    t = desk.shapes[noun].table
    with desk.reading() as connection:
        return list(connection.execute(select(t).where(t.c.to_pos == NOW)).mappings())


def test_two_at_once_and_one_after_a_restart_raise_one_alarm(where: tuple[Path, Any]) -> None:
    one, other = opened(where), opened(where)
    try:
        ref = out(one)
        late = NOW_S + 3600 + 601
        assert Minder(one).look(late - 2) == []
        first, second = Minder(one), Minder(other)
        assert first.look(late)[0] == ref
        for minder in (second, first, second, first):
            assert minder.look(late + 60) == []
    finally:
        one.close()
        other.close()
    again = opened(where)
    try:
        assert Minder(again).look(late + 120) == []
        (alert,) = standing(again, "alert")
        assert (alert["state"], alert["cause"]) == ("raised", ref)
        assert [p["answer"] for p in patrols(again, again.audience("mission"), late)] == ["overdue"]
    finally:
        again.close()


def test_killed_between_alarm_and_alert_the_alert_is_raised_by_the_next(where: tuple[Path, Any]) -> None:
    desk = opened(where)
    ref, late = out(desk), NOW_S + 3600 + 601
    assert list(Minder(desk)._alarms(late)) == [ref]
    assert standing(desk, "alert") == []
    desk.close()
    desk = opened(where)
    try:
        assert len(Minder(desk).look(late + 5)) == 1
        assert len(standing(desk, "alert")) == 1
    finally:
        desk.close()


def test_a_server_that_was_down_for_a_day_raises_it_when_it_is_back(desk: Desk) -> None:
    ref = out(desk)
    assert ref in Minder(desk).look(NOW_S + 86_400)


def test_all_well_ends_the_alarm_and_its_alert(desk: Desk) -> None:
    ref, late = out(desk, check_min=30), NOW_S + 1800 + 601
    minder = Minder(desk)
    minder.look(late)
    told = check_in(desk, ref, STAFF, "ok", utc(late + 30), "tap-1")
    assert check_in(desk, ref, STAFF, "ok", utc(late + 30), "tap-1").pos == told.pos  # a phone sends twice
    minder.look(late + 60)
    assert [a["state"] for a in standing(desk, "alert")] == ["dropped"]
    (patrol,) = standing(desk, "patrol")
    assert patrol["state"] == "out"
    minder.look(late + 30 + 1800 + 601)  # and once more: an alarm of its own
    assert sorted(a["state"] for a in standing(desk, "alert")) == ["dropped", "raised"]


def test_help_asked_for_is_an_alarm_and_no_check_in_ends_it_but_all_well(desk: Desk) -> None:
    ref, minder = out(desk), Minder(desk)
    check_in(desk, ref, STAFF, "needs_help", utc(NOW_S + 60), "a")
    assert ref in minder.look(NOW_S + 62)
    check_in(desk, ref, STAFF, "no_answer", utc(NOW_S + 120), "b")
    with pytest.raises(Invalid):
        send(desk, "patrol", "clear", STAFF, ref=ref, checks=[])
    (patrol,) = standing(desk, "patrol")
    assert patrol["state"] == "overdue"
    check_in(desk, ref, STAFF, "ok", utc(NOW_S + 180), "c")
    assert standing(desk, "patrol")[0]["state"] == "out"


def test_across_a_change_of_clocks(desk: Desk) -> None:
    """Nicosia, 2025-10-26: an hour comes twice; expected back in winter time, it is late an hour later."""
    ref = send(desk, "patrol", "plan", STAFF, kind="night", team="ALPHA-1").ref
    send(desk, "patrol", "depart", STAFF, ref=ref, departed="2025-10-26T02:00:00+03:00",
         expected_back="2025-10-26T03:30:00+02:00")  # fmt: skip
    summer = Moment.parse("2025-10-26T03:30:00+03:00").since_s
    assert Minder(desk).look(summer + 601) == []
    assert ref in Minder(desk).look(summer + 3600 + 601)


def test_a_rule_approved_beforehand_releases_at_once_and_all_well_tells_all_clear(tmp_path: Path) -> None:
    where = folder(tmp_path / "ruled", RULE), places.place(tmp_path / "data")
    desk = opened(where)
    try:
        ref, late = out(desk, check_min=30), NOW_S + 1800 + 601
        minder = Minder(desk)
        desk.clock = lambda: utc(late)
        minder.look(late)
        raise_alerts(desk, 0, desk.ledger.pos(), late)  # the follower of the ledger says it too: it is the same
        assert [a["state"] for a in standing(desk, "alert")] == ["released"]
        check_in(desk, ref, STAFF, "ok", utc(late + 30), "tap")
        minder.look(late + 31)
        assert [a["state"] for a in standing(desk, "alert")] == ["all_clear"]
        later = late + 30 + 1800 + 601
        desk.clock = lambda: utc(later)
        minder.look(later)
        raise_alerts(desk, 0, desk.ledger.pos(), later)
        assert sorted(a["state"] for a in standing(desk, "alert")) == ["all_clear", "released"]
    finally:
        desk.close()


def test_no_machine_says_all_clear_while_nobody_was_heard(desk: Desk) -> None:
    ref, late = out(desk), NOW_S + 3600 + 601
    Minder(desk).look(late)
    (alert,) = standing(desk, "alert")
    send(desk, "alert", "release", Actor("HOM", frozenset({HEAD})), ref=alert["ref"])
    machine = Actor("MINDER", frozenset({MACHINE}))
    with pytest.raises(Invalid):
        send(desk, "alert", "all_clear", machine, ref=alert["ref"], reason="it says so")
    assert ref == alert["cause"]


def test_only_the_machine_raises_an_alarm_by_the_clock(desk: Desk) -> None:
    ref = out(desk)
    with pytest.raises(NotAllowed):
        send(desk, "patrol", "alarm", STAFF, ref=ref, overdue_since=utc(NOW_S), overdue_because="not_back")


# --- notices


def test_silence_raises_one_task_a_notice_whoever_looks(where: tuple[Path, Any]) -> None:
    one, other = opened(where), opened(where)
    try:
        notice = send(one, "notification", "receive", STAFF, actor="A", activity="movement", given_at=utc(NOW_S),
                      starts=utc(NOW_S + 200_000)).ref  # fmt: skip
        convoy = submitted(one)
        for minder in (Minder(one), Minder(other), Minder(one)):
            assert minder.look(NOW_S + 86_400) == []
        for minder in (Minder(one), Minder(other), Minder(one)):
            minder.look(NOW_S + 86_401)
        tasks = standing(other, "duty")
        assert sorted(task["cause"] for task in tasks) == sorted([notice, convoy])
        assert {task["state"] for task in tasks} == {"tasked"}
        send(one, "notification", "question", STAFF, ref=notice, reason="Which road?")
        Minder(one).look(NOW_S + 500_000)
        assert len(standing(one, "duty")) == 2
    finally:
        one.close()
        other.close()


def test_old_silence_is_history(desk: Desk) -> None:
    submitted(desk)
    assert Minder(desk).look(NOW_S + 30 * 86_400) == []


def submitted(desk: Desk, kind: str = "humanitarian") -> str:
    """A convoy that was passed on."""
    point = {"lon": 33.2, "lat": 35.1}
    ref = send(desk, "convoy", "draft", STAFF, kind=kind, organisation="Agency", starts=utc(NOW_S + 200_000),
               notified="A", origin=point, destination=point, route="A road", vehicles=2, plates="1").ref  # fmt: skip
    send(desk, "convoy", "submit", STAFF, ref=ref, submitted=utc(NOW_S))
    return ref


def test_movement_that_was_denied_is_proposed_once_where_it_belongs(desk: Desk) -> None:
    refs = {kind: submitted(desk, kind) for kind in ("humanitarian", "mission_supply")}
    for ref in refs.values():
        send(desk, "convoy", "depart", STAFF, ref=ref, departed=utc(NOW_S + 10))
        send(desk, "convoy", "deny", STAFF, ref=ref, stopped_at=utc(NOW_S + 20), stopped_by="B", reason_given="None")
        send(
            desk, "convoy", "resume", STAFF, ref=ref
        )  # it went on before the machine looked: it was a stop all the same
    for _ in range(2):
        Minder(desk).look(NOW_S + 60)
    (constraint,), (limit,) = standing(desk, "access_constraint"), standing(desk, "restriction")
    assert (constraint["convoy"], constraint["kind"], constraint["use"]) == (refs["humanitarian"], None, "internal")
    assert (limit["convoy"], limit["party"], limit["state"]) == (refs["mission_supply"], "B", "reported")


def test_an_own_patrol_that_was_sent_back_stands_in_the_consent_ledger(desk: Desk) -> None:
    ref = out(desk)
    send(desk, "patrol", "turn_back", STAFF, ref=ref, reason="Road block", stopped_at=utc(NOW_S + 60), stopped_by="A")
    Minder(desk).look(NOW_S + 120)
    (limit,) = standing(desk, "restriction")
    assert (limit["party"], limit["kind"], limit["movement"]) == ("A", "FOM-DEN", f"Patrol {ref}")
    assert ALL.call_sign != limit["by"] == "MINDER"
