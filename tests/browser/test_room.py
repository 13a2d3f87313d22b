"""The operations room in a real browser, on a real demo: what a person sees, types and clicks.

Needs Debian's Chromium. Where there is none the tests skip, unless GREENLINE_BROWSER=required.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

pytestmark = pytest.mark.browser
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Software drawing, and nothing that looks for the outside world.
FLAGS = (
    "--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
)  # fmt: skip
ROW = "[data-testid=list-row]"
LIVE = "[data-testid=live]:not(.joining):not(.lost)"
CANARY = "Zibaldone"


@contextmanager
def demo(mission: str = "cyprus") -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A demo of a shipped mission on a free port: its address and its process, which is ended with the block."""
    command = [str(Path(sys.executable).with_name("greenline")), "demo", mission, "--port", "0", "--no-browser"]
    fresh = tempfile.mkdtemp()  # a demo that is killed cannot take its data folder with it
    environment = {**os.environ, "TMPDIR": fresh}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert process.stdout is not None
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found, "the demo did not start"
        address = found[0].rstrip("/")
        _answers(address)
        yield address, process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(15)
        if process.stdout is not None:
            process.stdout.close()
        shutil.rmtree(fresh, ignore_errors=True)


def _answers(address: str, within_s: float = 20) -> None:
    """Wait until a demo answers at the address it told."""
    last = time.monotonic() + within_s
    while True:
        try:
            urllib.request.urlopen(f"{address}/api/mission", timeout=5).close()
        except OSError:
            assert time.monotonic() < last, "the demo does not answer"
            time.sleep(0.05)
        else:
            return


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with demo() as (address, _):
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        words = "there is no Chromium here (apt-get install chromium)"
        if os.environ.get("GREENLINE_BROWSER") == "required":
            pytest.fail(words)
        pytest.skip(words)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS])
        yield browser
        browser.close()


Opener = Callable[..., Page]
# Drawing maps in software is slow; where a test does not look at the map, the page is one without WebGL.
NO_MAP = """() => { const own = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    return /webgl/.test(kind) ? null : own.call(this, kind, ...more); }; }"""


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Opener]:
    """Opens the room at a path, in a context of its own and of a size, and waits until the list is there."""
    contexts = []

    def at(path: str = "/", width: int = 1440, height: int = 900, drawn: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", locale="en-GB", timezone_id="UTC"
        )
        contexts.append(context)
        context.set_default_timeout(40_000)
        page = context.new_page()
        if not drawn:
            page.add_init_script(f"({NO_MAP})()")
        page.goto(address + path)
        page.wait_for_selector(ROW, state="attached")
        return page

    yield at
    for context in contexts:
        context.close()


def post(address: str, register: str, step: str, values: dict[str, Any], **more: Any) -> dict[str, Any]:
    """An act sent past the page."""
    body = json.dumps({"step": step, "key": str(uuid.uuid4()), "values": values, **more}).encode()
    request = urllib.request.Request(f"{address}/api/{register}", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read())


def happening(**more: Any) -> dict[str, Any]:
    """The values of an open incident of today."""
    place = {"lon": 33.4321, "lat": 35.1234, "prec": 1, "name": f"{CANARY} spot"}
    return {"happened_at": today(), "place": place, "kind": "CFV-SAF", "sensitivity": "0", **more}


def today() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d")


def found(page: Page) -> int:
    """How many records the list says it has."""
    text = page.locator(".found span").inner_text()
    return int(re.sub(r"\D", "", text))


def narrows(page: Page, act: Callable[[], Any]) -> int:
    """What an action leaves of the list, which must be less, and not nothing."""
    before = found(page)
    act()
    page.wait_for_function(
        "before => Number(document.querySelector('.found span').textContent.replace(/\\D/g, '')) < before", arg=before
    )
    left = found(page)
    assert 0 < left < before
    return left


def chip(page: Page, name: str) -> Any:
    return page.locator(".register-chips .chip", has_text=name)


def only_incidents(page: Page) -> None:
    for name in ("Reports", "Sites"):
        chip(page, name).click()
        expect(chip(page, name)).to_have_attribute("aria-pressed", "false")


# --- reading


