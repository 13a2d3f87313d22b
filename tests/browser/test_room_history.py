"""Deployment and the history in chapters through the room, on Somalia."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from test_room import Opener, browser, demo, opened

pytestmark = pytest.mark.browser
__all__ = ["browser", "opened"]  # the fixtures


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with demo("somalia") as (address, _):
        yield address


def test_el_adde_is_told_by_rivals_side_by_side(opened: Opener) -> None:
    page = opened("/#/history/lost_bases")
    card = page.get_by_test_id("figure-el_adde")
    for said in ("141", "at least 170", "180", "more than 100, at first", "no toll given"):
        expect(card).to_contain_text(said)
    for wrong in ("491", "163", "591"):  # no sum and no mean of them
        expect(card).not_to_contain_text(wrong)
    expect(page.get_by_test_id("chapter-text")).to_contain_text("Bases lost in these months: 3.")
    assert "from=2015-06-01" in page.url
    card.get_by_text("INC-").first.click()
    page.wait_for_url("**#/incident/INC-*")


def test_arrow_keys_turn_the_pages_and_move_the_map(opened: Opener) -> None:
    page = opened("/#/history", drawn=True)
    panel = page.get_by_test_id("history")
    expect(panel.locator("h2")).to_have_text("The first troops land")
    page.wait_for_function("() => window.greenline?.map && !greenline.map.isMoving()")
    before = page.evaluate("greenline.map.getBounds().toArray().flat()")
    page.keyboard.press("ArrowRight")
    expect(panel.locator("h2")).to_have_text("Djibouti, and Ethiopia withdraws")
    page.wait_for_function("b => greenline.map.getBounds().toArray().flat()[0] < b[0] - 1", arg=before)
    page.keyboard.press("ArrowLeft")
    expect(panel.locator("h2")).to_have_text("The first troops land")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)


def test_claims_of_killed_enemies_are_no_count(opened: Opener) -> None:
    page = opened("/#/history/claims", width=390, drawn=True)
    card = page.get_by_test_id("figure-halgan")
    expect(card).to_contain_text("there is no count")
    expect(card).to_contain_text("about 245 of Al-Shabaab")
    expect(card.locator(".held")).to_have_count(0)
    expect(page.get_by_test_id("map")).to_be_visible()


def test_the_deployment_of_a_day_beside_its_ceiling(opened: Opener) -> None:
    page = opened("/#/deployment")
    page.locator("[name=day]").fill("2020-09-30")
    there = page.get_by_test_id("people-there")
    expect(there).to_contain_text("20,674 of 19,626: 1,048 more than allowed")
    expect(there).to_contain_text("add up to 20,674")
    expect(page.get_by_test_id("postings")).to_contain_text("Marianguwaay")
    page.locator("[name=day]").fill("2015-06-01")
    expect(page.get_by_test_id("postings")).to_contain_text("El Adde")
    expect(there).to_contain_text("22,000 of 22,126: 126 fewer than allowed")
