"""Made-up things for tests: a mission folder, acts, and Hypothesis strategies for the values of any register."""

from __future__ import annotations

import hashlib
import io
import itertools
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from PIL import Image

from greenline.core.codes import code_lists
from greenline.core.handling import DESK, OBSERVER, VERIFIER, Actor
from greenline.core.register import Field, Register
from greenline.desk.desk import Desk
from greenline.desk.intake import Act, submit
from greenline.ledger.chain import Receipt
from greenline.registers import REGISTERS

ROOT = Path(__file__).resolve().parents[1]
OBS = Actor("OBS-1", frozenset({OBSERVER}))
DSK = Actor("DESK-1", frozenset({DESK}))
VER = Actor("VER-1", frozenset({VERIFIER}))
ALL = Actor("ALL-1", frozenset({OBSERVER, DESK, VERIFIER}))
_keys = itertools.count(1)

MISSION = """\
name = "alpha"
id = "a1"
title = { en = "Alpha", tr = "Alfa" }
languages = ["en", "tr"]
timezone = "UTC"
bounds = [32.0, 34.0, 35.0, 36.0]
site = "hq"
[verification]
independent = 2
grade = "B3"
[grades]
NGO = "C3"
"""
PARTIES = """\
[[party]]
code = "A"
name = { en = "Party A" }
aliases = ["A forces"]
colour = "#112233"
[[party]]
code = "B"
name = { en = "Party B" }
"""
PEOPLE = """\
[[person]]
call_sign = "OBS-1"
roles = ["observer"]
[[person]]
call_sign = "DESK-1"
roles = ["desk"]
[[person]]
call_sign = "VER-1"
roles = ["verifier"]
"""
ZONES = """\
{"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"code": "BZ", "kind": "buffer_zone",
 "uncertainty_m": 100, "party": "A"}, "geometry": {"type": "Polygon", "coordinates":
 [[[33, 35], [33.5, 35], [33.5, 35.2], [33, 35.2], [33, 35]]]}}]}
"""
HISTORY = """\
id,day,lon,lat,code,dead,words,side
1,1996-06-03,33.36,35.17,CFV-SAF,1,One shot heard,A forces
2,1996-06-04,33.37,35.18,CFV-MOV,,A post moved,B
"""
MAP = """\
file = "history/events.csv"
register = "report"
key = "alpha:{id}"
as = "incident"
[constants]
source_kind = "NGO"
sensitivity = "0"
[fields]
"happened_at.start" = "day"
"place.lon" = "lon"
"place.lat" = "lat"
kind = "code"
"deaths.best" = "dead"
account = "words"
parties = [ { actor = "side" } ]
[incident]
severity = { const = "1" }
"""
WORDS = '[codes.incident_kind]\n"CFV-SAF" = "Hafif silah ates"\n'


def make_folder(folder: Path) -> Path:
    """A small mission folder in which all is in order."""
    files = {
        "mission.toml": MISSION,
        "parties.toml": PARTIES,
        "people.toml": PEOPLE,
        "zones.geojson": ZONES,
        "history/events.csv": HISTORY,
        "maps/events.toml": MAP,
        "words/tr.toml": WORDS,
    }
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder


def photo() -> bytes:
    """A small picture, the same each time."""
    out = io.BytesIO()
    Image.new("RGB", (4, 4), (10, 20, 30)).save(out, "JPEG")
    return out.getvalue()


PHOTO = photo()
PHOTO_FILE = hashlib.sha256(PHOTO).hexdigest()


def key() -> str:
    """A sender's id that no other act of this run has."""
    return f"key-{next(_keys)}"


def send(desk: Desk, register: str, step: str, actor: Actor = ALL, /, **more: Any) -> Receipt:
    """Submit an act; what is not a part of an act is a value."""
    told = {name: more.pop(name) for name in ("ref", "saw", "reason", "basis", "key") if name in more}
    told.setdefault("key", key())
    return submit(desk, Act(register, step, values=more.pop("values", more), **told), actor)


def report(**more: Any) -> dict[str, Any]:
    """The values of an open report."""
    return {
        "happened_at": "2025-03-02",
        "place": {"lon": 33.36, "lat": 35.17, "prec": 1},
        "kind": "CFV-SAF",
        "source_kind": "NGO",
        "sensitivity": "0",
        **more,
    }


def incident(**more: Any) -> dict[str, Any]:
    """The values of an open incident."""
    return {
        "happened_at": "2025-03-02",
        "place": {"lon": 33.36, "lat": 35.17, "prec": 1},
        "kind": "CFV-SAF",
        "sensitivity": "0",
        **more,
    }


# --- values of any register

lines = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\x7f"), min_size=1, max_size=12)
days = st.dates(min_value=date(1801, 1, 1), max_value=date(2199, 12, 30))
numbers = st.floats(0, 360, allow_nan=False).map(lambda v: round(v, 7))
refs = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=8, max_size=8)


