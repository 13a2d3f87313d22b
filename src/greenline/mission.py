"""A mission folder read and checked into one frozen Mission: every problem at once, with file, key and sentence."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from .alerting.channel import Alerting
from .alerting.rule import MOST_RULES, AlertRule, check_rules
from .alerting.warning import MOST_WARNING_RULES, Foreseen, WarningRule, check_warnings
from .core.codes import CodeList, code_lists
from .core.errors import Invalid, Issue, NotFound
from .core.handling import CIRCLES, CONFIDENTIAL_LEVEL, ROLES, Audience, Terms
from .core.moment import Moment
from .registers import REGISTERS

MOST_FILE = 20_000_000
MOST_ROWS = 10_000
AGREEMENT_TABLES = ("agreement", "provision", "position", "notification", "case")
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}\Z")
_CALL_SIGN = re.compile(r"[A-Z0-9][A-Z0-9-]{0,23}\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?\Z")
ZONE_KINDS = (
    "ceasefire_line",
    "buffer_zone",
    "pocket",
    "area",
    "base_area",
    "crossing",
    "sector",
    "maritime_line",
    "route",
    "mask",
)
SOURCES = "history/sources.csv"
DATE_COLUMNS = ("date", "start", "end", "from", "until")  # in tables that no map reads
Words = dict[str, str]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Verification(_Strict):
    """When an incident may be called verified: own direct observation, or so many independent sources so graded."""

    independent: int = Field(default=2, ge=1, le=10)
    grade: str = Field(default="B3", pattern=r"^[A-F][1-6]$")


class Sealing(_Strict):
    """Whether a server seals the ledger each day (UTC), once there is a key."""

    daily: bool = True


class Clocks(_Strict):
    """What a mission gives its violation cases, a notification until silence is told, alerts of communities, own people
    and convoys; what is not said is the house's (analysis/clocks.py, commission.py, protection.py, movement.py)."""

    state: Mapping[str, float] = Field(default_factory=dict)
    visit: float | None = Field(default=None, gt=0, le=8760)
    escalation: Mapping[Literal["S1", "S2", "S3", "S4"], float] = Field(default_factory=dict)
    silence: float | None = Field(default=None, gt=0, le=8760)
    call_back_min: float | None = Field(default=None, gt=0, le=10_080)
    decide_life_min: float | None = Field(default=None, gt=0, le=10_080)
    decide_h: float | None = Field(default=None, gt=0, le=8760)
    feedback_h: float | None = Field(default=None, gt=0, le=8760)
    grace_min: float | None = Field(default=None, ge=0, le=1440)
    again_min: float | None = Field(default=None, gt=0, le=1440)
    lead_h: float | None = Field(default=None, gt=0, le=8760)
    lead_emergency_h: float | None = Field(default=None, gt=0, le=8760)

    @field_validator("state")
    @classmethod
    def _lived(cls, states: Mapping[str, float]) -> Mapping[str, float]:
        known = REGISTERS["case"].states()
        wrong = [state for state in states if state not in known]
        if wrong:
            raise ValueError(f"a case has no state {', '.join(wrong)}; there are {', '.join(known)}")
        return states

    @model_validator(mode="after")
    def _positive(self) -> Clocks:
        if any(not 0 < one <= 87_600 for one in (*self.state.values(), *self.escalation.values())):
            raise ValueError("hours are more than 0 and at most 87,600")
        return self


class Range(_Strict):
    """How far a kind of sensor sees in metres, by day and by night (civil twilight)."""

    day_m: float = Field(ge=0, le=1e6)
    night_m: float = Field(ge=0, le=1e6)


class Tracker(_Strict):
    """A `[[tracking.own]]`: a device of the mission's own, by its uid, and how its carrier watches."""

    uid: str = Field(min_length=1, max_length=200)
    call_sign: str
    means: str = ""
    sensor: str = "people"

    @field_validator("call_sign")
    @classmethod
    def _signed(cls, sign: str) -> str:
        if not _CALL_SIGN.match(sign):
            raise ValueError(f"{sign!r} is no call sign; one has capitals, digits and dashes, such as PATROL-3")
        return sign

    @model_validator(mode="after")
    def _coded(self) -> Tracker:
        for name, code in (("window_means", self.means), ("sensor_kind", self.sensor)):
            if code and code not in code_lists()[name]:
                raise ValueError(f"{code!r} is no {name}; there are {', '.join(code_lists()[name].labels)}")
        return self


