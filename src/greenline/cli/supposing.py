"""What if others were deployed: `whatif`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

import typer

from .allowing import DateOption, day_of
from .common import DataOption, JsonOption, app, err, open_desk, out, plain

_Pair = str | None


@app.command()
def whatif(
    mission: Annotated[str | None, typer.Argument(help="A mission; without one give --base and a change.")] = None,
    change: Annotated[
        list[str] | None,
        typer.Option(help="PLACE:KIND:BEFORE->AFTER; place `all` for the whole; without BEFORE what is held."),
    ] = None,
    troops: Annotated[_Pair, typer.Option(help="The whole's troops, such as 0:8000.")] = None,
    police: Annotated[_Pair, typer.Option(help="The whole's police, such as 0:200.")] = None,
    observers: Annotated[_Pair, typer.Option(help="The whole's military observers.")] = None,
    deaths: Annotated[
        str,
        typer.Option(
            help="civilian, rebels, government, unattributed, battle, or a hazard: "
            "ending, onset, next_door, recurrence."
        ),
    ] = "civilian",
    base: Annotated[float | None, typer.Option(help="Expected a month; without it what the record has.")] = None,
    effect: Annotated[list[str] | None, typer.Option(help="E1 to E15; without it those that fit.")] = None,
    saturate: Annotated[bool, typer.Option(help="Beyond a sample answer as at its limit.")] = False,
    months: Annotated[int, typer.Option(help="How many months ahead.")] = 3,
    effects: Annotated[bool, typer.Option("--effects", help="Show the effects with sample, range and source.")] = False,
    seed: Annotated[int, typer.Option(min=0, help="Of the draws.")] = 0,
    date: DateOption = None,
    data: DataOption = None,
    json_: JsonOption = False,
) -> None:
    """What if there were more or fewer people: expected deaths with range, from the literature, inside its sample only.

    Example: `greenline whatif --base 106 --deaths civilian --troops 0:8000`
    """  # fmt: skip
    from ..desk import whatif as desk_whatif

    if effects or mission == "effects":
        _show(desk_whatif.table(), json_)
        return
    pairs = [f"all:{kind}:{told.replace(':', '->')}" for kind, told in
             (("troops", troops), ("police", police), ("observers", observers)) if told is not None]  # fmt: skip
    asked = desk_whatif.Asked((*(change or ()), *pairs), deaths, base, tuple(effect or ()), saturate, months, seed)
    if mission is None:
        body = desk_whatif.plain(asked)
    else:
        with open_desk(mission, data) as desk:
            day = day_of(date, desk.mission.settings.timezone)
            body = desk_whatif.told(desk, desk.audience("mission"), asked, day)
    if json_:
        print(json.dumps(body, ensure_ascii=False))
    else:
        _tell(body)
    if body.get("refusal"):
        raise typer.Exit(1)


def _show(rows: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    for one in rows:
        out.print(plain(f"{one['id']:<4}{one['study']} ({one['unit']}; {one['source']})"))
        out.print(plain(f"    {one['result']}"))
        if not one["acts"]:
            out.print(f"    {one['use']}: no factor to apply")
        for factor in {told["best"]: told for told in one["acts"].values()}.values():
            on = ", ".join(name for name, told in one["acts"].items() if told == factor)
            per = (
                f"for each {one['per']:,g} {one['of']}"
                if one["per"]
                else f"for being there at all ({'troops' if one['of'] == 'presence' else one['of']})"
            )
            limit = f", up to {one['limit']:,g}" if one["limit"] else ""
            numbers = f"x {factor['best']:.3g} ({factor['low']:.3g} to {factor['high']:.3g})"
            out.print(plain(f"    {on}: {numbers} {per}{limit}; {factor['chosen']}"))
        if one["caveats"]:
            out.print(plain(f"    {'; '.join(one['caveats'])}"))


def _tell(body: Mapping[str, Any]) -> None:
    for kind, told in body.get("there", {}).items():
        number = "unknown" if told["number"] is None else f"{told['number']:,}"
        out.print(plain(f"{kind} there: {number}  {'; '.join(one['source'] for one in told['figures'])}"))
    if body.get("record"):
        _record(body["record"])
    if body.get("why") and not (body.get("there") and body.get("result")):
        out.print(plain(body["why"]))
    if body.get("refusal"):
        err.print(f"[red]{body['refusal']['sentence']}[/red]")
        for issue in body["refusal"]["issues"]:
            err.print(f"  [bold]{plain(issue['field'])}[/bold]  {plain(issue['sentence'])}")
        if body.get("effects"):
            for one in body["effects"]:
                out.print(plain(f"{one['id']:<4}{one['result']}  ({one['study']}; {one['source']})"))
    if body.get("result"):
        _result(body["result"])


def _record(record: Mapping[str, Any]) -> None:
    mean = "no number" if record["mean"] is None else ", ".join(f"{k} {v:.3g}" for k, v in record["mean"].items())
    out.print(plain(f"killed a month, {record['months'][0]} to {record['months'][-1]}: {mean}  "
                    f"({record['incidents']} incidents; at least)"))  # fmt: skip
    for left in record["left_out"]:
        out.print(plain(f"  left out: {left['incidents']} {left['why']}"))


def _result(result: Mapping[str, Any]) -> None:
    for one in result["months"]:
        old, new = one["base"], one["changed"]
        out.print(plain(f"month {one['month']}  {one['of']:<13}{_spread(old)}  ->  {_spread(new)}; "
                        f"lower by a tenth or more: {_share(one['chance_lower'])} %"))  # fmt: skip
    out.print(f"Half of the draws lie below the first number; in brackets {result['level']:.0%} of them, and the mean.")
    for one in result["sources"]:
        out.print(plain(f"{one['id']}  {one['study']}; {one['unit']}; {one['source']}: {'; '.join(one['caveats'])}"))
    for words in result["warnings"]:
        out.print(f"[yellow]{plain(words)}[/yellow]")


def _share(chance: float) -> str:
    """A chance per cent; what is not certain is not told as 0 or 100."""
    if 0 < chance < 0.005 or 0.995 <= chance < 1:
        return "under 1" if chance < 0.5 else "over 99"
    return f"{100 * chance:.0f}"


def _spread(one: Mapping[str, float]) -> str:
    if one["low"] == one["high"]:
        return f"{one['middle']:.3g}"
    return f"{one['middle']:.3g} ({one['low']:.3g} to {one['high']:.3g}; {one['mean']:.3g})"