@st.composite
def moments(draw: Any) -> Any:
    """A moment in one of the forms a sender may use."""
    first, second = sorted((draw(days), draw(days)))
    form = draw(st.integers(0, 4))
    if form == 0:
        return first.isoformat()
    if form == 1:
        return f"{first}/{second}"
    if form == 2:
        return {"start": first.isoformat(), "end": second.isoformat(), "prec": draw(st.integers(1, 5))}
    if form == 3:
        return f"{first:%Y-%m}"
    hour, offset = draw(st.integers(0, 23)), draw(st.sampled_from(["Z", "+02:00", "-05:30"]))
    return f"{first}T{hour:02d}:30:00{offset}"


@st.composite
def places(draw: Any) -> dict[str, Any]:
    """A place, mostly with a name."""
    lon, lat = draw(st.floats(-180, 180)), draw(st.floats(-90, 90))
    place = {"lon": round(lon, 7), "lat": round(lat, 7), "prec": draw(st.integers(1, 7))}
    if draw(st.booleans()):
        place["name"] = draw(lines.filter(str.isprintable))
    return place


def value_of(one: Field) -> st.SearchStrategy[Any]:
    """Good values of one field that is not a group."""
    prefix = {"report": "REP", "incident": "INC", "site": "SIT", "unit": "UNT"}.get(one.refers, "REP")
    codes = sorted(code_lists()[one.codes].labels) if one.codes else []
    return {
        "text": lines,
        "line": lines,
        "shape": st.just("LINESTRING (33 35, 33.1 35.1)"),
        "file": st.just(PHOTO_FILE),  # an act that names another must send it first
        "count": st.integers(0, 10**9),
        "number": numbers,
        "flag": st.booleans(),
        "code": st.sampled_from(codes) if codes else st.nothing(),
        "codes": st.lists(st.sampled_from(codes), min_size=1, max_size=3) if codes else st.nothing(),
        "moment": moments(),
        "place": places(),
        "ref": refs.map(lambda r: f"{prefix}-{r}"),
        "refs": st.lists(refs.map(lambda r: f"{prefix}-{r}"), min_size=1, max_size=3),
    }[one.kind]


def part_of(parts: tuple[Field, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Good values of one group."""
    wanted = {p.name: value_of(p) for p in parts if p.required}
    maybe = {p.name: value_of(p) for p in parts if not p.required}
    return st.fixed_dictionaries(wanted, optional=maybe).filter(bool)


def values_of(register: type[Register], only: str | None = None) -> st.SearchStrategy[dict[str, Any]]:
    """Good values of a whole register, or of what it requires and `only` one field more; relations between its fields
    are left to `as_received`."""
    wanted: dict[str, Any] = {}
    maybe: dict[str, Any] = {}
    for one in register.fields:
        if only is not None and one.name != only and not one.required:
            continue
        made = value_of(one) if one.kind != "group" else part_of(one.parts)
        if one.kind == "group" and one.repeats:
            made = st.lists(made, min_size=1, max_size=3)
        (wanted if one.required else maybe)[one.name] = made
    return st.fixed_dictionaries(wanted, optional=maybe)


def some(one: Field, word: str = "made") -> Any:
    """A value of a field, none for a reference."""
    codes = list(code_lists()[one.codes].labels) if one.codes else []
    if one.kind == "group":
        part = {p.name: v for p in one.parts if p.required and (v := some(p, word)) is not None}
        part = part or {p.name: v for p in one.parts[:1] if (v := some(p, word)) is not None}
        return [part] if one.repeats else part
    return {
        "text": f"{word} text", "line": f"{word} line", "count": 7, "number": 7.5, "flag": True, "moment": "2025-03-02",
        "code": codes[-1] if codes else None, "codes": codes[:1],
        "place": {"lon": 33.3, "lat": 35.1}, "file": PHOTO_FILE,
        "shape": "POLYGON ((33 35, 33.1 35, 33.1 35.1, 33 35))",
    }.get(one.kind)  # fmt: skip


def required(register: type[Register]) -> dict[str, Any]:
    """What a record cannot do without, but for references."""
    return {one.name: v for one in register.fields if one.required and (v := some(one)) is not None}


def cited(desk: Desk, register: type[Register], actor: Actor) -> dict[str, Any]:
    """The references that a register cannot do without, each to a record made for it."""
    found: dict[str, Any] = {}
    for one in register.fields:
        if one.required and one.kind == "ref":
            target = REGISTERS[one.refers]
            first = next(step for step in target.steps if step.begins is None)
            values = {**required(target), **cited(desk, target, actor)}
            found[one.name] = submit(desk, Act(target.noun, first.name, key(), values), actor).ref
    return found
