"""Signing in and out in a real browser: by keyboard, narrow, right to left; what a session's end looks like."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect
from test_room import LIVE, NO_MAP, ROW, browser

__all__ = ["browser"]  # a fixture
pytestmark = pytest.mark.browser
PASSWORD = "seven grey herons stand"
GREENLINE = str(Path(sys.executable).with_name("greenline"))
OWN = "nine blue herons fly"


class People:
    """`greenline people` on one data folder."""

    def __init__(self, data: str) -> None:
        self.where = ["--mission", "cyprus", "--data", data]

    def __call__(self, *words: str, given: str = "") -> None:
        command = [GREENLINE, "people", *words, *self.where]
        subprocess.run(command, input=given, capture_output=True, text=True, timeout=60, check=True)

    def totp(self, sign: str) -> str:
        """Give somebody an authenticator; its secret."""
        command = [GREENLINE, "people", "totp", sign, *self.where]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            while not (found := re.search(r"secret=([A-Z2-7]+)", running.stdout.readline())):
                pass
            running.communicate(pyotp.TOTP(found[1]).now() + "\n", timeout=30)
        return found[1]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, People]]:
    """Cyprus with people: its address, and its people."""
    data = str(tmp_path_factory.mktemp("people") / "data")
    people = People(data)
    for sign, role, more in (("DESK-7", "desk", ()), ("OBS-7", "observer", ("--once",)), ("OBS-8", "observer", ())):
        people("add", sign, "--role", role, "--password-stdin", *more, given=f"{PASSWORD}\n")
    people("add", "PRESS-1", "--audience", "public", "--password-stdin", given=f"{PASSWORD}\n")
    command = [GREENLINE, "serve", "cyprus", "--data", data, "--port", "0", "--logs", "quiet"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        yield found[0].rstrip("/"), people
    finally:
        process.terminate()
        process.wait(15)
        if process.stdout is not None:
            process.stdout.close()


@pytest.fixture
def page(browser: Browser, served: tuple[str, People]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 800}, reduced_motion="reduce", locale="en-GB")
    context.set_default_timeout(40_000)
    made = context.new_page()
    made.add_init_script(f"({NO_MAP})()")
    yield made
    context.close()


def sign_in(page: Page, address: str, sign: str, password: str = PASSWORD) -> None:
    """By keyboard alone: the call sign's field has the focus, Enter sends."""
    page.goto(address)
    expect(page.locator("#call-sign")).to_be_focused()
    page.keyboard.type(sign)
    page.keyboard.press("Tab")
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def test_in_and_out(page: Page, served: tuple[str, People]) -> None:
    sign_in(page, served[0], "desk-7")
    page.wait_for_selector(ROW, state="attached")
    page.wait_for_selector(LIVE)
    expect(page.locator(".call-sign")).to_have_text("DESK-7")
    expect(page.locator(".import-table")).to_be_visible()
    assert page.evaluate("document.cookie") == "", "no script reads the session"
    page.locator(".menu-button").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("#call-sign")).to_be_focused()
    expect(page.locator(ROW)).to_have_count(0)
    assert page.evaluate("fetch('/api/mission').then((a) => a.status)") == 401


def test_wrong_ones_are_told(page: Page, served: tuple[str, People]) -> None:
    sign_in(page, served[0], "DESK-7", "wrong wrong wrong")
    expect(page.get_by_role("alert")).to_have_text("Call sign, password or code is wrong.")
    expect(page.locator("#call-sign")).to_have_value("DESK-7")


def test_a_first_password(page: Page, served: tuple[str, People]) -> None:
    sign_in(page, served[0], "OBS-7")
    expect(page.locator("#new-password")).to_be_focused()
    page.locator("#new-password").fill(OWN)
    page.locator("#again").fill(OWN + "x")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("The two new passwords differ.")
    page.locator("#again").fill(OWN)
    page.keyboard.press("Enter")
    page.wait_for_selector(ROW, state="attached")
    expect(page.locator(".import-table")).to_have_count(0)


def test_a_code(page: Page, served: tuple[str, People]) -> None:
    address, people = served
    secret = people.totp("DESK-7")
    sign_in(page, address, "DESK-7")
    expect(page.locator("#code")).to_be_focused()
    expect(page.get_by_role("alert")).to_have_text("Now give the code as well.")
    page.keyboard.type(pyotp.TOTP(secret).at(int(time.time()) + 30))  # the one before was shown to the command line
    page.keyboard.press("Enter")
    page.wait_for_selector(ROW, state="attached")
    people("totp", "DESK-7", "--remove")


def test_outsiders_see_their_audience(page: Page, served: tuple[str, People]) -> None:
    sign_in(page, served[0], "PRESS-1")
    page.wait_for_selector(ROW, state="attached")
    expect(page.locator(".new-report")).to_have_count(0)
    told = json.loads(page.evaluate("fetch('/api/mission').then((a) => a.text())"))
    assert told["audiences"] == ["public"]


def test_a_session_that_ends_shows_the_way_in(page: Page, served: tuple[str, People]) -> None:
    address, people = served
    sign_in(page, address, "OBS-8")
    page.wait_for_selector(LIVE)
    people("revoke", "OBS-8")
    expect(page.locator("#call-sign")).to_be_visible(timeout=20_000)
    expect(page.locator(ROW)).to_have_count(0)
    sign_in(page, address, "OBS-8")
    page.wait_for_selector(ROW, state="attached")


def test_narrow_and_right_to_left(page: Page, served: tuple[str, People]) -> None:
    page.set_viewport_size({"width": 320, "height": 560})
    page.goto(f"{served[0]}/?lang=ar")
    expect(page.get_by_role("button", name="تسجيل الدخول")).to_be_visible()
    assert page.evaluate("document.documentElement.dir") == "rtl"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    box = page.locator(".door-form").bounding_box()
    assert box is not None
    assert box["width"] <= 320
    page.locator("select[name=lang]").select_option("fr")
    expect(page.get_by_role("button", name="Se connecter")).to_be_visible()