class Tracking(_Strict):
    """`[tracking]`: where live positions and drones come in, and which of them go into the record. Addresses are
    host:port; nothing is listened to that is not named here or on the command line."""

    tak: str = ""
    tak_tls: str = ""
    tak_udp: str = ""
    certificate: str = ""
    private_key: str = ""
    authority: str = ""  # whose certificates clients must show
    audience: str = "mission"
    anywhere: bool = False  # unencrypted feeds from beyond this machine
    drone: tuple[str, ...] = ()
    every_s: float = Field(default=30, ge=1, le=3600)
    moved_m: float = Field(default=100, ge=1, le=10_000)
    stale_min: float = Field(default=5, ge=1, le=60)
    most: int = Field(default=200, ge=1, le=5000)
    others: str = "partner_force"  # the kind of source that marks of devices that are not the mission's own come from
    own: tuple[Tracker, ...] = ()

    @field_validator("others")
    @classmethod
    def _sourced(cls, code: str) -> str:
        if code not in code_lists()["source_kind"]:
            raise ValueError(f"{code!r} is no source_kind; there are {', '.join(code_lists()['source_kind'].labels)}")
        return code


class TermsEntry(_Strict):
    """On which terms an audience is told of records: at all, how sharp their places, how many days later."""

    shown: bool = True
    place: Literal["exact", "10km", "50km", "hidden"] = "exact"
    delay_d: int = Field(default=0, ge=0, le=3650)

    def terms(self) -> Terms:
        """The same in the language of the core."""
        return Terms(self.shown, self.place, self.delay_d)


class AudienceEntry(TermsEntry):
    """An `[audience.NAME]` of `mission.toml`; under `state` the terms of records in one state."""

    clearance: int | None = Field(default=None, ge=0, le=CONFIDENTIAL_LEVEL)
    state: Mapping[str, TermsEntry] = Field(default_factory=dict)

    @field_validator("state")
    @classmethod
    def _lived(cls, states: Mapping[str, TermsEntry]) -> Mapping[str, TermsEntry]:
        known = {state for register in REGISTERS.values() for state in register.states()}
        wrong = [state for state in states if state not in known]
        if wrong:
            raise ValueError(f"no register has a state {', '.join(wrong)}")
        return states

    def audience(self, circle: Audience) -> Audience:
        """The circle as the mission sets it."""
        states = tuple((name, entry.terms()) for name, entry in sorted(self.state.items()))
        clearance = circle.clearance if self.clearance is None else self.clearance
        return Audience(circle.name, clearance, self.terms(), states)


class Keep(_Strict):
    """A `[[retention]]` of `mission.toml`: fields of a register that are forgotten so long after they were recorded."""

    register_: str = Field(alias="register")
    fields: tuple[str, ...] = Field(min_length=1)
    after_d: int = Field(ge=1, le=36_500)
    reason: str = Field(default="The time for keeping it is over.", min_length=1, max_length=1000)

    @model_validator(mode="after")
    def _declared(self) -> Keep:
        register = REGISTERS.get(self.register_)
        if register is None:
            raise ValueError(f"there is no register {self.register_}; there are {', '.join(REGISTERS)}")
        wrong = [name for name in self.fields if register.field(name.partition(".")[0]) is None]
        if wrong:
            raise ValueError(f"the register {self.register_} has no field {', '.join(wrong)}")
        return self


class Seat(_Strict):
    """A side of a joint body: a party of the mission, or one that names itself, such as civilians."""

    code: str = Field(pattern=r"^[A-Z][A-Z0-9_-]{0,23}$")
    name: Words = Field(default_factory=dict)
    seats: int | None = Field(default=None, ge=0, le=1000)


class Body(_Strict):
    """A `[[commission]]` of `mission.toml`: a joint body, its sides and the quorum of each kind of session, by side."""

    body: str = Field(pattern=r"^[A-Z][A-Z0-9_-]{0,23}$")
    name: Words = Field(default_factory=dict)
    level: Literal["national", "sector", "local"] | None = None
    sides: tuple[Seat, ...] = Field(min_length=2, max_length=20)
    quorum: Mapping[Literal["regular", "emergency", "other"], Mapping[str, int]] = Field(default_factory=dict)
    chair: tuple[str, ...] = ()
    every_d: int | None = Field(default=None, ge=1, le=366)
    languages: tuple[str, ...] = Field(default=(), max_length=3)
    source: str = ""

    @model_validator(mode="after")
    def _seated(self) -> Body:
        seats = {side.code: side.seats for side in self.sides}
        told = [f"the side {code} stands here more than once" for code in seats
                if [side.code for side in self.sides].count(code) > 1]  # fmt: skip
        for session, needs in self.quorum.items():
            for code, count in needs.items():
                most = seats.get(code)
                if code not in seats:
                    told.append(f"the quorum of {session} sessions names {code}, which is no side of this body")
                elif not 0 <= count <= (1000 if most is None else most):
                    told.append(f"the quorum of {session} sessions asks {count} of {code}, which has {most} seats")
        told.extend(f"{tag!r} is no language code such as en" for tag in self.languages if not _LANGUAGE.match(tag))
        if told:
            raise ValueError("; ".join(told))
        return self