def test_the_page_loads_without_an_error_and_asks_nobody_else(browser: Browser, address: str) -> None:
    said: list[str] = []
    asked: list[str] = []
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.add_init_script(
            "addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective))"
        )
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
        page.on("response", lambda answer: said.append(answer.url) if answer.status >= 400 else None)
        page.goto(address)
        page.wait_for_selector(ROW, state="attached")
        page.wait_for_function("() => window.greenline?.map?.loaded?.() ?? false", timeout=30_000)
        page.locator(ROW).first.click()
        page.wait_for_selector("[data-testid=history]")
        drivers = ("GPU stall", "WebGL", "swiftshader")  # what the software drawing of this machine says of itself
        assert [words for words in said if not any(d.lower() in words.lower() for d in drivers)] == []
        assert len(asked) > 5
        assert [url for url in asked if not url.startswith((address + "/", "data:", f"blob:{address}/"))] == []
    finally:
        context.close()


def test_the_list_shows_all_incidents(opened: Opener, address: str) -> None:
    with urllib.request.urlopen(f"{address}/api/incident/count", timeout=10) as answer:
        there = json.loads(answer.read())["count"]
    page = opened()
    only_incidents(page)
    assert found(page) == there
    assert there >= 53
    expect(page.locator(ROW).first).to_have_attribute("aria-setsize", str(there))
    with urllib.request.urlopen(f"{address}/api/incident?limit=500&until=2025-12-31", timeout=10) as answer:
        came_with_it = len(json.loads(answer.read())["records"])
    assert came_with_it == 53


def open_record(page: Page) -> None:
    """Select the newest of the mission's own incidents."""
    page.locator(".rows").focus()
    page.locator(ROW).first.click()
    page.wait_for_selector("[data-testid=history] li")


def test_a_record_is_shown_with_its_history_and_its_proof_holds(opened: Opener) -> None:
    page = opened()
    open_record(page)
    assert page.locator("[data-testid=record] h2").inner_text()
    assert page.locator("[data-testid=record] dl.values dt").count() > 3
    assert page.locator("[data-testid=history] li").count() >= 1
    expect(page.locator(f"{ROW}[aria-selected=true]")).to_have_count(1)
    page.locator("[data-testid=history] .proof button").first.click()
    expect(page.locator("[data-testid=history] .proof .good").first).to_have_text("✓")
    expect(page.locator("[data-testid=history] .proof .bad")).to_have_count(0)


def _value(proof: dict[str, Any]) -> None:
    leaf = next(leaf for leaf in proof["entry"]["leaves"] if isinstance(leaf, list) and leaf[0] == "@by")
    leaf[2] = "SOMEBODY-ELSE"


def _dropped(proof: dict[str, Any]) -> None:
    proof["entry"]["leaves"].pop()


def _entry(proof: dict[str, Any]) -> None:
    proof["entry"]["prev"] = "00" * 32


def _head(proof: dict[str, Any]) -> None:
    proof["head"]["root"] = "ab" * 32


def _place(proof: dict[str, Any]) -> None:
    proof["path"] = proof["path"][:-1]


def test_a_proof_that_was_tampered_with_is_told(opened: Opener) -> None:
    asked = iter((_value, _dropped, _entry, _head, _place))

    def tampered(route: Route) -> None:
        answer = route.fetch()
        proof = answer.json()
        next(asked)(proof)
        route.fulfill(response=answer, json=proof)

    page = opened()
    page.route("**/api/entry/*/proof*", tampered)
    open_record(page)
    told = page.locator("[data-testid=history] .proof").first
    sentences = set()
    for _ in range(5):
        with page.expect_response("**/api/entry/*/proof*"):
            told.locator("button").click()
        expect(told.locator("button")).to_be_enabled()
        expect(told.locator(".bad")).to_have_text("✗")
        expect(told.locator(".good")).to_have_count(0)
        sentences.add(told.inner_text())
    assert len(sentences) == 3, "it is told what does not fit: the values, the entry, the tree"


