"""What was watched: `coverage`, `rates`."""

from __future__ import annotations

import json
import time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from .common import DataOption, JsonOption, MissionArgument, app, open_desk, out, plain, progress

SinceOption = Annotated[str, typer.Option(help="From this day (the mission's time zone) or instant on.")]
UntilOption = Annotated[str, typer.Option(help="Up to this day or instant, which is outside.")]


@app.command()
def coverage(
    mission: MissionArgument, since: SinceOption, until: UntilOption, data: DataOption = None, json_: JsonOption = False
) -> None:
    """What was watched: planned against done by sector and week, watched hours, blind spots.

    Example: `greenline coverage cyprus --since 2025-03-03 --until 2025-03-31`
    """
    from ..desk import coverage as watched

    with open_desk(mission, data) as desk, progress("windows", quiet=json_) as bar:
        span = _span(desk, since, until)
        told = watched.told(desk, desk.audience("mission"), span, int(time.time()), bar)
    if json_:
        print(json.dumps(told, ensure_ascii=False))
        return
    if not told["windows"]:
        out.print("Nobody was there: no window of that time is recorded. Nothing follows about what happened.")
    for row in told["weeks"]:
        share = "" if row["share"] is None else f", {row['share']:.1%} of it watched"
        parts = [f"{row[name]} {name.replace('_', ' ')}" for name in _STATES if row[name]]
        hours = f"{row['hours']:,.1f} watched cell-hours"
        out.print(f"{row['week']}  {plain(row['sector'] or 'no sector'):<14} {hours}{share}; {', '.join(parts)}")
    for spot in told["blind"][:10]:
        people = "people unknown" if spot["people"] is None else f"{spot['people']:,} people"
        where = f"{spot['lat']:.3f} {spot['lon']:.3f}"
        out.print(f"blind   {where}  {spot['share']:.1%} watched, {spot['incidents']} incidents, {people}")
    if told["unplaced"]:
        out.print(f"{len(told['unplaced'])} windows do not say which ground they watched: {told['unplaced'][0]} …")


_STATES = ("planned", "done", "cut_short", "denied", "cancelled", "unreported", "unplanned")


@app.command()
def rates(
    mission: MissionArgument,
    since: SinceOption,
    until: UntilOption,
    by: Annotated[str, typer.Option(help="Any of sector, party, kind, with commas.")] = "sector",
    kinds: Annotated[str, typer.Option(help="Beginnings of kinds of incident, with commas; * for all.")] = "CFV-",
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Violations per watched hour by week, from own observations inside windows, with credible intervals.

    Example: `greenline rates cyprus --since 2025-03-03 --until 2025-03-31 --by sector,party`
    """
    from ..desk.rating import rated

    asked = [word.strip() for word in by.split(",") if word.strip()]
    wanted = [word.strip() for word in kinds.split(",") if word.strip() not in ("", "*")]
    with open_desk(mission, data) as desk:
        told = rated(desk, desk.audience("mission"), _span(desk, since, until), asked, wanted, int(time.time()))
    if json_:
        print(json.dumps(told, ensure_ascii=False))
        return
    for one in told["series"]:
        name = ", ".join(plain(str(one[group] or "none")) for group in asked) or "all"
        out.print(f"[bold]{name}[/bold]")
        for week in one["weeks"]:
            out.print(f"  {week['week']}  {_shown(week)}")
        if one["change"]:
            out.print(f"  {_said(one['change'])}")
    out.print(
        f"{told['counted']} counted; {told['left_out_count']} seen by own people but not from inside a window are left "
        "out. Hours are cell-hours: one cell of about 0.7 km2 watched for one hour."
    )


def _shown(week: dict[str, Any]) -> str:
    if not week["watched"]:
        return f"nobody was there ({week['count']} seen)"
    per = 1000
    told = f"{week['best'] * per:.3g} per {per:,} hours ({week['low'] * per:.3g} to {week['high'] * per:.3g})"
    return f"{told}: {week['count']} in {week['hours']:,.1f} hours"


def _said(change: dict[str, Any]) -> str:
    if change["says"] == "unknown":
        return f"Week of {change['week']}: whether it changed is unknown, for nobody watched."
    ratio = f"{change['ratio']:.2f} times ({change['low']:.2f} to {change['high']:.2f})"
    if change["says"] != "none":
        return f"Week of {change['week']}: a {change['says']}, {ratio} the rate before."
    if change["explained"]:
        return f"Week of {change['week']}: the counts changed, and the watching explains it: {ratio} the rate before."
    return f"Week of {change['week']}: no change that can be told, {ratio} the rate before."


def _span(desk: Any, since: str, until: str) -> Any:
    from ..desk.coverage import check_span, instant

    zone = ZoneInfo(desk.mission.settings.timezone)
    found = []
    for name, text in (("--since", since), ("--until", until)):
        try:
            found.append(instant(text, zone))
        except (ValueError, OverflowError):
            raise typer.BadParameter(f"{text!r} is no day such as 2025-03-02.", param_hint=name) from None
    return check_span(*found)
