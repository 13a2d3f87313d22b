"""Where a story happens: its lines read, its mission with the parties and zones that its first lines add."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from ...core.errors import Invalid, Issue, NotFound, Unexpected
from ...mission import Mission, PartyEntry, check_zone, find, load, of_stories
from .telling import words_of

MOST_LINES, MOST_BYTES = 2_000, 500_000
SETTING = ("mission", "party", "zone")
_POINT = re.compile(r"-?\d+(\.\d+)?,-?\d+(\.\d+)?\Z")
_LINES = ("ceasefire_line", "maritime_line", "route")


def read(file: Path) -> list[str]:
    """The lines of a story. Raises Invalid or NotFound."""
    try:
        content = file.read_bytes()
        if len(content) > MOST_BYTES:
            raise Invalid(f"{file} is longer than {MOST_BYTES:,} bytes.", [])
        lines = content.decode("utf-8").splitlines()
    except OSError as error:
        raise NotFound(f"There is no story {file}: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise Invalid(f"{file} is not UTF-8 text.", []) from None
    if len(lines) > MOST_LINES:
        raise Invalid(f"{file} has more than {MOST_LINES:,} lines.", [])
    return lines


def own_mission(file: Path) -> bool:
    """Whether a story happens in the stories' own mission, as far as can be read."""
    try:
        return not any(line.startswith("mission ") for line in read(file))
    except (Invalid, NotFound):
        return False


def setting(lines: list[str], file: Path) -> Mission:
    """The mission in which a story happens: the stories' own, or the one it names, with the parties and zones that its
    first lines add. Raises Unexpected or a Refusal."""
    mission = load(of_stories())
    features: list[Any] = []
    parties: list[PartyEntry] = []
    for number, line in enumerate(lines, 1):
        words = words_of(line) if line.strip() and not line.lstrip().startswith("#") else []
        if not words:
            continue
        if words[0] not in SETTING:
            break
        try:
            if words[0] == "mission":
                near = file.parent / words[1]
                mission = load(near if near.is_dir() else find(words[1]))
            elif words[0] == "party":
                parties.append(PartyEntry(code=words[1], name={"en": " ".join(words[2:]) or words[1]}))
            else:
                features.append(_zone(words[1:]))
        except (IndexError, ValueError) as error:
            raise Unexpected(f"line {number}: {line}\n{error}") from None
    told = replace(mission, parties=(*mission.parties, *parties))
    issues: list[Issue] = []
    codes = {party.code for party in told.parties}
    for number, feature in enumerate(features, 1):
        check_zone(number, feature, codes, issues)
    if issues:
        raise Unexpected("; ".join(f"{issue.field}: {issue.sentence}" for issue in issues))
    return replace(told, zones={**mission.zones, "features": [*mission.zones["features"], *features]})


def _zone(words: list[str]) -> dict[str, Any]:
    """`CODE kind uncertainty_m=100 [party=A] [edges=X,Y] lon,lat lon,lat …` as a feature: a line for lines, else an
    area, or a point when there is only one."""
    code, kind, *rest = words
    points = [[float(part) for part in word.split(",")] for word in rest if _POINT.match(word)]
    given = dict(word.split("=", 1) for word in rest if not _POINT.match(word))
    told: dict[str, Any] = {"code": code, "kind": kind, "uncertainty_m": float(given.pop("uncertainty_m", 0))}
    if "party" in given:
        told["party"] = given.pop("party")
    if "edges" in given:
        told["edges"] = given.pop("edges").split(",")
    if given:
        raise ValueError(f"a zone has uncertainty_m, party, edges and points; not {', '.join(given)}")
    if len(points) == 1:
        shape: dict[str, Any] = {"type": "Point", "coordinates": points[0]}
    elif kind in _LINES:
        shape = {"type": "LineString", "coordinates": points}
    else:
        closed = points if points and points[0] == points[-1] else [*points, *points[:1]]
        shape = {"type": "Polygon", "coordinates": [closed]}
    return {"type": "Feature", "properties": told, "geometry": shape}
