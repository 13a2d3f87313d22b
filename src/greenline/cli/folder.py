"""Mission folders: `init` and `check`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .common import (
    JsonOption,
    MissionArgument,
    app,
    plain,
    say,
)


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="A folder to make.")], json_: JsonOption = False) -> None:
    """Make a new mission folder with every setting explained.

    Example: `greenline init ./mission`
    """
    from ..desk.beginning import begin

    files = begin(folder)
    say(
        {"folder": str(folder), "files": files},
        json_,
        [f"Made {folder} with {', '.join(files)}.", f"Next: greenline check {folder}"],
    )


@app.command()
def check(folder: MissionArgument, json_: JsonOption = False) -> None:
    """Tell every problem of a mission folder at once: file, line or key, and a sentence.

    Example: `greenline check ./mission`
    """
    from ..desk.beginning import check_folder
    from ..mission import find

    issues = check_folder(find(folder))
    body = {"folder": folder, "ok": not issues, "issues": [i.plain() for i in issues]}
    lines = [f"[bold]{plain(i.field)}[/bold]  {plain(i.sentence)}" for i in issues]
    count = len(issues)
    lines.append(f"{count} problem{'s' * (count != 1)}." if issues else "This mission folder is in order.")
    say(body, json_, lines)
    raise typer.Exit(1 if issues else 0)
