"""What sensors saw: `sortie`, `change`, `fires`."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from ..core.errors import Refusal, TooLarge
from ..core.handling import DESK, OBSERVER, VERIFIER, Actor
from .common import DataOption, JsonOption, MissionArgument, app, open_desk, plain, progress, say, write_file

_OPERATOR = Actor("OPERATOR", frozenset({OBSERVER, DESK, VERIFIER}))


@app.command()
def sortie(
    mission: Annotated[str | None, typer.Argument(help="A mission folder, or the name of a shipped mission.")] = None,
    file: Annotated[Path | None, typer.Argument(help="A drone's video (.ts) or its bare metadata (.klv).")] = None,
    marks: Annotated[
        Path | None, typer.Option(help="What the operator marked: time, words, kind; CSV or JSON lines.")
    ] = None,
    received: Annotated[str, typer.Option(help="When the file came: an instant with its offset; by default now.")] = "",
    simulate: Annotated[Path | None, typer.Option(help="Write a made-up flight here instead, for an exercise.")] = None,
    seed: Annotated[int, typer.Option(help="With --simulate: the same seed makes the same flight.")] = 1,
    centre: Annotated[str, typer.Option(help="With --simulate: around which lon,lat.")] = "33.36,35.17",
    minutes: Annotated[float, typer.Option(min=0.1, max=600, help="With --simulate: how long.")] = 12,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Take a drone's file: the file is kept as evidence, what it watched becomes windows, what was marked reports.

    Example: `greenline sortie ./mission flight-7.ts --marks flight-7.csv`

    Example: `greenline sortie --simulate exercise.ts --seed 7`
    """
    from ..desk.sorties import take

    if simulate is not None:
        _simulate(simulate, seed, centre, minutes, _instant(received), json_)
        return
    if mission is None or file is None:
        raise typer.BadParameter("A mission and a file are needed.", param_hint="MISSION FILE")
    told = _bytes(marks) if marks is not None else None
    with open_desk(mission, data) as desk, progress("bytes", quiet=json_) as bar:
        taken = take(desk, file, _OPERATOR, received_s=_instant(received), marks=told, progress=bar)
    windows, reports = len(taken.windows), len(taken.reports)
    lines = [
        f"{plain(taken.file)}: {taken.packets:,} packets, {' to '.join(taken.watched or ())}",
        f"{windows} windows, {reports} reports; {taken.already} of them were there already. SHA-256 {taken.digest}",
        *(f"  {plain(words)}" for words in taken.problems),
    ]
    if taken.clock_off_s is not None:
        lines.append(f"  The file's clock is {abs(taken.clock_off_s) / 86400:,.1f} days off its receipt.")
    say(taken.plain(), json_, lines)


def _simulate(out: Path, seed: int, centre: str, minutes: float, start_s: int, json_: bool) -> None:
    from ..desk.story.flight import film

    try:
        lon, lat = (float(part) for part in centre.split(","))
    except ValueError:
        raise typer.BadParameter("A point is lon,lat, such as 33.36,35.17.", param_hint="--centre") from None
    if not (abs(lon) <= 179 and abs(lat) <= 80):
        raise typer.BadParameter("A flight is made up between 80 south and 80 north.", param_hint="--centre")
    size = write_file(out, film(seed, (lon, lat), start_s - round(minutes * 60), minutes))
    say({"file": str(out), "bytes": size, "seed": seed}, json_, [f"{plain(str(out))}: {size:,} bytes, an exercise."])


def _instant(text: str) -> int:
    from ..core.moment import Moment

    if not text:
        return int(time.time())
    try:
        return Moment.parse(text).since_s
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


def _bytes(file: Path) -> bytes:
    from ..desk.files.store import MOST_FILE

    try:
        with file.open("rb") as source:
            content = source.read(MOST_FILE + 1)
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror}.") from None
    if len(content) > MOST_FILE:
        raise TooLarge(f"{file} has more than {MOST_FILE // 1_000_000} MB.")
    return content


@app.command()
def change(
    mission: MissionArgument,
    before: Annotated[Path, typer.Argument(help="The older picture, a GeoTIFF.")],
    after: Annotated[Path, typer.Argument(help="The later picture, a GeoTIFF of some of the same ground.")],
    at: Annotated[list[str], typer.Option("--at", help="When each was taken: give it twice, the older first.")],
    cloud: Annotated[
        list[Path] | None, typer.Option("--cloud", help="Cloud mask (0 is clear): one for both, or one for each.")
    ] = None,
    observation: Annotated[str, typer.Option(help="What the changes are to be called, when you know.")] = "other",
    radar: Annotated[bool, typer.Option("--radar", help="The pictures are by radar.")] = False,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Compare two satellite pictures: each pass becomes a window, each piece that differs a report for people to judge.

    Example: `greenline change ./mission may.tif june.tif --at 2026-05-02T08:31:00Z --at 2026-06-01T08:31:00Z`
    """
    from ..desk.passes import change as compare

    if len(at) != 2:
        raise typer.BadParameter("Give the times of both pictures.", param_hint="--at")
    if any(_instant(one) > time.time() + 86_400 for one in at):
        raise typer.BadParameter("A picture was not taken in the future; look at the year.", param_hint="--at")
    masks = cloud or []
    if len(masks) > 2:
        raise typer.BadParameter("There are two pictures.", param_hint="--cloud")
    clouds = (masks[0], masks[-1]) if masks else (None, None)
    with open_desk(mission, data) as desk:
        told = compare(
            desk, before, after, (at[0], at[1]), _OPERATOR, clouds=clouds, observation=observation, radar=radar
        )
    lines = [
        f"{len(told.windows)} windows, {len(told.reports)} changes; {told.already} of them were there already.",
        f"{100 * told.changed:.2f} % of the compared ground differs; {100 * told.not_compared:.1f} % was not compared.",
        *([f"  {told.more:,} weaker changes were left out."] if told.more else []),
        *(f"  {plain(words)}" for words in (told.doubt, *told.problems) if words),
    ]
    say(told.plain(), json_, lines)


@app.command()
def fires(
    mission: MissionArgument,
    since: Annotated[str, typer.Option(help="Only hotspots from this day on; earlier ones are still known.")] = "",
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Say of imported FIRMS hotspots whether their place is usually warm, and record the passes they tell of.

    Example: `greenline fires ./mission --since 2026-06-01`
    """
    from ..desk.fires import fires as judge
    from ..desk.fires import plain as told

    _instant(since)
    with open_desk(mission, data) as desk:
        found, windows, already = judge(desk, _OPERATOR, since)
        all_told = told(found)
    lines = [
        f"{one['value']:<8} {one['ref']}  {one['at']}  {one['lat']:.4f} {one['lon']:.4f}  {plain(one['satellite'])} "
        f"{plain(one['confidence'])}  years {len(one['years'])} of {one['known_years']}, days {one['days']}"
        for one in all_told
    ]
    lines.append(f"{len(all_told)} hotspots, {len(windows)} passes ({already} were there already).")
    say({"hotspots": all_told, "windows": windows, "already": already}, json_, lines)
