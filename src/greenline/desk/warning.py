"""Warnings from the outlook: the machine proposes them by the mission's rules, and what came of them; people decide.

Never twice for one rule and one ground at the same time. What the machine says is an act with a key made of what it
is about, so that two processes or a restart make neither none nor two of it. Hits, misses and false alarms are all
told, declined warnings too.
"""

from __future__ import annotations

import hashlib
import logging
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import select

from ..alerting.warning import WarningRule
from ..analysis.outlook import why
from ..analysis.panel import first_day, holds, last_day
from ..core.errors import KeyConflict, Refusal, Unavailable
from ..core.handling import MACHINE, Actor, Audience
from ..core.moment import utc
from ..core.parse import nest
from ..ledger.state import NOW, Version
from ..registers.warning import JUDGED, Warning
from .desk import Desk
from .intake import Act, submit
from .outlook import Made, Progress, as_known, check_reader, make, skill_of

FORESEER = Actor("OUTLOOK", frozenset({MACHINE}))
MOST_AT_ONCE, MOST_REFS = 200, 20  # warnings of one look, and incidents that one names
FIRST_S, EVERY_S = 60.0, 6 * 3600.0  # the first look of a server, and how often after it
LEAST_RATE = 10  # of fewer cases no share is told, the counts alone
log = logging.getLogger("greenline.warning")


@dataclass(frozen=True, slots=True)
class Due:
    """A warning that a rule asks for."""

    rule: WarningRule
    unit: str
    since: date
    until: date
    chance: float
    expected: float
    low: float
    high: float
    skill: str
    carried_by: tuple[str, ...]


@dataclass(slots=True)
class Looked:
    """What a look at the outlook came to: refs of what was proposed, let lapse, assessed, missed."""

    proposed: list[str]
    lapsed: list[str]
    assessed: list[str]
    missed: list[str]


def look(desk: Desk, now_s: int, progress: Progress | None = None) -> Looked:
    """Propose what the rules ask for, let lapse what nobody judged in time, say what came of what is over, and write
    down what nobody was warned of. Raises Unavailable."""
    made = make(desk, as_known(desk, None, now_s))
    held = _held(desk)
    lapsed = list(_lapse(desk, made, held))
    missed = list(_missed(desk, made, held))
    proposed = list(_propose(desk, made, due(desk, made, progress), held))
    return Looked(proposed, lapsed, list(_assess(desk, made, _held(desk))), missed)


def due(desk: Desk, made: Made, progress: Progress | None = None) -> list[Due]:
    """The warnings that the rules ask for: of the steps after the running one, none when the record is behind."""
    rules = [rule for rule in desk.mission.settings.warning_rule if rule.since <= made.known.day]
    if made.behind or not rules:
        return []
    panel, start = made.panel, made.running + 1
    found = []
    judged = skill_of(desk, made, progress)
    for rule in rules:
        for row, unit in enumerate(panel.units):
            if made.outlook.unknown(row) or (rule.units and unit not in rule.units):
                continue
            chance = made.outlook.chance(row, rule.at_least, start, rule.within)
            if chance < rule.chance:
                continue
            carried = (
                one.ref for past in why(panel, row, float(made.told.memory or 6))
                for one in made.refs(past.unit, first_day(panel.step, past.step), last_day(panel.step, past.step))
            )  # fmt: skip
            found.append(Due(
                rule, unit, first_day(panel.step, start), last_day(panel.step, start + rule.within - 1), chance,
                *made.outlook.numbers(row, start, rule.within), judged.units[unit].verdict, tuple(carried)[:MOST_REFS],
            ))  # fmt: skip
    return sorted(found, key=lambda one: -one.chance)[:MOST_AT_ONCE]


def open_for(desk: Desk, found: Iterable[Due]) -> list[Due]:
    """Those of which no warning stands there yet."""
    held = _held(desk)
    return [one for one in found if not _overlaps(held, one.rule.name, one.unit, one.since, one.until)]


# --- what the machine writes


