"""A story from its first line to its last, on a fresh ledger."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...core.errors import Refusal, Unexpected
from ..desk import Desk
from ..loading import load_folder
from ..verifying import verify
from .setting import SETTING, read, setting
from .telling import Told, why


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a story went: whether it came true, and where and why not; the findings that held in the end."""

    file: str
    failed: str | None
    findings: tuple[dict[str, Any], ...] = ()


def tell(file: Path, place: Callable[[], str | Path]) -> Outcome:
    """Tell a story on a fresh ledger. `place` gives where that may be. Nothing but the story's own fault is caught."""
    lines = read(file)
    try:
        mission = setting(lines, file)
    except (Unexpected, Refusal) as error:
        return Outcome(file.name, str(error))
    desk = Desk(mission, place())
    try:
        told = Told(desk)
        started = next(_times(lines), None)
        if started:
            told.at([started])
        else:
            told.now_s = int(time.time())
        load_folder(desk)
        for number, line in enumerate(lines, 1):
            words = line.split(maxsplit=1)
            if words and words[0] in SETTING:
                continue
            try:
                told.line(line)
            except (Unexpected, Refusal) as error:
                return Outcome(file.name, f"line {number}: {line}\n{error}")
        if told.refusal is not None:
            return Outcome(file.name, f"the last act was refused, and nobody expected it: {why(told.refusal)}")
        findings = tuple(_named(told, one) for one in told.judged())
        problems = verify(desk.place).problems
        return Outcome(file.name, "; ".join(map(str, problems)) or None, findings)
    finally:
        desk.close()


def _times(lines: list[str]) -> Iterator[str]:
    for line in lines:
        found = re.match(r"(?:now )?(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2})", line)
        if found:
            yield f"{found[1]} {found[2]}"


def _named(told: Told, finding: dict[str, Any]) -> dict[str, Any]:
    """A finding in the story's own names, for comparing two runs."""
    thing = finding["incident"] or finding["position"] or finding["notification"]
    return {
        "provision": finding["provision"], "party": finding["party"], "about": told.shown(thing) if thing else "window",
        "answer": finding["answer"], "reasons": finding["reasons"], "state": finding["state"],
    }  # fmt: skip
