"""Live positions in the room: a simulated TAK sender and a drone, seen on the map and in the list."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from live import served
from playwright.sync_api import Page, expect
from test_room import Opener, browser, opened
from tracked import position, tracking

from greenline.desk.desk import Desk
from greenline.desk.loading import load_folder
from greenline.desk.story.flight import flight
from greenline.exchange.cot.event import write
from greenline.exchange.klv import encode
from greenline.exchange.mpegts import mux
from greenline.mission import load, shipped
from greenline.web.app import create_app
from greenline.web.feeds.address import asked
from greenline.web.feeds.feeding import Feeding

pytestmark = pytest.mark.browser
__all__ = ["browser", "opened"]  # the fixtures
PLACE = (33.55, 35.08)


@pytest.fixture(scope="module")
def feeding(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Feeding]:
    mission = tracking(load(shipped()["cyprus"]), tak="127.0.0.1:0", drone=("udp://127.0.0.1:0",))
    desk = Desk(mission, tmp_path_factory.mktemp("live") / "data")
    load_folder(desk)
    feeding = Feeding(desk, asked(mission, mission.settings.tracking))
    feeding.start()
    yield feeding
    feeding.close()
    desk.close()


@pytest.fixture(scope="module")
def address(feeding: Feeding) -> Iterator[str]:
    with served(create_app(feeding.live.desk, demo=True, feeding=feeding)) as address:
        yield address


def until(page: Page, expression: str) -> None:
    """Wait for something in the page to be true; the page's policy lets nothing be made from strings there."""
    ends = time.monotonic() + 40
    while not page.evaluate(expression):
        assert time.monotonic() < ends, expression
        page.wait_for_timeout(100)


def fly(feeding: Feeding) -> None:
    sets = [encode(packet) for packet in flight(7, PLACE, int(time.time()), 1.0)]
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sender.sendto(b"".join(list(mux(sets))[:300]), ("127.0.0.1", feeding.addresses[1].port))


def test_who_is_out_is_on_the_map_and_in_the_list(opened: Opener, feeding: Feeding, tmp_path: Path) -> None:
    page = opened(drawn=True)
    until(page, "window.greenline?.map.loaded()")
    with socket.create_connection(("127.0.0.1", feeding.addresses[0].port)) as sender:
        for number in range(5):
            at_s = time.time() - 120 + number * 30
            sender.sendall(write(position("PHONE-1", at_s, 33.5 + number * 0.01, 35.1, course_deg=80.0, speed_ms=9.0)))
        sender.sendall(write(position("STRANGER", time.time(), 33.62, 35.13, type="a-h-G")))
        fly(feeding)
        listed = page.get_by_test_id("live-list")
        expect(listed.locator("summary")).to_contain_text("3")
        listed.locator("summary").press("Enter")
        expect(listed).to_contain_text("PATROL-1")
        expect(listed).to_contain_text("GL-01")
        expect(listed).to_contain_text("Not our own")
        listed.get_by_role("button", name="PATROL-1").press("Enter")
        until(page, "window.greenline.map.getZoom() > 11 && !window.greenline.map.isMoving()")
        page.evaluate("window.greenline.map.jumpTo({center: [33.56, 35.095], zoom: 11.3})")
        drawn = "window.greenline.map.queryRenderedFeatures({layers: ['live-units', 'live-seen']}).length"
        until(page, f"{drawn} >= 4")
        page.screenshot(path=str(tmp_path / "live.png"))
        listed.get_by_label("Live positions").uncheck()
        until(page, f"{drawn} === 0")


def test_the_way_of_a_window_is_drawn(opened: Opener, feeding: Feeding) -> None:
    feeding.live.end()
    feeding.drones[0].end()
    feeding.live.tick(time.time())
    page = opened(drawn=True)
    until(page, "window.greenline?.map.loaded()")
    refs = page.evaluate("fetch('/api/window').then(r => r.json()).then(b => b.records.map(r => r.ref))")
    assert len(refs) >= 2
    page.evaluate("window.greenline.map.jumpTo({center: [33.56, 35.095], zoom: 11})")
    for ref in refs:
        page.evaluate(f"location.hash = '#/window/{ref}'")
        until(page, "window.greenline.map.queryRenderedFeatures({layers: ['replay-way']}).length > 0")


def test_others_are_told_nothing(opened: Opener, feeding: Feeding) -> None:
    page = opened()
    expect(page.get_by_test_id("live-list")).to_be_visible()
    told = page.evaluate("fetch('/api/live?audience=public').then(r => r.status)")
    assert told == 403
