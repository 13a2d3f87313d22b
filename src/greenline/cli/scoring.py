"""How good forecasts were: `score`, `backtest`."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..core.errors import BadRequest
from .common import JsonOption, app, out, plain, progress, write_file
from .forecasting import (
    DrawsOption,
    NeighboursOption,
    OtherOption,
    SeedOption,
    TableArgument,
    UnitsOption,
    named,
    table_of,
)

if TYPE_CHECKING:
    from ..analysis.backtest import Scored
    from ..analysis.panel import Panel

RUN = 6  # months that are drawn anew together: a spell of violence is no chance of single months
WORDS = {"ign": "IGN", "log_crps": "log-CRPS", "crps": "CRPS", "mis": "MIS", "brier": "Brier"}


@app.command()
def score(
    forecast_file: Annotated[
        Path, typer.Argument(help="A forecast as written by `greenline forecast` (.parquet, .csv).")
    ],
    actual: Annotated[Path, typer.Option(help="The wide table with what came.")],
    skip_month: Annotated[list[str] | None, typer.Option(help="Leave this month out; may be repeated.")] = None,
    until: Annotated[str, typer.Option(help="The forecast's cut-off, where its file does not tell it.")] = "",
    units: UnitsOption = "",
    json_: JsonOption = False,
) -> None:
    """Score a forecast as the VIEWS challenge does, beside climatology from the same cut-off where that is known.

    Example: `greenline score 2021.parquet --actual table.csv`
    """
    from ..desk import forecasting
    from ..exchange.forecast import read_forecast

    told = forecasting.narrowed(read_forecast(forecast_file), named(units))
    panel = table_of(actual, None, None, units)
    verdict = forecasting.judge(told, panel, skip_month or (), until)
    found = [verdict.mine, *([verdict.beside] if verdict.beside else [])]
    body = _body(found, verdict.beside)
    if json_:
        print(json.dumps({"cases": verdict.cases, "about": dict(told.about), **body}))
        return
    out.print(f"{verdict.cases:,} cases, {told.draws.shape[-1]} draws; scored in {verdict.took_s:.2f} s.")
    _print_scores(found, verdict.beside, body)
    if verdict.beside is None:
        out.print(
            "Climatology is not beside it: the file does not tell its cut-off (say it with --until), "
            "or the table begins too late."
        )


@app.command()
def backtest(
    table: TableArgument,
    years: Annotated[str, typer.Option(help="Years forecast, each from October of the year before: 2018:2021.")],
    model: Annotated[
        list[str] | None, typer.Option(help="May be repeated. By default zero, last, climatology-36, recency, pool.")
    ] = None,
    draws: DrawsOption = 1000,
    seed: SeedOption = 1,
    neighbours: NeighboursOption = None,
    other: OtherOption = None,
    units: UnitsOption = "",
    skill: Annotated[
        Path | None, typer.Option(help="Write the gain over climatology by unit and by horizon (.csv).")
    ] = None,
    json_: JsonOption = False,
) -> None:
    """Forecast years that are known already, as it would have been done then, and print models beside climatology.

    Example: `greenline backtest table.csv --years 2018:2021 --model recency --model pool`
    """
    from ..analysis.backtest import BESIDE, LATE
    from ..desk import forecasting

    since, _, until = years.partition(":")
    if not (since.isdigit() and (until or since).isdigit() and len(since) == 4 and len(until or since) == 4):
        raise BadRequest(f"{years!r} is no span of years; write 2018:2021.")
    panel = table_of(table, neighbours, other, units)
    names = model or ["zero", "last", "climatology-36", "recency", "pool"]
    with progress("forecasting the past", quiet=json_) as tell:
        found = forecasting.compare(panel, int(since), int(until or since), names, draws, seed, tell)
    beside = next(each for each in found if each.name == BESIDE)
    if skill is not None:
        _write_skill(skill, panel, found, beside)
    body = _body(found, beside)
    if json_:
        print(json.dumps({"years": years, "note": LATE, **body}))
        return
    _print_scores(found, beside, body)
    out.print(LATE)


def _body(found: Sequence[Scored], beside: Scored | None) -> dict[str, Any]:
    """Scores and gains as plain values; a gain is told with its range, and as no skill where that spans zero."""
    from ..analysis.backtest import MEASURES, gain, spread

    told: dict[str, Any] = {"models": {}}
    for each in found:
        row: dict[str, Any] = {measure: _rounded(each.mean(measure), 5) for measure in MEASURES}
        row["coverage"] = _rounded(each.coverage(), 4)
        row["ranges"] = {m: [round(r.low, 3), round(r.high, 3)] for m in ("crps", "mis") for r in [spread(each, m)]}
        row["calibration"] = [{"told": round(r.told, 4), "came": round(r.came, 4), "cases": r.cases}
                              for r in each.calibration()]  # fmt: skip
        if beside is not None and each is not beside:
            row["gain"] = {}
            for measure in MEASURES:
                r, base = gain(each, beside, measure), beside.mean(measure)
                share = [_rounded(v / base, 4) if base else None for v in (r.mean, r.low, r.high)]
                row["gain"][measure] = {"share": share[0], "low": share[1], "high": share[2], "no_skill": r.low <= 0}
        told["models"][each.name] = row
    return told


def _print_scores(found: Sequence[Scored], beside: Scored | None, body: dict[str, Any]) -> None:
    from rich.table import Table

    grid = Table("model", *WORDS.values(), "coverage", box=None)
    for each in sorted(found, key=lambda one: one.mean("ign")):
        row = body["models"][each.name]
        cells = [_told(row[m], ".4f" if m in ("ign", "log_crps", "brier") else ".2f") for m in WORDS]
        grid.add_row(plain(each.name), *cells, _told(row["coverage"], ".0%"))
    out.print(grid)
    for each in found:
        ranges = body["models"][each.name]["ranges"]
        out.print(f"  {plain(each.name)}: 90 % range of CRPS {ranges['crps'][0]:.2f} to {ranges['crps'][1]:.2f}, "
                  f"of MIS {ranges['mis'][0]:.0f} to {ranges['mis'][1]:.0f} (units drawn anew)")  # fmt: skip
    for each in found[:1]:
        parts = (
            f"{r['told']:.0%} told, {r['came']:.0%} came ({r['cases']:,})"
            for r in body["models"][each.name]["calibration"]
        )
        out.print(f"Chance of any, {plain(each.name)}: {'; '.join(parts)}")
    if beside is not None:
        out.print(f"Gain over {beside.name} and its 90 % range:")
        for each in found:
            gains = body["models"][each.name].get("gain", {})
            words = [f"{WORDS[m]} {_gain(g)}" for m, g in gains.items()]
            if words:
                out.print(f"  {plain(each.name)}: {'; '.join(words)}")


def _rounded(value: float, digits: int) -> float | None:
    """None where it is not known: JSON has no other word for it."""
    return round(value, digits) if math.isfinite(value) else None


def _told(value: float | None, form: str) -> str:
    return "unknown" if value is None else format(value, form)


def _gain(told: dict[str, Any]) -> str:
    if told["share"] is None:
        return "unknown"
    words = f"{told['share']:+.1%} ({told['low']:+.1%} to {told['high']:+.1%})"
    return f"{words} [yellow]no skill[/yellow]" if told["no_skill"] else words


def _write_skill(file: Path, panel: Panel, found: Sequence[Scored], beside: Scored) -> None:
    """The map of skill: a row a model and unit, or a step ahead: gain of log-CRPS, its range, the verdict."""
    from ..analysis.skill import Skill, skill_of

    if file.suffix.lower() != ".csv":
        raise BadRequest(f"The table of skill is written as .csv; {file.name} ends otherwise.")
    rows: list[list[Any]] = [["model", "unit", "ahead", "gain", "low", "high", "cases", "verdict"]]
    for each in found:
        if each is beside:
            continue
        mine, other = each.measures["log_crps"], beside.measures["log_crps"]
        by_step = skill_of(panel.units, mine, other, each.active, range(3, 3 + mine.shape[2]), least_over=1)
        by_unit = skill_of(panel.units, _months(mine), _months(other), _months(each.active), [1], block=RUN)
        told = Skill(by_unit.units, by_step.steps, by_step.whole)
        for unit, ahead, gain in (
            *((unit, "", gain) for unit, gain in told.units.items()),
            *(("", ahead, gain) for ahead, gain in told.steps.items()),
        ):
            rows.append([each.name, unit, ahead, gain.gain, gain.low, gain.high, gain.cases, gain.verdict])
    write_file(file, iter(_lines(rows)))
    out.print(f"Skill by unit and by months ahead written to {plain(str(file))}.")


def _months(each: Any) -> Any:
    """(windows, units, steps) as (months one after the other, units, 1): runs of months are drawn anew for a unit."""
    return each.transpose(0, 2, 1).reshape(-1, each.shape[1], 1)


def _lines(rows: Sequence[Sequence[Any]]) -> list[str]:
    from io import StringIO

    held = StringIO()
    csv.writer(held, lineterminator="\n").writerows(["" if v is None else v for v in row] for row in rows)
    return [held.getvalue()]