def _propose(desk: Desk, made: Made, found: Iterable[Due], held: list[Version]) -> Iterator[str]:
    for one in found:
        if _overlaps(held, one.rule.name, one.unit, one.since, one.until):
            continue
        values = {
            "rule": one.rule.name, "area": one.unit, "span": _span(one.since, one.until), "measure": made.told.what,
            "at_least": one.rule.at_least, "approver": one.rule.approver, "chance": round(100 * one.chance, 1),
            "expected": round(one.expected, 2), "low": one.low, "high": one.high, "skill": one.skill,
            "carried_by": list(one.carried_by), "model": f"recency, memory {made.told.memory:g} {made.panel.step}s",
            "known_at": made.known.pos,
        }  # fmt: skip
        key = _key("propose", one.rule.name, one.unit, one.since)
        yield from _act(desk, Act("warning", "propose", key, values))


def _lapse(desk: Desk, made: Made, held: Iterable[Version]) -> Iterator[str]:
    """Proposals whose time has come and gone before anybody judged them."""
    for one in held:
        if one.state == "proposed" and _days(one)[1] < made.known.day:
            reason = "Its time was over before anybody judged it."
            yield from _act(desk, Act("warning", "lapse", _key("lapse", one.ref), {}, one.ref, one.pos, reason))


def _assess(desk: Desk, made: Made, held: Iterable[Version]) -> Iterator[str]:
    """What came of warnings whose time is over and known; said anew when the record says otherwise later."""
    for one in held:
        since, until = _days(one)
        measured = one.flat.get("measure") == made.told.what and one.flat["area"] in made.panel.units
        if one.state not in JUDGED or until > made.until or not measured:
            continue
        values = _came(made, one.flat["area"], since, until, int(one.flat["at_least"]), one.state == "issued")
        was = nest(Warning.fields, one.flat)
        if all(was.get(name) == value or (not value and not was.get(name)) for name, value in values.items()):
            continue
        key = _key("assess", one.ref, one.pos, sorted(map(str, values.items())))
        yield from _act(desk, Act("warning", "assess", key, values, one.ref, one.pos))


def _missed(desk: Desk, made: Made, held: list[Version]) -> Iterator[str]:
    """What a rule would have warned of in steps that no warning of any state covers: each such time once. Warnings
    of the steps beside hide nothing."""
    panel = made.panel
    for rule in desk.mission.settings.warning_rule:
        start = holds(panel.step, rule.since) + (first_day(panel.step, holds(panel.step, rule.since)) < rule.since)
        for row, unit in enumerate(panel.units):
            if (rule.units and unit not in rule.units) or np.nansum(panel.counts[row]) < rule.at_least:
                continue
            told = [_days(one) for one in held if one.flat["rule"] == rule.name and one.flat["area"] == unit]
            covered = {step for a, b in told for step in range(holds(panel.step, a), holds(panel.step, b) + 1)}
            for step in range(max(start, panel.first), panel.last + 1):
                first = max(step - rule.within + 1, start)
                first = max((one + 1 for one in covered if first <= one <= step), default=first)
                if first > step:
                    continue
                since, until = first_day(panel.step, first), last_day(panel.step, step)
                values = _came(made, unit, since, until, rule.at_least, False)
                if values["outcome"] != "miss":
                    continue
                covered.update(range(first, step + 1))
                act = {"rule": rule.name, "area": unit, "span": _span(since, until), "measure": made.told.what,
                       "at_least": rule.at_least, **values}  # fmt: skip
                yield from _act(desk, Act("warning", "miss", _key("miss", rule.name, unit, since), act))


def _came(made: Made, unit: str, since: date, until: date, at_least: int, issued: bool) -> dict[str, Any]:
    """What happened in a unit from one day to another, and what that makes of a warning of it."""
    panel = made.panel
    found = made.refs(unit, since, until)
    total = sum(one.value for one in found)
    steps = range(max(holds(panel.step, since), panel.first), min(holds(panel.step, until), panel.last) + 1)
    row = panel.units.index(unit)
    known = all(panel.counts[row, step - panel.first] >= 0 for step in steps)  # NaN is not
    if total >= at_least:
        outcome = "hit" if issued else "miss"
    elif not known:
        return {"outcome": "unknown", "came": None, "came_by": []}
    else:
        outcome = "false_alarm" if issued else "quiet"
    return {"outcome": outcome, "came": int(total), "came_by": [one.ref for one in found][:MOST_REFS]}


