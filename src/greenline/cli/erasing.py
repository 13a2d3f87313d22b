"""Forgetting what must be forgotten: `erase` and `retention`."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Annotated

import typer

from ..core.errors import NotAllowed
from ..core.handling import RECORDS, Actor
from .common import DataOption, JsonOption, MissionArgument, MissionOption, app, open_desk, out, plain, progress, say

if TYPE_CHECKING:
    from ..mission import Mission

AsOption = Annotated[
    str | None, typer.Option("--as", help="Call sign of a records officer in people.toml; without it the operator.")
]
YesOption = Annotated[bool, typer.Option("--yes", help="Do not ask again.")]


@app.command()
def erase(
    ref: Annotated[str, typer.Argument(help="A reference such as REP-7K2QXM4D.")],
    mission: MissionOption,
    path: Annotated[
        list[str], typer.Option(help="A value to forget: account, parties, claims[0].text, @reason, @as_received.")
    ],
    reason: Annotated[str, typer.Option(help="Why; it stands in the record's history.")],
    as_: AsOption = None,
    yes: YesOption = False,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Forget values of a record, for good. What that reaches and what it does not is told first; the chain and every
    seal still verify afterwards.

    Example: `greenline erase REP-7K2QXM4D --path account --reason "The witness asked for it." --mission ./mission`
    """
    from ..desk import erasing

    with open_desk(mission, data) as desk:
        actor = _keeper(desk.mission, as_)
        target = erasing.Target(ref, tuple(path))
        told = erasing.preview(desk, target)
        if not json_:
            for name, count in told["paths"].items():
                out.print(f"[bold]{plain(name)}[/bold]  told {count} time{'s' * (count != 1)}")
            for other in told["elsewhere"]:
                words = ", ".join(other["paths"])
                out.print(f"[yellow]The same words stand also in {plain(other['ref'])} ({plain(words)}).[/yellow]")
            for promise in told["promises"]:
                out.print(f"- {plain(promise)}")
        if not yes and not (not json_ and typer.confirm("Erase?", default=False)):
            say({**told, "erased": False}, json_, ["Nothing was erased."])
            raise typer.Exit(1)
        with progress("rewriting", quiet=json_):
            (receipt,) = erasing.forget(desk, [target], reason, actor, f"erase-{secrets.token_hex(8)}")
        left = erasing.finish(desk)
    lines = [f"Erased; entry {receipt.site}/{receipt.seq}."]
    if left:
        lines.append(f"[red]{plain(left)}[/red] It is tried again at the next start.")
    say({**told, "erased": True, "entry": receipt.plain(), "left": left}, json_, lines)


@app.command()
def retention(
    mission: MissionArgument,
    apply: Annotated[bool, typer.Option("--apply", help="Erase what is due, as a records officer.")] = False,
    as_: AsOption = None,
    yes: YesOption = False,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """List the values whose time for being kept is over by the rules of mission.toml; with --apply erase them.

    Example: `greenline retention ./mission --apply --as REC-1`
    """
    from ..desk import erasing
    from ..desk.retention import due

    with open_desk(mission, data) as desk:
        found = due(desk)
        body = [{"ref": target.ref, "paths": list(target.paths), "reason": rule.reason} for rule, target in found]
        if not json_:
            for one in body:
                out.print(f"{one['ref']}  {plain(', '.join(one['paths']))}  {plain(str(one['reason']))}")
            for promise in erasing.promises(desk) if apply and found else ():
                out.print(f"- {plain(promise)}")
        sure = apply and found and (yes or (not json_ and typer.confirm(f"Erase in {len(found)} records?")))
        if sure:
            actor = _keeper(desk.mission, as_)
            for reason in dict.fromkeys(rule.reason for rule, _ in found):
                targets = [target for rule, target in found if rule.reason == reason]
                erasing.forget(desk, targets, reason, actor, f"retention-{secrets.token_hex(8)}")
        left = erasing.finish(desk)
    count = len(found)
    words = f"{count} record{'s' * (count != 1)} {'erased' if sure else 'due'}."
    lines = [words, f"[red]{plain(left)}[/red] It is tried again at the next start."] if left else [words]
    say({"due": body, "erased": bool(sure), "left": left}, json_, lines)


def _keeper(mission: Mission, call_sign: str | None) -> Actor:
    """Who erases. Raises NotAllowed when that call sign is no records officer."""
    if call_sign is None:
        return Actor("OPERATOR", frozenset({RECORDS}))
    roles = mission.roles(call_sign)
    if RECORDS not in roles:
        raise NotAllowed(f"{call_sign[:40]} is no records officer in people.toml.")
    return Actor(call_sign, roles)
