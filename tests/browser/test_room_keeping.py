"""What is kept, given out and forgotten, through the room: files, exports, erasure, logs, audiences."""

from __future__ import annotations

import csv
import io
import json
import urllib.request
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from test_room import Opener, browser, choose, demo, happening, opened, post

pytestmark = pytest.mark.browser
__all__ = ["browser", "opened"]  # the fixtures
SECRET = "Walnut orchard of the widow Eleni"
CAMERA = b"Canary Optics 7"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with demo() as (address, _):
        yield address


def picture(path: Path, size: tuple[int, int] = (640, 400)) -> Path:
    """A photograph that tells by which camera it was taken and where."""
    image = Image.new("RGB", size, (40, 120, 90))
    image.paste((220, 180, 60), (size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2))
    told = Image.Exif()
    told[0x010F] = CAMERA.decode()
    told.get_ifd(0x8825)[1] = "N"
    told.get_ifd(0x8825)[2] = (35.0, 10.0, 20.0)
    image.save(path, exif=told)
    return path


def get(address: str, path: str) -> bytes:
    with urllib.request.urlopen(f"{address}/api/{path}", timeout=20) as answer:
        body: bytes = answer.read()
        return body


def show(page: Page, register: str, ref: str) -> None:
    """Go to a record's page."""
    page.evaluate(f"location.hash = '#/{register}/{ref}'")
    page.wait_for_selector("[data-testid=history]")


def report(**more: Any) -> dict[str, Any]:
    return {**happening(), "account": "Two men near the fence", "source_kind": "own_observation", **more}


def attached(address: str, tmp_path: Path) -> tuple[str, str]:
    """A report with a picture: its ref and the file's digest."""
    shot = picture(tmp_path / "orchard.jpg")
    request = urllib.request.Request(
        f"{address}/api/attachment", shot.read_bytes(), {"Content-Type": "application/octet-stream"}
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        sent = json.loads(answer.read())
    part = {"file": sent["file"], "name": "orchard.jpg", "caption": "The fence"}
    return post(address, "report", "send", report(attachments=[part]))["ref"], sent["file"]


# --- files


def test_a_picture_is_sent_from_the_form_and_shown_without_what_it_hides(
    opened: Opener, address: str, tmp_path: Path
) -> None:
    page = opened("/#/new/report")
    form = page.locator("[data-testid=form-report]")
    form.locator("details.more > summary").click()
    shot = picture(tmp_path / "IMG_20260301_Eleni.jpg")
    paper = tmp_path / "note.txt"
    paper.write_text("seen at the gate")
    form.locator("[data-testid=files] input[multiple]").set_input_files([shot, paper])
    parts = form.locator("[data-testid=file-part]")
    expect(parts).to_have_count(2)
    expect(parts.nth(0).locator("img")).to_have_count(1)
    expect(parts.nth(0).locator("input").first).to_have_value("IMG_20260301_Eleni.jpg")
    parts.nth(0).locator("input").first.fill("fence.jpg")
    parts.nth(0).locator("input").nth(1).fill("The fence was cut")
    for name in ("media", "size", "shared"):
        expect(form.locator(f"[name$='.{name}']")).to_have_count(0)
    fill(page, form)
    page.locator("[data-testid=submit]").click()
    files = page.locator("[data-testid=record-files]")
    files.wait_for()
    expect(files.locator(".file-names li")).to_have_count(1)

    opener = files.locator("button.thumb")
    opener.click()
    viewer = page.locator("[data-testid=viewer]")
    shown = viewer.locator("img")
    expect(shown).to_have_attribute("alt", "The fence was cut")
    page.wait_for_function("() => document.querySelector('.viewer img').naturalWidth === 640")
    expect(viewer.locator("[data-testid=custody] li")).to_have_count(2)
    page.keyboard.press("+")
    page.keyboard.press("+")
    assert page.evaluate("document.querySelector('.viewer img').style.inlineSize") == "225%"
    page.keyboard.press("0")
    with page.expect_download() as taken:
        viewer.locator("[data-testid=original]").click()
    assert Path(taken.value.path()).read_bytes() == shot.read_bytes()
    expect(viewer.locator("[data-testid=custody] li")).to_have_count(3)
    page.keyboard.press("ArrowRight")
    expect(viewer.locator(".viewer-frame p")).to_contain_text("only the original is kept")
    for _ in range(12):  # the focus stays inside, or on the browser's own bars
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('.viewer') !== null"
        )
    page.keyboard.press("Escape")
    expect(viewer).to_have_count(0)
    expect(opener).to_be_focused()
    expect(page.locator("[data-testid=record]")).to_be_visible()  # Escape was for the viewer only

    source = opener.locator("img").get_attribute("src")
    assert source
    assert CAMERA in shot.read_bytes()
    assert CAMERA not in get(address, source.removeprefix("/api/"))


