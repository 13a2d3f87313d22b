"""A busy machine draws slowly: what is expected of a page may take its time."""

from __future__ import annotations

from playwright.sync_api import expect

expect.set_options(timeout=20_000)