class Oidc(_Strict):
    """Signing in at an OpenID Connect provider. The client's secret never stands in the folder: it is read from a file
    elsewhere or from GREENLINE_OIDC_SECRET; without one the client is a public one, held by PKCE alone."""

    issuer: str
    client_id: str = Field(min_length=1, max_length=200)
    secret_file: str = ""
    claim: Literal["sub", "email"] = "sub"

    @field_validator("issuer")
    @classmethod
    def _safe(cls, url: str) -> str:
        parts = urlsplit(url)
        near = parts.hostname in ("127.0.0.1", "localhost", "::1")
        if not parts.hostname or not (parts.scheme == "https" or (parts.scheme == "http" and near)):
            raise ValueError("an issuer is an https:// address, such as https://id.example.org/realms/mission")
        return url


class WhatIf(_Strict):
    """`[whatif]`: what kind of operation this is, which says whether the studies behind what-if cover it
    (analysis/effects.py); unknown gives no number."""

    operation: Literal["un_africa", "un_elsewhere", "traditional", "au_combat", "other", "unknown"] = "unknown"


class Settings(_Strict):
    """`mission.toml`."""

    name: str
    id: str = Field(default="", pattern=r"^[a-z0-9]{0,16}$")
    title: Words = Field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    timezone: str = "UTC"
    bounds: tuple[float, float, float, float] = (-180.0, -60.0, 180.0, 75.0)
    grid: Literal["priogrid", "h3"] = "priogrid"
    site: str = Field(default="hq", pattern=r"^[a-z][a-z0-9-]{0,23}$")
    database: str = ""
    audiences: tuple[str, ...] = tuple(CIRCLES)
    audience: Mapping[str, AudienceEntry] = Field(default_factory=dict)
    retention: tuple[Keep, ...] = ()
    open_to_public: bool = False
    oidc: Oidc | None = None
    verification: Verification = Verification()
    seal: Sealing = Sealing()
    clocks: Clocks = Clocks()
    commission: tuple[Body, ...] = Field(default=(), max_length=100)
    ranges: Mapping[str, Range] = Field(default_factory=dict)
    tracking: Tracking = Tracking()
    whatif: WhatIf = WhatIf()
    alerting: Alerting = Alerting()
    alert_rule: tuple[AlertRule, ...] = Field(default=(), max_length=MOST_RULES)
    outlook: Foreseen = Foreseen()
    warning_rule: tuple[WarningRule, ...] = Field(default=(), max_length=MOST_WARNING_RULES)
    grades: Mapping[str, str] = Field(default_factory=dict)
    codes: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)

    @field_validator("name")
    @classmethod
    def _named(cls, name: str) -> str:
        if not _NAME.match(name):
            raise ValueError("a mission's name has small letters, digits and dashes, and begins with a letter")
        return name

    @field_validator("timezone")
    @classmethod
    def _zoned(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"{name!r} is no time zone; one looks like Asia/Nicosia") from None
        return name

    @field_validator("languages")
    @classmethod
    def _spoken(cls, languages: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [tag for tag in languages if not _LANGUAGE.match(tag)]
        if wrong or not languages:
            raise ValueError(f"{', '.join(wrong) or 'an empty list'} is no list of language codes such as en, el, tr")
        return languages

    @field_validator("bounds")
    @classmethod
    def _bounded(cls, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        west, south, east, north = box
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            raise ValueError("bounds are west, south, east, north in degrees, west below east and south below north")
        return box

    @field_validator("database")
    @classmethod
    def _reached(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in ("postgresql", "postgres") or len(parts.path) < 2):
            raise ValueError("a database is given as postgresql://user@host:5432/name; leave it out for SQLite")
        return url

    @field_validator("ranges")
    @classmethod
    def _sensed(cls, ranges: Mapping[str, Range]) -> Mapping[str, Range]:
        known = code_lists()["sensor_kind"]
        wrong = [name for name in ranges if name not in known]
        if wrong:
            raise ValueError(f"there is no sensor {', '.join(wrong)}; there are {', '.join(known.labels)}")
        return ranges

    @field_validator("audiences")
    @classmethod
    def _heard(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [name for name in names if name not in CIRCLES]
        if "mission" not in names:
            raise ValueError("the mission itself is always an audience")
        if wrong:
            raise ValueError(f"unknown audience {', '.join(wrong)}; there are {', '.join(CIRCLES)}")
        return names

    @field_validator("audience")
    @classmethod
    def _set(cls, entries: Mapping[str, AudienceEntry]) -> Mapping[str, AudienceEntry]:
        wrong = [name for name in entries if name not in CIRCLES or name == "mission"]
        if wrong:
            others = ", ".join(name for name in CIRCLES if name != "mission")
            raise ValueError(f"{', '.join(wrong)} cannot be set; there are {others}")
        return entries

    def circles(self) -> dict[str, Audience]:
        """The circles of readers this mission speaks to, on its own terms; `party` stands for each party."""
        return {
            name: self.audience[name].audience(CIRCLES[name]) if name in self.audience else CIRCLES[name]
            for name in self.audiences
        }


class PartyEntry(_Strict):
    """A `[[party]]` of `parties.toml`."""

    code: str = Field(pattern=r"^[A-Z][A-Z0-9_-]{0,23}$")
    name: Words
    kind: str = ""
    aliases: tuple[str, ...] = ()
    colour: str | None = Field(default=None, pattern=r"^#[0-9a-fA-F]{6}$")
    consent: str = ""
    source: str = ""


class Person(_Strict):
    """A `[[person]]` of `people.toml`: a call sign and roles, never a name."""

    call_sign: str
    roles: tuple[str, ...]

    @field_validator("call_sign")
    @classmethod
    def _signed(cls, sign: str) -> str:
        if not _CALL_SIGN.match(sign):
            raise ValueError(f"{sign!r} is no call sign; one has capitals, digits and dashes, such as OBS-7")
        return sign

    @field_validator("roles")
    @classmethod
    def _known(cls, roles: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [role for role in roles if role not in ROLES]
        if wrong or not roles:
            raise ValueError(f"unknown role {', '.join(wrong) or '(none given)'}; there are {', '.join(ROLES)}")
        return roles


@dataclass(frozen=True)
class Mission:
    """A mission's settings, whole and checked."""

    folder: Path
    settings: Settings
    parties: tuple[PartyEntry, ...]
    people: tuple[Person, ...]
    zones: Mapping[str, Any]
    maps: Mapping[str, Mapping[str, Any]]  # file name -> column map
    words: Mapping[str, Mapping[str, Any]]  # language -> catalogue
    agreement: Mapping[str, list[dict[str, Any]]]  # tables of agreement.toml, unread
    digests: Mapping[str, str] = field(default_factory=dict)  # path -> SHA-256

    @property
    def name(self) -> str:
        """The mission's short name."""
        return self.settings.name

    def codes(self) -> dict[str, CodeList]:
        """The code lists as this mission narrows them."""
        lists = code_lists()
        narrowed = {name: lists[name].narrowed(keep) for name, keep in self.settings.codes.items() if name in lists}
        return {**lists, **narrowed}

    @cached_property
    def audiences(self) -> dict[str, Audience]:
        """The audiences this mission speaks to, by name; each party is one of its own."""
        found: dict[str, Audience] = {}
        for name, circle in self.settings.circles().items():
            each = [f"party:{party.code}" for party in self.parties] if name == "party" else [name]
            found.update({one: replace(circle, name=one) for one in each})
        return found

    def roles(self, call_sign: str) -> frozenset[str]:
        """The roles of a call sign; empty when nobody has it."""
        return frozenset(role for p in self.people if p.call_sign == call_sign for role in p.roles)

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Party codes by every name and alias they go by, case folded."""
        known: dict[str, str] = {}
        for party in self.parties:
            for alias in (party.code, *party.aliases, *party.name.values()):
                known.setdefault(alias.casefold(), party.code)
        return known

    def data_folder(self) -> Path:
        """Where what running writes is kept, outside the mission folder."""
        base = os.environ.get("GREENLINE_DATA") or os.path.join(
            os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share", "greenline"
        )
        mark = hashlib.sha256(f"{self.settings.id} {self.folder.resolve()}".encode()).hexdigest()[:12]
        return Path(base) / f"{self.name}-{mark}"


def shipped() -> dict[str, Path]:
    """The missions that come with Greenline, by name."""
    folder = Path(str(resources.files("greenline"))) / "missions"
    return {f.name: f for f in sorted(folder.iterdir()) if (f / "mission.toml").exists()}


def of_stories() -> Path:
    """The small mission in which stories happen that name none."""
    return Path(str(resources.files("greenline"))) / "stories" / "mission"


def find(name: str) -> Path:
    """The folder of a mission given by path or by the name of a shipped one. Raises NotFound."""
    if Path(name).is_dir():
        return Path(name)
    if name in shipped():
        return shipped()[name]
    raise NotFound(f"There is no mission folder {name}, and none of that name is shipped ({', '.join(shipped())}).")


def load(folder: Path) -> Mission:
    """Read a mission folder. Raises Invalid with every problem found."""
    mission, issues = check(folder)
    if issues or mission is None:
        count = len(issues)
        raise Invalid(f"The mission folder {folder} has {count} problem{'s' * (count != 1)}.", issues)
    return mission


def check(folder: Path) -> tuple[Mission | None, list[Issue]]:
    """Read a mission folder and tell everything that is wrong with it; the Mission is None only without a
    mission.toml, and with issues it is for further checks only."""
    issues: list[Issue] = []
    if not folder.is_dir():
        return None, [Issue(str(folder), "no_folder", "There is no such folder.")]
    if not (folder / "mission.toml").is_file():
        return None, [
            Issue("mission.toml", "missing_file", "A mission folder needs a mission.toml with at least a name.")
        ]
    told = _toml(folder / "mission.toml", folder, issues)
    settings = _model(Settings, told, "mission.toml", "", issues)
    parties = tuple(_listed(PartyEntry, folder, "parties.toml", "party", issues))
    people = tuple(_listed(Person, folder, "people.toml", "person", issues))
    _unique([p.code for p in parties], "parties.toml", "party code", issues)
    _unique([p.call_sign for p in people], "people.toml", "call sign", issues)
    zones = _zones(folder, {p.code for p in parties}, issues)
    maps = {f.name: table for f in _files(folder, "maps", ".toml") if (table := _toml(f, folder, issues)) is not None}
    for name, table in maps.items():
        _check_map(folder, name, table, issues)
    words = {f.stem: table for f in _files(folder, "words", ".toml") if (table := _toml(f, folder, issues)) is not None}
    _check_tables(folder, {str(table.get("file")) for table in maps.values()}, issues)
    _check_words(words, issues)
    agreement = _agreement(folder, issues)
    _check_aliases(parties, issues)
    _check_codes(told or {}, issues)
    _check_bodies(settings.commission if settings else (), {p.code for p in parties}, issues)
    rules = settings.alert_rule if settings else ()
    issues.extend(check_rules(rules, [p.call_sign for p in people], zones, [p.code for p in parties]))
    if settings:
        issues.extend(check_warnings(settings.outlook, settings.warning_rule, zones))
    digests = {str(f.relative_to(folder)): hashlib.sha256(f.read_bytes()).hexdigest() for f in _all(folder, issues)}
    if settings is None:  # so that the rest can be checked all the same; nobody loads it, for there are issues
        settings = Settings(name="unnamed")
    return Mission(folder, settings, parties, people, zones, maps, words, agreement, digests), issues


def _all(folder: Path, issues: list[Issue]) -> Iterator[Path]:
    """Every file of the folder, but hidden ones; a link that leads out is a problem."""
    root = folder.resolve()
    for file in sorted(folder.rglob("*")):
        inner = file.relative_to(folder)
        if any(part.startswith(".") or part == "__pycache__" for part in inner.parts) or not file.is_file():
            continue
        if not file.resolve().is_relative_to(root):
            issues.append(Issue(str(inner), "leads_out", "This is a link to a file outside the mission folder."))
        elif file.stat().st_size > MOST_FILE:
            issues.append(Issue(str(inner), "too_large", f"This file is larger than {MOST_FILE // 1_000_000} MB."))
        else:
            yield file


def _files(folder: Path, inner: str, ending: str) -> list[Path]:
    place = folder / inner if inner else folder
    return sorted(f for f in place.glob(f"*{ending}") if f.is_file()) if place.is_dir() else []


def _toml(file: Path, folder: Path, issues: list[Issue]) -> dict[str, Any] | None:
    where = str(file.relative_to(folder))
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        issues.append(Issue(where, "not_utf8", f"This file is not UTF-8 text (byte {error.start})."))
    except tomllib.TOMLDecodeError as error:
        issues.append(Issue(where, "not_toml", f"This is not TOML: {error}."))
    return None


def _model(model: type[Any], table: Any, file: str, key: str, issues: list[Issue]) -> Any:
    if table is None:
        return None
    try:
        return model.model_validate(table)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            path = ".".join(str(part) for part in (key, *one["loc"]) if part != "")
            if one["type"] == "extra_forbidden":
                words = "There is no such setting."
            elif one["type"] == "missing":
                words = "This is needed."
            else:
                words = f"{one['msg'].removeprefix('Value error, ').rstrip('.')}."
            issues.append(Issue(f"{file}: {path}", one["type"], words[0].upper() + words[1:]))
        return None


def _listed(model: type[Any], folder: Path, file: str, key: str, issues: list[Issue]) -> Iterator[Any]:
    if not (folder / file).is_file():
        return
    table = _toml(folder / file, folder, issues) or {}
    for other in table.keys() - {key}:
        issues.append(Issue(f"{file}: {other}", "extra_forbidden", f"There is no such setting; write [[{key}]]."))
    rows = table.get(key, [])
    if not isinstance(rows, list):
        issues.append(Issue(f"{file}: {key}", "not_a_list", f"Write each one under [[{key}]]."))
        return
    for number, row in enumerate(rows, 1):
        one = _model(model, row, file, f"{key} {number}", issues)
        if one is not None:
            yield one


def _agreement(folder: Path, issues: list[Issue]) -> dict[str, list[dict[str, Any]]]:
    """The tables of `agreement.toml` as they stand; what they mean is checked where registers are read."""
    file = folder / "agreement.toml"
    told = (_toml(file, folder, issues) or {}) if file.is_file() else {}
    found: dict[str, list[dict[str, Any]]] = {}
    for name, rows in told.items():
        if name not in AGREEMENT_TABLES:
            words = f"There is no such table; there are {', '.join(f'[[{one}]]' for one in AGREEMENT_TABLES)}."
            issues.append(Issue(f"agreement.toml: {name}", "extra_forbidden", words))
        elif not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            issues.append(Issue(f"agreement.toml: {name}", "not_a_list", f"Write each one under [[{name}]]."))
        elif len(rows) > MOST_ROWS:
            issues.append(Issue(f"agreement.toml: {name}", "too_many", f"At most {MOST_ROWS:,} of them."))
        else:
            found[name] = rows
    return found


def _unique(names: list[str], file: str, what: str, issues: list[Issue]) -> None:
    for name in sorted({n for n in names if names.count(n) > 1}):
        issues.append(Issue(f"{file}: {name}", "twice", f"The {what} {name} stands here more than once."))


def _zones(folder: Path, parties: set[str], issues: list[Issue]) -> Mapping[str, Any]:
    empty = {"type": "FeatureCollection", "features": []}
    file = folder / "zones.geojson"
    if not file.is_file():
        return empty
    try:
        body = json.loads(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        issues.append(Issue("zones.geojson", "not_utf8", f"This file is not UTF-8 text (byte {error.start})."))
        return empty
    except (ValueError, RecursionError) as error:
        issues.append(Issue("zones.geojson", "not_json", f"This is not JSON: {error}."))
        return empty
    if not isinstance(body, dict) or not isinstance(body.get("features"), list):
        issues.append(Issue("zones.geojson", "not_geojson", "This must be a GeoJSON FeatureCollection with features."))
        return empty
    seen: set[str] = set()
    for number, feature in enumerate(body["features"], 1):
        check_zone(number, feature, parties, issues, seen)
    return body


def check_zone(number: int, feature: Any, parties: set[str], issues: list[Issue], seen: set[str] | None = None) -> None:
    """Add everything that is wrong with a feature of the zones to the issues. `seen`: the codes that came before."""
    seen = set() if seen is None else seen
    from shapely import is_valid_reason
    from shapely.geometry import shape

    properties = feature.get("properties") if isinstance(feature, dict) else None
    properties = properties if isinstance(properties, dict) else {}
    code = properties.get("code")
    where = f"zones.geojson: feature {number}" + (f" ({code})" if isinstance(code, str) else "")

    def wrong(name: str, sentence: str) -> None:
        issues.append(Issue(where, name, sentence))

    if not isinstance(code, str) or not code:
        wrong("no_code", "Each feature needs a code in its properties.")
    elif code in seen:
        wrong("twice", f"The code {code} stands here more than once.")
    else:
        seen.add(code)
    if properties.get("kind") not in ZONE_KINDS:
        wrong("zone_kind", f"The kind {properties.get('kind')!r} is none of {', '.join(ZONE_KINDS)}.")
    uncertainty = properties.get("uncertainty_m")
    if isinstance(uncertainty, bool) or not isinstance(uncertainty, int | float) or not 0 <= uncertainty <= 1e6:
        wrong("uncertainty", "Each feature needs uncertainty_m, in metres: how far the line as drawn may be off.")
    edges = properties.get("edges", [])
    if not isinstance(edges, list) or not all(isinstance(one, str) for one in edges):
        wrong("bad_edges", "Edges are a list of codes of lines that know its boundary better.")
    people = properties.get("people", 0)
    if isinstance(people, bool) or not isinstance(people, int | float) or not 0 <= people <= 1e9:
        wrong("bad_people", "How many people live there is a number from 0.")
    party = properties.get("party")
    if party and not (isinstance(party, str) and party in parties):
        wrong("unknown_party", f"The party {party!r} is not in parties.toml.")
    name = properties.get("name", {})
    if not isinstance(name, dict) or not all(isinstance(told, str) for told in name.values()):
        wrong("bad_name", 'A name is given by language, such as {"en": "Line"}.')
    try:
        form = shape(feature["geometry"])
        if properties.get("kind") in ("ceasefire_line", "maritime_line") and "LineString" not in form.geom_type:
            wrong("not_a_line", f"A {properties['kind']} is drawn as a line.")
        west, south, east, north = form.bounds
        if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
            wrong("outside", "Its coordinates are outside the earth; are longitude and latitude swapped?")
        if not form.is_valid:
            wrong("not_valid", f"Its shape is not valid: {is_valid_reason(form)}.")
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError):
        wrong("no_geometry", "It has no readable geometry (type and coordinates).")
    except Exception as error:  # Shapely raises its own families for hostile input
        wrong("no_geometry", f"Its geometry cannot be read: {error}.")


def _check_map(folder: Path, name: str, table: Mapping[str, Any], issues: list[Issue]) -> None:
    file = table.get("file")
    if file is None:
        return
    if not isinstance(file, str) or not file.isprintable():
        issues.append(Issue(f"maps/{name}: file", "wrong_type", "This must be the path of a file, as text."))
        return
    target = folder / file
    if not target.resolve().is_relative_to(folder.resolve()):
        issues.append(Issue(f"maps/{name}: file", "leads_out", "This path leads out of the mission folder."))
    elif not target.is_file():
        issues.append(Issue(f"maps/{name}: file", "missing_file", f"There is no file {file} in the mission folder."))


def _check_tables(folder: Path, mapped: set[str], issues: list[Issue]) -> None:
    """Every table of the folder. One that no map reads is still held to its dates, its codes and its sources."""
    sources, keys = folder / SOURCES, set[str]()
    for number, row in _rows(sources, folder, issues) if sources.is_file() else ():
        where, key, kind = f"{SOURCES}: row {number}", row.get("key", "").strip(), row.get("kind", "")
        if not key:
            issues.append(Issue(f"{where}: key", "missing", "Each source needs a key."))
        elif key in keys:
            issues.append(Issue(f"{where}: key", "twice", f"The source {key} stands here more than once."))
        keys.add(key)
        if kind and kind not in code_lists()["source_kind"]:
            issues.append(Issue(f"{where}: kind", "unknown_code", f"{kind} is no source kind."))
    for file in (*_files(folder, "history", ".csv"), *_files(folder, "", ".csv")):
        name = file.relative_to(folder).as_posix()
        if name == SOURCES:
            continue
        for number, row in _rows(file, folder, issues):
            cells = {column: text.strip() for column, text in row.items() if text.strip()}
            told = [] if name in mapped else list(_unread(cells))
            if name not in mapped or keys:
                told.extend(_unknown_sources(cells, keys))
            issues.extend(Issue(f"{name}: row {number}: {column}", code, words) for column, code, words in told)


def _rows(file: Path, folder: Path, issues: list[Issue]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table by column, numbered as in the file, but those that do not fit the header."""
    where = file.relative_to(folder).as_posix()
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            rows = csv.reader(text, strict=True)
            head = next(rows, [])
            if not head:
                issues.append(Issue(where, "empty", "This file has no header row."))
            for number, row in enumerate(rows, 2):
                if row and len(row) != len(head):
                    words = f"This row has {len(row)} cells, the header {len(head)}."
                    issues.append(Issue(f"{where}: row {number}", "ragged", words))
                elif row:
                    yield number, dict(zip(head, row, strict=True))
    except UnicodeDecodeError as error:
        issues.append(Issue(where, "not_utf8", f"This file is not UTF-8 text (byte {error.start})."))
    except csv.Error as error:
        issues.append(Issue(where, "not_csv", f"This is not CSV: {error}."))


def _unread(cells: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """(column, code, sentence) for dates that cannot be read and for codes that are not in the list of their name."""
    for column, text in cells.items():
        if column in DATE_COLUMNS:
            try:
                Moment.parse(text)
            except ValueError as error:
                yield column, "bad_date", str(error)
        codes = code_lists().get(column)
        if codes is not None and text not in codes:
            yield column, "unknown_code", f"{text[:60]!r} is no {column} code."


def _unknown_sources(cells: Mapping[str, str], keys: set[str]) -> Iterator[tuple[str, str, str]]:
    for key in (key.strip() for key in cells.get("source_keys", "").split(";")):
        if key and key not in keys:
            yield "source_keys", "unknown_source", f"There is no source {key[:60]!r} in {SOURCES}."


def _check_words(words: Mapping[str, Mapping[str, Any]], issues: list[Issue]) -> None:
    """Catalogues: sections of labels, and under [codes] a section a list."""
    for language, catalogue in words.items():
        where = f"words/{language}.toml"
        for section, labels in catalogue.items():
            lists = labels if section == "codes" and isinstance(labels, dict) else {"": labels}
            for name, told in lists.items():
                inner = f"{where}: {section}{'.' * bool(name)}{name}"
                if not isinstance(told, dict):
                    issues.append(Issue(inner, "not_a_table", 'This must be a table of labels: code = "label".'))
                    continue
                if name and name not in code_lists():
                    issues.append(Issue(inner, "unknown_list", f"There is no code list {name}."))
                for code, label in told.items():
                    if not isinstance(label, str) and not (section == "fields" and isinstance(label, dict)):
                        issues.append(Issue(f"{inner}.{code}", "not_text", "A label is text."))


def _check_aliases(parties: tuple[PartyEntry, ...], issues: list[Issue]) -> None:
    """A name must mean one party."""
    owner: dict[str, str] = {}
    for party in parties:
        for alias in {n.casefold() for n in (party.code, *party.aliases, *party.name.values())}:
            if owner.setdefault(alias, party.code) != party.code:
                words = f"The name {alias!r} stands for {owner[alias]} and for {party.code}; it must mean one."
                issues.append(Issue(f"parties.toml: {party.code}", "same_name", words))


def _check_bodies(bodies: tuple[Body, ...], parties: set[str], issues: list[Issue]) -> None:
    """Joint bodies: each once, each side a party or one that names itself."""
    _unique([one.body for one in bodies], "mission.toml", "commission body", issues)
    for number, one in enumerate(bodies):
        for side in one.sides:
            if side.code not in parties and not side.name:
                words = f"The side {side.code} is not in parties.toml; give it a name of its own, or mend its code."
                issues.append(Issue(f"mission.toml: commission.{number}.sides", "unknown_party", words))


def _check_codes(told: Mapping[str, Any], issues: list[Issue]) -> None:
    """The code lists that a mission narrows, and the grades it gives; what is of no readable form is told elsewhere."""
    codes, grades = told.get("codes"), told.get("grades")
    for name, keep in codes.items() if isinstance(codes, dict) else ():
        known = code_lists().get(name)
        if known is None:
            issues.append(Issue(f"mission.toml: codes.{name}", "unknown_list", f"There is no code list {name}."))
            continue
        for code in keep if isinstance(keep, list) else ():
            if code not in known.labels:
                issues.append(Issue(f"mission.toml: codes.{name}", "unknown_code", f"{code} is no code of {name}."))
    for kind, grade in grades.items() if isinstance(grades, dict) else ():
        if kind not in code_lists()["source_kind"]:
            issues.append(Issue(f"mission.toml: grades.{kind}", "unknown_code", f"{kind} is no source kind."))
        if not isinstance(grade, str) or not re.fullmatch(r"[A-F][1-6]", grade):
            issues.append(Issue(f"mission.toml: grades.{kind}", "bad_grade", f"{grade!r} is no grade such as B2."))
