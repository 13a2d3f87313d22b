"""The chapters of a mission's history, `history/chapters.toml`: titles and texts, spans, where to look, which figures.

A text may hold no number of its own: each is a figure drawn from records, written {name} or {name.part}. Otherwise it
would go on saying what the records no longer say.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from ..core.codes import code_lists
from ..core.errors import Issue
from ..core.moment import Moment
from ..mission import Mission

FILE = "history/chapters.toml"
MOST_CHAPTERS, MOST_FIGURES, MOST_BYTES = 60, 20, 500_000
_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)(?:\.([a-z]+))?\}")

Of = Literal[
    "incidents", "event", "told", "people", "ceiling", "bases", "taken", "ended", "money", "instrument", "agreement"
]
PARTS: Mapping[str, tuple[str, ...]] = {
    "incidents": ("count", "low", "best", "high"),
    "event": ("day", "low", "best", "high"),
    "told": ("all",),
    "people": ("all",),
    "ceiling": ("all",),
    "bases": ("count", "perhaps"),
    "taken": ("count",),
    "ended": ("count",),
    "money": ("all",),
    "instrument": ("name", "day"),
    "agreement": ("name", "day"),
}  # by what a figure is of; the first is what {name} alone stands for
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Words = Annotated[dict[str, Annotated[str, StringConstraints(max_length=4000)]], Field(min_length=1, max_length=20)]
Few = Annotated[tuple[Annotated[str, StringConstraints(max_length=80)], ...], Field(max_length=30)]


class Figure(BaseModel):
    """One figure: what it is of, and what of that. `on`: a day; without it the chapter's last."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    name: Name
    of: Of
    label: Words
    kinds: Few = ()  # of incidents: codes, or classes such as APK
    events: Few = ()  # the names that a source gives its rows
    rivals: Few = ()  # of an event: which of its rivals, where not all tell of the same; else every one
    on: str | None = None
    ways: Few = ()  # how postings began or ended
    contributors: bool = False


