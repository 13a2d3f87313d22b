"""The joint commission: `docket`, `minutes`."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Annotated

import typer

from .common import DataOption, JsonOption, MissionArgument, app, open_desk, out, plain, write_file


@app.command()
def docket(
    mission: MissionArgument,
    body: Annotated[str | None, typer.Option(help="Only for this joint body, by its code.")] = None,
    audience: Annotated[str, typer.Option(help="As this audience may know it, such as party:A.")] = "mission",
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """What waits for a joint body, the most pressing first, with how often it stood on agendas before.

    Example: `greenline docket cyprus --json`
    """
    from ..desk.docket import docket as waiting

    with open_desk(mission, data) as desk:
        told = waiting(desk, desk.audience(audience), int(time.time()), body)
    if json_:
        print(json.dumps(told, ensure_ascii=False))
        return
    for number, one in enumerate(told["items"], 1):
        mark = "[red]overdue[/red] " if one["overdue"] else ""
        since = f"since {one['since'][:10]}" if one["since"] else "since when is not known"
        holder = f", held by {plain(str(one['holder']))}" if one["holder"] else ""
        out.print(
            f"{number:>3} {mark}{plain(one['about'])}  {plain(one['title'] or '')}  {one['state']} {since}{holder}"
        )
        again = one["recurrence"]
        if again["times"]:
            last = again["last"] or "nothing said"
            out.print(f"      on {again['times']} agendas since {again['since'][:10]}; last: {last}")
        if not one["sides_know"]:
            out.print("      the sides are not told of it yet")
    counts = ", ".join(f"{count} {group}" for group, count in told["counts"].items() if count)
    out.print(f"{len(told['items'])} items: {counts or 'nothing waits'}.")


@app.command()
def minutes(
    mission: MissionArgument,
    meeting: Annotated[str, typer.Argument(help="The meeting's reference, such as MTG-7K2QXM4D.")],
    target: Annotated[Path, typer.Option("--out", help="Where the PDF goes.")],
    version: Annotated[int | None, typer.Option(min=1, help="An older version; without it the newest.")] = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Write issued minutes to a file, with the SHA-256 by which two copies are compared. Each such file is noted.

    Example: `greenline minutes cyprus MTG-7K2QXM4D --out minutes.pdf`
    """
    import hashlib

    from ..desk.handing import Handout, noted
    from ..desk.minutes.issuing import paper

    with open_desk(mission, data) as desk:
        reads = desk.audience("mission")
        content, name = paper(desk, meeting, reads, version)
        write_file(
            target, noted(desk, Handout("OPERATOR"), "export", "meeting", reads, iter([content]), {"format": "pdf"})
        )
    told = {"meeting": meeting, "name": name, "file": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    if json_:
        print(json.dumps(told, ensure_ascii=False))
    else:
        out.print(f"{target}: {told['bytes']:,} bytes, SHA-256 {told['file']}")
