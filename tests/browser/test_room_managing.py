"""People managed in the room by an administrator: added, given rights and tokens, shut out."""

from __future__ import annotations

import re
import subprocess
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from test_room import NO_MAP, browser
from test_room_people import GREENLINE, PASSWORD, People, sign_in

__all__ = ["browser"]  # a fixture
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Cyprus with an administrator and an observer."""
    data = str(tmp_path_factory.mktemp("managed") / "data")
    people = People(data)
    people("add", "ADMIN-7", "--role", "administrator", "--password-stdin", given=f"{PASSWORD}\n")
    people("add", "OBS-7", "--role", "observer", "--password-stdin", given=f"{PASSWORD}\n")
    command = [GREENLINE, "serve", "cyprus", "--data", data, "--port", "0", "--logs", "quiet"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found
        yield found[0].rstrip("/")
    finally:
        process.terminate()
        process.wait(15)
        if process.stdout is not None:
            process.stdout.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce", locale="en-GB")
    context.set_default_timeout(40_000)
    made = context.new_page()
    made.add_init_script(f"({NO_MAP})()")
    yield made
    context.close()


def test_an_administrator_lets_people_in_and_out(page: Page, address: str) -> None:
    sign_in(page, address, "ADMIN-7")
    page.locator(".menu-button").click()
    page.locator("a[href='#/people']").click()
    people = page.locator("[data-testid=person]")
    expect(people).to_have_count(2)

    page.locator("[data-testid=person-add]").click()
    page.locator("[name=call-sign]").fill("obs 9")
    page.locator("[name=roles][value=observer]").check()
    page.locator("[name=first-password]").fill("short")
    page.locator("[data-testid=person-save]").click()
    expect(page.locator(".person-form .issue")).to_have_count(2)  # the call sign and the password
    page.locator("[name=call-sign]").fill("obs-9")
    page.locator("[name=first-password]").fill(PASSWORD)
    page.locator("[data-testid=person-save]").click()
    expect(people).to_have_count(3)
    made = page.locator("[data-sign='OBS-9']")
    expect(made).to_contain_text("password to be changed")

    made.locator("[data-do=tokens]").click()
    made.locator("[name=token-name]").fill("Field tablet")
    made.locator("[data-testid=token-make]").click()
    secret = made.locator("[data-testid=token-secret] code").inner_text()
    expect(made.locator(".tokens li")).to_contain_text("Field tablet")
    # Without the browser's cookie: the token alone lets in.
    request = urllib.request.Request(f"{address}/api/incident?limit=1", headers={"Authorization": f"Bearer {secret}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert answer.status == 200
    made.locator("[data-do=tokens]").click()
    made.locator("[data-do=tokens]").click()
    expect(made.locator(".tokens li")).to_have_count(1)
    expect(made).not_to_contain_text(secret)
    assert page.evaluate("document.querySelector('.people-page').scrollWidth") <= 390

    made.locator("[data-do=rights]").click()
    made.locator("[name=roles][value=verifier]").check()
    made.locator("form button[type=submit]").click()
    expect(made.locator(".person-line")).to_contain_text("Verifier")

    made.locator("[data-do=disable]").click()
    expect(made).to_contain_text("disabled")
    expect(page.locator("[data-sign='ADMIN-7'] [data-do=disable]")).to_have_count(0)


def test_others_may_not(page: Page, address: str) -> None:
    sign_in(page, f"{address}/#/people", "OBS-7")
    expect(page.locator("[data-testid=people-page] .problem")).to_be_visible()
    expect(page.locator("a[href='#/people']")).to_have_count(0)
    expect(page.locator("[data-testid=person]")).to_have_count(0)
