"""What the commands share: the application, the options they have in common, how things are said on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from ..core.errors import Refusal

if TYPE_CHECKING:
    from ..desk.desk import Desk

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


JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON, for machines.")]
MissionArgument = Annotated[str, typer.Argument(help="A mission folder, or the name of a shipped mission.")]


def tell(refusal: Refusal) -> None:
    """Say a refusal with all its issues; with --json also as JSON on standard output."""
    if "--json" in sys.argv:
        print(json.dumps(refusal.plain(), ensure_ascii=False))
    err.print(f"[red]{plain(refusal.sentence)}[/red]")
    for issue in refusal.issues[:200]:
        err.print(f"  [bold]{plain(issue.field)}[/bold]  {plain(issue.sentence)}")


def plain(text: str) -> str:
    """Text as it is, whatever brackets it has."""
    from rich.markup import escape

    return escape(text)


def say(body: dict[str, Any], as_json: bool, lines: list[str]) -> None:
    """Print an answer: JSON for machines, else lines."""
    if as_json:
        print(json.dumps(body, ensure_ascii=False))
    else:
        for line in lines:
            out.print(line)


@contextmanager
def open_desk(mission: str, data: str | None, load: bool = True) -> Iterator[Desk]:
    """An open mission, brought up to its folder."""
    from ..desk.desk import Desk
    from ..desk.erasing import finish
    from ..desk.files.attaching import sweep
    from ..desk.loading import load_folder
    from ..mission import find
    from ..mission import load as read

    desk = Desk(read(find(mission)), data)
    try:
        if load:
            load_folder(desk)
            finish(desk)  # an erasure that was cut short
            sweep(desk)
        yield desk
    finally:
        desk.close()


@contextmanager
def progress(words: str, total: float | None = None, quiet: bool = False) -> Iterator[Any]:
    """A bar on the terminal (on stderr, so that output stays clean)."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(words), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=quiet or not err.is_terminal) as bar:
        task = bar.add_task(words, total=total)
        yield lambda done, of=None: bar.update(task, completed=done, total=of if of is not None else total)


def encoded(piece: str | bytes) -> bytes:
    """A piece of a file as bytes."""
    return piece if isinstance(piece, bytes) else piece.encode()


def write_file(file: Path, pieces: Iterator[str] | Iterator[bytes]) -> int:
    """Write pieces to a file beside it first, so that no half a file is left."""
    partial = file.with_name(file.name + ".part")
    try:
        with partial.open("wb") as target:
            for piece in pieces:
                target.write(encoded(piece))
        partial.replace(file)
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror}.") from None
    finally:
        with suppress(OSError):  # a folder that is none was told above
            partial.unlink(missing_ok=True)
    return file.stat().st_size


@contextmanager
def stages(quiet: bool) -> Iterator[Any]:
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
