"""The map of a report as SVG: the mission's zones and the incidents' places as its audience is told them.

Plain shapes that read in black and white; no style attributes, no script. A place that is not sharply known is drawn
as wide as it may be off, one told as a cell as the cell.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

from ...core.place import KM_PER_DEGREE, spread_km
from ...mission import Mission

WIDTH, HEIGHT, FOOT = 680.0, 340.0, 46.0
FONT = "IBM Plex Sans, IBM Plex Sans Arabic, sans-serif"
_AREAS = ("buffer_zone", "pocket", "area", "base_area", "sector")
_STROKE = {
    "ceasefire_line": ("#000", 1.6, ""), "maritime_line": ("#000", 1.0, "6 3"), "route": ("#888", 0.7, "2 2"),
    "sector": ("#444", 0.9, "7 4"), "buffer_zone": ("#777", 0.6, ""),
}  # fmt: skip
_FILL = {"buffer_zone": "#dcdcdc", "pocket": "#e6e6e6", "base_area": "#ededed"}


class Chart:
    """An equirectangular projection of a box, true to scale at its middle latitude."""

    def __init__(self, bounds: Sequence[float]) -> None:
        self.west, self.south, self.east, self.north = bounds
        self.stretch = max(math.cos(math.radians((self.south + self.north) / 2)), 0.05)
        wide, high = (self.east - self.west) * self.stretch, self.north - self.south
        self.scale = min(WIDTH / wide, HEIGHT / high)  # units per degree of latitude
        self.left = (WIDTH - wide * self.scale) / 2
        self.top = (HEIGHT - high * self.scale) / 2

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """A point of the earth on the sheet."""
        x = self.left + (lon - self.west) * self.stretch * self.scale
        return round(x, 1), round(self.top + (self.north - lat) * self.scale, 1)

    def km(self, km: float) -> float:
        """So many kilometres on the sheet."""
        return km / KM_PER_DEGREE * self.scale


def svg(mission: Mission, marks: Sequence[Mapping[str, Any]], words: Mapping[str, str]) -> str:
    """The map of these marks, with scale bar, north and legend."""
    chart = Chart(mission.settings.bounds)
    parts = [*_zones(mission, chart), *_marks(marks, chart)]
    frame = f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{HEIGHT - 1}" fill="none" stroke="#000"/>'
    clip = f'<clipPath id="sheet"><rect width="{WIDTH}" height="{HEIGHT}"/></clipPath>'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT + FOOT}" font-family="{FONT}"'
    body = "".join(parts)
    return (
        f'{head} font-size="9" role="img" aria-label="{_safe(words["map"])}">{clip}<rect width="{WIDTH}" '
        f'height="{HEIGHT}" fill="#fff"/><g clip-path="url(#sheet)">{body}</g>{frame}{_north()}{_scale(chart)}'
        f"{_legend(words, _kinds(mission))}</svg>"
    )


def _zones(mission: Mission, chart: Chart) -> Iterator[str]:
    features = mission.zones.get("features", ())
    for feature in sorted(features, key=lambda f: f["properties"].get("kind") not in _AREAS):
        kind = str(feature["properties"].get("kind"))
        stroke, width, dash = _STROKE.get(kind, ("#aaa", 0.5, ""))
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        for path, closed in _paths(feature["geometry"], chart):
            fill = _FILL.get(kind, "none") if closed else "none"
            yield f'<path d="{path}" fill="{fill}" stroke="{stroke}" stroke-width="{width}"{dashed}/>'
        if kind == "sector":
            yield from _label(feature, chart)


def _label(feature: Mapping[str, Any], chart: Chart) -> Iterator[str]:
    from shapely.geometry import shape

    point = shape(feature["geometry"]).representative_point()
    x, y = chart.at(point.x, point.y)
    yield f'<text x="{x}" y="{y}" text-anchor="middle" fill="#444">{_safe(feature["properties"].get("code"))}</text>'


def _paths(geometry: Mapping[str, Any], chart: Chart) -> Iterator[tuple[str, bool]]:
    kind, told = geometry["type"], geometry["coordinates"]
    if kind == "Polygon":
        yield "".join(_path(ring, chart) + "Z" for ring in told), True
    elif kind == "MultiPolygon":
        for polygon in told:
            yield "".join(_path(ring, chart) + "Z" for ring in polygon), True
    elif kind == "LineString":
        yield _path(told, chart), False
    elif kind == "MultiLineString":
        for line in told:
            yield _path(line, chart), False


def _path(line: Sequence[Sequence[float]], chart: Chart) -> str:
    points = (chart.at(point[0], point[1]) for point in line)
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def _marks(marks: Sequence[Mapping[str, Any]], chart: Chart) -> Iterator[str]:
    dots = []
    for mark in marks:
        place = mark["place"]
        x, y = chart.at(place["lon"], place["lat"])
        spread, cell = spread_km(place["prec"]), place.get("grid_km")
        if spread is None:
            continue
        fill = "#000" if mark["held"] else "#fff"
        if cell:
            side = round(max(chart.km(cell), 6.0), 1)
            dots.append(f'<rect x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side}" height="{side}" {_WIDE}/>')
        elif spread:
            dots.append(f'<circle cx="{x}" cy="{y}" r="{max(chart.km(spread), 5.0):.1f}" {_WIDE}/>')
        else:
            dots.append(f'<circle cx="{x}" cy="{y}" r="3.2" fill="{fill}" stroke="#000" stroke-width="1"/>')
    yield from dots


_WIDE = 'fill="#000" fill-opacity="0.08" stroke="#000" stroke-width="1" stroke-dasharray="3 2"'


def _north() -> str:
    x = WIDTH - 22
    return (
        f'<path d="M{x} 34L{x + 6} 12L{x + 12} 34L{x + 6} 29Z"/><text x="{x + 6}" y="46" text-anchor="middle">N</text>'
    )


def _scale(chart: Chart) -> str:
    km = next(k for k in (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1, 0.5) if chart.km(k) < WIDTH / 4 or k == 0.5)
    long, y = chart.km(km), HEIGHT - 12
    line = f"M12 {y - 5}V{y}H{12 + long:.1f}V{y - 5}"
    return (
        f'<path d="{line}" fill="none" stroke="#000" stroke-width="1.2"/>'
        f'<text x="{16 + long:.1f}" y="{y}">{km:g} km</text>'
    )


def _kinds(mission: Mission) -> set[str]:
    return {str(feature["properties"].get("kind")) for feature in mission.zones.get("features", ())}


def _legend(words: Mapping[str, str], kinds: set[str]) -> str:
    """The signs that are used, each with its meaning."""
    signs = [
        ('<circle cx="8" cy="-3" r="3.2" fill="#000"/>', "map_exact"),
        (f'<circle cx="8" cy="-3" r="5" {_WIDE}/>', "map_circle"),
        (f'<rect x="3" y="-8" width="10" height="10" {_WIDE}/>', "map_cell"),
    ]
    if "ceasefire_line" in kinds:
        signs.append(('<path d="M0 -3H16" stroke="#000" stroke-width="1.6"/>', "map_line"))
    if kinds & {"buffer_zone", "pocket", "area"}:
        signs.append(('<rect x="2" y="-8" width="13" height="9" fill="#dcdcdc" stroke="#777"/>', "map_zone"))
    if "sector" in kinds:
        line = '<path d="M0 -3H16" stroke="#444" stroke-dasharray="7 4"/>'
        signs.append((line, "map_sector"))
    if "route" in kinds:
        signs.append(('<path d="M0 -3H16" stroke="#888" stroke-dasharray="2 2"/>', "map_route"))
    wide, told = WIDTH / 4, []
    for number, (sign, key) in enumerate(signs):
        x, y = 4 + wide * (number % 4), HEIGHT + 18 + 18 * (number // 4)
        told.append(
            f'<g transform="translate({x:.0f} {y:.0f})">{sign}<text x="22" y="0">{_safe(words[key])}</text></g>'
        )
    return "".join(told)


def _safe(words: Any) -> str:
    return escape(str(words or ""), quote=True)
