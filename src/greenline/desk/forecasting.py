"""Forecasts from a table, without a mission: what is asked is checked in words, then the models answer."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from .. import __version__
from ..analysis import backtest
from ..analysis.models import BESIDE, HORIZON, MOST, Climatology, Model, model
from ..analysis.panel import (
    Event,
    Panel,
    Step,
    Unit,
    by_area,
    by_h3,
    by_name,
    by_priogrid,
    cell_neighbours,
    count,
    label,
    number,
)
from ..core.errors import BadRequest, Invalid, Issue
from ..exchange.areas import read_areas
from ..exchange.beside import fitted, read_pairs
from ..exchange.forecast import Told
from ..exchange.occurrences import Occurrence
from ..exchange.wide import Wide, read_wide

FEWEST = 12  # steps before a cut-off below which nothing is foreseen
MOST_DRAWN = 400_000_000  # draws of one forecast: 1.6 GB


@dataclass(frozen=True)
class Table:
    """A panel and what was noticed while it was read."""

    panel: Panel
    notes: tuple[str, ...] = ()


def read_table(
    file: Path, neighbours: Path | None = None, others: Sequence[Path] = (), units: Sequence[str] = ()
) -> Table:
    """A panel from a wide table; neighbours from a table of pairs, or from the names of cells. Raises Refusals."""
    wide = _only(read_wide(file), units)
    notes = []
    beside = cell_neighbours(wide.units)
    if neighbours is not None:
        pairs = read_pairs(neighbours, wide.units)
        beside = pairs.beside
        if pairs.unknown:
            notes.append(f"{pairs.unknown} rows of neighbours name no two units of the table; they are left out.")
    if parts := int((np.nan_to_num(wide.counts) % 1 > 0).sum()):
        notes.append(f"{parts} cells hold fractions; models forecast whole counts from them.")
    if high := int((np.nan_to_num(wide.counts) > MOST).sum()):
        notes.append(f"{high} cells are above {MOST:,}; no model forecasts more than that.")
    found = {}
    for other in others:
        found[other.stem], shared = fitted(read_wide(other), wide)
        notes.append(f"{other.name} tells of {shared} of the {len(wide.units)} units, of the others nothing.")
    return Table(Panel(wide.units, wide.step, wide.first, wide.counts, others=found, neighbours=beside), tuple(notes))


def _only(wide: Wide, units: Sequence[str]) -> Wide:
    if not units:
        return wide
    where = {name: place for place, name in enumerate(wide.units)}
    unknown = [name for name in units if name not in where]
    if unknown:
        told = [Issue("units", "unknown_unit", f"There is no {name} in the table.") for name in unknown[:50]]
        raise Invalid("The table does not know every unit that was named.", told)
    kept = list(dict.fromkeys(units))
    return replace(wide, units=tuple(kept), counts=wide.counts[[where[name] for name in kept]])


def chosen(name: str) -> Model:
    """A model by its name. Raises BadRequest naming those there are."""
    try:
        return model(name)
    except ValueError as error:
        raise BadRequest(str(error)) from None


def asked(panel: Panel, until: str, steps: str) -> tuple[Panel, list[str]]:
    """The panel up to the cut-off and the steps to forecast (`2022-01:2022-12`, one label, or empty: the next twelve).

    Raises Invalid with every issue: a cut-off after the data, steps before it, too little before it.
    """
    issues: list[Issue] = []
    last = label(panel.step, panel.last)
    try:
        past = panel.until(until or last)
    except ValueError as error:
        raise Invalid("Nothing can be forecast.", [Issue("until", "outside", str(error))]) from None
    many = f"{past.length} {panel.step}{'s' * (past.length != 1)}"
    if past.length < FEWEST:
        told = f"Up to {label(panel.step, past.last)} the table has {many}; a forecast needs at least {FEWEST}."
        issues.append(Issue("until", "too_short", told))
    since, _, end = steps.partition(":")
    labels: list[str] = []
    try:
        first = number(panel.step, since) if steps else past.last + 1
        final = number(panel.step, end or since) if steps else past.last + 12
        if first <= past.last:
            issues.append(
                Issue("months", "not_ahead", f"{since} is not after the cut-off {label(panel.step, past.last)}.")
            )
        elif final < first:
            issues.append(Issue("months", "backwards", f"{end} lies before {since}."))
        elif final - past.last > HORIZON:
            issues.append(Issue("months", "too_far", f"At most {HORIZON} {panel.step}s ahead can be asked for."))
        else:
            labels = [label(panel.step, at) for at in range(first, final + 1)]
    except ValueError as error:
        issues.append(Issue("months", "no_step", str(error)))
    if past.length >= FEWEST and not past.alive().any():
        issues.append(
            Issue("until", "nothing_known", f"Nothing is known of any unit in the last {FEWEST} {panel.step}s.")
        )
    if issues:
        raise Invalid("Nothing can be forecast.", issues)
    return past, labels


def forecast(past: Panel, steps: Sequence[str], name: str, draws: int, seed: int) -> tuple[Told, list[str]]:
    """Draws for every unit of which something is known in the last twelve steps, and the names of those left out."""
    maker = chosen(name)
    alive = past.alive()
    if int(alive.sum()) * len(steps) * draws > MOST_DRAWN:
        raise BadRequest(f"This asks for more than {MOST_DRAWN} draws; ask for fewer draws, months or units.")
    try:
        drawn = maker.fit(past).predict(past.ahead(steps), draws, seed)
    except ValueError as error:
        raise BadRequest(str(error)) from None
    about = {"model": name, "until": label(past.step, past.last), "seed": seed, "version": __version__}
    kept = tuple(unit for unit, there in zip(past.units, alive, strict=True) if there)
    left = [unit for unit, there in zip(past.units, alive, strict=True) if not there]
    return Told(past.step, kept, tuple(steps), drawn if alive.all() else drawn[alive], about), left


@dataclass(frozen=True)
class Verdict:
    """A forecast's scores and, where the table reaches back far enough, those of climatology beside it."""

    mine: backtest.Scored
    beside: backtest.Scored | None
    cases: int
    took_s: float


