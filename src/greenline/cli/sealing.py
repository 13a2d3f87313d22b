"""Proving the past to others: `seal`, `release`, `compare`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ..core.errors import NotFound, Refusal
from .common import (
    DataOption,
    JsonOption,
    MissionArgument,
    app,
    open_desk,
    plain,
    progress,
    say,
    write_file,
)
from .keeping import place_of_ledger

KeyOption = Annotated[
    Path | None,
    typer.Option("--key", help="An Ed25519 private key of OpenSSH without passphrase; else that of the data folder."),
]


@app.command()
def seal(
    mission: MissionArgument,
    out_: Annotated[
        Path | None, typer.Option("--out", help="A folder for the seal, its signature and allowed_signers.")
    ] = None,
    key: KeyOption = None,
    new_key: Annotated[
        bool, typer.Option("--new-key", help="Begin with another key, which every party must then be handed.")
    ] = False,
    list_: Annotated[
        bool, typer.Option("--list", help="Only show the seals given; with --out write them all.")
    ] = False,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Seal the ledger: sign how it stands, in a file to hand to every party. The first time a key is made in the data
    folder; from then on `serve` seals each day by itself. Within a day a ledger that did not grow keeps its seal.

    Example: `greenline seal ./mission --out ./seals`
    """
    from ..desk import sealing

    with open_desk(mission, data, load=not list_) as desk:
        if list_:
            given = sealing.every(desk)
            files = [str(f) for one in given for f in (sealing.write_files(one, out_) if out_ else [])]
            body: dict[str, Any] = {"seals": [sealing.told(one) for one in given], "files": sorted(set(files))}
            lines = [_line(one) for one in given] or ["No seal was given yet."]
            say(body, json_, lines + [f"Wrote {plain(str(out_))}"] * bool(files))
            return
        made = sealing.give(desk, sealing.signer(desk, key, new_key), anew=new_key)
        written = sealing.write_files(made.signed, out_) if out_ else []
    told = sealing.told(made.signed)
    lines = [("Sealed: " if made.new else "Nothing came since; it stands as sealed: ") + _line(made.signed)]
    lines += [f"  {h.site}: {h.size:,} entries, head {h.root}" for h in made.signed.seal.heads]
    lines += [f"Wrote {plain(str(file))}" for file in written]
    lines.append("Every party must have this line, handed over in person, in its file allowed_signers:")
    lines.append(plain(told["allowed_signers"]))
    say({**told, "new": made.new, "files": [str(file) for file in written]}, json_, lines)


def _line(signed: Any) -> str:
    told = signed.seal
    return f"seal {told.number} of {told.sealed_at}, {sum(h.size for h in told.heads):,} entries, {told.digest()}"


@app.command()
def release(
    to: Annotated[str, typer.Option("--to", help="The audience, such as party:A.")],
    period: Annotated[str, typer.Option("--period", help="Days of recording, FROM..TO, in the mission's time zone.")],
    out_: Annotated[Path, typer.Option("--out", help="File to write.")],
    mission: Annotated[str | None, typer.Argument(help="A mission folder, or the name of a shipped mission.")] = None,
    mission_: Annotated[str | None, typer.Option("--mission", "-m", help="The same as the argument.")] = None,
    purpose: Annotated[str | None, typer.Option(help="What it goes out for; the access log keeps it.")] = None,
    recipient: Annotated[str | None, typer.Option(help="To whom it goes; the audience when not told.")] = None,
    expires: Annotated[str | None, typer.Option(help="The day until which it may be kept.")] = None,
    key: KeyOption = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Write the entries of a period for one audience into a file that proves itself offline: what it may not know is
    visible only as withheld. What was not sealed yet is sealed first. The access log notes it.

    Example: `greenline release ./mission --to party:A --period 2025-01-01..2025-12-31 --out release.jsonl`
    """
    from ..desk import releasing, sealing
    from ..desk.handing import handout
    from ..desk.numbers import now

    where = mission or mission_
    if where is None or (mission and mission_):
        raise typer.BadParameter("name the mission once, as argument or with --mission", param_hint="MISSION")
    with open_desk(where, data) as desk:
        audience = desk.audience(to)
        asked = releasing.period(period, desk.mission.settings.timezone)
        given = handout("OPERATOR", purpose, recipient, expires)
        if not releasing.covered(desk, asked):
            sealing.give(desk, sealing.signer(desk, key))
        last = sealing.newest(desk)
        count = write_file(out_, releasing.release(desk, audience, asked, given, now()))
    assert last is not None
    body = {"file": str(out_), "bytes": count, "audience": to, "seal": last.seal.number, "period": asked.plain()}
    words = f"Wrote {out_} ({count:,} bytes) for {to}, under seal {last.seal.number} of {last.seal.sealed_at}."
    check = f"Its reader checks it with: python verify_ledger.py {out_.name} --signers {sealing.SIGNERS}"
    say(body, json_, [plain(words), plain(check)])


@app.command()
def compare(
    older: Annotated[Path, typer.Argument(metavar="OLDER_SEAL", help="A seal's file, or a release that holds one.")],
    mission: MissionArgument,
    signers: Annotated[
        Path | None, typer.Option("--signers", help="An allowed_signers file that must know who signed the seal.")
    ] = None,
    out_: Annotated[Path | None, typer.Option("--out", help="File for the proof, which a stranger can check.")] = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Has the ledger only grown since an older seal? Recomputes everything, and writes a proof of it.

    Example: `greenline compare ./seals/alpha-seal-00001.json ./mission --out growth.json`
    """
    import orjson

    from ..desk import comparing

    held, signature = comparing.read_held(older)
    place = place_of_ledger(mission, data)
    with progress("entries", quiet=json_) as bar:
        found = comparing.compare(place, held, signature, _text(signers), bar)
    lines = [f"[red]{plain(doubt.code)}[/red]  {plain(doubt.sentence)}" for doubt in found.doubts]
    if not found.doubts and found.newest:
        lines.append(
            f"[green]The ledger is whole and only grew since seal {held.number} of {held.sealed_at}[/green]; "
            f"the newest is seal {found.newest.seal.number} of {found.newest.seal.sealed_at}."
        )
    lines.append(f"Seal {held.number} was signed by {plain(found.signer or 'nobody that could be told')}.")
    body = found.plain()
    if out_ is not None and found.proof is not None:
        write_file(out_, iter([orjson.dumps(found.proof) + b"\n"]))
        body["file"] = str(out_)
        lines.append(f"Wrote {plain(str(out_))}: python verify_ledger.py {plain(out_.name)} --held {plain(older.name)}")
    say(body, json_, lines)
    raise typer.Exit(1 if found.doubts else 0)


def _text(file: Path | None) -> str | None:
    if file is None:
        return None
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise NotFound(f"There is no file {file}.") from None
    except (OSError, UnicodeDecodeError):
        raise Refusal(f"{file} cannot be read as text.") from None
