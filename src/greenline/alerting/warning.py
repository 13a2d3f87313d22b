"""What a mission folder says of its outlook: `[outlook]` what is counted and foreseen, `[[warning_rule]]` when to warn.

Both are constants. What a mission does not say is filled in here, by the ground that it draws.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from ..core.codes import code_lists
from ..core.errors import Issue
from ..core.handling import MACHINE, ROLES

MOST_WARNING_RULES = 50
# What is violence against people, by beginnings of kinds of incident. Overflights, drone flights and harm that
# survivors alone may tell of (SGB, MRM-SXV) are not among them; a mission may name its own.
VIOLENT = (
    "CFV-SAF", "CFV-IDF", "CMB-", "CIV-ATK", "CIV-MAS", "CIV-EXP", "CIV-ABD", "MRM-KIL", "MRM-ABD", "MRM-SCH", "APK-",
    "AHW-KIL", "AHW-ABD", "CRM-HOM", "CRM-GNG", "CRM-KID", "TER-SVB", "TER-IED", "TER-CPX", "TER-ASN", "CUN-VIO",
    "CUN-MOB", "ICV-CLS",
)  # fmt: skip
_AREAS = ("buffer_zone", "area", "pocket", "base_area", "sector")
# Steps over which a past step's weight falls to a third: cells remember longer than sectors (docs/adr/0031).
_MEMORY = {("sector", "week"): 12.0, ("sector", "month"): 6.0, ("cell", "week"): 52.0, ("cell", "month"): 36.0}
_DELAY_D = {"week": 3, "month": 7}
Measure = Literal["incidents", "deaths"]


class WarningRule(BaseModel):
    """Warn where the chance of at least `at_least` of what is counted, within so many steps, reaches `chance`."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")
    since: date  # the day from which the rule holds: before it nothing is missed
    at_least: int = Field(default=1, ge=1, le=1_000_000)
    chance: float = Field(gt=0, lt=1)
    within: int = Field(default=1, ge=1, le=12)
    units: tuple[str, ...] = Field(default=(), max_length=500)
    approver: str = "desk"

    @field_validator("approver")
    @classmethod
    def _someone(cls, role: str) -> str:
        if role not in ROLES or role == MACHINE:
            raise ValueError(f"{role!r} is no role that people have; there are {', '.join(ROLES)}")
        return role


class Foreseen(BaseModel):
    """`[outlook]` of `mission.toml`: units, steps, what is counted, how far ahead, how long the past is remembered."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    unit: str = Field(default="", pattern=r"^(|sector|zone|priogrid|h3:[3-7])$")
    step: Literal["", "week", "month"] = ""
    kinds: tuple[str, ...] = Field(default=VIOLENT, min_length=1, max_length=100)
    what: Measure = "incidents"
    ahead: int = Field(default=4, ge=1, le=12)
    memory: float | None = Field(default=None, gt=0, le=240)
    delay_d: int | None = Field(default=None, ge=0, le=366)
    watched: bool = True  # what nobody watched is unknown, once windows are recorded

    @field_validator("kinds")
    @classmethod
    def _coded(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        known = code_lists()["incident_kind"].labels
        wrong = [one for one in kinds if not one or not any(code.startswith(one) for code in known)]
        if wrong:
            raise ValueError(
                f"no kind of incident begins with {', '.join(map(repr, wrong))}; one looks like CMB- or CMB-CLH"
            )
        return kinds

    def filled(self, zones: Mapping[str, Any]) -> Foreseen:
        """The same with everything said: sectors by week where the mission draws them, else PRIO-GRID by month."""
        unit = self.unit or ("sector" if areas(zones, "sector") else "priogrid")
        step = self.step or ("week" if unit in ("sector", "zone") else "month")
        kind = "sector" if unit in ("sector", "zone") else "cell"
        memory = _MEMORY[kind, step] if self.memory is None else self.memory
        delay = _DELAY_D[step] if self.delay_d is None else self.delay_d
        return self.model_copy(update={"unit": unit, "step": step, "memory": memory, "delay_d": delay})


def areas(zones: Mapping[str, Any], unit: str) -> list[str]:
    """The codes of the zones that are units: sectors, or (`zone`) all areas that are drawn. What is no feature at all
    is told elsewhere."""
    kinds, found = ("sector",) if unit == "sector" else _AREAS, []
    for one in zones.get("features", ()):
        told, shape = (one.get("properties"), one.get("geometry")) if isinstance(one, dict) else (None, None)
        if isinstance(told, dict) and isinstance(shape, dict) and told.get("kind") in kinds and told.get("code"):
            found.extend([str(told["code"])] if "Polygon" in str(shape.get("type")) else [])
    return sorted(found)


def check_warnings(told: Foreseen, rules: Iterable[WarningRule], zones: Mapping[str, Any]) -> Iterator[Issue]:
    """What the outlook and its rules name that the folder does not have."""
    drawn: list[str] | None = None
    if told.filled({}).unit in ("sector", "zone") or told.unit == "":
        drawn = areas(zones, told.unit or "sector")
    if told.unit in ("sector", "zone") and not drawn:
        words = f"No {told.unit} is drawn as an area in zones.geojson; name priogrid or h3:5, or draw one."
        yield Issue("mission.toml: outlook.unit", "no_units", words)
    seen: set[str] = set()
    for rule in rules:
        where = f"mission.toml: warning_rule {rule.name}"
        if rule.name in seen:
            yield Issue(where, "twice", f"The rule {rule.name} stands here more than once.")
        seen.add(rule.name)
        if rule.within > told.ahead:
            words = f"It looks {rule.within} steps ahead, the outlook {told.ahead}; mend one of them."
            yield Issue(f"{where}: within", "too_far", words)
        for unit in rule.units if drawn else ():
            if unit not in (drawn or ()):
                words = f"There is no {told.unit or 'sector'} {unit[:40]!r}; there are {', '.join((drawn or ())[:10])}."
                yield Issue(f"{where}: units", "unknown_unit", words)
