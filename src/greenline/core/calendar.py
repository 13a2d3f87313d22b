"""Months, weeks and days as whole numbers without gaps, so that a distance in time is a difference.

Labels are 2021-10 (month), 2021-W40 (ISO 8601 week, Monday to Sunday) and 2021-10-03 (day).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, get_args

Day = date
Step = Literal["month", "week", "day"]
STEPS: tuple[Step, ...] = get_args(Step)
_FORMS: dict[Step, str] = {
    "month": "([0-9]{4})-([0-9]{2})",
    "week": "([0-9]{4})-W([0-9]{2})",
    "day": "([0-9]{4})-([0-9]{2})-([0-9]{2})",
}
SAMPLE: dict[Step, str] = {"month": "2021-10", "week": "2021-W40", "day": "2021-10-03"}


def step_of(label: str) -> Step | None:
    """Which kind of step a label names, None where it has the form of none."""
    return next((step for step, form in _FORMS.items() if re.fullmatch(form, label)), None)


def number(step: Step, label: str) -> int:
    """The step's place in time. Raises ValueError with a sentence when the label names no such step."""
    match = re.fullmatch(_FORMS[step], label)
    try:
        if match and step == "month" and int(match[1]) and 1 <= int(match[2]) <= 12:
            return int(match[1]) * 12 + int(match[2]) - 1
        if match and step == "week":
            return (date.fromisocalendar(int(match[1]), int(match[2]), 1).toordinal() - 1) // 7
        if match and step == "day":
            return date.fromisoformat(label).toordinal()
    except ValueError:
        pass
    raise ValueError(f"{label!r} is no {step} (written like {SAMPLE[step]}).")


def label(step: Step, at: int) -> str:
    """The label of a place in time; the other way round of `number`."""
    if step == "month":
        return f"{at // 12:04d}-{at % 12 + 1:02d}"
    if step == "week":
        year, week, _ = date.fromordinal(at * 7 + 1).isocalendar()
        return f"{year:04d}-W{week:02d}"
    return date.fromordinal(at).isoformat()


def holds(step: Step, day: date) -> int:
    """The place in time of the step that a day lies in."""
    if step == "month":
        return day.year * 12 + day.month - 1
    return (day.toordinal() - 1) // 7 if step == "week" else day.toordinal()


def first_day(step: Step, at: int) -> date:
    """The first day of a step."""
    if step == "month":
        return date(at // 12, at % 12 + 1, 1)
    return date.fromordinal(at * 7 + 1) if step == "week" else date.fromordinal(at)


def last_day(step: Step, at: int) -> date:
    """The last day of a step."""
    return first_day(step, at + 1) - timedelta(days=1)
