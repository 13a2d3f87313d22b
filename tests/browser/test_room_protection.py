"""Protection and movement through the room: a check-in by one tap on a phone, a decision, the watch, a convoy."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect
from test_room import Opener, browser, demo, opened, post

pytestmark = pytest.mark.browser
__all__ = ["browser", "opened"]  # the fixtures
POINT = {"lon": 33.36, "lat": 35.17}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with demo() as (address, _):
        fill(address)
        yield address


def ago(minutes: float) -> str:
    return (datetime.now(UTC) - timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


def step(address: str, register: str, name: str, ref: str, **values: Any) -> None:
    post(address, register, name, values, ref=ref)


def fill(address: str) -> None:
    late = post(address, "patrol", "plan", {"kind": "day", "team": "ALPHA-1, ALPHA-2", "heads": 6})["ref"]
    step(address, "patrol", "depart", late, departed=ago(200), expected_back=ago(-60), check_min=60)
    fresh = post(address, "patrol", "plan", {"kind": "vehicle", "team": "BRAVO-1", "heads": 4})["ref"]
    step(address, "patrol", "depart", fresh, departed=ago(10), expected_back=ago(-120), check_min=60)
    alert = post(address, "community_alert", "receive", {
        "t_received": ago(45), "reporter": "FP-07", "reporter_kind": "focal_point", "way": "beep", "degree": "red",
        "text": "Armed men near the mill, moving to the school", "place": POINT, "life_threat": True,
    })["ref"]  # fmt: skip
    step(address, "community_alert", "log", alert, t_called_back=ago(38))
    step(address, "community_alert", "assess", alert, t_assessed=ago(30))
    step(address, "community_alert", "confirm", alert)
    scored = {"scorer": "ANA-1", "at": ago(60 * 24 * 2), "evidence": "Two raids in a week"}
    post(address, "threat", "score", {"community": "Mill quarter", "threat": {"score": "4", **scored},
                                      "vulnerability": {"score": "5", **scored}})  # fmt: skip
    post(address, "threat", "score", {"community": "Old harbour", "threat": {"score": "2", **scored}})
    attack = post(address, "incident", "open", {"kind": "APK-AMB", "happened_at": ago(300), "place": POINT})["ref"]
    post(address, "casevac", "report", {
        "t_injury": ago(300), "t_first_aid": ago(293), "t_9line": ago(290), "t_launch": ago(270), "t_pickup": ago(240),
        "t_role2": ago(160), "side": "peacekeeper", "category": "A", "platform": "helicopter", "incident": attack,
    })  # fmt: skip
    told = {"kind": "humanitarian", "organisation": "Relief agency", "notified": "TUR", "origin": POINT,
            "destination": POINT, "route": "By the coast road", "vehicles": 4, "plates": "1, 2, 3, 4"}  # fmt: skip
    silent = post(address, "convoy", "draft", {**told, "starts": ago(-60 * 40)})["ref"]
    step(address, "convoy", "submit", silent, submitted=ago(60 * 25))
    moving = post(address, "convoy", "draft", {**told, "starts": ago(120)})["ref"]
    step(address, "convoy", "submit", moving, submitted=ago(60 * 60))
    step(address, "convoy", "depart", moving, departed=ago(120))
    step(address, "convoy", "pass_checkpoint", moving, passages=[
        {"checkpoint": "Post 4", "party": "TUR", "outcome": "passed"}, {"checkpoint": "Bridge", "outcome": "expected"},
    ])  # fmt: skip
    step(address, "convoy", "deny", moving, stopped_at=ago(30), stopped_by="TUR")
    post(address, "static_site", "draft", {"kind": "clinic", "organisation": "Relief agency", "place": POINT,
                                           "expires": ago(60 * 24)})  # fmt: skip


def test_a_tap_on_a_phone_ends_an_alarm(opened: Opener) -> None:
    page = opened("/#/protection", width=390)
    late = page.locator(".patrol", has_text="ALPHA-1")
    expect(late).to_have_attribute("data-answer", "overdue")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    late.get_by_role("button", name="All well").click()
    expect(late).to_have_attribute("data-answer", "on_time")


def test_a_decision_names_its_officer_and_reason(opened: Opener) -> None:
    page = opened("/#/protection")
    card = page.get_by_test_id("alerts").locator("article").first
    expect(card).to_contain_text("Armed men near the mill")
    expect(page.get_by_test_id("protection")).not_to_contain_text("FP-07")
    card.get_by_role("button", name="Decline").click()
    card.locator("[name=officer]").fill("NOBODY-9")
    card.locator("[name=reason]").fill("Six hours away")
    card.locator("[name=no_response]").select_option("distance")
    card.locator("form button").click()
    expect(card.locator(".problem")).to_be_visible()
    expect(page.get_by_test_id("matrix")).to_contain_text("Mill quarter")
    expect(page.get_by_test_id("attacks")).to_contain_text("missed")


def test_movement_tells_silence_and_what_was_denied(opened: Opener) -> None:
    page = opened("/#/movement")
    expect(page.get_by_test_id("convoy").filter(has_text="silent")).to_have_count(1)
    expect(page.get_by_test_id("convoy").filter(has_text="Bridge")).to_contain_text("denied")
    expect(page.get_by_test_id("constraints")).to_contain_text("not coded yet")
    expect(page.get_by_test_id("sites")).to_contain_text("expired")
    page.locator("[name=others]").check()
    expect(page.get_by_test_id("cells")).to_have_count(0)  # what is internal is handed on to nobody


def test_the_watch_shows_people_alerts_and_silence(opened: Opener) -> None:
    page = opened("/#/watch")
    expect(page.get_by_test_id("minding")).to_contain_text("BRAVO-1")
    expect(page.get_by_test_id("community")).to_contain_text("Armed men")
    expect(page.get_by_test_id("silent")).to_contain_text("CVY-")
    expect(page.get_by_test_id("tasks")).to_contain_text("focal point")


def test_in_arabic_and_on_a_phone_nothing_is_cut_off(opened: Opener) -> None:
    for path in ("/?lang=ar#/protection", "/?lang=ar#/movement", "/?lang=ar#/watch"):
        page = opened(path, width=390)
        page.wait_for_selector(".import-page h3")
        time.sleep(0.2)
        assert page.evaluate("document.documentElement.dir") == "rtl"
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
        page.close()
