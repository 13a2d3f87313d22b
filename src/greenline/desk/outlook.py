"""What may come, for the mission alone: its incidents counted by unit and step, foreseen, with skill and reasons.

What counts stands in `counts.py`. The numbers rest on exact places and on where own people were, so they are told to
nobody outside (docs/adr/0031).
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, cast
from weakref import WeakKeyDictionary
from zoneinfo import ZoneInfo

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ..alerting.warning import Foreseen
from ..analysis import panel as panels
from ..analysis.models import Climatology, Recency
from ..analysis.near import TOO_LITTLE, Near, near
from ..analysis.outlook import Outlook, active, foresee, why
from ..analysis.panel import Panel, Step, first_day, holds, label, last_day
from ..analysis.skill import Gain, Skill, skill
from ..core.errors import BadRequest, Issue, NotAllowed
from ..core.handling import Audience
from ..core.moment import utc
from ..ledger.chain import recorded_at
from . import counts
from .desk import Desk

MOST_UNITS, MOST_REFS, KEPT = 3000, 20, 6
NEAR_D, MOST_PAST_D = 7, 730  # days foreseen one by one, and from how many they are
MOST_BEHIND = 3  # steps by which the record may be behind and still say something of what is to come
_BEFORE = {"week": 52, "month": 12}  # steps of the climatology that skill is told against
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Known:
    """As of when: a position of the ledger (None: all of it) and a day. `late`: the ledger is younger than the day, so
    that what is held now stands in for what was known then."""

    pos: int | None
    day: date
    late: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """One incident as it counts: on which day, how much; `dated`: that very day is known, not its week alone."""

    day: date
    value: float
    ref: str
    dated: bool


@dataclass(frozen=True)
class Made:
    """An outlook with all that it rests on. `running` is the step that the day lies in, `until` the last day of which
    the record is held to be whole, `kept` the last day that anything in it tells of."""

    known: Known
    told: Foreseen
    panel: Panel
    outlook: Outlook
    counted: Mapping[str, Sequence[Counted]]  # by unit
    left_out: Mapping[str, int]
    shapes: Mapping[str, BaseGeometry]
    running: int
    until: date
    kept: date | None

    @property
    def behind(self) -> bool:
        """Whether the record ends too long before the day to say anything of what is to come after it."""
        return self.running - self.panel.last > MOST_BEHIND

    def refs(self, unit: str, since: date, until: date) -> list[Counted]:
        """What was counted in a unit from one day to another, both with it."""
        return [one for one in self.counted.get(unit, ()) if since <= one.day <= until]


_made: WeakKeyDictionary[Desk, OrderedDict[Any, Any]] = WeakKeyDictionary()
_lock = threading.Lock()


def check_reader(audience: Audience) -> None:
    """Raises NotAllowed for whom the outlook is not."""
    if not audience.inside:
        raise NotAllowed("The outlook tells where the mission looks and what it fears: it is for the mission alone.")


def as_known(desk: Desk, at: str | None, now_s: int) -> Known:
    """A position (`4711`) or a day (`2025-03-02`) as of which is asked; now when nothing is said. Raises BadRequest."""
    zone = ZoneInfo(desk.mission.settings.timezone)
    today = datetime.fromtimestamp(now_s, zone).date()
    with desk.reading() as connection:
        newest = desk.ledger.pos_in(connection)
        if not at:
            return Known(newest, today, False)
        if at.isdecimal() and 1 <= int(at[:12]) <= newest:
            entry = desk.ledger.entry(int(at))
            told = recorded_at(entry["leaves"]) if entry else ""
            return Known(int(at), datetime.fromisoformat(told).astimezone(zone).date() if told else today, False)
        try:
            day = date.fromisoformat(at[:10])
            end = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(days=1)
            pos = desk.ledger.pos_before(connection, end.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
        except (ValueError, OverflowError):
            words = f"{at[:40]!r} is neither a position from 1 to {newest} nor a day such as 2025-03-02."
            raise BadRequest("This cannot be asked for.", [Issue("at", "bad_parameter", words)]) from None
    return Known(pos or None, min(day, today), pos == 0)


def make(desk: Desk, known: Known) -> Made:
    """The outlook as known at a position, kept until something is recorded. Raises BadRequest: too many units."""
    told = desk.mission.settings.outlook.filled(desk.mission.zones)
    return cast("Made", _kept(desk, (known, told), lambda: _make(desk, known, told)))


def _kept(desk: Desk, key: Any, compute: Callable[[], Any]) -> Any:
    with _lock:
        kept = _made.setdefault(desk, OrderedDict())
        if key in kept:
            kept.move_to_end(key)
            return kept[key]
    found = compute()
    with _lock:
        kept[key] = found
        while len(kept) > KEPT:
            kept.popitem(last=False)
    return found


def _make(desk: Desk, known: Known, told: Foreseen) -> Made:
    step = cast("Step", told.step)
    assert told.memory is not None, "filled() says everything"
    assert told.delay_d is not None, "filled() says everything"
    shapes, unit_of = counts.units(desk, told)
    counting = counts.events(desk, known.pos, known.day, told)
    events, left, kept = counting.events, counting.left, counting.kept
    sure = min(known.day - timedelta(days=1 + told.delay_d), kept or known.day)
    last = holds(step, sure + timedelta(days=1)) - 1  # the last step of which all days are held to be whole
    names = sorted(shapes) if told.unit in ("sector", "zone") else None
    done = [one for one in events if holds(step, one.end) <= last]
    first = min((holds(step, one.end) for one in done), default=last + 1)
    found = panels.count(done, unit_of, step, since=first, until=last, units=names)
    left.update(found.left_out)
    panel = found.panel
    if len(panel.units) > MOST_UNITS:
        words = (
            f"Something happened in {len(panel.units)} units; at most {MOST_UNITS:,} can be told. Choose larger ones."
        )
        raise BadRequest("The outlook has too many units.", [Issue("unit", "too_many", words)])
    shapes = shapes or {name: counts.cell(name, told.unit) for name in panel.units}
    panel = replace(panel, neighbours=counts.beside(panel.units, told.unit, shapes))
    if told.watched and known.pos is not None:
        panel = counts.unwatched_unknown(desk, panel, shapes)
    running = holds(step, known.day)
    ahead = told.ahead + (running - last if running - last <= MOST_BEHIND else 0)
    counted: defaultdict[str, list[Counted]] = defaultdict(list)
    for one in events:
        if (name := unit_of(one)) is not None:
            counted[name].append(Counted(one.end, one.value, one.ref, one.ref in counting.dated))
    return Made(known, told, panel, foresee(panel, told.memory, ahead), dict(counted), dict(left), shapes, running,
                last_day(step, last), kept)  # fmt: skip


# --- what is told


def skill_of(desk: Desk, made: Made, progress: Progress | None = None) -> Skill:
    """Whether the model beats the past as it was, on this panel; kept until the panel changes."""
    panel, told = made.panel, made.told
    text = f"{panel.units}{panel.step}{panel.first}{told.memory}{made.outlook.draws.shape[1]}"
    key = hashlib.sha256(text.encode() + panel.counts.tobytes()).hexdigest()
    horizon = range(1, made.outlook.draws.shape[1] + 1)
    fresh = {"recency": partial(Recency, memory=float(told.memory or 6))}
    before = partial(Climatology, _BEFORE[told.step])
    return cast("Skill", _kept(desk, key, lambda: skill(panel, fresh, before, horizon, progress=progress)["recency"]))


def near_of(desk: Desk, made: Made) -> Near:
    """The days just ahead, if a model has shown on this record's own days that it is worth it. The days end with the
    last step that is held to be whole."""
    if made.behind:
        return Near(None, TOO_LITTLE)
    return cast("Near", _kept(desk, ("days", made.known, made.told), lambda: near(days_of(desk, made), NEAR_D)))


def days_of(desk: Desk, made: Made) -> Panel:
    """What was counted, by unit and day: of incidents whose very day is known; what nobody watched as unknown, by the
    rule for steps."""
    last = made.until.toordinal()
    first = max(first_day(made.panel.step, made.panel.first).toordinal(), last - MOST_PAST_D + 1)
    daily = np.zeros((len(made.panel.units), max(last - first + 1, 0)))
    for row, unit in enumerate(made.panel.units):
        for one in made.counted.get(unit, ()):
            if one.dated and first <= one.day.toordinal() <= last:
                daily[row, one.day.toordinal() - first] += one.value
    panel = Panel(made.panel.units, "day", first, daily, neighbours=made.panel.neighbours)
    watched = made.told.watched and made.known.pos is not None
    return counts.unwatched_unknown(desk, panel, made.shapes) if watched else panel


def _near(made: Made, found: Near) -> dict[str, Any]:
    told: dict[str, Any] = {"shown": found.draws is not None, "because": found.because, "cases": found.cases}
    if found.draws is None:
        return told
    first = made.until + timedelta(days=1)
    chances = (found.draws >= 1).mean(axis=2)
    return {
        **told, "bits": found.mine, "recency_bits": found.recency,
        "days": [(first + timedelta(days=k)).isoformat() for k in range(found.draws.shape[1])],
        "units": {unit: [round(float(one), 3) for one in chances[row]] for row, unit in enumerate(made.panel.units)},
    }  # fmt: skip


def told(
    desk: Desk, audience: Audience, at: str | None, n: int, now_s: int, progress: Progress | None = None
) -> dict[str, Any]:
    """What a page shows: units with their numbers for each step ahead, skill, and why. `n`: chance of at least n.
    Raises NotAllowed, BadRequest."""
    check_reader(audience)
    made = make(desk, as_known(desk, at, now_s))
    judged = skill_of(desk, made, progress)
    panel, set_ = made.panel, made.told
    step = panel.step
    names = _names(desk)
    steps = [made.outlook.first + k for k in range(made.outlook.draws.shape[1])]
    return {
        "now": utc(now_s),
        "known_at": {"pos": made.known.pos, "day": made.known.day.isoformat(), "late": made.known.late},
        "settings": {
            "unit": set_.unit, "step": step, "what": set_.what, "kinds": list(set_.kinds), "ahead": set_.ahead,
            "memory": set_.memory, "delay_d": set_.delay_d, "model": "recency",
            "beside": f"climatology-{_BEFORE[step]}",
            "rules": [rule.model_dump(mode="json") for rule in desk.mission.settings.warning_rule],
        },
        "held": {
            "since": label(step, panel.first) if panel.length else None, "until": made.until.isoformat(),
            "kept": made.kept.isoformat() if made.kept else None, "behind": made.behind, "steps": panel.length,
            "counted": sum(map(len, made.counted.values())), "left_out": dict(made.left_out),
            "unknown": int(np.isnan(panel.counts).sum()),
        },
        "n": n,
        "steps": [
            {"step": label(step, one), "since": first_day(step, one).isoformat(),
             "until": last_day(step, one).isoformat(), "running": one == made.running, "over": one < made.running}
            for one in steps
        ],
        "units": [_unit(made, row, names, n, judged) for row in range(len(panel.units))],
        "horizon": [{"ahead": k, **_gain(one)} for k, one in judged.steps.items()],
        "skill": _gain(judged.whole),
        "near": _near(made, near_of(desk, made)),
    }  # fmt: skip


def _unit(made: Made, row: int, names: Mapping[str, str], n: int, judged: Skill) -> dict[str, Any]:
    panel, name, step = made.panel, made.panel.units[row], made.panel.step
    total = made.outlook.draws[row]
    ahead = [
        {"expected": round(one.expected, 2), "median": one.median, "low": one.low, "high": one.high,
         "chance": round(one.chance, 3), "chance_n": round(float((total[k] >= n).mean()), 3)}
        for k, one in enumerate(made.outlook.ahead(row))
    ]  # fmt: skip
    return {
        "unit": name, "name": names.get(name, name), "shape": shapely.geometry.mapping(made.shapes[name]),
        "unknown": made.outlook.unknown(row), "known": made.outlook.known[row], "skill": _gain(judged.units[name]),
        "ahead": ahead,
        "why": [
            {"step": label(step, one.step), "count": one.count, "share": round(one.share, 3),
             "unit": one.unit, "name": names.get(one.unit, one.unit), "beside": one.unit != name,
             "refs": [
                 c.ref for c in made.refs(one.unit, first_day(step, one.step), last_day(step, one.step))
             ][:MOST_REFS]}
            for one in why(panel, row, float(made.told.memory or 6))
        ],
        "near": [{"unit": unit, "name": names.get(unit, unit), "count": count} for unit, count in active(panel, row)],
    }  # fmt: skip


def _gain(one: Gain) -> dict[str, Any]:
    rounded = [None if v is None else round(v, 3) for v in (one.gain, one.low, one.high)]
    return {"verdict": one.verdict, **dict(zip(("gain", "low", "high"), rounded, strict=True)), "cases": one.cases}


def _names(desk: Desk) -> dict[str, str]:
    """What the mission calls its zones, in English where it says so."""
    told: defaultdict[str, str] = defaultdict(str)
    for feature in desk.mission.zones.get("features", ()):
        name = feature["properties"].get("name") or {}
        told[feature["properties"]["code"]] = name.get("en") or next(iter(name.values()), "")
    return {code: name for code, name in told.items() if name}
