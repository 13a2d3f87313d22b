"""The docket, quorum and minutes over a mission at work; each side's copy of the minutes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from greenline.core.errors import Invalid, NotAllowed, NotFound
from greenline.core.handling import DESK, HEAD, LIAISON, OBSERVER, Actor
from greenline.desk import commission, docket, picture
from greenline.desk.desk import Desk
from greenline.desk.intake import Act, submit
from greenline.desk.minutes import issuing
from greenline.desk.minutes.composing import compose
from greenline.mission import load, of_stories

LIA = Actor("LIA-1", frozenset({LIAISON}))
HEAD_1 = Actor("HEAD-1", frozenset({HEAD, DESK}))
NOW = 1_741_600_000  # 2025-03-10
SEATS = [{"actor": "A", "delegates": 4, "women": 2, "women_speaking": 1}, {"actor": "B", "delegates": 3},
         {"actor": "CIV", "delegates": 1}]  # fmt: skip


@pytest.fixture
def joint(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(load(of_stories()), tmp_path)
    yield desk
    desk.close()


def act(desk: Desk, noun: str, step: str, ref: str | None = None, by: Actor = LIA, **values: Any) -> str:
    reason = values.pop("reason", None)
    key = f"{noun}-{step}-{desk.ledger.pos()}"
    return submit(desk, Act(noun, step, key, values, ref, None, reason, "seen"), by).ref


def recorded(desk: Desk) -> str:
    """A session with a case, a dissent and a commitment, recorded."""
    case = act(desk, "case", "carry", by=HEAD_1, title="Old post", since="2000-06-30", standing=True)
    ref = act(desk, "meeting", "propose", body="JMC", session="regular", account="for ourselves only")
    act(desk, "meeting", "agree", ref)
    act(desk, "meeting", "schedule", ref, scheduled="2025-03-08T09:00:00Z")
    items = [{"words": "Road", "outcome": "agreed", "decision": "Open on #[Monday] *"},
             {"words": "Old post", "case": case, "outcome": "dissent"}]  # fmt: skip
    act(desk, "meeting", "hold", ref, held="2025-03-08T09:00:00Z", attendance=SEATS, agenda=items,
        dissents=[{"item": 2, "actor": "B", "words": "لا نوافق على ذلك"}])  # fmt: skip
    act(desk, "meeting", "record", ref, next_on="2025-03-22")
    act(desk, "commitment", "enter", actor="A", act="Open the road", due="2025-03-15", verifier="VER-1",
        agreed_on="2025-03-08", meeting=ref, item=1)  # fmt: skip
    return ref


def test_minutes_are_one_paper_for_all_sides(joint: Desk) -> None:
    ref = recorded(joint)
    first = issuing.issue(joint, ref, LIA, "issue-1")
    papers = {issuing.paper(joint, ref, joint.audience(name))[0] for name in ("party:A", "party:B", "mission")}
    assert len(papers) == 1
    content = papers.pop()
    assert content.startswith(b"%PDF-")
    assert hashlib.sha256(content).hexdigest() == first.file
    with pytest.raises(NotFound):
        issuing.paper(joint, ref, joint.audience("public"))


def test_what_says_the_same_is_the_same_bytes(joint: Desk) -> None:
    ref = recorded(joint)
    first = issuing.issue(joint, ref, LIA, "issue-1")
    act(joint, "call", "log", at="2025-03-09T10:00:00Z", from_side="A", to_side="B", text="about something else")
    again = issuing.issue(joint, ref, HEAD_1, "issue-2")
    assert again.again
    assert (again.file, again.version) == (first.file, 1)
    made = issuing.made(joint, ref, 1, first.known_at, None)
    assert hashlib.sha256(made).hexdigest() == first.file
    act(joint, "meeting", "check", ref, checks=[{"actor": "A", "version": 1, "outcome": "agreed"}])
    assert issuing.issue(joint, ref, LIA, "issue-3").again  # that a side agrees changes nothing in them


def test_a_change_makes_a_version_that_shows_old_and_new(joint: Desk) -> None:
    ref = recorded(joint)
    first = issuing.issue(joint, ref, LIA, "issue-1")
    act(joint, "meeting", "amend", ref, next_on="2025-03-29", reason="the bridge is closed")
    second = issuing.issue(joint, ref, LIA, "issue-2")
    assert (second.version, second.again) == (2, False)
    assert second.file != first.file
    before, after = (compose(joint, ref, one.known_at) for one in (first, second))
    from greenline.desk.minutes.composing import changes

    assert changes(before, after) == [("next_on", "2025-03-22", "2025-03-29")]
    old, _ = issuing.paper(joint, ref, joint.audience("party:A"), 1)
    assert hashlib.sha256(old).hexdigest() == first.file
    act(joint, "meeting", "check", ref, checks=[
        {"actor": "B", "version": 2, "outcome": "reservation", "words": "We were not asked."}])  # fmt: skip
    assert issuing.issue(joint, ref, LIA, "issue-3").version == 3


def test_nothing_of_the_secretariat_is_on_the_common_paper(joint: Desk) -> None:
    ref = recorded(joint)
    said = compose(joint, ref, joint.ledger.pos())
    assert "for ourselves only" not in str(said)
    assert "case" not in said["meeting"]["agenda"][1], "the sides may not see a confidential case by its reference"
    assert said["quorum"]["answer"] == "met"


def test_papers_come_with_issuing_alone(joint: Desk) -> None:
    ref = recorded(joint)
    paper = {"version": 1, "file": "0" * 64, "digest": "x", "known_at": 1}
    for step in ("issue", "check"):
        with pytest.raises(Invalid):
            act(joint, "meeting", step, ref, papers=[paper], checks=[])
    with pytest.raises(Invalid):
        act(joint, "meeting", "check", ref, checks=[{"actor": "A", "version": 1, "outcome": "agreed"}])
    with pytest.raises(NotAllowed):
        issuing.issue(joint, ref, Actor("OBS-7", frozenset({OBSERVER})), "issue-1")


def test_minutes_need_a_recorded_meeting(joint: Desk) -> None:
    ref = act(joint, "meeting", "propose", body="JMC")
    with pytest.raises(Invalid, match="recorded"):
        issuing.issue(joint, ref, LIA, "issue-1")


def test_the_docket_is_each_audience_s_own(joint: Desk) -> None:
    recorded(joint)
    act(joint, "case", "allege", by=HEAD_1, title="Secret shots", accused=[{"actor": "A"}])
    inside, side = (docket.docket(joint, joint.audience(name), NOW) for name in ("mission", "party:A"))
    assert [one["title"] for one in inside["items"]] == ["Old post", "Secret shots"]
    assert inside["items"][1]["sides_know"] is False
    assert inside["items"][0]["recurrence"]["outcomes"] == {"dissent": 1}
    assert "shots" not in str(side)
    with pytest.raises(NotFound, match="JMC"):
        docket.docket(joint, joint.audience("mission"), NOW, "NOBODY")


def test_what_a_lower_body_refers_up_comes_to_the_higher_one(joint: Desk) -> None:
    sector = {"body": "SEC", "level": "sector", "sides": [{"code": "A"}, {"code": "B"}]}
    told = joint.mission.settings.model_dump(by_alias=True)
    told["commission"] = [*told["commission"], sector]
    object.__setattr__(joint.mission, "settings", type(joint.mission.settings).model_validate(told))
    ref = act(joint, "meeting", "propose", body="SEC", agenda=[{"words": "Wells"}])
    act(joint, "meeting", "agree", ref)
    act(joint, "meeting", "schedule", ref, scheduled="2025-03-01")
    act(joint, "meeting", "hold", ref, held="2025-03-01", attendance=SEATS[:1])
    act(joint, "meeting", "record", ref, agenda=[{"words": "Wells", "outcome": "referred_up"}])
    up = docket.docket(joint, joint.audience("mission"), NOW, "JMC")["items"]
    assert [(one["group"], one["title"], one["recurrence"]["times"]) for one in up] == [("back", "Wells", 0)]


def test_the_next_chair_and_session_follow_the_rules(joint: Desk) -> None:
    ref = recorded(joint)
    act(joint, "meeting", "amend", ref, chair="A", reason="forgotten")
    (body,) = commission.commission(joint, joint.audience("mission"), NOW)["bodies"]
    assert (body["chair_next"], body["regular_due"]) == ("B", "2025-03-22T09:00:00Z")


def test_every_answer_is_redacted(joint: Desk) -> None:
    recorded(joint)
    act(joint, "call", "log", at="2025-03-09T10:00:00Z", from_side="A", to_side="B", text="canary call")
    for name in ("party:A", "public", "guarantor"):
        told = str(commission.commission(joint, joint.audience(name), NOW))
        assert "canary" not in told
        assert "ourselves" not in told
        assert "LIA-1" not in told
    assert commission.commission(joint, joint.audience("party:A"), NOW)["hotline"] is None
    assert not commission.commission(joint, joint.audience("public"), NOW)["commitments"]
    assert picture.one(joint, "call", commission.hotline(joint, joint.audience("mission"), NOW)["last"][0]["ref"],
                       joint.audience("mission"))  # fmt: skip
