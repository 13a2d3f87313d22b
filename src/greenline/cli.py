"""The command `greenline`. Heavy imports live inside the commands; every command has `--json` where machines read it.

Exit codes: 0 done, 1 problems found, 2 wrong use.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from .core.errors import Invalid, NotFound, Refusal

if TYPE_CHECKING:
    from .desk.desk import Desk

out = Console(soft_wrap=True, highlight=False)
err = Console(stderr=True, soft_wrap=True, highlight=False)
app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode="markdown", pretty_exceptions_enable=False,
    help="Greenline, the open operations room for ceasefires and peace missions.",
)  # fmt: skip

MissionOption = Annotated[
    str, typer.Option("--mission", "-m", help="A mission folder, or the name of a shipped mission.")
]
DataOption = Annotated[
    str | None,
    typer.Option("--data", help="Data folder or postgresql:// URL; by default what the mission names."),
]


class LogForm(StrEnum):
    """How logs are written."""

    json = "json"
    text = "text"
    quiet = "quiet"


JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON, for machines.")]
MissionArgument = Annotated[str, typer.Argument(help="A mission folder, or the name of a shipped mission.")]


def main() -> None:
    """Run the command line."""
    try:
        app(standalone_mode=True)
    except Refusal as refusal:
        _tell(refusal)
        sys.exit(2 if isinstance(refusal, NotFound) else 1)
    except BrokenPipeError:
        sys.exit(1)
    except KeyboardInterrupt:
        err.print("Stopped.")
        sys.exit(130)


def _tell(refusal: Refusal) -> None:
    if "--json" in sys.argv:
        print(json.dumps(refusal.plain(), ensure_ascii=False))
    err.print(f"[red]{_plain(refusal.sentence)}[/red]")
    for issue in refusal.issues[:200]:
        err.print(f"  [bold]{_plain(issue.field)}[/bold]  {_plain(issue.sentence)}")


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)


def _say(body: dict[str, Any], as_json: bool, lines: list[str]) -> None:
    if as_json:
        print(json.dumps(body, ensure_ascii=False))
    else:
        for line in lines:
            out.print(line)


@contextmanager
def _desk(mission: str, data: str | None, load: bool = True) -> Iterator[Desk]:
    """An open mission, brought up to its folder."""
    from .desk.desk import Desk
    from .desk.loading import load_folder
    from .mission import find
    from .mission import load as read

    desk = Desk(read(find(mission)), data)
    try:
        if load:
            load_folder(desk)
        yield desk
    finally:
        desk.close()


@contextmanager
def _progress(words: str, total: float | None = None, quiet: bool = False) -> Iterator[Any]:
    """A bar on the terminal (on stderr, so that output stays clean)."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(words), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=quiet or not err.is_terminal) as bar:
        task = bar.add_task(words, total=total)
        yield lambda done, of=None: bar.update(task, completed=done, total=of if of is not None else total)


@app.command()
def demo(
    mission: Annotated[str, typer.Argument(help="A shipped mission.")] = "cyprus",
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.", min=0, max=65535)] = 8000,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")] = False,
    data: DataOption = None,
) -> None:
    """Serve a shipped mission from a fresh data folder, with a switch of roles and audiences.

    Example: `greenline demo cyprus --port 8001 --no-browser`
    """
    import tempfile

    from .mission import shipped

    if mission not in shipped():
        raise NotFound(f"There is no shipped mission {mission!r}; there are {', '.join(shipped())}.")
    with tempfile.TemporaryDirectory(prefix="greenline-demo-") as fresh:
        _serve(mission, data or fresh, "127.0.0.1", port, demo=True, browser=not no_browser, logs=LogForm.quiet)


@app.command()
def serve(
    mission: MissionArgument,
    data: DataOption = None,
    host: Annotated[str, typer.Option(help="A loopback address: until people sign in, nothing else.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port.", min=0, max=65535)] = 8000,
    name: Annotated[
        list[str] | None, typer.Option(help="Host name under which a proxy that signs people in passes requests on.")
    ] = None,
    metrics_port: Annotated[
        int | None, typer.Option(help="Port on 127.0.0.1 for Prometheus.", min=0, max=65535)
    ] = None,
    logs: Annotated[
        LogForm, typer.Option(help="Logs on standard error; quiet tells only what went wrong.")
    ] = LogForm.json,
) -> None:
    """Serve a mission. `/healthz` tells whether ledger, writer, followers and disk are well.

    Example: `greenline serve ./mission --port 8000 --metrics-port 9100`
    """
    if host not in ("127.0.0.1", "localhost", "::1"):
        raise Invalid(
            f"{host} is no loopback address; as long as nobody signs in, Greenline listens on this machine only."
        )
    names = tuple(one.strip().lower() for one in name or ())
    _serve(mission, data, host, port, logs=logs, names=names, metrics_port=metrics_port)


