"""What a changed term changes: the findings of all stories and shipped missions, by the code of another revision and by
the code as it is now, and which of them appear, vanish or change.

`python tools/effect.py [BASE]` (the last commit when none is named); run it by `make effect`. Exit 0 whatever it finds:
whether a change is right is for people.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
Said = dict[tuple[str, ...], str]  # what a finding is about -> what it says


def main() -> int:
    """Print the difference."""
    base = sys.argv[1] if len(sys.argv) > 1 else "HEAD"
    with tempfile.TemporaryDirectory(prefix="greenline-effect-") as folder:
        old = Path(folder) / "old"
        done = subprocess.run(
            ["git", "worktree", "add", "--quiet", "--detach", str(old), base],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            print(f"There is no revision {base}: {done.stderr.strip()}", file=sys.stderr)
            return 2
        try:
            before, after = (said(source, Path(folder) / name) for name, source in (("a", old), ("b", ROOT)))
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(old)], cwd=ROOT, check=False)
    lines = list(told(before, after))
    print("\n".join(lines) or "No finding appears, vanishes or changes.")
    print(f"{len(before)} findings by {base}, {len(after)} now; {len(lines)} differ.")
    return 0


def said(source: Path, work: Path) -> Said:
    """All findings by the code below `source`, of today's stories and that code's missions."""
    work.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(source / "src"), "GREENLINE_DATA": str(work / "data")}
    greenline = [sys.executable, "-m", "greenline.cli"]
    stories = [str(file) for file in sorted((ROOT / "tests" / "stories").glob("*.story"))]
    kept = work / "findings.json"
    subprocess.run(
        [*greenline, "story", *stories, "--findings", str(kept)],
        env=environment,
        stdout=subprocess.DEVNULL,
        check=False,
    )
    found: Said = {}
    if kept.is_file():
        for story, findings in json.loads(kept.read_text(encoding="utf-8")).items():
            for one in findings:
                found[story, one["provision"], one["party"] or "nobody", one["about"]] = _words(one)
    for mission in sorted(
        p.name for p in (source / "src/greenline/missions").iterdir() if (p / "mission.toml").exists()
    ):
        ran = subprocess.run(
            [*greenline, "comply", mission, "--json"], env=environment, capture_output=True, text=True, check=False
        )
        for one in json.loads(ran.stdout) if ran.returncode == 0 else ():
            about = ",".join(one["source_ids"]) or one["title"] or "window"
            found[mission, one["provision"], one["party"] or "nobody", about] = _words(one)
    return found


def _words(one: dict[str, Any]) -> str:
    return f"{one['answer']} ({', '.join(one['reasons'])})"


def told(before: Said, after: Said) -> Iterator[str]:
    """The differences, a line each."""
    for key in sorted({*before, *after}):
        old, new = before.get(key), after.get(key)
        where = "  ".join(key)
        if old == new:
            continue
        if old is None:
            yield f"+ {where}  {new}"
        elif new is None:
            yield f"- {where}  {old}"
        else:
            yield f"~ {where}  {old}  ->  {new}"


if __name__ == "__main__":
    sys.exit(main())
