"""What-if through the room."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect
from test_room import Opener, browser, demo, opened

pytestmark = pytest.mark.browser
__all__ = ["browser", "opened"]  # the fixtures


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with demo("haiti") as (address, _):
        yield address


def test_a_change_is_weighed_and_one_beyond_the_sample_refused(opened: Opener) -> None:
    page = opened("/#/whatif")
    expect(page.get_by_test_id("covered")).to_contain_text("elsewhere")
    for name, value in (("base", "106"), ("before", "0"), ("after", "8000")):
        page.locator(f"[name={name}]").fill(value)
        page.keyboard.press("Tab")
    expect(page.get_by_test_id("weighed")).to_contain_text("2.03")
    expect(page.get_by_test_id("weighed")).to_contain_text("Hultman")
    expect(page.locator("[name=slide]")).to_have_value("8000")
    page.locator("[name=after]").fill("9000")
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("refusal")).to_contain_text("ends at 8,000")
    expect(page.get_by_test_id("weighed")).to_have_count(0)
    page.locator("[name=saturate]").check()
    expect(page.get_by_test_id("weighed")).to_contain_text("the answer there")
    page.get_by_test_id("effects").locator("summary").click()
    expect(page.get_by_test_id("effects").locator("li")).to_have_count(15)
    expect(page.get_by_test_id("effects").locator("li.used")).to_contain_text("E1")


def test_the_slider_goes_by_keys_in_a_narrow_window_from_right_to_left(opened: Opener) -> None:
    page = opened("/#/whatif", width=390)
    page.locator("[name=base]").fill("50")
    page.locator("[name=before]").fill("0")
    page.locator("[name=slide]").focus()
    page.keyboard.press("End")
    expect(page.get_by_test_id("weighed")).to_be_visible()
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert page.evaluate("document.querySelector('.whatif-page').scrollWidth <= innerWidth")
