"""What was watched, through the room: the page, the layer on the map, bearings of a report."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect
from test_room import Opener, browser, demo, opened, post

pytestmark = pytest.mark.browser
__all__ = ["browser", "opened"]  # the fixtures
HERE = {"lon": 33.36, "lat": 35.17, "prec": 1}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with demo() as (address, _):
        yield address


def at(days: int, hour: int) -> str:
    day = datetime.now(UTC).replace(hour=hour, minute=0, second=0, microsecond=0) - timedelta(days=days)
    return day.isoformat()


def drawn(page: Page, wanted: str, within_s: float = 40) -> None:
    """Wait until the map says so; the page's own policy forbids to wait inside it."""
    last = time.monotonic() + within_s
    while not page.evaluate(f"Boolean(window.greenline) && ({wanted})"):
        assert time.monotonic() < last, wanted
        page.wait_for_timeout(200)


def test_what_was_watched_is_a_page_and_a_layer(opened: Opener, address: str) -> None:
    for days in (9, 8, 7):
        watched = f"{at(days, 8)}/{at(days, 10)}"
        post(address, "window", "watch", {"means": "post", "watched_at": watched, "place": HERE})
        seen = {"kind": "CFV-SAF", "happened_at": at(days, 9), "place": HERE, "source_kind": "own_observation"}
        post(address, "report", "send", seen)
    page = opened(drawn=True)
    page.locator(".duty-group button", has_text="Ground").click()
    page.click("nav.duties >> text=Coverage")
    expect(page.get_by_test_id("kept")).to_contain_text("Buffer zone")
    chart = page.get_by_test_id("rate-chart").first
    expect(chart).to_be_visible()
    chart.locator("summary").click()
    expect(chart.locator("table")).to_contain_text("nobody was there")
    expect(page.get_by_test_id("rate-says").first).to_contain_text("Week of")
    page.click("text=Show on the map")
    page.click("summary:has-text('Legend')")
    expect(page.get_by_test_id("legend-watched")).to_be_visible()
    drawn(page, "greenline.map.queryRenderedFeatures({layers: ['cover']}).length > 0")
    page.uncheck("input[name=watched]")
    drawn(page, "greenline.map.queryRenderedFeatures({layers: ['cover']}).length === 0")


def test_a_report_with_a_bearing_draws_its_ray(opened: Opener, address: str) -> None:
    told = {
        "observation": "impact", "happened_at": at(2, 9), "observer_place": HERE, "bearing_deg": 45,
        "bearing_error_deg": 5, "distance_high_m": 4000, "source_kind": "own_observation",
    }  # fmt: skip
    ref = post(address, "report", "send", told)["ref"]
    page = opened(drawn=True)
    page.evaluate(f"location.hash = '#/report/{ref}'")
    page.wait_for_selector("text=Bearing from the observer")
    drawn(page, "true")
    page.evaluate("greenline.map.jumpTo({center: [33.37, 35.18], zoom: 11})")
    page.wait_for_function(
        "greenline.map.queryRenderedFeatures({layers: ['ray', 'ray-area']}).length >= 2", timeout=20_000
    )


def test_nobody_was_there_is_said(opened: Opener) -> None:
    page = opened()
    page.evaluate("location.hash = '#/coverage'")
    page.fill("input[name=since]", "1999-01-04")
    page.fill("input[name=until]", "1999-01-11")
    expect(page.get_by_test_id("nobody")).to_be_visible()


def test_a_patrol_s_way_is_drawn_in_the_form(opened: Opener) -> None:
    page = opened(drawn=True)
    page.evaluate("location.hash = '#/new/window'")
    page.click("details.more > summary")
    field = page.locator("#box-area")
    field.locator("input[type=checkbox]").uncheck()
    field.get_by_role("button", name="Draw on the map").click()
    canvas = page.locator(".map-canvas")
    for x, y in ((120, 200), (180, 240), (240, 210)):
        canvas.click(position={"x": x, "y": y})
    field.get_by_role("button", name="Done drawing").click()
    expect(page.locator("textarea[name=area]")).to_have_value(re.compile(r"^LINESTRING \(.*,.*,.*\)$"))