def _act(desk: Desk, act: Act) -> Iterator[str]:
    """Take the act in; what another process said first, or a person changed meanwhile, is left so."""
    try:
        yield submit(desk, act, FORESEER).ref
    except Unavailable:
        raise
    except KeyConflict:
        return
    except Refusal as refusal:
        log.warning("a warning was not written: %s", refusal.code)


# --- what is held


def _held(desk: Desk) -> list[Version]:
    """Every warning, as it stands now."""
    table = desk.shapes["warning"].table
    query = select(table).where(table.c.to_pos == NOW).order_by(table.c.span__since, table.c.ref)
    with desk.reading() as connection:
        return [desk.state.version("warning", row) for row in connection.execute(query).mappings()]


def _days(one: Version) -> tuple[date, date]:
    span = one.flat["span"]
    return date.fromisoformat(span["start"][:10]), date.fromisoformat(span["end"][:10])


def _overlaps(held: Iterable[Version], rule: str, unit: str, since: date, until: date) -> bool:
    return any(
        one.flat["rule"] == rule and one.flat["area"] == unit and one.state != "missed"
        and _days(one)[0] <= until and _days(one)[1] >= since
        for one in held
    )  # fmt: skip


def _span(since: date, until: date) -> str:
    return since.isoformat() if since == until else f"{since.isoformat()}/{until.isoformat()}"


def _key(*parts: object) -> str:
    return hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:40]


# --- what is told


def told(desk: Desk, audience: Audience, now_s: int) -> dict[str, Any]:
    """Every warning there ever was, the newest first, and how often the rules were right. Raises NotAllowed."""
    check_reader(audience)
    held = _held(desk)
    rows = [
        {"ref": one.ref, "state": one.state, "version": one.pos, "recorded_at": one.recorded_at,
         **_plain(nest(Warning.fields, one.flat))}
        for one in reversed(held)
    ]  # fmt: skip
    rules = sorted({row["rule"] for row in rows})
    return {
        "now": utc(now_s), "warnings": rows, "whole": tally(rows),
        "rules": [{"rule": name, **tally(row for row in rows if row["rule"] == name)} for name in rules],
    }  # fmt: skip


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def tally(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Counts by outcome, and two shares: of what came how much was warned of (hit_rate), of what was warned of how much
    did not come (false_alarm_ratio). A share is None where it would rest on fewer than LEAST_RATE cases."""
    told = list(rows)
    by: Counter[str] = Counter(row.get("outcome") or "open" for row in told)
    hits, misses, false = by["hit"], by["miss"], by["false_alarm"]
    return {
        "hits": hits, "misses": misses, "false_alarms": false, "quiet": by["quiet"], "unknown": by["unknown"],
        "open": by["open"], "declined": sum(row["state"] in ("declined", "lapsed") for row in told),
        "hit_rate": _rate(hits, hits + misses), "false_alarm_ratio": _rate(false, hits + false), "least": LEAST_RATE,
    }  # fmt: skip


def _rate(part: int, whole: int) -> float | None:
    return round(part / whole, 3) if whole >= LEAST_RATE else None


class Foreseeing:
    """A thread that looks at the outlook now and then until it is closed."""

    def __init__(self, desk: Desk, clock: Callable[[], float] = time.time) -> None:
        self.desk, self.clock = desk, clock
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="outlook", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        pause = FIRST_S  # whoever comes first is served first
        while not self._closed.wait(pause):
            pause = EVERY_S
            if not self.desk.mission.settings.warning_rule:
                continue
            try:
                look(self.desk, int(self.clock()))
            except (Refusal, Unavailable) as refusal:
                log.warning("the outlook was not looked at: %s", refusal.code)
                pause = FIRST_S
            except Exception:  # whatever it is: the next look tries again
                log.exception("the outlook was not looked at")

    def close(self) -> None:
        """Stop; what is under way is finished."""
        self._closed.set()
        self._thread.join(timeout=30)
