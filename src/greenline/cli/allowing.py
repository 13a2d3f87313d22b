"""What is allowed: `authority`, `consent`."""

from __future__ import annotations

import json
import time
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from ..core.errors import Invalid, Issue
from .common import DataOption, JsonOption, MissionArgument, app, open_desk, out, plain

_SIGNS = {"permitted": "green", "permitted_with_conditions": "yellow", "not_permitted": "red", "unknown": "magenta"}
_PARTS = {
    "rests": "rests on", "conditions": "under the conditions", "against": "against it", "missing": "not known",
    "noted": "noted",
}  # fmt: skip
DateOption = Annotated[str | None, typer.Option("--date", help="On this day (the mission's); without it today.")]


@app.command()
def authority(
    mission: MissionArgument,
    act: Annotated[str, typer.Option(help="What is to be done, such as escort; `--act ?` lists them all.")],
    place: Annotated[str | None, typer.Option(help="Where: longitude,latitude in degrees.")] = None,
    date: DateOption = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """Whether the mandate allows an act there on that day: permitted, with conditions, not permitted, or unknown.

    Example: `greenline authority somalia --act escort --place 45.34,2.04 --date 2018-06-01`
    """
    from ..core.codes import code_lists
    from ..desk.authority import ask

    if act == "?":
        for code, label in code_lists()["authority_act"].labels.items():
            out.print(f"{code:<22} {label}")
        return
    with open_desk(mission, data) as desk:
        told = ask(desk, desk.audience("mission"), act, day_of(date, desk.mission.settings.timezone), _place(place))
    told = {"date": date, "place": place, **told}
    if json_:
        print(json.dumps(told, ensure_ascii=False))
        return
    colour = _SIGNS[told["answer"]]
    out.print(f"[{colour}]{told['answer'].replace('_', ' ')}[/{colour}]: {plain(told['label'])}")
    for part, words in _PARTS.items():
        for number, point in enumerate(told[part]):
            tail = "; ".join(filter(None, (point["instrument"], point["paragraph"], point["ref"])))
            said = f"{point['says']}  ({tail})" if tail else point["says"]
            out.print(f"  {'' if number else words:<21} {plain(said)}")


@app.command()
def consent(
    mission: MissionArgument, date: DateOption = None, data: DataOption = None, json_: JsonOption = False
) -> None:
    """Whose consent holds where on a day, movement denied by authority and route, and the signs, never one number.

    Example: `greenline consent cyprus --date 2024-06-01`
    """
    from ..desk.consent import told as standing

    with open_desk(mission, data) as desk:
        span = day_of(date, desk.mission.settings.timezone)
        told: dict[str, Any] = standing(desk, desk.audience("mission"), span)
    if json_:
        print(json.dumps(told, ensure_ascii=False))
        return
    for one in told["consents"]:
        host = " (host)" if one["host"] else ""
        where = f" in {one['zone']}" if one["zone"] else ""
        out.print(plain(f"{one['party']}{host}{where}: {one['degree']} since {one['since'][:10]}  {one['ref']}"))
    if not told["consents"]:
        out.print("No consent is held for that day.")
    for row in told["patterns"]:
        who = " · ".join(filter(None, (row["party"], row["authority"], row["route"])))
        hours = f", {row['hours']:g} h in all" if row["hours"] is not None else ""
        out.print(plain(f"{row['count']:>4} × {row['kind']}  {who}; {row['first'][:10]} to {row['last'][:10]}{hours}; "
                        f"{row['open']} not resolved"))  # fmt: skip
    for sign in told["signs"]:
        out.print(plain(f"sign  {sign['at'][:10]}  {sign['party']}  {sign['kind']}: {sign['text']}  {sign['ref']}"))


def day_of(text: str | None, zone: str) -> Any:
    """The day asked about. Raises Invalid."""
    from ..desk.authority import day

    try:
        return day(text, ZoneInfo(zone), int(time.time()))
    except ValueError:
        words = f"{text!r} is no day; write one as 2018-06-01."
        raise Invalid("The question cannot be read.", [Issue("date", "no_day", words)]) from None


def _place(text: str | None) -> tuple[float, float] | None:
    from ..desk.authority import place

    try:
        return None if text is None else place(text)
    except ValueError as error:
        raise Invalid("The question cannot be read.", [Issue("place", "no_place", str(error))]) from None
