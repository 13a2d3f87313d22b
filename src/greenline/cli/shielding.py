"""Protection and movement: `protection`, `movements`, `constraints`."""

from __future__ import annotations

import json
import time
from typing import Annotated, Any

import typer

from .common import DataOption, JsonOption, MissionArgument, app, open_desk, out, plain

_COLOURS = {"overdue": "red", "late": "yellow", "on_time": "green", "silent": "red", "denied": "red",
            "attacked": "red", "delayed": "yellow"}  # fmt: skip


@app.command()
def protection(mission: MissionArgument, data: DataOption = None, json_: JsonOption = False) -> None:
    """Own people who are out, alerts of communities by their clocks, threats, casualties, attacks on peacekeepers.

    Example: `greenline protection cyprus`
    """
    from ..desk.protecting import overview

    with open_desk(mission, data) as desk:
        told = overview(desk, desk.audience("mission"), int(time.time()))
    if json_:
        print(json.dumps(told, ensure_ascii=False))
        return
    for one in told["patrols"]:
        since = f" since {one['overdue_since']}" if one["overdue_since"] else ""
        out.print(f"{_marked(one['answer'])}  {plain(_line(one['ref'], one['team'], one['because'], one['due_at']))}"
                  f"{plain(since)}")  # fmt: skip
    for one in told["alerts"]:
        clocks = ", ".join(f"{c['name'].replace('_', ' ')} {c['answer']}" for c in one["clocks"])
        mark = _marked("overdue") if one["overdue"] else one["state"].replace("_", " ")
        out.print(f"{mark}  {plain(_line(one['ref'], one['degree'], clocks))}")
    for one in told["threats"]:
        scores = " × ".join(str((one[name] or {}).get("score", "unknown")) for name in ("threat", "vulnerability"))
        old = "; expired" if one["expired"] else ""
        out.print(plain(f"threat × vulnerability {scores}: {one['band'].replace('_', ' ')}{old}  {one['ref']}"))
    for one in told["casevacs"]:
        legs = ", ".join(f"{leg['name'].replace('_', ' ')} {leg['answer']}" for leg in one["legs"])
        out.print(plain(_line("casevac", one["ref"], one["state"], legs)))
    kept = told["kept"]
    share = "unknown" if kept["share"] is None else f"{kept['share']:g} %"
    wait = kept["median_depart_s"]
    median = "unknown" if wait is None else f"{wait / 60:g} min (of {kept['timed']})"
    out.print(f"Alerts: {kept['actionable']} actionable, {share} answered, {kept['open']} open; median to departure "
              f"{median}; in time {kept['in_time']}, too late {kept['too_late']}, "
              f"unknown {kept['in_time_unknown']}.")  # fmt: skip
    out.print(f"Attacks on peacekeepers: {len(told['attacks'])}.")


@app.command()
def movements(mission: MissionArgument, data: DataOption = None, json_: JsonOption = False) -> None:
    """Convoys and notices with their silence, sites that expire. To acknowledge a notice gives no permission.

    Example: `greenline movements somalia`
    """
    from ..desk.movements import overview

    with open_desk(mission, data) as desk:
        told = overview(desk, desk.audience("mission"), int(time.time()))
    if json_:
        print(json.dumps(told, ensure_ascii=False))
        return
    for one in told["convoys"]:
        lead = one["lead"]
        ahead = f"told {lead['least_h']:g} h ahead" if lead else "not passed on"
        out.print(f"{_marked(one['state'])}  {plain(_line(one['ref'], one['kind'], one['starts']['start'], ahead))}")
    for one in told["notices"]:
        out.print(f"{_marked(one['state'])}  {plain(_line(one['ref'], one['actor'], one['activity']))}")
    for one in told["sites"]:
        purge = "coordinates to be erased" if one["to_purge"] else None
        out.print(plain(_line(one["expiry"], one["ref"], one["kind"], one["expires"]["end"], purge)))
    if not (told["convoys"] or told["notices"] or told["sites"]):
        out.print("No notice is held.")


@app.command()
def constraints(
    mission: MissionArgument,
    month: Annotated[str, typer.Option(help="Such as 2025-03.")],
    others: Annotated[
        bool, typer.Option("--others", help="As it may be handed on: by chosen use, no numbers below ten. It is noted.")
    ] = False,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Access constraints of a month by kind and district, and how many people they hit as far as known.

    Example: `greenline constraints somalia --month 2018-06 --others`
    """
    from ..desk.logbook import Line
    from ..desk.movements import access_table
    from ..desk.reading import kept

    with open_desk(mission, data) as desk:
        told = access_table(desk, desk.audience("mission"), month, others=others)
        if others:
            kept(desk, Line("OPERATOR", "export", "others", "access_constraint", detail={"month": month}))
    if json_:
        print(json.dumps(told, ensure_ascii=False))
        return
    for cell in told["cells"]:
        count = "fewer than 10" if cell["count"] is None else str(cell["count"])
        people = "unknown" if cell["best"] is None else f"{cell['best']:,} ({_n(cell['low'])} to {_n(cell['high'])})"
        out.print(plain(f"{cell['kind']:<8} {cell['place']:<24} {count:>14}   people {people}"))
    if not told["cells"]:
        out.print("Nothing is held of that month.")


def _n(number: int | None) -> str:
    return "unknown" if number is None else f"{number:,}"


def _marked(state: str) -> str:
    words, colour = state.replace("_", " "), _COLOURS.get(state)
    return f"[{colour}]{words}[/{colour}]" if colour else words


def _line(*parts: Any) -> str:
    return "  ".join(str(part) for part in parts if part)
