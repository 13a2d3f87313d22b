"""What a cell of a foreign table says, as a value: each function reads one text, and what cannot be read is a
ValueError with a sentence. A template makes one text of several cells."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

_TIME = re.compile(r"[ T]\d{2}:\d{2}")
_BRACES = re.compile(r"\{([^{}:]*)(?::(0\d|\.\d))?\}")
Cells = Sequence[str]


def template(
    text: str, column: Callable[[str], int | None], missing: frozenset[str]
) -> tuple[list[int], Callable[[Cells], str | None]]:
    """The columns that a template names, and a function that fills it from a row's cells; None where one is empty.

    `{name}` is the cell, `{name:04}` with zeros before it to so many digits, `{name:.5}` a number with so many
    decimals (as the FIRMS files write `234` for 02:34, and coordinates with more or fewer decimals from day to day).
    """
    found = [(column(m[1]), m[2]) for m in _BRACES.finditer(text)]
    fixed = _BRACES.split(text)[0::3]
    pieces = [(index or 0, form) for index, form in found]

    def fill(cells: Cells) -> str | None:
        made = fixed[0]
        for (index, form), after in zip(pieces, fixed[1:], strict=True):
            cell = cells[index].strip()
            if cell in missing:
                return None
            made += _formed(cell, form) + after
        return made

    return [index for index, _ in pieces], fill


def names(text: str) -> list[str]:
    """The columns that a template names."""
    return [found[1] for found in _BRACES.finditer(text)]


def _formed(cell: str, form: str | None) -> str:
    if form is None:
        return whole(cell)
    if form[0] == "0":
        return whole(cell).zfill(int(form))
    return f"{number(cell):.{form[1:]}f}"


def text_of(text: str) -> str:
    return text


def whole(text: str) -> str:
    """`214797.0` as `214797`: some programs write whole numbers that way."""
    text = text.strip()
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text


def count(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        pass
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value) or value != int(value):
        raise ValueError(f"{text[:40]!r} is no whole number.")
    return int(value)


class Doubt(ValueError):
    """A cell that says something no code list has; `instead` stands for it, and it stays as received."""

    def __init__(self, sentence: str, instead: Any = None) -> None:
        super().__init__(sentence)
        self.instead = instead


def date_prec(text: str) -> int:
    value = count(text)
    if not 1 <= value <= 5:
        raise Doubt(f"{text[:40]!r} is no date precision (1 to 5).")
    return value


def where_prec(text: str) -> int:
    value = count(text)
    if not 1 <= value <= 7:  # not known how well: never drawn as a sharp point
        raise Doubt(f"{text[:40]!r} is no place precision (1 to 7).", 5)
    return value


def number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{text[:40]!r} is no number.") from None
    if not math.isfinite(value):
        raise ValueError(f"{text[:40]!r} is no number.")
    return value


def flag(text: str) -> bool:
    known = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if text.casefold() not in known:
        raise ValueError(f"{text[:40]!r} is neither yes nor no.")
    return known[text.casefold()]


@lru_cache(maxsize=65_536)
def date(text: str, formats: tuple[str, ...]) -> str:
    """A day or an instant as the ledger writes it; midnight without an offset is a day."""
    for form in formats:
        try:
            at = datetime.strptime(text, form)
        except ValueError:
            continue
        return at.date().isoformat() if at.tzinfo is None else at.isoformat()
    if formats and not re.match(r"\d{4}-\d{2}", text):
        raise ValueError(f"{text[:40]!r} is no date of the form {' or '.join(formats)}.")
    if _TIME.search(text):
        try:
            at = datetime.fromisoformat(text.strip())
        except ValueError:
            raise ValueError(f"{text[:40]!r} is no date.") from None
        if at.tzinfo is not None:
            return at.isoformat()
        if at.time() == datetime.min.time():
            return at.date().isoformat()
        raise ValueError(f"{text[:40]!r} has a time but no offset from UTC; say it in the map's [dates].")
    return text
