"""Threads through the room and on a guest's phone: said, answered, made a report, right to left, without a link."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from made import PHOTO
from playwright.sync_api import Browser, Page, expect
from test_room import Opener, browser, demo, opened
from test_room_duties import get, go

pytestmark = pytest.mark.browser
__all__ = ["browser", "opened"]  # the fixtures


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with demo() as (address, _):
        yield address


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def test_a_thread_with_a_guest_on_a_phone(opened: Opener, browser: Browser, address: str, tmp_path: Path) -> None:
    page = opened()
    about = get(address, "incident?limit=1")["records"][0]["ref"]
    go(page, f"#/incident/{about}", "[data-testid=talk-part]")
    page.locator("[data-testid=talk-part] a.button").click()
    page.locator("[name=title]").fill("The well at the crossing")
    page.locator("[name=title]").press("Enter")
    thread = page.locator("[data-testid=thread]")
    expect(thread).to_contain_text(about)
    thread.locator("[name=line]").fill("Among us: shall we ask them?")
    thread.locator("[name=line]").press("Control+Enter")
    expect(thread.locator("[data-testid=lines]")).to_contain_text("shall we ask them")
    thread.locator("[data-act=guest]").click()
    thread.locator("[name=until]").fill("2027-03-01")
    thread.locator("[name=guest_language]").select_option("ar")
    thread.locator(".step-form .primary").click()
    link = page.locator("[data-testid=invitation] input").input_value()
    thread.locator("[name=line]").fill("Welcome. How is the pump?")
    thread.locator(".talk-form .primary").click()
    expect(thread.locator(".talk-line")).to_have_count(2)

    phone = browser.new_page(viewport={"width": 390, "height": 780})
    phone.goto(link)
    guest = phone.locator("[data-testid=guest]")
    expect(guest.locator(".talk-line")).to_have_count(1)
    expect(guest).to_contain_text("How is the pump?")
    expect(phone.locator("html")).to_have_attribute("dir", "rtl")
    assert "glg_" not in phone.url
    guest.locator("[data-act=acknowledge]").click()
    expect(guest.locator("[data-testid=acknowledged]")).to_have_count(1)
    phone.context.set_offline(True)
    guest.locator("[name=line]").fill("المضخة معطلة")
    guest.locator(".talk-form .primary").click()
    expect(guest.locator("[data-testid=unsent]")).to_have_count(1)
    phone.context.set_offline(False)
    expect(guest.locator("[data-testid=unsent]")).to_have_count(0)
    expect(guest.locator(".talk-line.own")).to_have_count(1)
    picture = tmp_path / "pump.jpg"
    picture.write_bytes(PHOTO)
    guest.locator("input[type=file]").set_input_files(picture)
    expect(guest.locator(".talk-form .primary")).to_be_enabled()
    guest.locator(".talk-form .primary").click()
    expect(guest.locator(".talk-file img")).to_have_count(1)
    fits(phone)
    phone.screenshot(path=str(tmp_path / "guest.png"), full_page=True)

    expect(thread).to_contain_text("المضخة معطلة")
    expect(thread.locator("[data-testid=read]").first).to_be_visible()
    thread.locator(".talk-line", has_text="المضخة").locator("[data-act=report]").click()
    thread.locator("[name=happened_at]").fill("2026-05-01")
    thread.locator("[name=source_kind]").select_option(index=1)
    thread.locator(".talk-make .primary").click()
    expect(thread.locator(".talk-line a.ref")).to_contain_text("REP-")
    page.screenshot(path=str(tmp_path / "thread.png"))
    phone.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_fits_a_phone_and_runs_from_right_to_left(
    opened: Opener, address: str, tmp_path: Path, language: str
) -> None:
    page = opened(f"/?lang={language}", width=390, height=780)
    go(page, "#/threads", "[data-testid=thread-list]")
    page.locator("[data-testid=thread-list] a").first.click()
    expect(page.locator("[data-testid=lines]")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
    fits(page)
    page.screenshot(path=str(tmp_path / f"narrow-{language}.png"), full_page=True)