class Chapter(BaseModel):
    """One chapter. Where to look: `bounds` (west, south, east, north), or a `zone` of the mission; else all of it."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
    code: Name
    title: Words
    text: Words
    since: str = Field(alias="from")
    until: str = Field(alias="to")
    bounds: tuple[float, float, float, float] | None = None
    zone: str | None = None
    figure: Annotated[tuple[Figure, ...], Field(max_length=MOST_FIGURES)] = ()

    @property
    def span(self) -> tuple[int, int]:
        """From its first to the end of its last day, in POSIX seconds."""
        return Moment.parse(self.since).since_s, Moment.parse(self.until).until_s


def read(mission: Mission) -> tuple[list[Chapter], list[Issue]]:
    """The chapters of a mission folder and everything that is wrong with them; none where there is no such file."""
    file = mission.folder / FILE
    if not file.is_file():
        return [], []
    try:
        if file.stat().st_size > MOST_BYTES:
            return [], [Issue(FILE, "too_large", f"A history has at most {MOST_BYTES:,} bytes.")]
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return [], [Issue(FILE, "not_toml", f"This cannot be read as TOML: {error}.")]
    given = table.get("chapter", [])
    issues = [Issue(f"{FILE}: {name}", "unknown_setting", "A history has chapters only, each under [[chapter]].")
              for name in table if name != "chapter"]  # fmt: skip
    if not isinstance(given, list) or len(given) > MOST_CHAPTERS:
        return [], [*issues, Issue(FILE, "not_a_list", f"Write at most {MOST_CHAPTERS} chapters under [[chapter]].")]
    chapters: list[Chapter] = []
    for number, one in enumerate(given, 1):
        try:
            chapters.append(Chapter.model_validate(one))
        except ValidationError as error:
            issues.extend(Issue(".".join(map(str, (f"{FILE}: chapter {number}", *e["loc"]))), e["type"], e["msg"])
                          for e in error.errors())  # fmt: skip
    seen: set[str] = set()
    for chapter in chapters:
        issues.extend(_wrong(chapter, mission))
        if chapter.code in seen:
            issues.append(Issue(f"{FILE}: {chapter.code}", "twice", "Two chapters have this code."))
        seen.add(chapter.code)
    return ([] if issues else chapters), issues


def _wrong(one: Chapter, mission: Mission) -> Iterator[Issue]:
    """What is wrong with a chapter beyond its form."""
    where = f"{FILE}: {one.code}"
    for name, text in (("from", one.since), ("to", one.until), *((f.name, f.on) for f in one.figure if f.on)):
        try:
            Moment.parse(text)
        except ValueError as error:
            yield Issue(f"{where}: {name}", "bad_date", str(error))
            return
    if one.span[0] >= one.span[1]:
        yield Issue(where, "bad_span", "It ends before it begins.")
    zones = [feature["properties"]["code"] for feature in mission.zones.get("features", ())]
    if one.zone is not None and one.zone not in zones:
        yield Issue(f"{where}: zone", "unknown_zone", f"There is no zone {one.zone[:40]!r} in zones.geojson.")
    if one.bounds is not None and not _box(one.bounds):
        yield Issue(f"{where}: bounds", "bad_bounds", "Write west, south, east and north in degrees.")
    for figure in one.figure:
        yield from _off(figure, f"{where}: {figure.name}")
    if len({figure.name for figure in one.figure}) < len(one.figure):
        yield Issue(where, "twice", "Two of its figures have the same name.")
    for language, words in (*one.text.items(), *one.title.items()):
        yield from _typed(words, one, f"{where}: {language}")


def _box(bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    return -180 <= west < east <= 180 and -90 <= south < north <= 90


def _off(figure: Figure, where: str) -> Iterator[Issue]:
    if figure.of in ("event", "instrument", "agreement") and len(figure.events) != 1:
        yield Issue(where, "missing", "Name one in events.")
    if figure.of == "told" and not figure.events:
        yield Issue(where, "missing", "Name what is told, in events.")
    kinds, classes = code_lists()["incident_kind"], code_lists()["incident_class"]
    ways = code_lists()["posting_begin" if figure.of == "taken" else "posting_end"]
    for code in figure.kinds:
        if code not in kinds and code not in classes:
            yield Issue(where, "unknown_code", f"{code} is no kind and no class of incident.")
    for code in figure.ways:
        if code not in ways:
            yield Issue(where, "unknown_code", f"{code} is no {ways.name} code.")


def _typed(words: str, one: Chapter, where: str) -> Iterator[Issue]:
    """Numbers that were typed, and figures that are not there."""
    if any(c.isdigit() for c in _PLACE.sub("", words)):
        yield Issue(where, "typed_figure", "A text holds no number of its own; name a figure, such as {strength}.")
    known = {figure.name: figure.of for figure in one.figure}
    for found in _PLACE.finditer(words):
        name, part = found.groups()
        if name not in known:
            yield Issue(where, "no_figure", f"There is no figure {name} in this chapter.")
        elif part and part not in PARTS[known[name]]:
            yield Issue(where, "no_part", f"A figure of {known[name]} has no part {part}.")


def pieces(words: str, one: Chapter) -> list[dict[str, str]]:
    """A text as its words and its figures, in order."""
    known = {figure.name: figure.of for figure in one.figure}
    told: list[dict[str, str]] = []
    at = 0
    for found in _PLACE.finditer(words):
        if found.start() > at:
            told.append({"text": words[at : found.start()]})
        told.append({"figure": found[1], "part": found[2] or PARTS[known[found[1]]][0]})
        at = found.end()
    return [*told, {"text": words[at:]}] if at < len(words) else told


def bounds_of(one: Chapter, mission: Mission) -> tuple[float, float, float, float]:
    """Where the map looks: west, south, east, north."""
    if one.bounds is not None:
        return one.bounds
    features: list[dict[str, Any]] = [
        feature for feature in mission.zones.get("features", ()) if feature["properties"]["code"] == one.zone
    ]
    if not features:
        return mission.settings.bounds
    from shapely.geometry import shape

    west, south, east, north = shape(features[0]["geometry"]).bounds
    return (west - 0.2, south - 0.2, east + 0.2, north + 0.2)