def fill(page: Page, form: Any) -> None:
    """What a report needs."""
    form.locator("[name='happened_at.start']").fill(date.today().isoformat())
    form.locator("[name='place.lat']").fill("35.1234")
    form.locator("[name='place.lon']").fill("33.4321")
    choose(page, "kind", "CFV-SAF")
    choose(page, "source_kind", "own_observation")
    form.locator("[name=account]").fill("Two men cut the fence")


def test_a_file_too_large_is_told_before_it_is_sent(opened: Opener, tmp_path: Path) -> None:
    page = opened("/#/new/report")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/api/attachment" in request.url else None)
    large = tmp_path / "film.mp4"
    with large.open("wb") as out:
        out.truncate(25_000_001)
    form = page.locator("[data-testid=form-report]")
    form.locator("details.more > summary").click()
    form.locator("[data-testid=files] input[multiple]").set_input_files(large)
    expect(form.locator("[data-testid=file-going] .issue")).to_contain_text("too large")
    assert asked == []
    expect(page.locator("[data-testid=submit]")).to_be_enabled()


# --- exports


def test_an_export_says_what_it_is_for_and_the_log_knows_it(opened: Opener, address: str) -> None:
    page = opened()
    page.locator("[data-testid=export-open]").click()
    sheet = page.locator("[data-testid=export]")
    sheet.locator("[data-testid=export-take]").click()
    expect(sheet.locator(".issue")).to_have_count(3)
    sheet.locator("[name=export-register]").select_option("incident")
    sheet.locator("[name=purpose]").fill("Weekly brief of the canary")
    sheet.locator("[name=recipient]").fill("Guarantors' desk")
    sheet.locator("[name=expires]").fill((date.today() + timedelta(days=30)).isoformat())
    counted = sheet.locator("[data-testid=export-count]")
    expect(counted).not_to_have_text("…")
    said = int("".join(c for c in counted.inner_text() if c.isdigit()))
    gone: list[str] = []
    page.on("request", lambda request: gone.append(request.url))
    with page.expect_download() as taken:
        sheet.locator("[data-testid=export-take]").click()
    text = Path(taken.value.path()).read_text("utf-8-sig")
    refs = [row for row in csv.reader(io.StringIO(text)) if row and row[0].startswith("INC-")]
    assert len(refs) == said > 0
    assert not [url for url in gone if "canary" in url]
    expect(sheet).to_have_count(0)

    page.goto(f"{address}/#/log/access")
    lines = page.locator("[data-testid=access]")
    expect(lines.filter(has_text="export begun").filter(has_text="Weekly brief of the canary")).to_have_count(1)


def test_the_public_audience_exports_what_is_open_without_a_word(opened: Opener) -> None:
    page = opened()
    page.locator("select[name=audience]").select_option("public")
    expect(page.locator("[data-testid=reading-as]")).to_contain_text("Open records only")
    page.locator("[data-testid=export-open]").click()
    with page.expect_download() as taken:
        page.locator("[data-testid=export-take]").click()
    assert Path(taken.value.path()).stat().st_size > 0


# --- erasure


