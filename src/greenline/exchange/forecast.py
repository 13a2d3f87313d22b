"""Forecasts as files: one row a draw (unit, month, draw, value), as Parquet or, by the file's ending, CSV.

Parquet keeps beside them what was known: model, last step of the data, seed, version of the program.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..core.calendar import STEPS, Step, number
from ..core.errors import BadRequest, Invalid, Issue, NotFound, Refusal

NEEDED = "Parquet needs pyarrow: install greenline[forecast], or name a file that ends in .csv."
MOST_ROWS = 400_000_000
ROWS = 1_000_000  # of a row group
ABOUT = b"greenline"


@dataclass(frozen=True)
class Told:
    """Draws of shape (units, steps, draws); steps by their labels, in the order of time."""

    step: Step
    units: tuple[str, ...]
    steps: tuple[str, ...]
    draws: NDArray[Any]
    about: Mapping[str, Any] = field(default_factory=dict)


def write_forecast(file: Path, told: Told) -> int:
    """Write a forecast and answer its size in bytes; the file appears whole or not at all. Raises Refusal."""
    partial = file.with_name(file.name + ".part")
    try:
        if file.suffix.lower() == ".csv":
            _write_csv(partial, told)
        elif file.suffix.lower() == ".parquet":
            _write_parquet(partial, told)
        else:
            raise BadRequest(f"A forecast is written as .parquet or .csv; {file.name} ends otherwise.")
        partial.replace(file)
    except OSError as error:
        raise Refusal(f"{file} cannot be written: {error.strerror or error}.") from None
    finally:
        with suppress(OSError):  # a folder that is none was told above
            partial.unlink(missing_ok=True)
    return file.stat().st_size


def _parts(told: Told) -> Any:
    """Places of units whose rows make about one row group together."""
    each = max(1, told.draws.shape[1] * told.draws.shape[2])
    return range(0, len(told.units), max(1, ROWS // each)), max(1, ROWS // each)


def _write_csv(file: Path, told: Told) -> None:
    import csv

    with file.open("w", newline="", encoding="utf-8") as target:
        rows = csv.writer(target, lineterminator="\n")
        rows.writerow(["unit", told.step, "draw", "value"])
        for unit, steps in zip(told.units, told.draws, strict=True):
            for step, values in zip(told.steps, steps, strict=True):
                rows.writerows([unit, step, draw, value] for draw, value in enumerate(values.tolist()))


def _arrow() -> Any:
    try:
        import pyarrow
        import pyarrow.csv
        import pyarrow.parquet
    except ImportError:
        raise BadRequest(NEEDED) from None
    return pyarrow


def _write_parquet(file: Path, told: Told) -> None:
    arrow = _arrow()
    steps, draws = told.draws.shape[1:]
    name = arrow.dictionary(arrow.int32(), arrow.string())
    columns = [
        ("unit", name),
        (told.step, name),
        ("draw", arrow.int32()),
        ("value", arrow.from_numpy_dtype(told.draws.dtype)),
    ]
    schema = arrow.schema(columns, metadata={ABOUT: json.dumps(dict(told.about)).encode()})
    units, labels = arrow.array(told.units, arrow.string()), arrow.array(told.steps, arrow.string())
    starts, many = _parts(told)
    with arrow.parquet.ParquetWriter(file, schema, compression="zstd") as target:
        for start in starts:
            part = told.draws[start : start + many]
            of_unit = np.repeat(np.arange(start, start + len(part), dtype=np.int32), steps * draws)
            of_step = np.tile(np.repeat(np.arange(steps, dtype=np.int32), draws), len(part))
            of_draw = np.tile(np.arange(draws, dtype=np.int32), len(part) * steps)
            held = [
                arrow.DictionaryArray.from_arrays(arrow.array(of_unit), units),
                arrow.DictionaryArray.from_arrays(arrow.array(of_step), labels),
                arrow.array(of_draw),
                arrow.array(part.ravel()),
            ]
            target.write_table(arrow.Table.from_arrays(held, schema=schema))


def read_forecast(file: Path) -> Told:
    """A forecast from a file of any tool that keeps to the four columns.

    Raises NotFound, BadRequest (no such table) or Invalid: a draw missing or twice, a value that is no count.
    """
    if not file.is_file():
        raise NotFound(f"There is no file {file}.")
    arrow = _arrow()
    try:
        if file.suffix.lower() == ".csv":
            names = arrow.csv.ConvertOptions(column_types={name: arrow.string() for name in ("unit", *STEPS)})
            table = arrow.csv.read_csv(
                file, convert_options=names, parse_options=arrow.csv.ParseOptions(newlines_in_values=True)
            )
        else:
            if arrow.parquet.read_metadata(file).num_rows > MOST_ROWS:
                raise BadRequest(f"The forecast has more than {MOST_ROWS} rows.")
            table = arrow.parquet.read_table(file)
    except (arrow.ArrowException, OSError) as error:
        raise BadRequest(f"{file.name} cannot be read as a forecast: {str(error).splitlines()[0]}") from None
    step = next((each for each in STEPS if each in table.column_names), None)
    missing = [name for name in ("unit", "draw", "value") if name not in table.column_names]
    if step is None or missing or len(set(table.column_names)) < len(table.column_names):
        wanted = "unit, month (or week, day), draw, value, each once"
        raise BadRequest(f"A forecast has the columns {wanted}; {file.name} has not.")
    held = (table.schema.metadata or {}).get(ABOUT)
    try:
        about = json.loads(held) if held else {}
    except ValueError:
        about = {}
    return _told(arrow, table, step, about if isinstance(about, dict) else {})


def _told(arrow: Any, table: Any, step: Step, about: Mapping[str, Any]) -> Told:
    unit, unit_names = _coded(arrow, table, "unit")
    when, labels = _coded(arrow, table, step)
    values = table.column("value").to_numpy()
    draw = table.column("draw").to_numpy()
    if values.dtype.kind not in "iuf" or draw.dtype.kind not in "iuf":
        raise Invalid("Draws and values of a forecast are numbers.")
    if not np.isfinite(draw).all():
        raise Invalid("The forecast has rows without a draw.")
    if len(values) and not (np.isfinite(values).all() and values.min() >= 0 and values.max() < 2**31):
        raise Invalid("A value of the forecast is missing, negative or too large; a count is zero or more.")
    if step == "month":  # other tools name a month by its first day
        labels = [each[:7] if each[7:] == "-01" else each for each in labels]
    try:
        order = sorted(range(len(labels)), key=lambda place: number(step, labels[place]))
    except ValueError as error:
        raise Invalid("A step of the forecast cannot be read.", [Issue(step, "no_step", str(error))]) from None
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    many = len(values) // max(1, len(unit_names) * len(labels))
    if len(values) == 0 or many * len(unit_names) * len(labels) != len(values):
        raise Invalid("The forecast is not whole: every unit and step needs the same number of draws.")
    cell = unit * len(labels) + place[when]
    if not (np.bincount(cell, minlength=len(unit_names) * len(labels)) == many).all():
        raise Invalid("The forecast is not whole: every unit and step needs the same number of draws.")
    if (np.diff(cell) < 0).any() or (np.diff(draw)[np.diff(cell) == 0] <= 0).any():
        ranked = np.lexsort((draw, cell))
        cell, draw, values = cell[ranked], draw[ranked], values[ranked]
        if ((np.diff(cell) == 0) & (np.diff(draw) == 0)).any():
            raise Invalid("A draw of the forecast is there twice.")
    if values.dtype.kind != "f" or (values == np.rint(values)).all():
        values = values.astype(np.int32)  # draws of other tools may be no whole numbers: they stay as they are
    shaped = values.reshape(len(unit_names), len(labels), many)
    return Told(step, tuple(unit_names), tuple(labels[each] for each in order), shaped, about)


def _coded(arrow: Any, table: Any, name: str) -> tuple[NDArray[np.int64], Sequence[str]]:
    """A column of names as numbers, and the names."""
    column = table.column(name).combine_chunks()
    try:
        if not arrow.types.is_dictionary(column.type):
            column = column.cast(arrow.string()).dictionary_encode()
    except arrow.ArrowException:
        raise Invalid(f"The column {name} of the forecast holds no names.") from None
    if column.null_count:
        raise Invalid(f"The forecast has rows without a {name}.")
    names = [str(each) for each in column.dictionary.to_pylist()]
    codes = column.indices.to_numpy().astype(np.int64)
    used = np.unique(codes)  # a dictionary may hold names that no row has
    places = np.zeros(max(1, len(names)), np.int64)
    places[used] = np.arange(len(used))
    return places[codes], [names[each] for each in used]