def test_filters_narrow_the_list(opened: Opener) -> None:
    page = opened()
    whole = found(page)
    narrows(page, lambda: chip(page, "Reports").click())
    page.locator(".filter-button").click()
    one_class = page.locator(".filter-choices fieldset .chip").first
    narrows(page, one_class.click)
    one_class.click()
    narrows(page, lambda: page.get_by_label("State").select_option(index=1))
    page.get_by_label("State").select_option(index=0)
    narrows(page, lambda: page.get_by_label("Severity from").select_option("3"))
    page.get_by_label("Severity from").select_option("0")
    narrows(page, lambda: page.get_by_label("Party").select_option(index=1))
    page.get_by_label("Party").select_option(index=0)
    narrows(page, lambda: page.locator("#search").fill("pyla"))
    page.locator(".found .link").click()
    chip(page, "Reports").click()
    expect(page.locator(".found span")).to_have_text(re.compile(rf"\b{whole}\b"))


def test_words_that_are_nowhere_find_nothing(opened: Opener) -> None:
    page = opened()
    page.locator("#search").fill("qqqxyzzy")
    expect(page.locator(ROW)).to_have_count(0)
    expect(page.locator(".rows-none")).to_be_visible()


def test_the_time_slider_narrows_by_keyboard_and_by_mouse(opened: Opener) -> None:
    page = opened()
    whole = found(page)
    grip = page.locator("[data-testid=slider] .grip").first
    grip.focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    after = narrows(page, lambda: [page.keyboard.press("PageUp") for _ in range(8)])
    assert after < whole
    page.locator("[data-testid=slider] .known button").click()
    expect(page.locator(".found span")).to_have_text(re.compile(rf"\b{whole}\b"))
    box = page.locator("[data-testid=slider] .track").bounding_box()
    assert box is not None

    def drag() -> None:
        y = box["y"] + box["height"] / 2
        page.mouse.move(box["x"] + box["width"] * 0.05, y)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.3, y, steps=5)
        page.mouse.move(box["x"] + box["width"] * 0.6, y, steps=5)
        page.mouse.up()

    narrows(page, drag)


# --- writing


def choose(page: Page, path: str, code: str) -> None:
    """Answer a question about a code with the keyboard: in a searched list or in a plain one."""
    answer = page.locator(f"#box-{path} [name='{path}']")
    if answer.evaluate("e => e.tagName") == "SELECT":
        answer.select_option(code)
        return
    answer.focus()
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    expect(answer).to_have_value(re.compile(re.escape(f"({code})")))


def test_a_report_from_the_form_is_on_another_page_within_a_second(opened: Opener) -> None:
    words = f"Burst by the old mill {uuid.uuid4().hex[:8]}"
    other, page = opened(), opened(drawn=True)
    other.wait_for_selector(LIVE)
    other.evaluate(
        """words => { window.seenAt = null; const look = () => {
             for (const row of document.querySelectorAll('[data-testid=list-row]'))
               if (row.textContent.includes(words)) window.seenAt ??= Date.now();
             if (!window.seenAt) setTimeout(look, 5); }; look(); }""",
        words,
    )
    page.evaluate(
        """() => { const ask = window.fetch; window.fetch = async (...a) => { const told = await ask(...a);
             if (a[1]?.method === 'POST') window.answered = { at: Date.now(), status: told.status };
             return told; }; }"""
    )
    page.locator("a.new-report").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-testid=form-report]")
    page.locator("#box-place .pick").click()
    box = page.locator("[data-testid=map] canvas").first.bounding_box()
    assert box is not None
    page.wait_for_function("() => window.greenline?.map?.loaded?.() ?? false", timeout=30_000)
    page.mouse.click(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.4)
    expect(page.locator("[name='place.lat']")).not_to_have_value("")
    page.locator("[name='happened_at.start']").fill(today())
    choose(page, "kind", "CFV-SAF")
    choose(page, "source_kind", "own_observation")
    page.locator("details.more > summary").click()
    page.locator("[name=account]").fill(words)
    page.locator("[data-testid=submit]").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("[data-testid=record]")
    other.wait_for_function("() => window.seenAt", timeout=10_000)
    answered = page.evaluate("() => window.answered")
    assert answered["status"] == 201
    assert other.evaluate("() => window.seenAt") - answered["at"] < 1000
    expect(page.locator("[data-testid=record]")).to_contain_text(words)