def test_a_records_officer_erases_a_value_after_seeing_what_it_reaches(opened: Opener, address: str) -> None:
    ref = post(address, "incident", "open", happening(title=SECRET))["ref"]
    page = opened("/", height=1200)
    page.locator("select[name=role]").select_option("observer")
    show(page, "incident", ref)
    expect(page.locator("[data-testid=erase]")).to_have_count(0)

    page.locator("select[name=role]").select_option("records")
    page.locator("[data-testid=erase-open]").click()
    form = page.locator("[data-testid=erase] form")
    form.locator("input[value=title]").check()
    form.locator("[data-testid=erase-look]").click()
    preview = page.locator("[data-testid=erase-preview]")
    expect(preview).to_contain_text("title")
    expect(preview.locator(".bullets").first.locator("li")).not_to_have_count(0)
    act = form.locator("[data-testid=erase-do]")
    expect(act).to_be_disabled()
    form.locator("[name=erase-sure]").check()
    expect(act).to_be_disabled()  # a reason is still missing
    form.locator("[name=erase-reason]").fill("A private person was named")
    act.click()
    expect(page.locator(".erase-done")).to_be_visible()
    expect(page.locator("[data-testid=erased]")).to_contain_text("title")
    expect(page.locator("[data-testid=record]")).not_to_contain_text(SECRET)
    told = get(address, f"incident/{ref}/history") + get(address, f"changes?ref={ref}")
    assert SECRET.encode() not in told

    page.goto(f"{address}/#/log")
    changes = page.locator("[data-testid=change]").filter(has_text=ref)
    expect(changes.first).to_contain_text("A private person was named")


# --- logs


def test_the_logs_are_filtered_read_on_and_lead_to_records(opened: Opener, address: str) -> None:
    ref = post(address, "incident", "open", happening(title="Logged"))["ref"]
    page = opened("/#/log")
    lines = page.locator("[data-testid=change]")
    expect(lines).to_have_count(50)
    page.locator("[data-testid=log-older]").click()
    expect(lines).to_have_count(100)
    page.locator("[name=log-ref]").fill(ref.lower())
    page.keyboard.press("Enter")
    expect(lines).to_have_count(1)
    lines.locator("details summary").click()
    expect(lines.locator(".changes")).to_contain_text("Logged")
    lines.locator("a.ref").click()
    expect(page.locator("[data-testid=record]")).to_contain_text("Logged")
    page.locator("select[name=role]").select_option("observer")
    expect(page.locator("a[href='#/log']")).to_have_count(0)


# --- every size and direction


@pytest.mark.parametrize(("language", "theme"), [("en", "dark"), ("ar", "light")])
def test_nothing_sticks_out_at_390_pixels(
    opened: Opener, address: str, tmp_path: Path, language: str, theme: str
) -> None:
    ref, _ = attached(address, tmp_path)
    page = opened(f"/?lang={language}", width=390, height=844)
    page.evaluate(f"localStorage.setItem('greenline.theme', '{theme}')")
    page.reload()

    def fits(what: str) -> None:
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 390, what
        wide = page.evaluate(
            """() => [...document.querySelectorAll('dialog[open], .import-page, .detail-panel')]
            .filter(e => e.offsetParent !== null || e.open).filter(e => e.scrollWidth > e.clientWidth + 1)
            .map(e => e.className + ' ' + e.scrollWidth)"""
        )
        assert wide == [], what

    page.wait_for_selector(".tabs")
    for path in ("#/log", "#/log/access", "#/people", "#/new/report"):
        page.evaluate(f"location.hash = '{path}'")
        page.wait_for_timeout(300)
        fits(path)
    show(page, "report", ref)
    page.locator("[data-testid=erase-open]").click()
    fits("erase")
    page.locator("button.thumb").first.click()
    page.wait_for_function("() => document.querySelector('.viewer img')?.naturalWidth > 0")
    fits("viewer")
    page.keyboard.press("Escape")
    page.locator(".tabs button").nth(1).click()
    page.locator("[data-testid=export-open]").click()
    page.wait_for_selector("[data-testid=export]")
    fits("export")
