"""Files of records: `attach`."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Annotated

import typer

from ..core.errors import NotFound
from ..core.handling import DESK, OBSERVER, VERIFIER, Actor
from .common import DataOption, JsonOption, MissionOption, app, open_desk, plain, say


@app.command()
def attach(
    ref: Annotated[str, typer.Argument(help="A report or an incident, such as REP-7K2QXM4D.")],
    file: Annotated[Path, typer.Argument(help="The file; its type is told by its bytes.")],
    mission: MissionOption,
    caption: Annotated[str | None, typer.Option(help="What it shows.")] = None,
    name: Annotated[str | None, typer.Option(help="What it is called; by default as the file is.")] = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Hang a file on a record. Its SHA-256 stands in the entry; of a picture a copy without hidden metadata is made.

    Example: `greenline attach REP-7K2QXM4D gate.jpg --caption "The gate, from the south" --mission ./mission`
    """
    from ..desk import picture
    from ..desk.erasing import register_of
    from ..desk.files.naming import groups
    from ..desk.intake import Act, submit

    register = register_of(ref)
    group = next(iter(groups(register)), None)
    if group is None:
        raise NotFound(f"A record of {register.noun} has no files.")
    actor = Actor("OPERATOR", frozenset({OBSERVER, DESK, VERIFIER}))
    with open_desk(mission, data) as desk:
        record = picture.one(desk, register.noun, ref, desk.audience(None))
        kept = desk.files.put_large(file, actor.call_sign)
        part = {"file": kept.digest, "name": name or file.name, **({"caption": caption} if caption else {})}
        values = {group.name: [*record["values"].get(group.name, ()), part]}
        act = Act(
            register.noun,
            "amend",
            f"attach-{secrets.token_hex(8)}",
            values,
            ref,
            record["version"],
            "A file was added.",
        )
        receipt = submit(desk, act, actor)
    shared = "with a copy to share" if kept.shared else "without a copy to share"
    words = f"{plain(file.name)} ({kept.media}, {kept.size:,} bytes, {shared}) hangs on {ref}; entry {receipt.seq}."
    say({"ref": ref, **kept.plain(), "entry": receipt.plain()}, json_, [words, kept.digest])
