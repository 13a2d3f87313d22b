"""Issuing: figures are frozen, the paper is kept, and what the records say later stands beside what was issued."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from made import ALL, incident, key, send

from greenline.core.errors import Invalid, NotAllowed, Refusal
from greenline.core.handling import HEAD, MISSION, PUBLIC, Actor
from greenline.desk import picture
from greenline.desk.brief import issuing
from greenline.desk.brief.composing import compose
from greenline.desk.brief.html import page
from greenline.desk.desk import Desk
from greenline.desk.files.attaching import cited

NOW, DAY = "2025-03-04T00:00:00Z", "2025-03-02"
CHIEF = Actor("HOM", frozenset({*ALL.roles, HEAD}))
CLEARED = [{"component": "military", "by": "VER-1", "at": DAY}]


def cleared(desk: Desk, audience: Any = MISSION) -> str:
    ref = issuing.draft(desk, DAY, "daily", audience, CHIEF, key(), passages=[{"section": 1, "text": "Ours."}]).ref
    send(desk, "brief", "clear_component", CHIEF, ref=ref, clearances=CLEARED)
    send(desk, "brief", "clear_desk", CHIEF, ref=ref)
    return ref


def test_release_freezes_and_a_correction_shows_both(desk: Desk) -> None:
    ref = cleared(desk)
    one = send(desk, "incident", "open", **incident(deaths={"best": 1})).ref
    receipt = issuing.release(desk, ref, CHIEF, "k1", NOW)
    assert issuing.release(desk, ref, CHIEF, "k1", NOW).pos == receipt.pos
    record = picture.one(desk, "brief", ref, MISSION)
    assert record["state"] == "released"
    frozen = {told["name"]: told for told in record["values"]["figures"]}
    assert (frozen["incidents"]["value"], frozen["incidents"]["records"]) == ("1", one)
    assert issuing.differences(desk, ref, NOW) == []
    content, _ = issuing.paper(desk, ref, MISSION)
    assert hashlib.sha256(content).hexdigest() == record["values"]["file"]
    assert record["values"]["file"] in cited(desk)  # nobody sweeps it away

    two = send(desk, "incident", "open", **incident()).ref
    brief = compose(desk, DAY, MISSION, now=NOW)
    figure = brief.book.figures["incidents"]
    assert (figure.value, figure.now, figure.moved) == (1, 2, True)
    assert "1 (as issued; records now: 2)" in page(brief, desk.mission)
    told = {one["key"]: one for one in issuing.differences(desk, ref, NOW)}
    assert (told["incidents"]["issued"], told["incidents"]["now"]) == ("1", "2")
    assert set(told["incidents"]["refs"]) == {one, two}

    with pytest.raises(Invalid):
        issuing.correct(desk, ref, ["injured.best"], CHIEF, key(), "no reason", NOW)
    issuing.correct(desk, ref, ["incidents"], CHIEF, key(), "A second report came in.", NOW)
    record = picture.one(desk, "brief", ref, MISSION)
    figures = {told["name"]: told for told in record["values"]["figures"]}
    assert record["state"] == "corrected"
    assert (figures["incidents"]["was"], figures["incidents"]["value"]) == ("1", "2")
    assert "corrected, was 1: A second report came in." in page(compose(desk, DAY, MISSION, now=NOW), desk.mission)
    assert "incidents" not in {one["key"] for one in issuing.differences(desk, ref, NOW)}

    for held in (one, two):
        send(desk, "incident", "amend", ref=held, reason="another kind", kind="CRM-GNG")
    gone = next(told for told in issuing.differences(desk, ref, NOW) if told["key"] == "incidents.CFV")
    assert (gone["issued"], gone["now"]) == ("1", "0")
    issuing.correct(desk, ref, ["incidents.CFV"], CHIEF, key(), "It was crime.", NOW)


def test_a_public_report_is_of_what_the_public_sees(desk: Desk) -> None:
    seen = send(desk, "incident", "open", **incident()).ref
    send(desk, "incident", "open", **incident(sensitivity="2"))
    ref = cleared(desk, PUBLIC)
    issuing.release(desk, ref, CHIEF, key(), NOW)
    told = picture.one(desk, "brief", ref, PUBLIC)["values"]
    assert {one["name"]: one["value"] for one in told["figures"]}["incidents"] == "1"
    assert "passages" not in told
    assert {one.get("records", seen) for one in told["figures"]} == {seen}
    assert issuing.paper(desk, ref, PUBLIC)[0].startswith(b"%PDF")
    assert compose(desk, DAY, PUBLIC, now=NOW).head["issued"]["ref"] == ref
    with pytest.raises(NotAllowed):
        issuing.paper(desk, ref, desk.audience("humanitarian"))


def test_only_what_was_cleared_is_released(desk: Desk) -> None:
    ref = issuing.draft(desk, DAY, "daily", MISSION, CHIEF, key()).ref
    with pytest.raises(Refusal):
        issuing.release(desk, ref, CHIEF, key(), NOW)
    with pytest.raises(Invalid):
        issuing.differences(desk, ref, NOW)