def narrowed(told: Told, units: Sequence[str]) -> Told:
    """A forecast of these units alone (all where none is named). Raises Invalid naming those it does not hold."""
    if not units:
        return told
    where = {name: place for place, name in enumerate(told.units)}
    issues = [Issue("units", "unknown_unit", f"There is no {name} in the forecast.") for name in units
              if name not in where]  # fmt: skip
    if issues:
        raise Invalid("The forecast does not know every unit that was named.", issues[:50])
    kept = tuple(dict.fromkeys(units))
    return replace(told, units=kept, draws=told.draws[[where[name] for name in kept]])


def judge(told: Told, actual: Panel, skip: Sequence[str] = (), until: str = "") -> Verdict:
    """Score a forecast against what came. Raises Invalid naming units and steps that the table does not know.

    `until` is the forecast's cut-off where its file does not tell it (CSV, other tools), for climatology.
    """
    if until:
        told = replace(told, about={**told.about, "until": until})
    where = {name: row for row, name in enumerate(actual.units)}
    issues = [Issue("unit", "unknown_unit", f"The table does not know {u}.") for u in told.units if u not in where]
    if told.step != actual.step:
        issues.append(Issue("step", "other_step", f"The forecast is by {told.step}, the table by {actual.step}."))
        raise Invalid("The forecast cannot be scored.", issues)
    for each in skip:
        try:
            number(told.step, each)
        except ValueError as error:
            issues.append(Issue("skip", "no_step", str(error)))
    steps = [label for label in told.steps if label not in set(skip)]
    places = [number(told.step, each) - actual.first for each in steps]
    issues += [Issue(told.step, "unknown_step", f"The table does not know {each}.")
               for each, place in zip(steps, places, strict=True) if not 0 <= place < actual.length]  # fmt: skip
    if issues or not steps:
        raise Invalid("The forecast cannot be scored." if issues else "No step is left to score.", issues[:50])
    rows = [where[name] for name in told.units]
    came = actual.counts[np.ix_(rows, places)]
    if not np.isfinite(came).any():
        raise Invalid("The table tells nothing of what came: its cells for the forecast's units and steps are empty.")
    draws = told.draws[:, [told.steps.index(each) for each in steps]] if len(steps) < len(told.steps) else told.draws
    began = time.perf_counter()
    active = np.isfinite(came) & (came > 0)
    mine = backtest.Scored(str(told.about.get("model", "forecast")), _whole(backtest.score(draws, came)), active[None])
    took = time.perf_counter() - began
    return Verdict(mine, _climatology(told, steps, actual, rows, came, active), int(np.isfinite(came).sum()), took)