def test_everything_wrong_is_told_at_its_field(opened: Opener) -> None:
    page = opened("/#/new/report")
    page.wait_for_selector("[data-testid=form-report]")
    page.locator("[name='place.lat']").fill("91")
    page.locator("[name='place.lon']").fill("33.4")
    page.locator("details.more > summary").click()
    page.locator("#box-deaths [name='deaths.low']").fill("5")
    page.locator("#box-deaths [name='deaths.best']").fill("2")
    page.locator("[data-testid=submit]").click()
    for path in ("happened_at", "source_kind", "place"):
        expect(page.locator(f"#box-{path} > .issue")).not_to_be_empty()
    expect(page.locator("#box-deaths .issue").first).to_contain_text("5")
    expect(page.locator(".summary li")).to_have_count(4)
    # a link of the summary leads to its field
    page.locator(".summary a").first.click()
    assert page.evaluate("() => document.activeElement.closest('.field') !== null")
    # and what was typed is still there
    expect(page.locator("[name='place.lat']")).to_have_value("91")


def test_the_second_of_two_who_amend_sees_both_versions(opened: Opener, address: str) -> None:
    ref = post(address, "incident", "open", happening(title="As it was"))["ref"]
    first, second = opened(f"/#/incident/{ref}/amend"), opened(f"/#/incident/{ref}/amend")
    for page, words in ((first, "The first was here"), (second, "The second was here")):
        page.wait_for_selector("[data-testid=form-incident]")
        page.locator("details.more").evaluate_all("all => all.forEach(each => { each.open = true; })")
        page.locator("[name=title]").fill(words)
        page.locator("[name=reason]").fill("Asked by radio")
    first.locator("[data-testid=submit]").click()
    expect(first.locator("[data-testid=record] h2")).to_have_text("The first was here")
    second.locator("[data-testid=submit]").click()
    conflict = second.locator("[data-testid=conflict]")
    expect(conflict).to_contain_text("As it was")
    expect(conflict).to_contain_text("The first was here")
    expect(second.locator("[data-testid=submit]")).to_be_disabled()
    with urllib.request.urlopen(f"{address}/api/incident/{ref}", timeout=10) as answer:
        assert json.loads(answer.read())["values"]["title"] == "The first was here"


# --- who sees what


def test_the_public_sees_no_words_no_spot_and_no_observer(opened: Opener, address: str) -> None:
    incident = happening(title=f"{CANARY} title", account=f"{CANARY} account")
    inc = post(address, "incident", "open", incident)["ref"]
    told = {"observer": f"{CANARY}-7", "observer_place": {"lon": 33.4111, "lat": 35.1456, "prec": 1}}
    rep = post(address, "report", "send", {**happening(source_kind="own_observation"), **told})["ref"]
    page = opened()
    answers: list[str] = []
    page.on("response", lambda a: answers.append(a.text()) if "/api/" in a.url and "stream" not in a.url else None)
    page.locator("select[name=audience]").select_option("public")
    page.wait_for_function("() => !document.querySelector('a.new-report')")
    for register, ref in (("incident", inc), ("report", rep)):
        page.evaluate("to => { location.hash = to; }", f"#/{register}/{ref}")
        expect(page.locator("[data-testid=record] code").first).to_have_text(ref)
        page.wait_for_selector("[data-testid=history] li")
        expect(page.locator("body")).not_to_contain_text(CANARY)  # the list comes anew for its reader
        shown = page.locator("body").inner_text()
        for secret in (CANARY, "33.4321", "35.1234", "33.4111", "35.1456"):
            assert secret not in shown
        assert "cell of 10" in page.locator("[data-testid=record]").inner_text()
        expect(page.locator("[data-testid=history] .who")).to_have_count(0)
        expect(page.locator("[data-testid=history] .proof")).to_have_count(0)
        expect(page.locator("[data-testid=record] .steps")).to_have_count(0)
    page.locator("#search").fill(CANARY)
    expect(page.locator(ROW)).to_have_count(0)
    page.wait_for_timeout(400)  # the server is asked a moment after the last key
    assert len(answers) > 5
    assert not [words for words in answers if any(s in words for s in (CANARY, "33.4321", "35.1234", "35.1456"))]


# --- languages and sizes


