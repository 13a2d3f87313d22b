"""Builds the page into the package while the wheel is made, with the Node that a wheel brings: nobody needs Node."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PageHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs `npm ci` and the page's build unless `GREENLINE_SKIP_PAGE` is set and a built page is there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        page = Path(self.root) / "src" / "greenline" / "page" / "index.html"
        if version == "editable" or (os.environ.get("GREENLINE_SKIP_PAGE") and page.exists()):
            return
        build_page(Path(self.root) / "room")


def build_page(room: Path) -> None:
    """Install the page's locked packages and build it to `src/greenline/page`."""
    for arguments in (["ci"], ["run", "build"]):
        subprocess.run([sys.executable, str(room / "npm.py"), *arguments], check=True)