def _whole(measures: Mapping[str, backtest.Numbers]) -> dict[str, backtest.Numbers]:
    return {name: each[None] for name, each in measures.items()}


def _climatology(
    told: Told, steps: Sequence[str], actual: Panel, rows: Sequence[int], came: backtest.Numbers,
    active: backtest.Active,
) -> backtest.Scored | None:  # fmt: skip
    """Climatology at the forecast's own cut-off: where the file does not tell it, nothing can be set beside it."""
    until = told.about.get("until")
    try:
        past = actual.until(str(until))
        horizon = past.ahead(steps)
    except ValueError:
        return None
    if past.length < FEWEST:
        return None
    drawn = Climatology(12).fit(replace(past, units=tuple(told.units), counts=past.counts[list(rows)], others={},
                                        exposure=None, neighbours=())).predict(horizon, 1000, 1)  # fmt: skip
    return backtest.Scored(BESIDE, _whole(backtest.score(drawn, came)), active[None])


def compare(
    panel: Panel, since: int, until: int, names: Sequence[str], draws: int, seed: int,
    progress: Callable[[int, int], None],
) -> list[backtest.Scored]:  # fmt: skip
    """The backtest of models beside climatology over years, in the challenge's mode. Raises Invalid or BadRequest."""
    if panel.step != "month":
        raise Invalid("A backtest by years needs a table by month.")
    if until < since or until - since > 60 or since < 1900:
        raise Invalid(f"{since}:{until} is no span of years.")
    makers = {name: _maker(name) for name in dict.fromkeys([*names, BESIDE])}
    windows = backtest.years(since, until)
    if windows[0].cut - panel.first + 1 < FEWEST:
        raise Invalid(f"The table begins with {panel.labels[0]}: less than {FEWEST} months before "
                      f"{label('month', windows[0].cut)} are no ground for a forecast.")  # fmt: skip
    try:
        return backtest.run(panel, makers, windows, draws, seed, progress)
    except ValueError as error:
        raise Invalid(str(error)) from None


def _maker(name: str) -> Callable[[], Model]:
    chosen(name)
    return lambda: chosen(name)


def unit_of(by: str) -> Unit:
    """How an event finds its unit: `name` (its own column), `priogrid`, `h3:5`, or a GeoJSON file of areas."""
    kind, _, rest = by.partition(":")
    if by in ("name", "country"):
        return by_name
    if by == "priogrid":
        return by_priogrid
    if kind == "h3" and rest.isdigit() and int(rest) <= 15:
        return by_h3(int(rest))
    if by.endswith((".geojson", ".json")):
        return by_area(read_areas(Path(by)))
    raise BadRequest(f"{by!r} is no unit: name, priogrid, h3:0 to h3:15, or a GeoJSON file of named areas.")


def counted(
    found: Sequence[Occurrence], by: str, step: Step, since: str, until: str, known_at: str
) -> tuple[Wide, Mapping[str, int]]:
    """A wide table from events, and what was left out by reason. Raises Invalid or BadRequest."""
    never = "9999-12-31" if known_at else None  # nobody knows when: not known then, as far as can be said
    events = (Event(e.start, e.end, e.value, e.lon, e.lat, e.unit, e.known or never) for e in found)
    try:
        first, last = (number(step, text) if text else None for text in (since, until))
        told = count(events, unit_of(by), step, since=first, until=last, known_at=known_at)
    except ValueError as error:
        raise Invalid(str(error)) from None
    panel = told.panel
    if not panel.units:
        raise Invalid("No event has a unit and a step that was asked for; there is nothing to count.")
    return Wide(step, panel.first, panel.units, panel.counts), told.left_out