def _serve(
    mission: str,
    data: str | None,
    host: str,
    port: int,
    *,
    demo: bool = False,
    browser: bool = False,
    logs: LogForm,
    names: tuple[str, ...] = (),
    metrics_port: int | None = None,
) -> None:
    import signal
    import socket

    import uvicorn

    from .web.app import Server, create_app
    from .web.watching import Metrics, log, start_logs

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(2048)  # from here on callers wait rather than being refused
    except OSError as error:
        raise Refusal(f"Port {port} on {host} cannot be used: {error.strerror}. Name another with --port.") from None
    sys.setswitchinterval(0.001)  # the event loop must not wait long for threads that answer questions
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, _stop)
    lines = start_logs(logs)
    with _desk(mission, data) as desk:
        metrics = Metrics(desk)
        if metrics_port is not None:
            metrics.serve(metrics_port)
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listener.getsockname()[1]}/"
        out.print(f"Greenline serves [bold]{desk.mission.name}[/bold] at [bold]{address}[/bold]  (stop with Ctrl-C)")
        config = uvicorn.Config(
            create_app(desk, demo, metrics, names), log_config=None, access_log=False, server_header=False,
            timeout_graceful_shutdown=3, timeout_keep_alive=30, limit_concurrency=2000,
        )  # fmt: skip
        if browser:
            import threading
            import webbrowser

            threading.Timer(1.0, webbrowser.open, [address]).start()
        log.info("serving", port=listener.getsockname()[1], metrics_port=metrics_port)
        try:
            Server(config).run(sockets=[listener])
        finally:
            log.info("stopping", queued=desk.ledger.queued())
            desk.ledger.close()
            log.info("stopped")
            if lines is not None:
                lines.close()


def _stop(number: int, frame: Any) -> None:
    """End in order: uvicorn answers what is under way and raises the signal again; then the desk is closed."""
    raise SystemExit(0)


@app.command()
def init(folder: Annotated[Path, typer.Argument(help="A folder to make.")], json_: JsonOption = False) -> None:
    """Make a new mission folder with every setting explained.

    Example: `greenline init ./mission`
    """
    from .desk.beginning import begin

    files = begin(folder)
    _say(
        {"folder": str(folder), "files": files},
        json_,
        [f"Made {folder} with {', '.join(files)}.", f"Next: greenline check {folder}"],
    )


@app.command()
def check(folder: MissionArgument, json_: JsonOption = False) -> None:
    """Tell every problem of a mission folder at once: file, line or key, and a sentence.

    Example: `greenline check ./mission`
    """
    from .desk.beginning import check_folder
    from .mission import find

    issues = check_folder(find(folder))
    body = {"folder": folder, "ok": not issues, "issues": [i.plain() for i in issues]}
    lines = [f"[bold]{_plain(i.field)}[/bold]  {_plain(i.sentence)}" for i in issues]
    count = len(issues)
    lines.append(f"{count} problem{'s' * (count != 1)}." if issues else "This mission folder is in order.")
    _say(body, json_, lines)
    raise typer.Exit(1 if issues else 0)


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
    from .desk.importing import FORMS, import_file, read_map, shipped_maps

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
    with _desk(mission, data) as desk, _progress("rows", quiet=json_) as bar:
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
    lines.extend(f"  {_plain(reason)}" for reason in summary.reasons[:5])
    if summary.refused_file:
        lines.append(f"Refused rows: {summary.refused_file}")
    _say(told, json_, lines)
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
    from .desk.submitting import submit_lines

    with _desk(mission, data) as desk:
        source = sys.stdin.buffer if str(file) == "-" else _open(file)
        with source:
            results = submit_lines(desk, source)
    refused = [r for r in results if "issues" in r or "code" in r]
    lines = []
    for told in results:
        if "code" in told:
            lines.append(f"[red]line {told['line']}[/red]  {_plain(told['sentence'])}")
            lines.extend(f"    {_plain(i['field'])}  {_plain(i['sentence'])}" for i in told.get("issues", ()))
        else:
            lines.append(
                f"line {told['line']}  {told['ref']}  {told['site']}/{told['seq']}" + "  (already)" * told["already"]
            )
    _say({"accepted": len(results) - len(refused), "refused": len(refused), "results": results}, json_, lines)
    raise typer.Exit(1 if refused else 0)


