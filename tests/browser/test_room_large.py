"""The room looking back through time, and on a mission too large for one picture: 40,000 records in a real browser."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from test_room import LIVE, ROW, browser, demo, found, happening, only_incidents, post, today

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
import generate
import run

pytestmark = pytest.mark.browser
__all__ = ["browser"]  # the fixture
COUNT = 40_000  # of which four in seven are known to a point: more than may be drawn as marks
KNOWN = "[data-testid=known-slider] input"
LOADED = "() => window.greenline?.map?.loaded?.() ?? false"


@contextmanager
def page_at(browser: Browser, address: str, width: int = 1440, height: int = 900) -> Iterator[Page]:
    """A page of its own at an address, whose list is there."""
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", locale="en-GB")
    context.set_default_timeout(20_000)
    try:
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector(ROW, state="attached")
        yield page
    finally:
        context.close()


# --- looking back


@pytest.fixture(scope="module")
def small() -> Iterator[str]:
    with demo() as (address, _):
        yield address


def look_back(page: Page, keys: list[str]) -> None:
    """Move the slider of what was known by keyboard."""
    expect(page.locator(KNOWN)).to_be_enabled()
    page.locator(KNOWN).focus()
    for key in keys:
        page.keyboard.press(key)


def test_what_was_known_then_is_on_list_counts_and_record_page(browser: Browser, small: str) -> None:
    made = post(small, "incident", "open", happening(title="As it was first"))
    ref, first = made["ref"], made["pos"]
    more = {"reason": "r", "ref": ref, "saw": first}
    post(small, "incident", "amend", happening(title="As it is now"), **more)
    with page_at(browser, f"{small}/#/incident/{ref}") as page:
        only_incidents(page)
        now = found(page)
        record = page.locator("[data-testid=record]")
        expect(record.locator("h2")).to_have_text("As it is now")
        expect(record.locator(".steps")).to_have_count(1)
        look_back(page, ["ArrowLeft"])  # from now to the newest entry, which knows the same
        expect(page.locator("[data-testid=known-text]")).to_contain_text("#")
        expect(record.locator("[data-testid=past-note]")).to_be_visible()
        expect(record.locator(".steps")).to_have_count(0)
        assert re.search(r"[?&]at=\d+", page.url)
        page.evaluate("([ref, at]) => { location.hash = `#/incident/${ref}?at=${at}`; }", [ref, first])
        expect(record.locator("h2")).to_have_text("As it was first")
        expect(record.locator("[data-testid=history] h3 + ol > li")).to_have_count(1)
        assert found(page) == now
        page.evaluate("([ref, at]) => { location.hash = `#/incident/${ref}?at=${at}`; }", [ref, first - 1])
        expect(record.locator("[data-testid=not-known-yet]")).to_be_visible()
        expect(page.locator(".found span")).to_have_text(re.compile(rf"\b{now - 1}\b"))
        expect(page.locator(f"{ROW}[data-ref='{ref}']")).to_have_count(0)
        again = page.url
        look_back(page, ["Home"])
        page.wait_for_function(
            "now => Number(document.querySelector('.found span').textContent.replace(/\\D/g, '')) < now / 2", arg=now
        )
    with page_at(browser, again) as page:  # the link opens the same view
        expect(page.locator("[data-testid=not-known-yet]")).to_be_visible()
        look_back(page, ["End"])
        expect(page.locator("[data-testid=record] h2")).to_have_text("As it is now")
        assert "at=" not in page.url


def test_both_sliders_meet_in_the_address_and_in_the_list(browser: Browser, small: str) -> None:
    with page_at(browser, f"{small}/#/?from=1974-01-01T00:00:00Z&to=1999-01-01T00:00:00Z") as page:
        only_incidents(page)
        windowed = found(page)
        page.locator("[data-testid=slider] .known button").click()
        page.wait_for_function(
            "n => Number(document.querySelector('.found span').textContent.replace(/\\D/g, '')) > n", arg=windowed
        )
        assert "from=" not in page.url


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_both_sliders_fit_a_narrow_window(browser: Browser, small: str, lang: str) -> None:
    with page_at(browser, f"{small}/?lang={lang}", 390, 844) as page:
        wide, there = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
        assert wide <= there
        slider = page.locator(KNOWN).bounding_box()
        assert slider is not None
        assert slider["width"] > 150
        assert slider["y"] + slider["height"] <= 844
        look_back(page, ["ArrowRight" if lang == "ar" else "ArrowLeft"])  # one step back, against the reading
        expect(page.locator("[data-testid=known-text]")).to_contain_text("#")


# --- a mission too large for one picture


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[run.Server]:
    """A served mission of generated reports that lie close together."""
    folder = tmp_path_factory.mktemp("large")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(generate.random.Random, "uniform", _near)
        told, _ = run.imported(folder, COUNT)
    assert told["accepted"] == COUNT
    settings = folder / "m" / "mission.toml"
    settings.write_text(re.sub(r"(?m)^bounds = .*$", "bounds = [19.0, 9.0, 25.0, 13.0]", settings.read_text()))
    server = run.Server(str(folder / "m"))
    yield server
    server.stop()


def _near(self: generate.random.Random, low: float, high: float) -> float:
    """Places close together, all within two degrees and a half: (20 to 24, 10 to 12.5)."""
    return (20 + 4 * self.random()) if high > 40 else (10 + 2.5 * self.random())


def drawn(page: Page, past: int = 0) -> None:
    """Wait for a frame that shows an answer of the archive later than one."""
    page.wait_for_function("past => (window.greenline?.drawn ?? 0) > past", arg=past, timeout=60_000)


def number(page: Page) -> int:
    return page.evaluate("() => window.greenline.drawn ?? 0")


def test_a_large_mission_is_shown_as_cells_that_open(browser: Browser, large: run.Server) -> None:
    with page_at(browser, f"http://127.0.0.1:{large.port}/") as page:
        note = page.locator("[data-testid=shown-note]")
        page.wait_for_function(LOADED, timeout=60_000)
        expect(note).to_be_visible()
        assert found_first(page) <= 2000, "the first picture holds only the newest"
        expect(page.locator(".found span")).to_contain_text("of 40,000")
        # a filter fetches the archive: now every record is counted
        page.locator(".filter-button").click()
        combat = page.locator(".filter-choices .chip", has_text="Combat")
        combat.click()
        drawn(page)
        page.wait_for_function(
            "() => Number(document.querySelector('.found span').textContent.split('of')[0].replace(/\\D/g, '')) > 15000"
        )
        before = number(page)
        combat.click()
        drawn(page, before)
        expect(page.locator(".found span")).to_have_text("40,000 of 40,000")
        # the list reaches to the last of them
        page.locator("[data-testid=list]").focus()
        page.keyboard.press("End")
        last = page.locator(f"{ROW}[aria-posinset='{COUNT}']")
        expect(last).to_be_visible()
        expect(last).to_have_attribute("data-ref", re.compile("^REP-"))


def test_cells_above_20_000_and_a_click_on_one_zooms_in(browser: Browser, large: run.Server) -> None:
    with page_at(browser, f"http://127.0.0.1:{large.port}/#/?from=1980-01-01T00:00:00Z") as page:
        page.wait_for_function(LOADED, timeout=60_000)
        drawn(page)
        note = page.locator("[data-testid=shown-note]")
        expect(note).to_contain_text("cells with counts")
        before = page.evaluate("() => window.greenline.map.getZoom()")
        spot = page.evaluate("() => window.greenline.map.project([22, 11.2])")
        box = page.locator("[data-testid=map] canvas").first.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
        page.wait_for_function("zoom => window.greenline.map.getZoom() > zoom + 1", arg=before)
        expect(note).to_contain_text("marks, without their areas")
        told = int(re.sub(r"\D", "", note.inner_text().split("marks")[0]))
        assert 0 < told <= 20_000


def test_a_new_entry_moves_list_and_counts_with_the_archive_loaded(browser: Browser, large: run.Server) -> None:
    address = f"http://127.0.0.1:{large.port}"
    with page_at(browser, address) as page:
        page.wait_for_selector(LIVE)
        page.wait_for_function(LOADED, timeout=60_000)
        page.locator(".filter-button").click()
        page.get_by_label("Severity from").select_option("1")
        drawn(page)
        page.get_by_label("Severity from").select_option("0")
        whole = re.compile(r"^40,0(\d\d) of 40,0\1$")
        expect(page.locator(".found span")).to_have_text(whole)
        before = found_first(page)
        values = {"happened_at": today(), "place": [22.0, 11.0], "kind": "CFV-SAF", "source_kind": "NGO"}
        made = post(address, "report", "send", values)
        began = time.monotonic()
        expect(page.locator(".found span")).to_have_text(f"{before + 1:,} of {before + 1:,}")
        expect(page.locator(ROW).first).to_have_attribute("data-ref", made["ref"])
        assert time.monotonic() - began < 3
        # an amendment ends the version before it: the count stays, the kind changes
        post(address, "report", "amend", {"kind": "CFV-MOV"},
             ref=made["ref"], reason="r", saw=made["pos"])  # fmt: skip
        expect(page.locator(ROW).first).not_to_contain_text("Small-arms")
        assert found_first(page) == before + 1
        # and looking back, it was not known
        page.evaluate("at => { location.hash = `#/?at=${at}`; }", made["pos"] - 1)
        expect(page.locator(".found span")).to_have_text(f"{before:,} of {before:,}")


def found_first(page: Page) -> int:
    return int(re.sub(r"\D", "", page.locator(".found span").inner_text().split("of")[0]))


def test_the_operator_of_a_mission_that_is_no_demo_has_all_roles(browser: Browser, large: run.Server) -> None:
    with page_at(browser, f"http://127.0.0.1:{large.port}/#/new/report") as page:
        expect(page.locator("[data-testid=form-report] [data-testid=submit]")).to_be_visible()
        expect(page.locator("a.import-table")).to_be_visible()


def test_a_drawing_that_glided_is_drawn_anew_where_the_map_rests(browser: Browser, large: run.Server) -> None:
    with page_at(browser, f"http://127.0.0.1:{large.port}/") as page:
        page.wait_for_function(LOADED, timeout=30_000)
        page.wait_for_timeout(1000)
        moved = "() => [...document.querySelectorAll('.map canvas')].map(c => c.style.transform).join('')"
        page.evaluate("() => { window.greenline.map.panBy([30, 0], { duration: 0 }); }")
        page.wait_for_function(f"() => ({moved})().includes('translate')", timeout=10_000)
        page.wait_for_function(f"() => ({moved})() === ''", timeout=10_000)
