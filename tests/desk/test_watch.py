"""The watch: a line becomes a report, an alert or a task, once; who has the watch and what a handover tells."""

from __future__ import annotations

from typing import Any

import pytest
from made import DSK, OBS, send

from greenline.core.errors import Invalid, NotAllowed, Refusal
from greenline.core.handling import HEAD, MISSION, PUBLIC, Actor
from greenline.desk import picture, watch
from greenline.desk.desk import Desk

NOW = "2025-03-02T06:00:00Z"
PLACE = {"lon": 33.3, "lat": 35.1, "prec": 1}
CHIEF = Actor("HOM", frozenset({HEAD}))


def line(desk: Desk, **more: Any) -> str:
    told = {"at": "2025-03-02T03:00:00+02:00", "text": "Two shots", "sender": "OP-4", "place": PLACE, **more}
    return send(desk, "duty", "log", DSK, **told).ref


def test_a_line_becomes_one_report_however_often_it_is_sent(desk: Desk) -> None:
    ref = line(desk)
    more = {"source_kind": "own_observation", "kind": "CFV-SAF"}
    first = watch.to_report(desk, ref, DSK, more, "k")
    again = watch.to_report(desk, ref, DSK, more, "k")
    assert (first.ref, again.already) == (again.ref, True)
    values = picture.one(desk, "report", first.ref, MISSION)["values"]
    assert (values["account"], values["source"], values["happened_at"]["start"]) == (
        "Two shots", "OP-4", "2025-03-02T03:00:00+02:00",
    )  # fmt: skip
    assert values["place"]["lon"] == 33.3
    assert picture.one(desk, "duty", ref, MISSION)["values"]["reports"] == [first.ref]
    second = watch.to_report(desk, ref, DSK, {**more, "account": "A third shot"}, "k2")
    assert picture.one(desk, "duty", ref, MISSION)["values"]["reports"] == [first.ref, second.ref]


def test_what_cannot_become_a_report_leaves_nothing_behind(desk: Desk) -> None:
    ref = line(desk)
    with pytest.raises(Invalid):  # which kind of source is for the person to say
        watch.to_report(desk, ref, DSK, {}, "k")
    with pytest.raises(NotAllowed):
        watch.to_report(desk, ref, CHIEF, {"source_kind": "party"}, "k")
    handed = send(desk, "duty", "hand_over", DSK, at="2025-03-02", text="over", handed_to="DESK-2").ref
    with pytest.raises(Invalid):
        watch.to_report(desk, handed, DSK, {"source_kind": "party"}, "k3")
    assert picture.count(desk, "report", MISSION, watch.Question()) == 0


def test_a_line_becomes_an_alert_of_a_level_that_somebody_says(desk: Desk) -> None:
    ref = line(desk)
    with pytest.raises(Invalid):
        watch.to_alert(desk, ref, DSK, {}, "k")
    made = watch.to_alert(desk, ref, DSK, {"degree": "amber", "told_to": "humanitarian"}, "k")
    assert watch.to_alert(desk, ref, DSK, {"degree": "amber", "told_to": "humanitarian"}, "k").ref == made.ref
    record = picture.one(desk, "alert", made.ref, MISSION)
    assert (record["state"], record["values"]["duty"], record["values"]["text"]) == ("raised", ref, "Two shots")
    told = {"info": [{"language": "en", "headline": "Two shots"}], "expires": "2199-01-01"}
    send(desk, "alert", "amend", DSK, ref=made.ref, reason="Its words", values=told)
    send(desk, "alert", "release", CHIEF, ref=made.ref)
    send(desk, "alert", "acknowledge", OBS, ref=made.ref)
    send(desk, "alert", "all_clear", DSK, ref=made.ref, reason="They left.")
    with pytest.raises(Refusal):
        send(desk, "alert", "cancel", DSK, ref=made.ref, reason="late")


def test_the_watch_tells_who_has_it_and_what_is_open(desk: Desk) -> None:
    assert watch.watch(desk, MISSION, NOW)["watch"] is None
    ref = line(desk)
    watch.to_task(desk, ref, DSK, {"task": "Call OP-4", "task_due": "2025-03-02T05:00:00Z"}, "k")
    send(desk, "duty", "task", DSK, at="2025-03-02", text="x", task="Sooner", task_due="2025-03-02T04:00:00Z")
    over = send(desk, "duty", "hand_over", DSK, at="2025-03-02", text="quiet", handed_to="DESK-2").ref
    assert watch.watch(desk, MISSION, NOW)["offered"]["ref"] == over
    send(desk, "duty", "take_over", DSK, ref=over)
    case = send(desk, "case", "allege", OBS, title="Shots", alleged_at="2025-03-02").ref
    told = watch.watch(desk, MISSION, NOW)
    assert (told["watch"]["who"], told["watch"]["ref"]) == ("DESK-2", over)
    assert [task["values"]["task"] for task in told["tasks"]] == ["Sooner", "Call OP-4"]
    assert told["handover"]["cases"] == [case]
    assert told["handover"]["clocks"] == []  # none is known, so none is told
    assert len(told["log"]) == 3
    assert watch.watch(desk, PUBLIC, NOW)["log"] == []
