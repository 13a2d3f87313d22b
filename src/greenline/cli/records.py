"""Records in and out: `import`, `submit`, `export`, `history`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from ..core.errors import Invalid, NotFound
from .common import (
    DataOption,
    JsonOption,
    MissionOption,
    app,
    open_desk,
    plain,
    progress,
    say,
    write_file,
)


@app.command(name="import")
def import_(
    form: Annotated[str, typer.Argument(help="ucdp-ged, acled, firms, geopko; or csv with --map, for any table.")],
    file: Annotated[Path, typer.Argument(help="The file to import.")],
    mission: MissionOption,
    map_: Annotated[Path | None, typer.Option("--map", help="A column map (TOML) for csv.")] = None,
    as_: Annotated[
        str | None, typer.Option("--as", help="`incident`: also open the incident that cites each report.")
    ] = None,
    encoding: Annotated[str | None, typer.Option(help="The file's encoding, when it is not UTF-8.")] = None,
    sheet: Annotated[str | None, typer.Option(help="The sheet of a spreadsheet; its first when not told.")] = None,
    refused: Annotated[Path | None, typer.Option(help="Where to write refused rows and their reasons.")] = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Import a table: CSV, a zip with one CSV in it, XLSX, ODS or XLS. A second import of the same file adds nothing; a
    changed row becomes an amendment; an id on ACLED's list of deleted events is withdrawn.

    Example: `greenline import ucdp-ged GEDEvent_v25_1.csv --mission ./mission`

    Example: `greenline import csv posts.csv --map posts.toml --mission ./mission`
    """
    from ..desk.importing import FORMS, import_file, read_map, shipped_maps

    if form in FORMS:
        if map_ is not None:
            raise typer.BadParameter(f"{form} has its own map; use csv for yours.", param_hint="--map")
        maps = shipped_maps(form)
    elif form == "csv":
        if map_ is None:
            raise typer.BadParameter("csv needs a column map.", param_hint="--map")
        maps = [read_map(map_)]
    else:
        raise typer.BadParameter(f"There is no form {form!r}; there are {', '.join(FORMS)} and csv.", param_hint="FORM")
    if as_ not in (None, "incident"):
        raise typer.BadParameter("Only incident can be opened beside a report.", param_hint="--as")
    with open_desk(mission, data) as desk, progress("rows", quiet=json_) as bar:
        summary = import_file(
            desk, file, maps, as_incident=as_ == "incident", encoding=encoding, sheet=sheet, refused=refused,
            progress=bar,
        )  # fmt: skip
    told = summary.plain()
    lines = [
        " · ".join(
            f"{name} {told[name]:,}"
            for name in ("read", "accepted", "already", "amended", "withdrawn", "flagged", "refused")
        )
    ]
    lines[0] += f" · {summary.seconds:.1f} s"
    lines.extend(f"  {plain(reason)}" for reason in summary.reasons[:5])
    if summary.refused_file:
        lines.append(f"Refused rows: {summary.refused_file}")
    say(told, json_, lines)
    raise typer.Exit(1 if summary.refused else 0)


