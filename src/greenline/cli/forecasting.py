"""What may come, from a table: `panel`, `forecast`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ..core.errors import BadRequest
from .common import JsonOption, app, err, out, plain, progress, write_file

if TYPE_CHECKING:
    from ..analysis.panel import Panel

TableArgument = Annotated[
    Path, typer.Argument(help="A CSV table: first column months (weeks, days), one column a unit.")
]
NeighboursOption = Annotated[Path | None, typer.Option(help="A CSV table of two columns: a unit and one beside it.")]
OtherOption = Annotated[list[Path] | None, typer.Option(help="Another such table, of other violence; may be repeated.")]
UnitsOption = Annotated[str, typer.Option(help="Only these units, separated by commas.")]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option("--column", help="WHAT=COLUMN for start, end, lon, lat, value, unit, known; empty: not held."),
]
DrawsOption = Annotated[int, typer.Option(min=1, max=100_000, help="How many draws tell a distribution.")]
SeedOption = Annotated[int, typer.Option(min=0, help="The same seed gives the same draws.")]


def named(units: str) -> list[str]:
    """The units of `--units`."""
    return [name.strip() for name in units.split(",") if name.strip()]


def table_of(file: Path, neighbours: Path | None, other: Sequence[Path] | None, units: str) -> Panel:
    from ..desk.forecasting import read_table

    told = read_table(file, neighbours, other or (), named(units))
    for note in told.notes:
        err.print(plain(note))
    return told.panel


@app.command()
def forecast(
    table: TableArgument,
    until: Annotated[str, typer.Option(help="The last month that may be known; by default the table's last.")] = "",
    months: Annotated[str, typer.Option(help="What to forecast: 2022-01:2022-12; by default the next twelve.")] = "",
    draws: DrawsOption = 1000,
    seed: SeedOption = 1,
    model: Annotated[
        str, typer.Option(help="zero, last, climatology-K, recency (quick), trees, pool, exciting (days).")
    ] = "pool",
    out_: Annotated[
        Path | None, typer.Option("--out", help="Where to: .parquet or .csv (unit, month, draw, value).")
    ] = None,
    neighbours: NeighboursOption = None,
    other: OtherOption = None,
    units: UnitsOption = "",
    json_: JsonOption = False,
) -> None:
    """Forecast whole distributions from a wide table; nothing after `--until` is looked at.

    Example: `greenline forecast table.csv --until 2021-10 --months 2022-01:2022-12 --out 2022.parquet`
    """
    from ..desk import forecasting
    from ..exchange.forecast import write_forecast

    if out_ is not None and out_.suffix.lower() not in (".parquet", ".csv"):
        raise BadRequest(f"A forecast is written as .parquet or .csv; {out_.name} ends otherwise.")
    panel = table_of(table, neighbours, other, units)
    past, steps = forecasting.asked(panel, until, months)
    with progress(f"forecasting {len(past.units)} units with {model}", None, json_):
        told, left = forecasting.forecast(past, steps, model, draws, seed)
        size = write_forecast(out_, told) if out_ is not None else 0
    if left:
        err.print(f"Left out, nothing is known of them in the last twelve {past.step}s: {plain(', '.join(left[:20]))}"
                  + (f" and {len(left) - 20} more" if len(left) > 20 else ""))  # fmt: skip
    if json_:
        print(json.dumps({**told.about, "units": len(told.units), "steps": list(steps), "draws": draws, "bytes": size}))
        return
    out.print(
        f"{len(told.units)} units, {steps[0]} to {steps[-1]}, known until {told.about['until']}: "
        f"{model}, {draws} draws."
    )
    if out_ is not None:
        out.print(f"Written to {plain(str(out_))} ({size:,} bytes).")
    else:
        _print_highest(told)


def _print_highest(told: Any) -> None:
    """The units with the highest expected sums; the whole is in the file."""
    import numpy as np
    from rich.table import Table

    sums = told.draws.sum(axis=1)
    grid = Table("unit", "expected", "90 % interval", "chance of any", box=None)
    for row in np.argsort(-sums.mean(axis=1), kind="stable")[:20]:
        low, high = np.quantile(sums[row], [0.05, 0.95])
        grid.add_row(
            plain(told.units[row]),
            f"{sums[row].mean():,.1f}",
            f"{low:,.0f} to {high:,.0f}",
            f"{(sums[row] > 0).mean():.0%}",
        )
    out.print(grid)
    out.print(
        f"The {min(20, len(told.units))} highest of {len(told.units)}, all {told.step}s together; "
        "`--out` writes every draw."
    )


@app.command()
def panel(
    events: Annotated[Path, typer.Argument(help="A CSV table of events, with UCDP GED's columns or your own.")],
    out_: Annotated[Path, typer.Option("--out", help="The wide table to write (.csv).")],
    by: Annotated[str, typer.Option(help="name (the event's own), priogrid, h3:5, or a GeoJSON of areas.")] = "name",
    step: Annotated[str, typer.Option(help="month, week or day.")] = "month",
    since: Annotated[str, typer.Option(help="The first month; by default that of the first event.")] = "",
    until: Annotated[str, typer.Option(help="The last month; by default that of the last event.")] = "",
    only: Annotated[list[str] | None, typer.Option(help="COLUMN=VALUE: type_of_violence=1; may be repeated.")] = None,
    columns: ColumnOption = None,
    known_at: Annotated[str, typer.Option(help="Leave out what became known after this day (column `known`).")] = "",
) -> None:  # fmt: skip
    """Count events into a wide table for `forecast`: an event counts once, in the month it ends in.

    Example: `greenline panel ged.csv --by priogrid --only type_of_violence=1 --out cells.csv`
    """
    from ..core.calendar import STEPS, step_of
    from ..desk.forecasting import counted
    from ..exchange.occurrences import Columns, read_occurrences
    from ..exchange.wide import written

    if step not in STEPS:
        raise BadRequest(f"{step!r} is no step; there are {', '.join(STEPS)}.")
    names = _pairs(columns or [], "--column")
    unknown = set(names) - set(Columns.__dataclass_fields__)
    if unknown:
        raise BadRequest(f"--column knows {', '.join(Columns.__dataclass_fields__)}; not {', '.join(sorted(unknown))}.")
    if known_at and (step_of(known_at) != "day" or not names.get("known")):
        raise BadRequest("--known-at is a day (2021-10-31) and needs the column that tells it: --column known=COLUMN.")
    found, issues = read_occurrences(events, Columns(**names), _pairs(only or [], "--only"))
    table, left = counted(found, by, step, since, until, known_at)
    write_file(out_, written(table))
    out.print(
        f"{len(found):,} events, {len(table.units)} units, {len(table.counts[0])} {step}s, "
        f"written to {plain(str(out_))}."
    )
    words = {
        "later": "became known later, or nobody knows when",
        "no_unit": "have no unit",
        "outside": "lie outside the time asked for",
    }
    for reason, many in left.items():
        out.print(f"  {many:,} {words[reason]}")
    for issue in issues[:20]:
        err.print(f"  [bold]{plain(issue.field)}[/bold]  {plain(issue.sentence)}")
    if issues:
        err.print(f"{len(issues):,} rows could not be read and are left out.")


def _pairs(texts: Sequence[str], option: str) -> dict[str, str]:
    found = {}
    for text in texts:
        name, mark, value = text.partition("=")
        if not mark or not name:
            raise BadRequest(f"{option} is written NAME=VALUE; {text!r} is not.")
        found[name] = value
    return found
