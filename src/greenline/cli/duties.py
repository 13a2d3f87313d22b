"""The agreement as duties: `comply`."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from ..core.errors import NotFound
from .common import DataOption, JsonOption, MissionArgument, app, open_desk, out, plain, progress, write_file


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
    from ..desk.clauses import read_text
    from ..desk.complying import check_all
    from ..desk.findings import listing
    from ..desk.watched import Keeper

    if answer not in (None, "met", "breached", "unknown"):
        raise typer.BadParameter("An answer is met, breached or unknown.", param_hint="--answer")
    with open_desk(mission, data) as desk, progress("incidents", quiet=json_) as bar:
        now_s, text = int(time.time()), read_text(desk)
        checked = check_all(desk, now_s, lambda done, _: bar(done), text)
        Keeper(desk).catch_up(now_s, text)
        found = [one for one in listing(desk, desk.audience("mission")) if answer in (None, one["answer"])]
    if json_:
        print(json.dumps(found, ensure_ascii=False))
        return
    for one in found:
        when = (one["happened_at"] or one["window"] or {}).get("start", "")[:10]
        colour = {"breached": "red", "met": "green"}.get(str(one["answer"]), "yellow")
        what = ", ".join(one["source_ids"]) or one["incident"] or one["position"] or one["notification"] or "window"
        who = plain(one["party"] or "nobody named")
        head = f"[{colour}]{one['answer']:<8}[/{colour}] {plain(one['provision'])}"
        out.print(f"{head}  {who}  {when}  {plain(str(what))}  {plain(one['title'] or '')}")
        out.print(f"         {plain('; '.join(one['words']))}")
    counts = Counter(one["answer"] for one in found)
    told = ", ".join(f"{counts[name]} {name}" for name in ("breached", "unknown", "met"))
    out.print(f"{len(found)} findings over {checked.incidents:,} incidents: {told}. They are proposals.")


@app.command()
def story(
    files: Annotated[list[Path], typer.Argument(help="Stories: plain text, see docs/how-to/story.md.")],
    keep_findings: Annotated[
        Path | None, typer.Option("--findings", help="Write the findings of each story here, as JSON.")
    ] = None,
    json_: JsonOption = False,
) -> None:
    """Tell stories, each to a mission of its own on a fresh ledger, and say which came true. Exit 1 when one did not.

    Example: `greenline story tests/stories/*`
    """
    import shutil
    import tempfile

    from ..desk.desk import Desk
    from ..desk.story.setting import own_mission
    from ..desk.story.whole import tell
    from ..mission import load, of_stories

    wanted = [file for file in files if file.is_file() and file.suffix == ".story"] or [f for f in files if f.is_file()]
    if not wanted:
        raise NotFound(f"There is no story among {', '.join(map(str, files[:5]))}.")
    failed, told, body = 0, {}, []
    with (
        tempfile.TemporaryDirectory(prefix="greenline-story-") as folder,
        progress("stories", len(wanted), quiet=json_) as bar,
    ):
        fresh = Path(folder) / "fresh"
        Desk(load(of_stories()), fresh).close()
        for number, file in enumerate(wanted):
            place = Path(folder) / str(number)
            if own_mission(file):
                shutil.copytree(fresh, place)
            outcome = tell(file, lambda place=place: place)  # type: ignore[misc]
            failed += outcome.failed is not None
            told[outcome.file] = list(outcome.findings)
            body.append({"story": outcome.file, "failed": outcome.failed})
            if outcome.failed and not json_:
                out.print(f"[red]FAILED[/red]  {plain(str(file))}\n    {plain(outcome.failed)}")
            bar(number + 1)
    if keep_findings is not None:
        write_file(keep_findings, iter([json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True)]))
    if json_:
        print(json.dumps(body, ensure_ascii=False))
    else:
        out.print(f"{len(wanted) - failed} of {len(wanted)} stories came true.")
    raise typer.Exit(1 if failed else 0)