@app.command(name="submit")
def submit_(
    file: Annotated[Path, typer.Argument(help="Acts as JSON lines; - for standard input.")],
    mission: MissionOption,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Submit acts from JSON lines, each with register, step, by, key, ref, saw, reason, basis, values.

    `by` is a call sign of people.toml; without it the act is the operator's. A refused line does not stop the others.

    Example: `greenline submit acts.jsonl --mission ./mission`
    """
    from ..desk.submitting import submit_lines

    with open_desk(mission, data) as desk:
        source = sys.stdin.buffer if str(file) == "-" else _open(file)
        with source:
            results = submit_lines(desk, source)
    refused = [r for r in results if "issues" in r or "code" in r]
    lines = []
    for told in results:
        if "code" in told:
            lines.append(f"[red]line {told['line']}[/red]  {plain(told['sentence'])}")
            lines.extend(f"    {plain(i['field'])}  {plain(i['sentence'])}" for i in told.get("issues", ()))
        else:
            lines.append(
                f"line {told['line']}  {told['ref']}  {told['site']}/{told['seq']}" + "  (already)" * told["already"]
            )
    say({"accepted": len(results) - len(refused), "refused": len(refused), "results": results}, json_, lines)
    raise typer.Exit(1 if refused else 0)


def _open(file: Path) -> Any:
    from ..exchange.rows import open_table

    return open_table(file)


@app.command()
def export(
    register: Annotated[str, typer.Argument(help="A register, or ledger.")],
    mission: MissionOption,
    out_: Annotated[Path, typer.Option("--out", help="File to write; - for standard output.")],
    format_: Annotated[str, typer.Option("--format", help="csv, xlsx, geojson or jsonl.")] = "csv",
    audience: Annotated[str, typer.Option(help="Whose view of it.")] = "mission",
    hxl: Annotated[bool, typer.Option("--hxl", help="csv and xlsx: a row of HXL tags under the header.")] = False,
    since: Annotated[str, typer.Option(help="Happened on or after: a day, or an instant with its offset.")] = "",
    until: Annotated[str, typer.Option(help="Happened on or before: a day, or an instant with its offset.")] = "",
    bbox: Annotated[str, typer.Option(help="West,south,east,north in degrees.")] = "",
    kind: Annotated[str, typer.Option(help="Codes, or classes such as CFV, separated by commas.")] = "",
    state: Annotated[str, typer.Option(help="States of the life cycle, separated by commas.")] = "",
    party: Annotated[str, typer.Option(help="A party code or an actor's name, exactly.")] = "",
    at: Annotated[str, typer.Option(help="As known at this pos of the ledger.")] = "",
    purpose: Annotated[str | None, typer.Option(help="What it goes out for; the access log keeps it.")] = None,
    recipient: Annotated[str | None, typer.Option(help="To whom it goes.")] = None,
    expires: Annotated[str | None, typer.Option(help="The day until which it may be kept.")] = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Write a register or the whole ledger to a file, as an audience may see it. The access log notes it.

    Example: `greenline export incident --mission ./mission --format geojson --audience public --out public.geojson`
    """
    from ..desk import share
    from ..desk.handing import hand_out, handout
    from ..web.asking import question

    told = {"since": since, "until": until, "bbox": bbox, "kind": kind, "state": state, "party": party, "at": at}
    given = {name: text for name, text in told.items() if text}
    with open_desk(mission, data) as desk:
        asked = share.EVERYTHING
        if given and register == "ledger":
            raise Invalid("The ledger is exported whole; filters are for registers.")
        if given:
            asked = question(given, desk.register(register), desk.mission.aliases)
        note = handout("OPERATOR", purpose, recipient, expires)
        pieces = hand_out(desk, note, register, desk.audience(audience), format_, hxl, asked)
        if str(out_) == "-":
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
            return
        count = write_file(out_, pieces)
    say(
        {"file": str(out_), "bytes": count, "audience": audience},
        json_,
        [f"Wrote {out_} ({count:,} bytes) for {audience}."],
    )


@app.command()
def history(
    ref: Annotated[str, typer.Argument(help="A reference such as INC-7K2QXM4D.")],
    mission: MissionOption,
    audience: Annotated[str, typer.Option(help="Whose view of it.")] = "mission",
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Every version of a record: who said what when, on what basis, and in which entry.

    Example: `greenline history INC-7K2QXM4D --mission ./mission`
    """
    from ..core.handling import Actor
    from ..desk import picture
    from ..desk.reading import note_history
    from ..registers import REGISTERS

    noun = next((r.noun for r in REGISTERS.values() if ref.startswith(r.prefix + "-")), None)
    if noun is None:
        raise NotFound(f"{ref} is no reference; one looks like INC-7K2QXM4D.")
    with open_desk(mission, data) as desk:
        reads = desk.audience(audience)
        told = picture.history(desk, noun, ref, reads)
        note_history(desk, Actor("OPERATOR", frozenset()), reads, noun, told)
    lines = []
    for version in told["versions"]:
        entry = version.get("entry", {})
        who = f"{version.get('by', '')} ({version.get('role', '')}) {version.get('step', '')}" if entry else ""
        where = f"entry {entry['site']}/{entry['seq']} {entry['hash'][:12]}" if entry else ""
        lines.append(f"[bold]{version['recorded_at']}[/bold]  {plain(who)} -> {version['state']}  {where}")
        lines.extend(f"    {name}: {plain(version[name])}" for name in ("basis", "reason") if version.get(name))
        lines.extend(
            f"    {c['path']}: {plain(short(c['old']))} -> {plain(short(c['new']))}" for c in version["changes"]
        )
    say(told, json_, lines)


def short(value: Any) -> str:
    text = "unknown" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else text[:117] + "…"
