"""Takes the pictures of the README and the docs from a running demo, in a real browser (`make pictures`)."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs" / "pictures"
# Software drawing, and nothing that looks for the outside world.
FLAGS = (
    "--no-sandbox --disable-quic --disable-background-networking --disable-component-update --disable-sync "
    "--no-first-run --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader"
).split()


def demo() -> tuple[subprocess.Popen[str], str]:
    """A demo on a free port, and its address."""
    command = [str(Path(sys.executable).with_name("greenline")), "demo", "cyprus", "--port", "0", "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    found = re.search(r"http://\S+", process.stdout.readline())
    assert found, "the demo did not start"
    return process, found[0].rstrip("/")


def page(browser: Browser, width: int, height: int, dark: bool = False) -> Page:
    """A fresh page of a size."""
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", reduced_motion="reduce"
    )
    return context.new_page()


def settle(view: Page) -> None:
    """Wait until the map has drawn and nothing moves any more."""
    view.wait_for_selector("[data-testid=list-row]", state="attached")
    view.wait_for_function("() => window.greenline?.map?.loaded?.() ?? false", timeout=30_000)
    view.wait_for_timeout(1500)


def main() -> None:
    """Take every picture."""
    OUT.mkdir(parents=True, exist_ok=True)
    process, address = demo()
    try:
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
            for name, width, height, dark, path in SHOTS:
                view = page(browser, width, height, dark)
                view.goto(address + path)
                settle(view)
                if name == "public":
                    view.select_option("select[name=audience]", "public")
                    view.wait_for_timeout(2500)
                if name.startswith("record"):
                    view.locator("[data-testid=list-row]", has_text="Assault on peacekeepers").first.click()
                    view.wait_for_selector("[data-testid=record]")
                    view.wait_for_timeout(1500)
                view.screenshot(path=OUT / f"{name}.png")
                view.context.close()
            browser.close()
    finally:
        process.terminate()
        process.wait(20)


SHOTS = (
    ("room", 1440, 900, False, "/"),
    ("room-dark", 1440, 900, True, "/"),
    ("record", 1440, 900, False, "/"),
    ("report-form", 1440, 900, False, "/#/new/report"),
    ("phone", 390, 844, False, "/"),
    ("public", 1440, 900, False, "/"),
    ("right-to-left", 1440, 900, False, "/?lang=ar"),
)

if __name__ == "__main__":
    main()
