"""The clocks of a case."""

from __future__ import annotations

from greenline.analysis.clocks import HOLDERS, HOUSE, Hours, Stage, clock
from greenline.registers.case import OPEN

H = 3600


def test_every_open_state_has_a_holder() -> None:
    assert set(HOLDERS) == set(OPEN)


def test_due_and_overdue() -> None:
    stages = [Stage(0, "alleged"), Stage(H // 2, "registered")]
    told = clock(stages, None, H)
    assert (told.holder, told.since, told.due, told.overdue) == ("desk", H // 2, H // 2 + 2 * H, False)
    assert clock(stages, None, 3 * H).overdue


def test_severity_sends_it_up() -> None:
    stages = [Stage(0, "alleged"), Stage(H, "registered"), Stage(5 * H, "under_investigation", visited=True)]
    told = clock(stages, "4", 7 * H)
    assert told.escalates == 6 * H
    assert told.overdue
    risen = [*stages, Stage(7 * H, "under_investigation", "sector", visited=True)]
    assert clock(risen, "4", 8 * H).escalates == 13 * H


def test_a_first_visit_or_its_denial() -> None:
    stages = [Stage(0, "alleged"), Stage(0, "under_investigation")]
    assert clock(stages, None, H).due == 24 * H
    assert clock([*stages, Stage(5 * H, "under_investigation", visited=True)], None, 6 * H).due == 72 * H


def test_it_stands_still_only_while_it_is_stopped() -> None:
    stages = [Stage(0, "registered"), Stage(H, "registered", stopped="road cut"), Stage(4 * H, "registered")]
    stopped = clock(stages[:2], "3", 3 * H)
    assert (stopped.running, stopped.due, stopped.why, stopped.overdue) == ("stopped", None, "road cut", False)
    told = clock(stages, "3", 4 * H + 1)
    assert (told.due, told.escalates) == (5 * H, 27 * H)


def test_what_stands_has_no_clock_and_what_ended_no_holder() -> None:
    assert clock([Stage(0, "standing")], "3", 10**9).running == "none"
    assert clock([Stage(0, "closed")], "3", 10**9).holder is None


def test_a_mission_sets_its_own_hours() -> None:
    own = Hours({**HOUSE.state, "registered": 10}, HOUSE.visit, {"2": 1})
    assert clock([Stage(0, "registered")], "2", 0, own).due == 10 * H
    assert clock([Stage(0, "registered")], "2", 2 * H, own).overdue
