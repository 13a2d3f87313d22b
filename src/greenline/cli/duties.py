"""The agreement as duties: `comply`."""

from __future__ import annotations

import json
import time
from collections import Counter
from typing import Annotated

import typer

from .common import DataOption, JsonOption, MissionArgument, app, open_desk, out, plain, progress


@app.command()
def comply(
    mission: MissionArgument,
    answer: Annotated[str | None, typer.Option(help="Only these: met, breached, unknown.")] = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Hold the agreement's clauses against what is recorded, and print the findings: proposals, which people judge.

    With --json a list of findings: provision, party, incident or window, answer, reasons, entries, text version.

    Example: `greenline comply cyprus --json`
    """
    from ..desk.complying import check_all
    from ..desk.findings import listing

    if answer not in (None, "met", "breached", "unknown"):
        raise typer.BadParameter("An answer is met, breached or unknown.", param_hint="--answer")
    with open_desk(mission, data) as desk, progress("incidents", quiet=json_) as bar:
        checked = check_all(desk, int(time.time()), lambda done, _: bar(done))
        found = [one for one in listing(desk, desk.audience("mission")) if answer in (None, one["answer"])]
    if json_:
        print(json.dumps(found, ensure_ascii=False))
        return
    for one in found:
        when = (one["happened_at"] or one["window"] or {}).get("start", "")[:10]
        colour = {"breached": "red", "met": "green"}.get(str(one["answer"]), "yellow")
        what = ", ".join(one["source_ids"]) or one["incident"] or one["position"] or one["notification"] or "window"
        head = f"[{colour}]{one['answer']:<8}[/{colour}] {plain(one['provision'])}  {plain(one['party'] or 'nobody named')}"
        out.print(f"{head}  {when}  {plain(str(what))}  {plain(one['title'] or '')}")
        out.print(f"         {plain('; '.join(one['words']))}")
    counts = Counter(one["answer"] for one in found)
    told = ", ".join(f"{counts[name]} {name}" for name in ("breached", "unknown", "met"))
    out.print(f"{len(found)} findings over {checked.incidents:,} incidents: {told}. They are proposals.")
