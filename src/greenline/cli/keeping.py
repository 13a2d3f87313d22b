"""Keeping a ledger: `verify`, `rebuild`, `move`, `backup`, `restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .common import (
    DataOption,
    JsonOption,
    MissionArgument,
    app,
    open_desk,
    plain,
    progress,
    say,
    stages,
)


@app.command()
def verify(
    folder: MissionArgument,
    data: DataOption = None,
    no_fold: Annotated[bool, typer.Option("--no-fold", help="Leaves and chain only, not the state tables.")] = False,
    json_: JsonOption = False,
) -> None:
    """Check a ledger from end to end: leaves, roots, chain, heads, and that state equals a fresh fold.

    Example: `greenline verify ./mission`
    """
    from ..desk.moving import is_backup
    from ..desk.verifying import verify as check_ledger

    place = place_of_ledger(folder, data)
    no_fold = no_fold or is_backup(Path(folder))  # a backup holds no state tables: restoring makes them
    with progress("entries", quiet=json_) as bar:
        verdict = check_ledger(place, not no_fold, bar)
    lines = [f"[red]{plain(p)}[/red]" for p in verdict.problems[:50]]
    lines.extend(f"Site {h['site']}: {h['size']:,} entries, head {h['root']}" for h in verdict.heads)
    if verdict.seals:
        lines.append(f"{len(verdict.seals):,} seals kept, the last of {verdict.seals[-1].seal.sealed_at}")
    count = len(verdict.problems)
    lines.append(
        "[green]The ledger is whole.[/green]" if not count else f"[red]{count} problem{'s' * (count != 1)}.[/red]"
    )
    say(verdict.plain(), json_, lines)
    raise typer.Exit(1 if verdict.problems else 0)


def place_of_ledger(folder: str, data: str | None) -> str:
    """Where the ledger of a mission is kept; `folder` may be a data folder itself. Raises NotFound."""
    from ..desk.desk import ledger_place
    from ..ledger.store import FILE
    from ..mission import find
    from ..mission import load as read

    if data is not None:
        return ledger_place(data)
    if (Path(folder) / FILE).is_file():
        return ledger_place(folder)
    mission = read(find(folder))
    return ledger_place(mission.settings.database or mission.data_folder())


@app.command()
def rebuild(mission: MissionArgument, data: DataOption = None, json_: JsonOption = False) -> None:
    """Make all state tables anew from the entries.

    Example: `greenline rebuild ./mission`
    """
    with open_desk(mission, data, load=False) as desk, progress("entries", quiet=json_) as bar:
        folded = desk.rebuild(progress=bar)
    say({"folded": folded}, json_, [f"Folded {folded:,} entries anew."])


@app.command()
def move(
    mission: MissionArgument,
    to: Annotated[str, typer.Option("--to", help="postgresql://user@host:5432/name, or a data folder for SQLite.")],
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Carry a mission's ledger to another database and verify it there; the old place keeps a copy that nobody can add
    to. Stop the servers first: while it moves, nothing can be written.

    Example: `greenline move ./mission --to postgresql://greenline@db.example.org/mission`
    """
    from ..desk import moving
    from ..ledger.store import is_server, without_password
    from ..mission import find
    from ..mission import load as read

    with stages(json_) as told:
        carried = moving.move(read(find(mission)), data, to, told)
    line = (
        f'database = "{without_password(to)}"'
        if is_server(to)
        else f"no `database` line, and --data {to} unless that is its default"
    )
    words = [
        f"Moved {carried.entries:,} entries to {carried.plain()['place']}, verified.",
        f"Now mission.toml needs: {line}",
    ]
    say(carried.plain(), json_, [plain(word) for word in words])


@app.command()
def backup(
    mission: MissionArgument,
    out_: Annotated[Path, typer.Argument(metavar="OUT", help="A new folder for the backup.")],
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Write a verified copy of the ledger and the mission folder, while servers go on working.

    Example: `greenline backup ./mission /media/disk/mission-2026-11-22`
    """
    from ..desk import moving
    from ..desk.logbook import Line

    with open_desk(mission, data, load=False) as desk, stages(json_) as told:
        desk.logbook.note(Line("OPERATOR", "backup", "mission")).result()
        carried = moving.back_up(desk, out_, told)
    words = [f"Wrote {out_}: {carried.entries:,} entries, verified, and the mission folder."]
    words.append(f"Bring it back with: greenline restore {out_} NEW-FOLDER")
    say({**carried.plain(), "folder": str(out_)}, json_, [plain(word) for word in words])


@app.command()
def restore(
    backup_: Annotated[Path, typer.Argument(metavar="BACKUP", help="A folder that `backup` wrote.")],
    folder: Annotated[Path, typer.Argument(help="A new folder for the mission.")],
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Bring a backup back: the mission folder, and its ledger to where the folder or --data says; verified.

    Example: `greenline restore /media/disk/mission-2026-11-22 ./mission`
    """
    from ..desk import moving

    with stages(json_) as told:
        carried = moving.restore(backup_, folder, data, told)
    words = (
        f"Restored {carried.entries:,} entries to {carried.plain()['place']}, verified, and the mission to {folder}."
    )
    say({**carried.plain(), "folder": str(folder)}, json_, [plain(words)])
