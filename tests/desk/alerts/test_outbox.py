"""Messages of alerts: each once, to whom it concerns, never lost: with a real SMTP server and a clock moved by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alerted import NOW_S, RAISER, RELEASER, Post, mail, opened, people, raised, released
from made import send
from sqlalchemy import select

from greenline.core.errors import Invalid
from greenline.core.handling import MISSION
from greenline.core.moment import utc
from greenline.desk import moving, picture
from greenline.desk.alerts import keeping, listing
from greenline.desk.alerts.outbox import LEASE_S, claim, derive, report, token_of
from greenline.desk.alerts.recipients import Recipient, put, remove
from greenline.desk.alerts.running import once
from greenline.desk.alerts.store import deliveries
from greenline.desk.desk import Desk

DAY_S = 86_400


@pytest.fixture
def post() -> Iterator[Post]:
    post = Post()
    yield post
    post.close()


@pytest.fixture
def out(post: Post, tmp_path: Path) -> Iterator[Desk]:
    with opened(tmp_path, mail(post.port)) as desk:
        yield desk


def at(desk: Desk, seconds: float) -> None:
    """Move the clock and do all that is due."""
    desk.held["now"] = NOW_S + seconds  # type: ignore[attr-defined]
    once(desk, NOW_S + seconds)


def states(desk: Desk, **where: Any) -> dict[str, str]:
    with desk.alerts.reading() as connection:
        query = select(deliveries).filter_by(**where)
        return {f"{r.recipient} {r.step}": r.state for r in connection.execute(query)}


def state(desk: Desk, ref: str) -> str:
    return str(picture.one(desk, "alert", ref, MISSION)["state"])


def test_nobody_is_told_before_a_second_person_has_released_it(out: Desk, post: Post) -> None:
    people(out)
    ref = raised(out)
    at(out, 0)
    assert post.messages == []
    with pytest.raises(Invalid) as refused:
        send(out, "alert", "release", RAISER, ref=ref)
    assert [issue.code for issue in refused.value.issues] == ["second_person"]
    send(out, "alert", "release", RELEASER, ref=ref)
    at(out, 1)
    at(out, 2)
    assert sorted(m["To"] for m in post.messages) == ["r1@example.org", "r2@example.org"]
    assert set(post.counts().values()) == {1}
    told = picture.one(out, "alert", ref, MISSION)["values"]["tallies"]
    assert told == [{"channel": "email", "sent": 2, "delivered": 0, "failed": 0, "expired": 0}]


def test_deriving_again_makes_nothing_twice(out: Desk) -> None:
    people(out, 3)
    released(out)
    assert derive(out, NOW_S) == 3
    assert derive(out, NOW_S) == 0


def test_what_a_killed_process_had_in_hand_is_sent_by_another_under_the_same_id(out: Desk, post: Post) -> None:
    people(out, 3)
    released(out)
    derive(out, NOW_S)
    taken = claim(out, "email", NOW_S, 2)  # and killed
    assert len(taken) == 2
    at(out, 1)
    assert len(post.messages) == 1
    at(out, 1 + LEASE_S)
    assert len(post.messages) == 3
    assert {m["Message-ID"] for m in post.messages} >= {f"<{row.id}@example.org>" for row in taken}


def test_a_gateway_that_is_down_for_a_day_gets_it_when_it_is_back(out: Desk, post: Post) -> None:
    people(out, 1)
    released(out, expires=utc(NOW_S + 2 * DAY_S))
    port = post.port
    post.close()
    for hour in range(24):
        at(out, hour * 3600)
    assert states(out) == {"R1 release": "queued"}
    again = Post(port)
    try:
        at(out, DAY_S)
        assert [m["To"] for m in again.messages] == ["r1@example.org"]
    finally:
        again.close()


def test_what_was_not_sent_before_the_end_is_told_as_expired(out: Desk, post: Post) -> None:
    people(out, 1)
    ref = released(out)
    post.down = True
    at(out, 0)
    at(out, DAY_S)
    post.down = False
    at(out, DAY_S + 1)
    assert (post.messages, states(out), state(out, ref)) == ([], {"R1 release": "expired"}, "expired")
    told = picture.one(out, "alert", ref, MISSION)["values"]["tallies"]
    assert told == [{"channel": "email", "sent": 0, "delivered": 0, "failed": 0, "expired": 1}]


def test_acknowledging_twice_changes_nothing_and_stops_the_escalation(out: Desk, post: Post) -> None:
    people(out, 2)
    put(out.alerts, out.mission, [Recipient("BOSS", groups=("heads",), audience="mission",
                                            addresses={"email": "boss@example.org"})])  # fmt: skip
    ref = released(out, escalate_min=10, escalate_to="heads")
    other = released(out, escalate_min=10, escalate_to="heads")
    at(out, 0)
    with out.alerts.reading() as connection:
        row = connection.execute(select(deliveries).filter_by(alert=ref, recipient="R1")).one()
    assert keeping.acknowledge(out, token_of(out, row.id), NOW_S + 60) == ref
    assert keeping.acknowledge(out, token_of(out, row.id), NOW_S + 90) == ref
    assert keeping.acknowledged(out, ref) == {"R1": NOW_S + 60}
    at(out, 599)
    assert (state(out, ref), state(out, other)) == ("acknowledged", "released")
    at(out, 601)
    assert (state(out, ref), state(out, other)) == ("acknowledged", "escalated")
    at(out, 602)
    assert [m["To"] for m in post.messages].count("boss@example.org") == 1
    assert listing.one(out, ref)["not_acknowledged"] == ["R2"]
    assert set(post.counts().values()) == {1}


def test_all_clear_goes_to_exactly_those_who_got_it(out: Desk, post: Post) -> None:
    people(out, 2)
    ref = released(out)
    at(out, 0)
    put(out.alerts, out.mission, [Recipient("LATE", groups=("all",), audience="mission",
                                            addresses={"email": "late@example.org"})])  # fmt: skip
    send(out, "alert", "all_clear", RAISER, ref=ref, reason="They left.")
    at(out, 60)
    at(out, 61)
    subjects = sorted((m["To"], m["Subject"].strip().startswith("[Amber] ALL CLEAR")) for m in post.messages)
    assert subjects == [
        ("r1@example.org", False), ("r1@example.org", True), ("r2@example.org", False), ("r2@example.org", True),
    ]  # fmt: skip


def test_a_cancel_overtakes_what_was_not_sent(out: Desk, post: Post) -> None:
    people(out, 2)
    ref = released(out)
    post.down = True
    at(out, 0)
    send(out, "alert", "cancel", RAISER, ref=ref, reason="A mistake.")
    post.down = False
    at(out, 3600)
    assert post.messages == []
    assert set(states(out).values()) == {"overtaken"}


def test_a_receipt_that_comes_twice_counts_once(out: Desk, post: Post) -> None:
    people(out, 1)
    ref = released(out)
    at(out, 0)
    receipt = str(post.messages[0]["Message-ID"])
    assert report(out, "email", receipt, True, NOW_S + 5)
    assert report(out, "email", receipt, True, NOW_S + 6)
    assert report(out, "email", receipt, False, NOW_S + 7)  # nothing takes back that it arrived
    assert not report(out, "email", "<nothing@example.org>", True, NOW_S)
    assert states(out) == {"R1 release": "delivered"}
    assert listing.one(out, ref)["told"][0]["state"] == "delivered"


def test_who_was_removed_is_not_written_to(out: Desk, post: Post) -> None:
    people(out, 2)
    released(out)
    derive(out, NOW_S)
    remove(out.alerts, "R1")
    at(out, 0)
    assert [m["To"] for m in post.messages] == ["r2@example.org"]
    assert states(out)["R1 release"] == "failed"


def test_quiet_hours_wait_unless_it_is_red(out: Desk, post: Post) -> None:
    people(out, 1, quiet="00:00-23:59")
    released(out)
    at(out, 0)
    assert post.messages == []
    released(out, degree="red")
    at(out, 1)
    assert len(post.messages) == 1


def test_the_public_gets_neither_the_place_nor_what_lies_behind(out: Desk, post: Post) -> None:
    people(out, 1, audience="public")
    released(out)
    released(out, sensitivity="2")
    at(out, 0)
    (message,) = post.messages
    whole = message.as_string() + "".join(str(part.get_payload(decode=True)) for part in message.walk())
    for secret in ("SECRET", "35.17279", "33.36131", "35.1728", "Exact house"):
        assert secret not in whole
    assert "within about 10 km" in message.get_body().get_content()  # type: ignore[union-attr]
    assert sorted(states(out).values()) == ["sent", "withheld"] or len(states(out)) == 1


def test_an_exercise_says_so_everywhere_and_stays_one(out: Desk, post: Post) -> None:
    people(out, 1, language="tr")
    ref = raised(out, exercise=True, info=[{"language": "tr", "headline": "Ateş"}])
    with pytest.raises(Invalid):
        send(out, "alert", "amend", RAISER, ref=ref, exercise=False, reason="real now")
    send(out, "alert", "release", RELEASER, ref=ref)
    at(out, 0)
    (message,) = post.messages
    assert message["Subject"].strip().startswith("TATBİKAT TATBİKAT TATBİKAT")
    assert message.get_body().get_content().startswith("TATBİKAT TATBİKAT TATBİKAT")  # type: ignore[union-attr]
    cap = next(part.get_content() for part in message.iter_attachments())
    assert b"<status>Exercise</status>" in cap
    with pytest.raises(Invalid):
        raised(out, updates=ref)


def test_after_a_move_nobody_is_told_again_and_a_backup_sends_nothing(out: Desk, post: Post, tmp_path: Path) -> None:
    people(out)
    ref = released(out)
    at(out, 0)
    told = dict(post.counts())
    assert told
    mission, place = out.mission, out.place
    moving.back_up(out, tmp_path / "copy")
    moving.move(mission, place, str(tmp_path / "moved"))
    moved = Desk(mission, tmp_path / "moved")
    try:
        once(moved, NOW_S + 5)
        assert post.counts() == told
        assert set(states(moved, alert=ref).values()) == {"sent"}
    finally:
        moved.close()
    moving.restore(tmp_path / "copy", tmp_path / "again", str(tmp_path / "drill"))
    drill = Desk(mission, tmp_path / "drill")
    try:
        once(drill, NOW_S + 5)
    finally:
        drill.close()
    assert post.counts() == told
