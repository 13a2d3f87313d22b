"""The parameters of OGC API - Features as a question: one parameter a simple property; all that is wrong is told at
once, what is unknown too (17-069r3, 7.5 and 8.x: such a request is answered 400)."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ..core.codes import code_lists
from ..core.errors import BadRequest, Issue
from ..core.handling import Audience
from ..core.kinds import MOST_COUNT, REF
from ..core.moment import FIRST_YEAR, LAST_YEAR, Moment
from ..faces.ogc import CRS84, ITEMS, MOST_ITEMS
from ..faces.ogc_api import OWN, properties
from ..faces.query import Question
from ..faces.table import Leaf, RegisterTable
from .asking import MOST_POS, box, whole

_YEAR = re.compile(r"\d{4}(?=-)")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,15})?\Z")


def feature_question(given: Iterable[tuple[str, str]], shape: RegisterTable, audience: Audience) -> Question:
    """The question that the parameters ask of a collection. Raises BadRequest with every issue."""
    issues: list[Issue] = []
    simple = properties(shape, audience)
    known = (*OWN, "state", *simple)
    told: dict[str, str] = {}
    for name, text in given:
        if name not in known:
            issues.append(_bad(name[:40], f"There is no parameter {name[:40]!r}; there are {', '.join(known)}."))
        elif name in told:
            issues.append(_bad(name, f"{name} is given twice."))
        elif not text or "\x00" in text:
            issues.append(_bad(name, f"{name} has no value."))
        else:
            told[name] = text
    issues.extend(wrong_crs(told))
    limit = whole(told, "limit", 1, MOST_POS, issues)
    at = whole(told, "at", 0, MOST_POS, issues)
    since, until = _times(told.get("datetime"), issues)
    equals = tuple((name, _value(simple[name], text, issues)) for name, text in told.items() if name in simple)
    states = (told["state"],) if "state" in told else ()
    if states and states[0] not in shape.register.states():
        issues.append(_bad("state", f"state is one of {', '.join(shape.register.states())}."))
    inside = box(_flat(told.get("bbox")), issues)
    if issues:
        raise BadRequest("The question cannot be read.", issues)
    return Question(
        limit=min(limit or ITEMS, MOST_ITEMS), cursor=told.get("cursor"), since=since, until=until, box=inside,
        states=states, at=at, equals=equals, touching=True,
    )  # fmt: skip


def wrong_crs(told: Mapping[str, str]) -> list[Issue]:
    """Reference systems that are not the only one there is."""
    return [_bad(n, f"{n} is {CRS84}; there is no other.") for n in ("crs", "bbox-crs") if told.get(n, CRS84) != CRS84]


def _bad(name: str, sentence: str) -> Issue:
    return Issue(name, "bad_parameter", sentence)


def _flat(text: str | None) -> str | None:
    """A box of six numbers without its heights, if that is what it is."""
    parts = (text or "").split(",")
    if len(parts) != 6 or not all(_NUMBER.match(parts[i]) for i in (2, 5)):
        return text
    return ",".join(parts[i] for i in (0, 1, 3, 4))


def _times(text: str | None, issues: list[Issue]) -> tuple[int | None, int | None]:
    """The first second, and the one after the last, of an instant or an interval."""
    if text is None:
        return None, None
    first, slash, last = text.upper().partition("/")
    begins, ends = (None if end in ("", "..") else end for end in (first, last if slash else first))
    try:
        if begins is None and ends is None:
            raise ValueError("datetime is an instant, or an interval with at least one end: a/b, ../b, a/..")
        since = None if begins is None else _moment(begins).since_s
        until = None if ends is None else _moment(ends).until_s
        if since is not None and until is not None and since >= until:
            raise ValueError("datetime ends before it begins.")
    except ValueError as error:
        issues.append(_bad("datetime", str(error)))
        return None, None
    return since, until


def _moment(text: str) -> Moment:
    """An instant or a day; one of a year that no record has stands for the nearest that one may have."""
    if "/" in text:
        raise ValueError("datetime has at most one slash.")
    year = _YEAR.match(text)
    if year and not FIRST_YEAR <= int(year[0]) <= LAST_YEAR:
        datetime.fromisoformat(f"2000{text[4:]}")
        return Moment.parse(f"{FIRST_YEAR}-01-01" if int(year[0]) < FIRST_YEAR else f"{LAST_YEAR}-12-31")
    return Moment.parse(text)


def _value(leaf: Leaf, text: str, issues: list[Issue]) -> Any:
    """A parameter's text as the value to compare with."""
    one = leaf.field
    value: Any = text
    good, wanted = True, ""
    if one.kind == "code":
        good, wanted = text in code_lists()[one.codes], f"a code of the list {one.codes}"
    elif one.kind == "count":
        good = text.isascii() and text.isdigit() and len(text) < 12 and int(text) <= MOST_COUNT
        value, wanted = int(text) if good else None, "a whole number from 0"
    elif one.kind == "number":
        good = bool(_NUMBER.match(text)) and math.isfinite(float(text))
        value, wanted = float(text) if good else None, "a number"
    elif one.kind == "flag":
        good, value, wanted = text in ("true", "false"), int(text == "true"), "true or false"
    elif one.kind == "ref":
        good, wanted = bool(REF.match(text)), "a reference such as INC-7K2QXM4D"
    if not good:
        issues.append(_bad(leaf.path, f"{leaf.path} is {wanted}, not {text[:40]!r}."))
    return value