def _open(file: Path) -> Any:
    from .exchange.rows import open_table

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
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Write a register or the whole ledger to a file, as an audience may see it.

    Example: `greenline export incident --mission ./mission --format geojson --audience public --out public.geojson`
    """
    from .desk import share
    from .web.asking import question

    told = {"since": since, "until": until, "bbox": bbox, "kind": kind, "state": state, "party": party, "at": at}
    given = {name: text for name, text in told.items() if text}
    with _desk(mission, data) as desk:
        asked = share.EVERYTHING
        if given and register == "ledger":
            raise Invalid("The ledger is exported whole; filters are for registers.")
        if given:
            asked = question(given, desk.register(register), desk.mission.aliases)
        pieces = share.export(desk, register, desk.audience(audience), format_, hxl, asked)
        if str(out_) == "-":
            for piece in pieces:
                sys.stdout.buffer.write(_encoded(piece))
            sys.stdout.buffer.flush()
            return
        count = _write(out_, pieces)
    _say(
        {"file": str(out_), "bytes": count, "audience": audience},
        json_,
        [f"Wrote {out_} ({count:,} bytes) for {audience}."],
    )


def _encoded(piece: str | bytes) -> bytes:
    return piece if isinstance(piece, bytes) else piece.encode()


def _write(file: Path, pieces: Iterator[str] | Iterator[bytes]) -> int:
    """Write pieces to a file beside it first, so that no half a file is left."""
    partial = file.with_name(file.name + ".part")
    try:
        with partial.open("wb") as target:
            for piece in pieces:
                target.write(_encoded(piece))
        partial.replace(file)
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror}.") from None
    finally:
        partial.unlink(missing_ok=True)
    return file.stat().st_size


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
    from .desk import picture
    from .registers import REGISTERS

    noun = next((r.noun for r in REGISTERS.values() if ref.startswith(r.prefix + "-")), None)
    if noun is None:
        raise NotFound(f"{ref} is no reference; one looks like INC-7K2QXM4D.")
    with _desk(mission, data) as desk:
        told = picture.history(desk, noun, ref, desk.audience(audience))
    lines = []
    for version in told["versions"]:
        entry = version.get("entry", {})
        who = f"{version.get('by', '')} ({version.get('role', '')}) {version.get('step', '')}" if entry else ""
        where = f"entry {entry['site']}/{entry['seq']} {entry['hash'][:12]}" if entry else ""
        lines.append(f"[bold]{version['recorded_at']}[/bold]  {_plain(who)} -> {version['state']}  {where}")
        lines.extend(f"    {name}: {_plain(version[name])}" for name in ("basis", "reason") if version.get(name))
        lines.extend(
            f"    {c['path']}: {_plain(_short(c['old']))} -> {_plain(_short(c['new']))}" for c in version["changes"]
        )
    _say(told, json_, lines)


def _short(value: Any) -> str:
    text = "unknown" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 120 else text[:117] + "…"


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
    from .desk.moving import is_backup
    from .desk.verifying import verify as check_ledger

    place = _ledger_place(folder, data)
    no_fold = no_fold or is_backup(Path(folder))  # a backup holds no state tables: restoring makes them
    with _progress("entries", quiet=json_) as bar:
        verdict = check_ledger(place, not no_fold, bar)
    lines = [f"[red]{_plain(p)}[/red]" for p in verdict.problems[:50]]
    lines.extend(f"Site {h['site']}: {h['size']:,} entries, head {h['root']}" for h in verdict.heads)
    count = len(verdict.problems)
    lines.append(
        "[green]The ledger is whole.[/green]" if not count else f"[red]{count} problem{'s' * (count != 1)}.[/red]"
    )
    _say(verdict.plain(), json_, lines)
    raise typer.Exit(1 if verdict.problems else 0)


def _ledger_place(folder: str, data: str | None) -> str:
    """Where the ledger of a mission is kept; `folder` may be a data folder itself. Raises NotFound."""
    from .desk.desk import ledger_place
    from .ledger.store import FILE
    from .mission import find
    from .mission import load as read

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
    with _desk(mission, data, load=False) as desk, _progress("entries", quiet=json_) as bar:
        folded = desk.rebuild(progress=bar)
    _say({"folded": folded}, json_, [f"Folded {folded:,} entries anew."])


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
    from .desk import moving
    from .ledger.store import is_server, without_password
    from .mission import find
    from .mission import load as read

    with _stages(json_) as told:
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
    _say(carried.plain(), json_, [_plain(word) for word in words])


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
    from .desk import moving

    with _desk(mission, data, load=False) as desk, _stages(json_) as told:
        carried = moving.back_up(desk, out_, told)
    words = [f"Wrote {out_}: {carried.entries:,} entries, verified, and the mission folder."]
    words.append(f"Bring it back with: greenline restore {out_} NEW-FOLDER")
    _say({**carried.plain(), "folder": str(out_)}, json_, [_plain(word) for word in words])


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
    from .desk import moving

    with _stages(json_) as told:
        carried = moving.restore(backup_, folder, data, told)
    words = (
        f"Restored {carried.entries:,} entries to {carried.plain()['place']}, verified, and the mission to {folder}."
    )
    _say({**carried.plain(), "folder": str(folder)}, json_, [_plain(words)])


@contextmanager
def _stages(quiet: bool) -> Iterator[Any]:
    """A bar that tells what is being done."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True, disable=quiet or not err.is_terminal) as bar:
        task = bar.add_task("", total=None)
        yield lambda what, done, of: bar.update(task, description=f"entries {what}", completed=done, total=of or None)


if __name__ == "__main__":
    main()
