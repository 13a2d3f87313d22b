"""Who read or took out what: `access`."""

from __future__ import annotations

from typing import Annotated

import typer

from .common import DataOption, JsonOption, MissionArgument, app, open_desk, plain, say


@app.command()
def access(
    mission: MissionArgument,
    by: Annotated[str, typer.Option(help="Only what this call sign did.")] = "",
    ref: Annotated[str, typer.Option(help="Only what touched this record.")] = "",
    did: Annotated[str, typer.Option(help="Only this: read, export, exported, release, …")] = "",
    most: Annotated[int, typer.Option(help="How many lines.", min=1, max=1000)] = 100,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """The access log, newest first: who read or exported restricted records, for what, for whom and until when.

    Example: `greenline access ./mission --ref REP-7K2QXM4D`
    """
    with open_desk(mission, data, load=False) as desk:
        told = desk.logbook.page(most=most, by=by, ref=ref, did=did)
        problems = desk.logbook.check()
    lines = [
        f"[bold]{one['at']}[/bold]  {plain(one['by'])} {one['did']} {one.get('register', '')} as {one['audience']}"
        f"  {plain(' '.join(one.get('refs', ())))}"
        + "".join(f"  {name}: {plain(one[name])}" for name in ("purpose", "recipient", "expires") if name in one)
        for one in told
    ]
    lines.extend(f"[red]{plain(problem)}[/red]" for problem in problems)
    say({"lines": told, "problems": problems}, json_, lines or ["Nothing was noted yet."])
    raise typer.Exit(1 if problems else 0)
