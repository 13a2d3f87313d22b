"""Alerts at the command line: `recipients` (who is told) and `cap` (an alert as a CAP 1.2 message)."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from ..core.errors import BadRequest, Refusal
from .common import DataOption, JsonOption, MissionArgument, MissionOption, app, open_desk, plain, say, write_file

group = typer.Typer(no_args_is_help=True, help="Who is told by alerts. Addresses are never shown again.")
app.add_typer(group, name="recipients")
MOST_TABLE = 20_000_000

NameArgument = Annotated[str, typer.Argument(metavar="ID", help="A call sign, or an id that says nothing of a person.")]


@group.command()
def add(
    name: NameArgument,
    mission: MissionOption,
    group_: Annotated[list[str] | None, typer.Option("--group", "-g", help="A group; may be given more often.")] = None,
    language: Annotated[str, typer.Option(help="A language code.")] = "en",
    audience: Annotated[str, typer.Option(help="As whom they may know.")] = "public",
    quiet: Annotated[str, typer.Option(help="Hours in which nothing but red comes, such as 22:00-06:00.")] = "",
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Add a recipient, or replace the one of that id. Addresses are read from standard input, `channel address` a line,
    so that they stand in no list of processes.

    Example: `printf 'email desk@example.org' | greenline recipients add DESK-1 -g watch --mission ./mission`
    """
    from ..desk.alerts import recipients

    given: dict[str, str] = {}
    for line in sys.stdin.read(20_000).splitlines():
        channel, _, address = line.strip().partition(" ")
        if channel:
            given[channel] = address.strip()
    with open_desk(mission, data, load=False) as desk:
        given = given or recipients.addresses_of(desk.alerts, name)  # none are named: those there are stay
        one = recipients.Recipient(name, language, tuple(group_ or ()), audience, quiet, given)
        recipients.put(desk.alerts, desk.mission, [one])
        silent = sorted(set(given) - set(desk.mission.settings.alerting.channels))
    told = f"{name} is told by {', '.join(sorted(given)) or 'nothing yet'}, in {', '.join(one.groups) or 'no group'}."
    lines = [plain(told)]
    if silent:
        lines.append(plain(f"No gateway for {', '.join(silent)} in mission.toml: nothing goes there yet."))
    say(one.plain(), json_, lines)


@group.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="A CSV table: id, language, groups, audience, quiet and the channels.")],
    mission: MissionOption,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Add the recipients of a table: all of them or, when anything is wrong, none.

    Example: `greenline recipients import people.csv --mission ./mission`
    """
    from ..desk.alerts import recipients

    try:
        if file.stat().st_size > MOST_TABLE:
            raise BadRequest(f"A table of recipients has at most {MOST_TABLE:,} bytes.")
        told = file.read_bytes()
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror}.") from None
    with open_desk(mission, data, load=False) as desk:
        count = recipients.put(desk.alerts, desk.mission, recipients.read_table(told))
    say({"recipients": count}, json_, [f"{count:,} recipients were added. Keep {plain(file.name)} safe, or delete it."])


@group.command(name="list")
def list_(mission: MissionOption, data: DataOption = None, json_: JsonOption = False) -> None:
    """All recipients, without their addresses.

    Example: `greenline recipients list --mission ./mission`
    """
    from ..desk.alerts import recipients

    with open_desk(mission, data, load=False) as desk:
        told = [one.plain() for one in recipients.every(desk.alerts)]
    lines = [
        f"{one['id']:<24} {one['language']}  {one['audience']:<12} {' '.join(one['groups']) or '-'}"
        f"  [{', '.join(one['channels']) or 'no address'}]" + (f"  quiet {one['quiet']}" if one["quiet"] else "")
        for one in told
    ]
    say({"recipients": told}, json_, [plain(line) for line in lines] or ["Nobody is told yet."])


@group.command()
def remove(name: NameArgument, mission: MissionOption, data: DataOption = None) -> None:
    """Forget a recipient and all addresses.

    Example: `greenline recipients remove DESK-1 --mission ./mission`
    """
    from ..desk.alerts import recipients

    with open_desk(mission, data, load=False) as desk:
        recipients.remove(desk.alerts, name)
    say({}, False, [f"{plain(name)} is forgotten."])


@app.command()
def cap(
    mission: MissionArgument,
    ref: Annotated[str, typer.Argument(help="An alert's reference, such as ALT-7K2QXM4D.")],
    audience: Annotated[str, typer.Option(help="As this audience may know it.")] = "mission",
    out_: Annotated[Path | None, typer.Option("--out", help="Write it here; else to standard output.")] = None,
    data: DataOption = None,
) -> None:
    """Write a released alert as a CAP 1.2 message.

    Example: `greenline cap ./mission ALT-7K2QXM4D --audience public --out alert.cap`
    """
    from ..desk.alerts.listing import current
    from ..desk.alerts.wording import cap_of

    with open_desk(mission, data, load=False) as desk:
        told = cap_of(desk, current(desk, ref, desk.audience(audience)))
    if out_ is None:
        sys.stdout.write(told.decode() + "\n")
    else:
        write_file(out_, iter([told]))
