"""Reports and the duty log: `brief`, `log`."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..core.errors import BadRequest, Issue, Refusal
from .common import DataOption, JsonOption, MissionArgument, app, open_desk, plain, say, write_file

if TYPE_CHECKING:
    from ..desk.brief.plain import Brief
    from ..desk.desk import Desk

ENDINGS = (".pdf", ".html", ".json")


@app.command()
def brief(
    mission: MissionArgument,
    out_: Annotated[list[Path], typer.Option("--out", help="File to write: .pdf, .html or .json; may be repeated.")],
    day: Annotated[str, typer.Option(help="The day, in the mission's time zone; of a weekly its last day.")] = "",
    audience: Annotated[str, typer.Option(help="For whom.")] = "mission",
    kind: Annotated[str, typer.Option(help="daily, weekly or flash.")] = "daily",
    incident: Annotated[str | None, typer.Option(help="Of a flash: the incident's reference.")] = None,
    language: Annotated[str, typer.Option(help="The language of its headings.")] = "en",
    at: Annotated[int | None, typer.Option(help="As known at this pos.", min=0)] = None,
    room: Annotated[str, typer.Option(help="html: the address of the room that records open in.")] = "/",
    purpose: Annotated[str | None, typer.Option(help="What it goes out for; the access log keeps it.")] = None,
    recipient: Annotated[str | None, typer.Option(help="To whom it goes.")] = None,
    expires: Annotated[str | None, typer.Option(help="The day until which it may be kept.")] = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Write the situation report of a day, the weekly that ends with it, or a flash on one incident, as an audience may
    see it. The access log notes it.

    Example: `greenline brief cyprus --day 2023-08-18 --audience public --out day.pdf --out day.json`
    """
    from ..desk.brief.composing import compose
    from ..desk.handing import handout, noted
    from ..desk.numbers import now

    wrong = [file for file in out_ if file.suffix.lower() not in ENDINGS]
    if wrong:
        names = ", ".join(str(file) for file in wrong)
        raise BadRequest(f"A report is written as {', '.join(ENDINGS)}; not {names}.")
    if not day and kind != "flash":
        raise BadRequest("The report cannot be made.", [Issue("day", "missing", "Say which day: --day 2023-08-18.")])
    files: list[dict[str, Any]] = []
    with open_desk(mission, data) as desk:
        note = handout("OPERATOR", purpose, recipient, expires)
        made = compose(desk, day, desk.audience(audience), kind, at, now=now(), incident=incident, language=language)
        for file in out_:
            content = _written(desk, made, file.suffix.lower(), room)
            detail = {"format": file.suffix[1:].lower(), "day": made.head["day"], "kind": kind}
            pieces = noted(desk, note, "export", "brief", desk.audience(audience), iter([content]), detail)
            files.append({"file": str(file), "bytes": write_file(file, pieces)})
    body = {"files": files, "audience": audience, "digest": made.digest, "figures": len(made.book.figures)}
    lines = [f"Wrote {plain(one['file'])} ({one['bytes']:,} bytes) for {plain(audience)}." for one in files]
    say(body, json_, [*lines, f"SHA-256 of its JSON: {made.digest}"])


def _written(desk: Desk, made: Brief, ending: str, room: str) -> bytes:
    from ..desk.brief.html import page
    from ..desk.brief.pdf import pdf

    if ending == ".pdf":
        return pdf(made, desk.mission)
    return page(made, desk.mission, room).encode() if ending == ".html" else made.bytes()


@app.command()
def log(
    mission: MissionArgument,
    text: Annotated[str | None, typer.Argument(help="One line to write down; without it the watch is shown.")] = None,
    by: Annotated[str | None, typer.Option(help="A call sign of people.toml who writes it.")] = None,
    matter: Annotated[str, typer.Option(help="What it is about: patrol, movement, hotline, weather, …")] = "other",
    from_: Annotated[str | None, typer.Option("--from", help="From whom: a call sign.")] = None,
    to: Annotated[str | None, typer.Option(help="To whom: a call sign.")] = None,
    when: Annotated[str | None, typer.Option(help="When: an instant with its offset; now when not told.")] = None,
    key: Annotated[str | None, typer.Option(help="A key of your own: the same line twice is written once.")] = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Write one line of the duty log, or show the watch: who has it, open tasks, the newest lines.

    Example: `greenline log cyprus "Patrol 4 back, nothing seen" --by DESK-1 --matter patrol --from PATROL-4`
    """
    from ..core.handling import MISSION, Actor
    from ..desk.intake import Act, submit
    from ..desk.numbers import now
    from ..desk.submitting import OPERATOR
    from ..desk.watch import watch

    with open_desk(mission, data) as desk:
        if text is None:
            from ..desk.reading import note_refs

            told = watch(desk, MISSION, now())
            note_refs(
                desk, Actor("OPERATOR", frozenset()), MISSION, "duty", [one["ref"] for one in told["log"]], "watch"
            )
            say(told, json_, _shown(told))
            return
        actor = OPERATOR
        if by is not None:
            roles = desk.mission.roles(by)
            if not roles:
                raise Refusal(f"The call sign {by[:40]!r} is not in people.toml, so it may do nothing.")
            actor = Actor(by, roles)
        given = {"at": when or now(), "text": text, "matter": matter, "sender": from_, "receiver": to}
        values = {name: value for name, value in given.items() if value is not None}
        receipt = submit(desk, Act("duty", "log", key or f"log:{secrets.token_hex(8)}", values), actor)
    say(receipt.plain(), json_, [f"{receipt.ref}  {receipt.site}/{receipt.seq}" + "  (already)" * receipt.already])


def _shown(told: dict[str, Any]) -> list[str]:
    """The watch as lines."""
    on = told["watch"]
    lines = [
        f"[bold]Watch[/bold]  {plain(on['who'] or 'unknown')} since {on['since']}" if on else "Nobody took the watch."
    ]
    for task in told["tasks"]:
        values = task["values"]
        due = (values.get("task_due") or {}).get("start", "no time set")
        lines.append(f"[bold]Task[/bold]   {due}  {plain(str(values.get('task')))}  {task['ref']}")
    for name in ("clocks", "cases"):
        if told["handover"][name]:
            lines.append(f"[bold]Handover[/bold] {name}: {', '.join(told['handover'][name])}")
    for one in told["log"]:
        values = one["values"]
        way = f"{values.get('sender') or '?'} > {values.get('receiver') or '?'}"
        lines.append(f"{values['at']['start']}  {values['matter']}  {plain(way)}  {plain(str(values.get('text')))}")
    return lines
