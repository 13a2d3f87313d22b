"""Mandate, consent and prevention through the room."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from test_room import Opener, browser, demo, opened, post

pytestmark = pytest.mark.browser
__all__ = ["browser", "opened"]  # the fixtures


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with demo() as (address, _):
        yield address


def test_the_mandate_is_asked_and_names_what_it_rests_on(opened: Opener) -> None:
    page = opened("/#/mandate")
    asked = page.get_by_test_id("authority")
    asked.locator("[name=act]").select_option("patrol")
    asked.locator("[name=place]").fill("33.36, 35.176")
    asked.locator("[name=date]").fill("2024-06-01")
    page.keyboard.press("Enter")
    opinion = page.get_by_test_id("opinion")
    expect(opinion).to_have_attribute("data-answer", "permitted_with_conditions")
    expect(opinion).to_contain_text("S/RES/2723")
    expect(opinion).to_contain_text("paragraph not held")
    asked.locator("[name=place]").fill("nowhere")
    asked.locator("button").click()
    expect(page.locator(".problem")).to_contain_text("longitude,latitude")
    expect(page.get_by_test_id("tasks")).to_contain_text("Ceasefire monitoring")


def test_a_protest_is_drafted_from_what_was_ticked(opened: Opener, address: str) -> None:
    for at in ("2024-03-01T08:00:00Z/2024-03-01T10:00:00Z", "2024-03-02T08:00:00Z"):
        post(address, "restriction", "report", {"kind": "FOM-DEN", "party": "TUR", "authority": "Post 4", "at": at})
    page = opened("/#/consent")
    expect(page.get_by_test_id("consents")).to_contain_text("Conditional")
    expect(page.get_by_test_id("patterns")).to_contain_text("Post 4")
    for box in page.get_by_test_id("consent").locator("input[type=checkbox]").all():
        box.check()
    page.get_by_text("Draft a protest about 2").click()
    expect(page.get_by_test_id("protest-draft").locator("textarea")).to_have_value(
        re.compile("protests to .* on 2 occasions")
    )
    page.get_by_text("Keep as a draft").click()
    page.wait_for_url("**#/protest/PRO-*")


def test_no_checklist_has_a_sum(opened: Opener, address: str) -> None:
    post(address, "factor", "assess", {"framework": "RF", "factor": "RF08", "presence": "emerging", "at": "2024-03-01",
                                       "evidence": [{"text": "Houses were marked"}]})  # fmt: skip
    page = opened("/#/prevention", width=390)
    expect(page.get_by_test_id("prevention")).to_contain_text("Houses were marked")
    expect(page.get_by_test_id("prevention")).to_contain_text("Not assessed")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
