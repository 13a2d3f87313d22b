"""What is there: `deployment`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from .allowing import DateOption, day_of
from .common import DataOption, JsonOption, MissionArgument, app, open_desk, out, plain

AudienceOption = Annotated[str, typer.Option(help="As which audience; all but the mission are told by quarters.")]


@app.command()
def deployment(
    mission: MissionArgument,
    date: DateOption = None,
    audience: AudienceOption = "mission",
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """What is there on a day against what is mandated: people, postings, equipment, money; rivals side by side.

    Example: `greenline deployment somalia --date 2020-09-30`
    """
    from ..desk.deployment import overview

    with open_desk(mission, data) as desk:
        told = overview(desk, desk.audience(audience), day_of(date, desk.mission.settings.timezone))
    if json_:
        print(json.dumps(told, ensure_ascii=False))
        return
    out.print(f"On {told['day']}" + (", the last day of a quarter" if told["quarterly"] else ""))
    for one in told["totals"]:
        say("claim" if one["claim"] else "older" if one["old"] else "people", _people(one))
    for one in told["ceilings"]:
        say("ceiling", f"{_counts(one)}  {one['instrument']}, from {one['since']}  ({one['source']}, {one['grade']})"
            + ("" if one["in_force"] else "; no mandate held is in force that day"))  # fmt: skip
        for gap in one["against"]:
            say("", f"{gap['there']:,} of {gap['allowed']:,} {gap['measure']}: {gap['missing']:+,} to the ceiling  "
                    f"({gap['source']})")  # fmt: skip
    for row in told["contributors"]:
        for one in (*row["told"], *row["sums"]):
            say(row["contributor"], _people(one))
    for one in told["postings"]:
        name = one["unit_name"] or one["contributor"] or "somebody"
        since, until = (one[day]["start"] if one[day] else "unknown" for day in ("since", "until"))
        sure = "" if one["certainty"] == "yes" else f" ({one['certainty']})"
        say("posted", f"{name} at {one['site_name'] or one['spot']}{sure}, {since} to {until}  {one['ref']}")
    for one in told["equipment"]:
        short = {True: f"below {one['threshold']} % of what was agreed", False: "enough", None: "unknown"}[one["short"]]
        say("equipment", f"{one['name']}: {_or(one['serviceable'])} serviceable of {_or(one['present'])} present, "
                         f"{_or(one['agreed'])} agreed: {short}  {one['ref']}")  # fmt: skip
    for one in told["money"]:
        say("money", _money(one))
    if not (told["totals"] or told["contributors"] or told["postings"] or told["equipment"] or told["money"]):
        out.print("Nothing is held of that day.")


def say(what: str, words: str) -> None:
    """One line under its heading."""
    out.print(plain(f"{what:<12.12} {words}"))


def _or(value: Any) -> str:
    return "unknown" if value is None else f"{value:,}"


def _counts(one: Mapping[str, Any]) -> str:
    told = [f"{one[name]:,} {name}" for name in ("military", "police", "civilians", "total") if one[name] is not None]
    return ", ".join(told) or "no number"


def _people(one: Mapping[str, Any]) -> str:
    """A figure with its source; where no number is told, its words."""
    number = _or(one["people"]) if one["people"] is not None or not one.get("note") else one["note"]
    when = f" of {one['since']}, {one['age_d']} days before" if "age_d" in one else ""
    missing = f", {one['untold']} more without a number" if one.get("untold") else ""
    return f"{number}{missing}  ({one['source'] or 'no source'}{when}{', ' + one['grade'] if 'grade' in one else ''})"


def _money(one: Mapping[str, Any]) -> str:
    amounts = [
        f"{name} {one[name]:,g}" for name in ("appropriated", "pledged", "received", "spent") if one[name] is not None
    ]
    if one["rate"] is not None:
        amounts.append(f"{one['rate']:,g} for each {one['per'] or 'one'}")
    scale = {"1000": " thousand", "1000000": " million"}.get(one["scale"], "")
    share = "" if one["share"] is None else f"; {one['share']:.0%} of it received"
    said = ", ".join(amounts) or one["note"] or "unknown"
    return f"{one['purpose']} {one['currency'] or ''}{scale}: {said}{share}  ({one['source'] or 'no source'})"
