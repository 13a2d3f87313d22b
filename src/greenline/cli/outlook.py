"""What may come, by the mission's own record: `outlook`."""

from __future__ import annotations

import json
import time
from typing import Annotated, Any

import typer

from .common import DataOption, JsonOption, MissionArgument, app, open_desk, out, plain, progress

MOST_ROWS = 40


@app.command()
def outlook(
    mission: MissionArgument,
    at: Annotated[str, typer.Option(help="As known at a position of the ledger or on a day; now by default.")] = "",
    unit: Annotated[str, typer.Option(help="Only this sector, zone or cell, with what carries its forecast.")] = "",
    steps: Annotated[int, typer.Option(min=0, max=15, help="So many steps ahead; 0: all.")] = 0,
    n: Annotated[int, typer.Option("-n", min=1, max=1_000_000, help="Also the chance of at least so many.")] = 3,
    write: Annotated[
        bool, typer.Option("--propose", help="Record what the rules ask for, and what came of warnings.")
    ] = False,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """What may come in each unit, how sure that is, and whether the forecast beats the past as it was; the warnings
    that the mission's rules ask for; all past warnings with what came of them. A forecast is no evidence.

    With --json: known_at, settings, held, steps, units (each with ahead, skill, why), due (warnings asked for), past.

    Example: `greenline outlook somalia --at 2013-06-30 --unit SECTOR-1`
    """
    from ..desk import outlook as foreseen
    from ..desk import warning

    now_s = int(time.time())
    with open_desk(mission, data) as desk, progress("past cut-offs", quiet=json_) as bar:
        reader = desk.audience("mission")
        told = foreseen.told(desk, reader, at or None, n, now_s, bar)
        if unit and unit not in {one["unit"] for one in told["units"]}:
            known = ", ".join(one["unit"] for one in told["units"][:10])
            raise typer.BadParameter(f"Nothing is foreseen for {unit!r}; there are {known}.", param_hint="--unit")
        looked = warning.look(desk, now_s) if write else None
        made = foreseen.make(desk, foreseen.as_known(desk, at or None, now_s))
        due = [] if looked else warning.open_for(desk, warning.due(desk, made))
        past = warning.told(desk, reader, now_s)
    told["units"] = [_cut(one, steps) for one in told["units"] if not unit or one["unit"] == unit]
    told["steps"] = told["steps"][: steps or None]
    if json_:
        asked = [
            {"rule": one.rule.name, "unit": one.unit, "since": one.since.isoformat(), "until": one.until.isoformat(),
             "chance": round(one.chance, 3), "skill": one.skill, "carried_by": list(one.carried_by)}
            for one in due
        ]  # fmt: skip
        print(json.dumps({**told, "due": asked, "past": past}, ensure_ascii=False))
        return
    _say(told, bool(unit))
    for one in due:
        at_least = f"at least {one.rule.at_least}"
        out.print(
            f"due     {plain(one.unit)}  {one.since} to {one.until}  {at_least}: {one.chance:.0%}  "
            f"({one.rule.name}; {_VERDICTS[one.skill]}); --propose records it"
        )
    if looked:
        parts = (("proposed", looked.proposed), ("lapsed", looked.lapsed), ("assessed", looked.assessed),
                 ("missed", looked.missed))  # fmt: skip
        out.print("; ".join(f"{len(refs)} {name}" for name, refs in parts) + ".")
    _say_past(past)


_VERDICTS = {"skill": "skill", "no_skill": "no skill", "unknown": "skill unknown"}


def _cut(one: dict[str, Any], steps: int) -> dict[str, Any]:
    return {**{name: value for name, value in one.items() if name != "shape"}, "ahead": one["ahead"][: steps or None]}


def _say(told: dict[str, Any], whole: bool) -> None:
    held, known = told["held"], told["known_at"]
    as_of = f"as of {known['day']}" + ("" if known["pos"] is None else f", entry {known['pos']}")
    out.print(f"{held['counted']} {told['settings']['what']} counted from {held['since']} to {held['until']}, {as_of}.")
    if known["late"]:
        out.print("The ledger is younger than that day: what is held now stands in for what was known then.")
    if held["behind"]:
        out.print(f"The record ends on {held['kept']}: this is no outlook for today, and no rule is asked.")
    left = ", ".join(f"{count} {name}" for name, count in sorted(held["left_out"].items()))
    out.print(f"Left out: {left or 'nothing'}; {held['unknown']} steps of units are unknown.")
    rows = told["units"] if whole else sorted(told["units"], key=_rank)[:MOST_ROWS]
    for one in rows:
        out.print(f"[bold]{plain(one['unit'])}[/bold]  {plain(one['name'])}  {_skilled(one['skill'])}")
        if one["unknown"]:
            out.print(f"  unknown: of {one['known']} known steps too few, or none in which anything was counted")
        for step, ahead in zip(told["steps"], one["ahead"], strict=False):
            out.print(
                f"  {step['step']}  {ahead['expected']:.2f} expected ({ahead['low']:g} to {ahead['high']:g}); "
                f"at least 1: {_chance(ahead['chance'])}, at least {told['n']}: {_chance(ahead['chance_n'])}"
            )
        for past in one["why"] if whole else ():
            refs = ", ".join(past["refs"])
            out.print(f"  carried by {past['step']}: {past['count']:g}, {past['share']:.0%} of it ({refs})")
    if len(rows) < len(told["units"]):
        out.print(f"{len(told['units']) - len(rows)} more units; --json tells all.")


def _rank(one: dict[str, Any]) -> tuple[float, str]:
    return -max((ahead["chance"] for ahead in one["ahead"]), default=-1.0), one["unit"]


def _skilled(gain: dict[str, Any]) -> str:
    if gain["low"] is None:
        return _VERDICTS[gain["verdict"]]
    return f"{_VERDICTS[gain['verdict']]} (gain {gain['gain']:+.0%}, {gain['low']:+.0%} to {gain['high']:+.0%})"


def _say_past(past: dict[str, Any]) -> None:
    for row in past["warnings"][:MOST_ROWS]:
        span = row["span"]
        chance = f"  {row['chance']:g} %" if "chance" in row else ""
        out.print(
            f"{row['ref']}  {row['state']:<9} {row.get('outcome', ''):<12} {plain(row['area'])}  {span['start']} to "
            f"{span['end']}{chance}  {plain(row['rule'])}"
        )
    whole = past["whole"]
    rates = "" if whole["hit_rate"] is None else f"; hit rate {whole['hit_rate']:.0%}"
    rates += "" if whole["false_alarm_ratio"] is None else f", false alarm ratio {whole['false_alarm_ratio']:.0%}"
    out.print(
        f"Warnings: {whole['hits']} hits, {whole['misses']} misses, {whole['false_alarms']} false alarms, "
        f"{whole['quiet']} rightly not issued, {whole['unknown']} unknown, {whole['open']} open{rates}."
    )


def _chance(share: float) -> str:
    """A chance from a thousand draws is never told as none at all."""
    return "<1%" if share < 0.005 else f"{share:.0%}"