@pytest.mark.parametrize("width", [360, 1440])
def test_right_to_left_fits_the_window(opened: Opener, width: int) -> None:
    page = opened("/?lang=ar", width=width, height=740, drawn=True)
    page.wait_for_function("() => document.documentElement.dir === 'rtl'")
    assert page.evaluate("() => document.documentElement.lang") == "ar"

    def fits(what: str) -> None:
        wide, there = page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
        assert wide <= there, f"{what} is {wide} wide in a window of {there}"

    fits("the map")
    if width < 760:
        page.locator(".tabs button").nth(1).click()
        fits("the list")
    page.locator(ROW).first.click()
    page.wait_for_selector("[data-testid=history] li")
    fits("a record")
    page.evaluate("() => { location.hash = '#/new/report'; }")
    page.wait_for_selector("[data-testid=form-report]")
    page.locator("details.more > summary").click()
    fits("the form")


# --- by keyboard alone


def test_the_room_is_used_by_keyboard_alone(opened: Opener) -> None:
    page = opened()
    page.locator("body").press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=list]")).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.locator("#search")).to_have_value("a/b")
    page.locator("#search").fill("")
    page.keyboard.press("Escape")
    expect(page.locator("#search")).not_to_be_focused()
    rows = page.locator("[data-testid=list]")
    rows.focus()
    expect(rows).to_have_attribute("aria-activedescendant", "row-0")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(rows).to_have_attribute("aria-activedescendant", "row-2")
    wanted = page.locator("#row-2").get_attribute("data-ref")
    page.keyboard.press("End")
    expect(page.locator(f"{ROW}.cursor")).to_be_visible()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[data-testid=record] code").first).to_have_text(wanted or "")
    page.keyboard.press("Escape")
    expect(page.locator("[data-testid=record]")).to_have_count(0)


# --- the map


def test_what_is_known_by_district_has_no_sharp_mark(opened: Opener, address: str) -> None:
    refs = {}
    for prec in range(1, 8):
        place = {"lon": 33.30 + prec / 100, "lat": 35.05, "prec": prec}
        refs[prec] = post(address, "incident", "open", happening(place=place))["ref"]
    page = opened(drawn=True)
    page.wait_for_function("() => window.greenline?.map?.loaded?.() ?? false", timeout=30_000)
    page.wait_for_function(
        """async ref => JSON.stringify(await window.greenline.map.getSource('marks').getData()).includes(ref)""",
        arg=refs[1],
    )
    drawn = page.evaluate(
        """async () => { const told = {}; for (const name of ['marks', 'soft', 'areas', 'holdings', 'stacks']) {
             const data = await window.greenline.map.getSource(name).getData();
             told[name] = data.features.flatMap(f => (f.properties.refs ?? '').split(' ')); } return told; }"""
    )
    for prec, ref in refs.items():
        sharp = ref in drawn["marks"] or ref in drawn["stacks"] or ref in drawn["holdings"]
        around = ref in drawn["soft"] or ref in drawn["areas"]
        assert sharp == (prec <= 2), f"precision {prec}"
        assert around == (2 <= prec <= 5), f"precision {prec}"
    shown = page.evaluate(
        """() => window.greenline.map.queryRenderedFeatures({ layers: ['marks', 'marks-fanned', 'area-soft'] })
             .map(f => [f.layer.id, f.properties.refs])"""
    )
    marks = {ref for layer, told in shown if layer.startswith("marks") for ref in told.split(" ")}
    soft = {ref for layer, told in shown if layer == "area-soft" for ref in told.split(" ")}
    assert refs[4] in soft
    assert marks.isdisjoint({refs[prec] for prec in range(3, 8)})


# --- the link


def test_a_lost_link_is_told(browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        with demo() as (address, process):
            page = context.new_page()
            page.goto(address)
            page.wait_for_selector(LIVE)
            page.wait_for_selector(ROW, state="attached")
            before = found(page)
            process.kill()
            process.wait(10)
            expect(page.locator(".live.lost")).to_be_visible(timeout=10_000)
            expect(page.locator("p.lost[role=alert]")).to_contain_text("Link lost")
            assert found(page) == before  # what was there can still be read
    finally:
        context.close()
