"""The joint commission through the room: a session from the docket to its minutes, a call, on a phone and from right to
left. Needs the routes under `/api/commission`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect
from test_room import Opener, browser, demo, opened
from test_room_duties import act, get, go

pytestmark = pytest.mark.browser
__all__ = ["browser", "opened"]  # the fixtures


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with demo() as (address, _):
        yield address


def test_a_session_from_the_docket_to_its_minutes(opened: Opener, address: str) -> None:
    page = opened()
    go(page, "#/commission", "[data-testid=docket]")
    known: dict[str, Any] = next(i for i in get(address, "commission/docket")["items"] if i["sides_know"])
    page.locator(f"[name=choose][value={known['about']}]").check()
    page.locator("[name=typed-body]").fill("jcc")
    page.keyboard.press("Enter")
    session = page.locator("[data-testid=meeting]")
    expect(session.locator("[data-testid=agenda]")).to_contain_text(known["about"])
    ref = page.url.rpartition("/")[2]
    act(address, "meeting", ref, "agree", {})
    act(address, "meeting", ref, "schedule", {"scheduled": "2026-05-01T09:00:00Z"})
    expect(session.locator("[data-testid=meeting-state]")).to_have_attribute("data-state", "scheduled")
    page.locator("[name=delegates-NG]").fill("3")
    page.locator("[data-act=hold]").click()
    expect(session.locator("[data-testid=meeting-state]")).to_have_attribute("data-state", "held")
    expect(session.locator("[data-testid=quorum]")).to_have_attribute("data-answer", "unknown")  # no rule is given
    page.locator("[name=outcome-0]").select_option("deferred")
    page.locator("[name=decision-0]").fill("Look at it together in May")
    page.locator("[data-act=record]").click()
    expect(session.locator("[data-testid=meeting-state]")).to_have_attribute("data-state", "recorded")
    page.locator("[data-act=issue]").click()
    with page.expect_download() as kept:
        page.locator("[data-act=paper]").click()
    assert kept.value.path().read_bytes().startswith(b"%PDF-")
    go(page, "#/commission", "[data-testid=recurs]")
    page.locator("[name=from_side]").select_option("NG")
    page.locator("[name=to_side]").select_option(index=1)
    page.locator("[data-testid=hotline] [name=text]").fill("Shots heard near the post")
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=hotline] [name=text]")).to_have_value("")
    expect(page.locator("[data-testid=hotline]")).to_contain_text("Shots heard near the post")


@pytest.mark.parametrize("path", ["#/commission", "meeting"])
def test_it_fits_a_phone_and_runs_from_right_to_left(opened: Opener, address: str, path: str) -> None:
    if path == "meeting":
        path = f"#/commission/{get(address, 'meeting?limit=1')['records'][0]['ref']}"
    page = opened("/?lang=ar", width=390, height=844)
    go(page, path, ".commission-page h3")
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.querySelector('.commission-page').scrollWidth <= innerWidth")
