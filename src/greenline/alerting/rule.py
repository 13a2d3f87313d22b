"""An `[[alert_rule]]` of `mission.toml`: what a named person approved beforehand, so that the machine may send at once.

A rule is a constant: no expressions. Its words may hold `{place}`, `{time}` and `{kind}`, nothing else in braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from ..core.codes import code_lists
from ..core.errors import Issue
from ..core.register import Register
from ..registers import REGISTERS

PLACEHOLDERS = ("place", "time", "kind")
MOST_RULES = 200
ALONE = ("alert", "warning")  # of a forecast only a person makes an alert
GROUP = re.compile(r"[a-z][a-z0-9-]{0,39}\Z")
_BRACED = re.compile(r"\{([^{}]*)\}?")
_CODED = (("degree", "alert_level"), ("category", "alert_category"), ("urgency", "alert_urgency"),
          ("severity", "alert_severity"), ("certainty", "alert_certainty"), ("scope", "alert_scope"))  # fmt: skip


class Words(BaseModel):
    """What is told in one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    headline: str = Field(min_length=1, max_length=500)
    description: str = Field(default="", max_length=4000)
    instruction: str = Field(default="", max_length=4000)

    @field_validator("headline", "description", "instruction")
    @classmethod
    def _filled(cls, words: str) -> str:
        unknown = [one for one in _BRACED.findall(words) if one not in PLACEHOLDERS]
        if unknown or words.count("{") != words.count("}"):
            known = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
            raise ValueError(f"braces hold {known} and nothing else, not {', '.join(unknown) or 'a single brace'}")
        if any(ord(one) < 32 and one not in "\n\t" for one in words):
            raise ValueError("there are control characters in it")
        return words


class AlertRule(BaseModel):
    """When a record of `register` comes that fits everything that is set here, who is told what, and how."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    name: str = Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")
    approved_by: str
    approved_on: date
    expires_on: date
    register_: str = Field(alias="register")
    codes: tuple[str, ...] = Field(default=(), max_length=100)
    level: int = Field(default=0, ge=0, le=9)  # the least severity
    states: tuple[str, ...] = ()
    zone: str = ""
    party: str = ""
    within_h: float = Field(default=24, gt=0, le=744)  # what happened longer ago is history, not news
    degree: str
    category: str = "Security"
    urgency: str = "Unknown"
    severity: str = "Unknown"
    certainty: str = "Unknown"
    scope: str = "Restricted"
    sensitivity: Literal["0", "1", "2", "3"] = "2"
    to: tuple[str, ...] = Field(min_length=1, max_length=20)
    channels: tuple[Literal["email", "sms", "webhook", "matrix"], ...] = ()
    text: Mapping[str, Words] = Field(min_length=1, max_length=10)
    lasts_min: int = Field(default=1440, ge=1, le=44_640)
    exercise: bool = False
    escalate_min: int | None = Field(default=None, ge=1, le=10_080)
    escalate_to: str | None = None

    @model_validator(mode="after")
    def _sound(self) -> AlertRule:
        told = [f"{code!r} is no {name}; there are {', '.join(code_lists()[of].labels)}"
                for name, of in _CODED if (code := getattr(self, name)) not in code_lists()[of]]  # fmt: skip
        told.extend(f"{one!r} is no group; small letters, digits and dashes" for one in self.groups
                    if not GROUP.match(one))  # fmt: skip
        told.extend(f"{tag!r} is no language that alerts are written in" for tag in self.text
                    if tag not in code_lists()["language"])  # fmt: skip
        if self.expires_on < self.approved_on:
            told.append("the approval ends before it begins")
        if (self.escalate_min is None) != (self.escalate_to is None):
            told.append("escalate_min and escalate_to go together")
        told.extend(self._unfit())
        if told:
            raise ValueError("; ".join(told))
        return self

    def _unfit(self) -> Iterator[str]:
        """What the register that it looks at does not have."""
        register = REGISTERS.get(self.register_)
        if register is None or register.noun in ALONE:
            yield f"no rule looks at {self.register_!r}; there are {', '.join(n for n in REGISTERS if n not in ALONE)}"
            return
        codes = kinds_of(register)
        known = code_lists()[codes] if codes else None
        for code in self.codes:
            if known is None or code not in known:
                yield f"{register.noun} has no kind {code!r}"
        if self.level and register.field("severity") is None:
            yield f"{register.noun} has no severity to ask a level of"
        if self.zone and register.seen.where is None:
            yield f"{register.noun} has no place to lie in a zone"
        if self.party and register.field("parties") is None:
            yield f"{register.noun} names no parties"
        yield from (f"{register.noun} has no state {s!r}" for s in self.states if s not in register.states())

    @property
    def groups(self) -> tuple[str, ...]:
        """All groups that it may tell."""
        return (*self.to, *([self.escalate_to] if self.escalate_to else []))

    def holds(self, today: date) -> bool:
        """Whether its approval holds on a day."""
        return self.approved_on <= today <= self.expires_on


def ended(rules: Iterable[AlertRule], today: date) -> Iterator[Issue]:
    """Rules that do nothing any more, for their approval has ended."""
    for rule in rules:
        if rule.expires_on < today:
            words = f"Its approval ended on {rule.expires_on}; it does nothing until somebody approves it again."
            yield Issue(f"mission.toml: alert_rule {rule.name}: expires_on", "approval_ended", words)


def kinds_of(register: type[Register]) -> str | None:
    """The code list of what a register's records are of."""
    what = register.field(register.seen.what) if register.seen.what else None
    return what.codes or None if what else None


def check_rules(
    rules: Iterable[AlertRule], people: Iterable[str], zones: Mapping[str, Any], parties: Iterable[str]
) -> Iterator[Issue]:
    """What rules name that the folder does not have."""
    signs, sides = set(people), set(parties)
    told = [feature.get("properties") for feature in zones.get("features", ()) if isinstance(feature, dict)]
    drawn = [one.get("code") for one in told if isinstance(one, dict)]  # whatever stands there, checked elsewhere
    seen: set[str] = set()
    for rule in rules:
        where = f"mission.toml: alert_rule {rule.name}"
        if rule.name in seen:
            yield Issue(where, "twice", f"The rule {rule.name} stands here more than once.")
        seen.add(rule.name)
        if rule.approved_by not in signs:
            words = f"{rule.approved_by[:40]!r} is not in people.toml; a rule is approved by a named person."
            yield Issue(f"{where}: approved_by", "unknown_person", words)
        if rule.zone and rule.zone not in drawn:
            yield Issue(f"{where}: zone", "unknown_zone", f"There is no zone {rule.zone[:40]!r} in zones.geojson.")
        if rule.party and rule.party not in sides:
            yield Issue(f"{where}: party", "unknown_party", f"The party {rule.party[:40]!r} is not in parties.toml.")
