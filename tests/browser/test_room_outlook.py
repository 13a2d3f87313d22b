"""The outlook through the room: chances by unit, their reasons with the records, no skill said, warnings listed."""

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


def test_chances_reasons_and_that_there_is_no_skill(opened: Opener) -> None:
    page = opened("/#/outlook")
    expect(page.get_by_test_id("behind")).to_contain_text("no outlook for today")
    page.locator("[name=at]").fill("2013-06-30")
    page.keyboard.press("Tab")
    rows = page.get_by_test_id("outlook-units").locator("tbody tr")
    expect(rows).not_to_have_count(0)
    expect(rows.filter(has_text="Sector 1")).to_contain_text("No skill")
    rows.filter(has_text="Sector 1").get_by_role("button").click()
    detail = page.get_by_test_id("outlook-detail")
    expect(detail).to_contain_text("SECTOR-1")
    expect(detail.locator("a[href*='incident']").first).to_be_attached()
    first = detail.locator("tbody tr").first
    expect(first.locator(".interval-bar")).to_be_visible()


def test_another_audience_has_no_outlook(opened: Opener) -> None:
    page = opened("/#/outlook")
    expect(page.get_by_test_id("outlook-units")).to_be_visible()
    page.locator("[name=audience]").select_option("public")
    expect(page.get_by_test_id("outlook-units")).to_have_count(0)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_nothing_sticks_out_on_a_phone(opened: Opener, lang: str) -> None:
    page = opened("/#/outlook", width=390)
    page.evaluate(f"localStorage.setItem('greenline.lang', '{lang}')")
    page.reload()
    expect(page.get_by_test_id("outlook-units")).to_be_visible()
    assert page.evaluate("document.querySelector('.import-page').scrollWidth") <= 390
